import { make, setText } from "../../pages/dom.ts";

/** A column of a table: what it shows, and by what it is sorted. */
export interface ColumnOf<Row> {
  readonly title: string;
  /** What it means, where the title does not say. */
  readonly hint?: string;
  show(row: Row): string | Node;
  /** By which rows are sorted; absent: not by this column. */
  by?(row: Row): number | string;
  readonly isNumber?: boolean;
}

/** A table whose headings sort it. Its cells stay where they are and change their texts. */
export class SortedTable<Row> {
  private readonly body: HTMLTableSectionElement;
  private readonly headings: HTMLTableCellElement[] = [];
  private rows: readonly Row[] = [];

  constructor(
    private readonly table: HTMLTableElement,
    private readonly columns: readonly ColumnOf<Row>[],
    private sortedBy: number,
    private isDescending = true,
  ) {
    const head = table.createTHead().insertRow();
    columns.forEach((column, i) => {
      const heading = make("th", column.isNumber ? "number" : "");
      heading.scope = "col";
      if (column.hint) heading.title = column.hint;
      if (column.by) {
        const button = make("button", "", column.title);
        button.type = "button";
        button.addEventListener("click", () => this.sort(i));
        heading.append(button);
      } else {
        heading.textContent = column.title;
      }
      head.append(heading);
      this.headings.push(heading);
    });
    this.body = table.createTBody();
    this.mark();
  }

  /** Shows these rows, in the order that was chosen. */
  show(rows: readonly Row[]): void {
    this.rows = rows;
    const by = this.columns[this.sortedBy]?.by;
    const sorted = by ? [...rows].sort((a, b) => this.compare(by(a), by(b))) : rows;
    while (this.body.rows.length > sorted.length) this.body.deleteRow(-1);
    sorted.forEach((row, i) => this.fill(this.body.rows[i] ?? this.body.insertRow(), row));
    this.table.hidden = rows.length === 0;
  }

  private fill(target: HTMLTableRowElement, row: Row): void {
    this.columns.forEach((column, i) => {
      const cell = target.cells[i] ?? target.insertCell();
      cell.className = column.isNumber ? "number" : "";
      const shown = column.show(row);
      if (typeof shown === "string") setText(cell, shown);
      else if (cell.textContent !== shown.textContent || !cell.firstElementChild) cell.replaceChildren(shown);
      else if (!cell.firstElementChild.isEqualNode(shown)) cell.replaceChildren(shown);
    });
  }

  private compare(a: number | string, b: number | string): number {
    const order = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
    return this.isDescending ? -order : order;
  }

  private sort(column: number): void {
    this.isDescending = this.sortedBy === column ? !this.isDescending : (this.columns[column].isNumber ?? false);
    this.sortedBy = column;
    this.mark();
    this.show(this.rows);
  }

  private mark(): void {
    this.headings.forEach((heading, i) => {
      if (i === this.sortedBy) heading.ariaSort = this.isDescending ? "descending" : "ascending";
      else heading.removeAttribute("aria-sort");
    });
  }
}
