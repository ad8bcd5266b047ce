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

/** Rows stay in their order for so long, so that one can be clicked on. */
const STILL_MILLIS = 2000;

/** A table whose headings sort it. Its cells stay where they are and change their texts. */
export class SortedTable<Row> {
  private readonly body: HTMLTableSectionElement;
  private readonly headings: HTMLTableCellElement[] = [];
  private rows: readonly Row[] = [];
  /** Of keys, as they were sorted last. */
  private readonly order = new Map<string, number>();
  private sortedMillis = -Infinity;

  constructor(
    private readonly table: HTMLTableElement,
    private readonly columns: readonly ColumnOf<Row>[],
    private sortedBy: number,
    /** Tells rows apart that are shown again and again. */
    private readonly key: (row: Row) => string,
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
    const sorted = this.sorted(rows);
    while (this.body.rows.length > sorted.length) this.body.deleteRow(-1);
    sorted.forEach((row, i) => this.fill(this.body.rows[i] ?? this.body.insertRow(), row));
    this.table.hidden = rows.length === 0;
  }

  private sorted(rows: readonly Row[]): Row[] {
    const by = this.columns[this.sortedBy]?.by;
    const now = performance.now();
    const place = (row: Row) => this.order.get(this.key(row)) ?? NaN;
    if (now - this.sortedMillis < STILL_MILLIS && rows.every((row) => place(row) >= 0)) {
      return [...rows].sort((a, b) => place(a) - place(b));
    }
    const sorted = by ? [...rows].sort((a, b) => this.compare(by(a), by(b))) : [...rows];
    this.sortedMillis = now;
    this.order.clear();
    sorted.forEach((row, i) => this.order.set(this.key(row), i));
    return sorted;
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
    this.sortedMillis = -Infinity;
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
