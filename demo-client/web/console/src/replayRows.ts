import { element, make, setText } from "../../pages/dom.ts";
import type { TableInfo, Value } from "./protocol.ts";
import type { Frame, ReplayedRow } from "./recording.ts";

/** The rows of one table, with what changed in them. */
export class ReplayRows {
  private readonly table = element<HTMLTableElement>("rows");
  private readonly select = element<HTMLSelectElement>("table");
  private readonly onlyChanged = element<HTMLInputElement>("changed");

  constructor(
    private readonly tables: readonly TableInfo[],
    onChoice: () => void,
  ) {
    this.select.replaceChildren(...tables.map(({ name }) => new Option(name, name)));
    this.select.addEventListener("change", onChoice);
    this.onlyChanged.addEventListener("change", onChoice);
  }

  /** As the server is asked for it. */
  get query(): string {
    return `table=${encodeURIComponent(this.select.value)}&changed=${this.onlyChanged.checked}`;
  }

  choose(table: string): void {
    this.select.value = table;
  }

  show({ rows, changed }: Frame, marked: number): void {
    for (const option of this.select.options) {
      const count = changed[option.value] ?? 0;
      setText(option, count > 0 ? `${option.value} (${count} changed)` : option.value);
    }
    const info = this.tables.find(({ name }) => name === rows?.table);
    if (!rows || !info) return;
    this.showHead(info);
    const body = this.table.tBodies[0];
    while (body.rows.length > rows.page.length) body.deleteRow(-1);
    rows.page.forEach((row, i) => fill(body.rows[i] ?? body.insertRow(), row, marked));
    const hidden = rows.found - rows.page.length;
    setText(
      element("page"),
      rows.found === 0
        ? this.onlyChanged.checked
          ? "nothing changed"
          : "no rows"
        : `${rows.found} rows${hidden > 0 ? `, of which the first ${rows.page.length} are shown` : ""}`,
    );
  }

  private showHead(info: TableInfo): void {
    if (this.table.dataset.table === info.name) return;
    this.table.dataset.table = info.name;
    this.table.replaceChildren();
    const head = this.table.createTHead().insertRow();
    head.append(make("th", "number", "row"));
    for (const { name, audience } of info.columns) {
      const heading = make("th", "", name);
      if (audience !== "everybody") heading.append(make("i", "tag", audience));
      head.append(heading);
    }
    this.table.createTBody();
  }
}

function fill(target: HTMLTableRowElement, { state, values, cells, was }: ReplayedRow, marked: number): void {
  target.className = state === "new" || state === "gone" ? state : "";
  target.classList.toggle("pinned", values[0] === marked);
  target.dataset.row = String(values[0]);
  values.forEach((value, i) => {
    const cell = target.cells[i] ?? target.insertCell();
    const isChanged = cells?.includes(i) ?? false;
    cell.className = isChanged ? "changed" : "";
    if (isChanged && was) cell.replaceChildren(said(value), make("small", "", said(was[i])));
    else setText(cell, said(value));
  });
  while (target.cells.length > values.length) target.deleteCell(-1);
}

/** A value of a cell as people read it. */
export function said(value: Value): string {
  if (typeof value === "object") return value.join(" ");
  return value === true ? "yes" : value === false ? "–" : String(value);
}
