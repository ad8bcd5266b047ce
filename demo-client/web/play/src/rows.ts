import type { Column, Room, Table, View } from "tickwire-client";
import { element, make, setText } from "../../pages/dom.ts";
import { playerColor } from "./colors.ts";
import { ownerOf } from "./field.ts";
import { format } from "./format.ts";
import { type Layer, slotOf } from "./world.ts";

const MOST_ROWS = 16;
const PERIOD_MILLIS = 200;

/** One table of the page: the rows of one of the game's, up to a number of them. */
class Sheet {
  readonly details = make("details", "sheet");
  private readonly count = make("span", "count");
  private readonly body = make("tbody", "");
  private readonly more = make("p", "more");
  private readonly columns: readonly Column[];

  constructor(
    private readonly table: Table,
    parts: readonly Table[],
    private readonly layer: Layer | undefined,
  ) {
    this.columns = [table, ...parts].flatMap((each) => each.columns);
    const summary = make("summary", "");
    summary.append(make("b", "", table.name), this.count);
    const head = make("tr", "");
    for (const name of ["", ...this.columns.map((column) => column.name)]) {
      const cell = make("th", "", name);
      cell.scope = "col";
      head.append(cell);
    }
    const top = make("thead", "");
    top.append(head);
    const grid = make("table", "");
    grid.append(top, this.body);
    const scroll = make("div", "scroll");
    // So that keys can scroll it.
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", `Rows of ${table.name}`);
    scroll.append(grid);
    this.details.append(summary, scroll, this.more);
    this.details.open = true;
  }

  update(view: View, player: number): void {
    const rows = view.table(this.table.name);
    setText(this.count, `${rows.size} of ${this.table.capacity}`);
    if (!this.details.open) return;
    const shown = Math.min(rows.size, MOST_ROWS);
    while (this.body.rows.length > shown) this.body.deleteRow(-1);
    while (this.body.rows.length < shown) this.addRow();
    for (let i = 0; i < shown; i++) {
      const row = rows.at(i);
      const line = this.body.rows[i];
      const owner = this.layer ? ownerOf(this.layer, row) : -1;
      const slot = slotOf(row.id);
      setText(line.cells[0], String(slot));
      line.cells[0].style.color = owner >= 0 ? playerColor(owner) : "";
      line.classList.toggle("own", owner >= 0 && owner === player);
      this.columns.forEach((column, c) => setText(line.cells[c + 1], format(column, row[column.name])));
    }
    setText(this.more, rows.size > shown ? `and ${rows.size - shown} more` : "");
  }

  private addRow(): void {
    const line = this.body.insertRow();
    for (let c = 0; c <= this.columns.length; c++) line.insertCell();
  }
}

/** All tables of the game as rows. */
export class Rows {
  private readonly sheets: readonly Sheet[];
  private nextMillis = 0;

  constructor(room: Room, layers: readonly Layer[]) {
    const { schema } = room;
    this.sheets = schema.wholeTables.map(
      (table) =>
        new Sheet(
          table,
          schema.partsOf(table),
          layers.find((layer) => layer.table === table),
        ),
    );
    element("tables").replaceChildren(...this.sheets.map(({ details }) => details));
  }

  update(view: View, player: number, nowMillis: number): void {
    if (nowMillis < this.nextMillis) return;
    this.nextMillis = nowMillis + PERIOD_MILLIS;
    for (const sheet of this.sheets) sheet.update(view, player);
  }
}
