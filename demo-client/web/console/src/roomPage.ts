import { element, make, setText } from "../../pages/dom.ts";
import type { ActDialog } from "./actDialog.ts";
import type { Api } from "./api.ts";
import { BytesPanel } from "./bytesPanel.ts";
import { Chart } from "./chart.ts";
import { Comparison } from "./comparison.ts";
import type { Connection } from "./connection.ts";
import { millis, rate } from "./format.ts";
import { Meters } from "./meters.ts";
import { peopleColumns } from "./people.ts";
import { Presets } from "./presets.ts";
import type { Person, RoomInside, Shown, TableInfo, Value } from "./protocol.ts";
import { RoomActs } from "./roomActs.ts";
import { roomTiles } from "./roomTiles.ts";
import { Series } from "./series.ts";
import { color, roomHash } from "./serverPage.ts";
import { SortedTable } from "./sortedTable.ts";
import { Talk } from "./talk.ts";
import { Tiles } from "./tiles.ts";
import { Tuning } from "./tuning.ts";
import { WorldMap } from "./worldMap.ts";

const ROWS_PER_PAGE = 50;

/** The page of one room. */
export class RoomPage {
  private readonly tiles = new Tiles(element("room-tiles"));
  /** What is compared before and after a change: step p50 and p99, bytes, late p99. */
  private readonly series = new Series(4);
  private readonly phases = new Series(5);
  private readonly bytes = new Series(1);
  private readonly charts: Chart[];
  private readonly meters = new Meters();
  private readonly talk = new Talk();
  private readonly tuning: Tuning;
  private readonly presets: Presets;
  private readonly map = new WorldMap((table, row) => this.pin(table, row));
  private readonly people: SortedTable<Person>;
  private readonly bytesPanel = new BytesPanel(() => this.watch());
  private readonly comparison = new Comparison(
    (other) => (location.hash = roomHash(this.id, other)),
    () => this.watch(),
  );
  private readonly acts: RoomActs;
  private tables: readonly TableInfo[] = [];
  private id = "";
  private beside = "";
  private from = 0;
  private pinned = -1;

  constructor(
    api: Api,
    private readonly connection: Connection,
    dialog: ActDialog,
  ) {
    this.tuning = new Tuning(api, this.series, this.meters);
    this.presets = new Presets(api, dialog, () => this.tuning.scope());
    const place = element("room-charts");
    this.charts = [
      new Chart(
        place,
        "Tick by phase, p99",
        this.phases,
        [
          ["inputs", "var-ok"],
          ["step", "var-accent"],
          ["select", "var-bad"],
          ["encode", "var-warn"],
          ["write", "var-quiet"],
        ].map(color),
        millis,
      ),
      new Chart(place, "Bytes to its people", this.bytes, [["bytes", "var-accent"]].map(color), rate),
    ];
    this.people = new SortedTable<Person>(
      element<HTMLTableElement>("people"),
      peopleColumns(),
      3,
      ({ place, name }) => `${place} ${name}`,
    );
    this.acts = new RoomActs(api, dialog, () => this.id);
    element("people").addEventListener("click", (event) => this.onAct(event));
    element("table").addEventListener("change", () => this.look(0, -1));
    element("search").addEventListener("input", () => this.look(0, this.pinned));
    element("earlier").addEventListener("click", () => this.look(Math.max(0, this.from - ROWS_PER_PAGE), this.pinned));
    element("later").addEventListener("click", () => this.look(this.from + ROWS_PER_PAGE, this.pinned));
    element("rows").addEventListener("click", (event) => {
      const row = (event.target as HTMLElement).closest<HTMLTableRowElement>("tr[data-row]");
      if (row) this.pin(element<HTMLSelectElement>("table").value, Number(row.dataset.row));
    });
  }

  /** Goes to a room; `beside` is one to compare it with, or empty. */
  open(id: string, beside: string): void {
    this.beside = beside;
    this.comparison.open(id, beside);
    element("room-tiles").hidden = beside !== "";
    if (id === this.id) return this.watch();
    this.id = id;
    setText(element("room-title"), id);
    this.tables = [];
    this.from = 0;
    this.pinned = -1;
    this.series.clear();
    this.phases.clear();
    this.bytes.clear();
    this.meters.clear();
    this.talk.clear();
    this.tuning.clear();
    this.presets.clear();
    this.bytesPanel.clear();
    this.map.setTables([]);
    element<HTMLInputElement>("search").value = "";
    element("table").replaceChildren();
    this.watch();
  }

  show(atMillis: number, room: NonNullable<Shown["room"]>, beside: Shown["beside"]): void {
    if (room.id !== this.id) return;
    const isThere = "adjustable" in room;
    element("room-body").hidden = !isThere;
    element("room-gone").hidden = isThere || room.state === "new";
    setText(element("room-gone"), `Room ${this.id} is not there any more, or never was.`);
    element("room-tiles").hidden = !isThere || this.beside !== "";
    element("comparison").hidden = !isThere || this.beside === "";
    if (!isThere) return;
    this.showInside(atMillis, room);
    if (room.others) this.comparison.offer(room.others);
    if (beside) this.comparison.show(atMillis, room, beside);
  }

  private showInside(atMillis: number, room: RoomInside): void {
    this.tiles.show(roomTiles(room));
    this.series.add(atMillis, room.stepMillis.p50, room.stepMillis.p99, room.bytesPerSecond, room.lateMillis.p99);
    this.phases.add(
      atMillis,
      room.inputsMillis.p99,
      room.stepMillis.p99,
      room.selectMillis.p99,
      room.encodeMillis.p99,
      room.writeMillis.p99,
    );
    this.bytes.add(atMillis, room.bytesPerSecond);
    this.charts.forEach((chart) => chart.draw());
    this.meters.show(atMillis, room.meters);
    this.tuning.show(atMillis, room);
    this.presets.show(room.type);
    this.acts.show(room.state);
    this.people.show(room.people);
    element("no-people").hidden = room.people.length > 0;
    this.talk.show(room.events, room.chats);
    this.bytesPanel.show(room);
    if (room.tables) this.setTables(room.tables);
    if (room.world && this.tables.length > 0) {
      setText(element("world-tick"), `tick ${room.world.tick.toLocaleString("en")}`);
      this.map.show(room.world);
      if (room.world.rows) this.showRows(room.world.rows);
    }
  }

  private setTables(tables: readonly TableInfo[]): void {
    if (JSON.stringify(this.tables) === JSON.stringify(tables)) return;
    // A room that goes by other rules has other ones: the same is looked at, where it is still there.
    this.tables = tables;
    this.map.setTables(tables);
    delete element("rows").dataset.table;
    const select = element<HTMLSelectElement>("table");
    const before = select.value;
    select.replaceChildren(...tables.map(({ name }) => new Option(name, name)));
    if (tables.some(({ name }) => name === before)) select.value = before;
    this.look(0, -1);
  }

  private look(from: number, pinned: number): void {
    this.from = from;
    this.pinned = pinned;
    this.watch();
  }

  private pin(table: string, row: number): void {
    element<HTMLSelectElement>("table").value = table;
    this.pinned = this.pinned === row ? -1 : row;
    this.map.mark(table, this.pinned);
    this.watch();
  }

  private watch(): void {
    this.connection.show({
      watch: "room",
      room: this.id,
      table: element<HTMLSelectElement>("table").value,
      search: element<HTMLInputElement>("search").value,
      from: this.from,
      pinned: this.pinned,
      bytesOf: this.bytesPanel.player,
      beside: this.beside || undefined,
    });
  }

  private showRows(rows: NonNullable<NonNullable<RoomInside["world"]>["rows"]>): void {
    const info = this.tables.find(({ name }) => name === rows.table);
    if (!info) return;
    const table = element<HTMLTableElement>("rows");
    if (table.dataset.table !== info.name) {
      table.dataset.table = info.name;
      table.replaceChildren();
      const head = table.createTHead().insertRow();
      head.append(make("th", "number", "row"));
      for (const { name, audience, kind } of info.columns) {
        const heading = make("th", kind === "fixed" || kind === "integer" || kind === "angle" ? "number" : "", name);
        if (audience !== "everybody") heading.append(make("i", "tag", audience));
        head.append(heading);
      }
      table.createTBody();
    }
    const body = table.tBodies[0];
    const shown = rows.pinned ? [rows.pinned, ...rows.page.filter(([row]) => row !== this.pinned)] : rows.page;
    while (body.rows.length > shown.length) body.deleteRow(-1);
    shown.forEach((values, i) => fill(body.rows[i] ?? body.insertRow(), values, values[0] === this.pinned));
    const last = Math.min(rows.found, this.from + ROWS_PER_PAGE);
    setText(element("page"), rows.found === 0 ? "none" : `${this.from + 1}–${last} of ${rows.found}`);
    element<HTMLButtonElement>("earlier").disabled = this.from === 0;
    element<HTMLButtonElement>("later").disabled = last >= rows.found;
  }

  private onAct(event: Event): void {
    const button = (event.target as HTMLElement).closest<HTMLButtonElement>("button[data-act]");
    if (!button) return;
    const { act, place, name, number } = button.dataset;
    if (act === "bytes") return this.bytesPanel.choose(Number(number));
    this.acts.about(act!, { place: Number(place), name: name! });
  }
}

function fill(target: HTMLTableRowElement, values: readonly Value[], isPinned: boolean): void {
  target.dataset.row = String(values[0]);
  target.classList.toggle("pinned", isPinned);
  values.forEach((value, i) => {
    const cell = target.cells[i] ?? target.insertCell();
    cell.className = typeof value === "number" ? "number" : "";
    setText(
      cell,
      Array.isArray(value) ? value.join(" ") : value === true ? "yes" : value === false ? "–" : String(value),
    );
  });
  while (target.cells.length > values.length) target.deleteCell(-1);
}
