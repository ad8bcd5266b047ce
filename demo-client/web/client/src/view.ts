import { DrawnEntities } from "./drawnEntities.ts";
import { defineFields } from "./fields.ts";
import { PUBLIC_LAYERS } from "./layer.ts";
import type { PredictedTable } from "./predictedTable.ts";
import type { Prediction } from "./prediction.ts";
import { type Column, named, type Schema, type Table } from "./schema.ts";
import { copyCells, rowOf, slotOf, type Snapshot, type TableRows, Texts } from "./snapshot.ts";
import type { SnapshotDecoder } from "./snapshotDecoder.ts";

/**
 * For each table, and in it for each FIXED column, the greatest distance that an entity can travel between two snapshots.
 * An entity that is further away than that has teleported: it is shown at the old place, then at the new one, and not in between.
 */
export type TeleportDistances = Readonly<Record<string, Readonly<Record<string, number>>>>;

/**
 * One entity of a view: its `id`, and a property for each column. A column that only its owner or its team gets is `undefined` for others:
 * declare such columns as optional, `{ x: number; ammo?: number }`.
 */
export type Row<Columns> = { readonly id: number } & Readonly<Columns>;

/**
 * The rows of one table as they are to be drawn, in slot order.
 *
 * Row objects and arrays are reused: they hold until the next `room.view(...)`. Nothing here makes garbage.
 */
export class TableView<Columns> {
  /** How many rows there are. */
  size = 0;
  /** Entity ids by row. An id stays with its entity for life, a row number does not. The array may be longer than `size`. */
  ids: Int32Array = new Int32Array(16);
  /** Numbers by column and row, first those of `table`, then those that not everybody gets: see {@link values}. */
  readonly columns: Float64Array[];
  /** @internal Of columns of cells, by row: what is in them, where the number in {@link columns} is 0. */
  readonly cells: Int32Array[][];
  private readonly names = new Map<string, number>();
  private readonly rows: Row<Columns>[] = [];
  /** The rows before this are drawn from snapshots, and in slot order; those from here on are predicted. */
  #predictedFrom = 0;
  #predicted: PredictedTable | undefined;
  private readonly own: Row<Columns>[] = [];
  readonly #RowOfTable: new (row: number) => Row<Columns>;
  /** The columns of the same entities that not everybody gets. */
  readonly #parts: readonly Table[];
  readonly #view: View<any>;

  /** @internal */
  constructor(
    readonly table: Table,
    parts: readonly Table[],
    view: View<any>,
  ) {
    this.#parts = parts;
    this.#view = view;
    const columns = [table, ...parts].flatMap((each) => each.columns);
    columns.forEach(({ name }, index) => this.names.set(name, index));
    this.columns = columns.map(() => new Float64Array(16));
    this.cells = columns.map(() => []);
    const text = (key: number) => this.#view.strings.get(key);
    this.#RowOfTable = rowClass(this, columns, text) as new (row: number) => Row<Columns>;
  }

  /**
   * A column as numbers by row: units, radians, 0 or 1, a label's index, an entity's id, a text's key.
   *
   * 0 for a column of cells: {@link at} gives these. Not a number where the column is not for everybody, and this player does not get it.
   * The quickest way through many rows. The array may be longer than `size`, and be another one in the next view.
   */
  values(column: keyof Columns & string): Float64Array {
    return this.columns[named(this.names, column, `table "${this.table.name}" has no column`)]!;
  }

  /** @internal Shows what a row of `raws` has in a column. */
  put(index: number, row: number, column: Column, raws: Int32Array, rawRow: number): void {
    const { cells } = column;
    this.columns[index]![row] = cells > 1 ? 0 : column.toNumber(raws[rawRow]!);
    if (cells > 1) copyCells(raws, rawRow, (this.cells[index]![row] ??= new Int32Array(cells)), 0, cells);
  }

  /** The entity in a row, 0 to `size - 1`. */
  at(row: number): Row<Columns> {
    if (!(row >= 0 && row < this.size)) throw new RangeError(`row ${row} is not among the ${this.size} rows`);
    return (this.rows[row] ??= new this.#RowOfTable(row));
  }

  /** The entity of that id, or undefined when it is not in the view. */
  get(id: number): Row<Columns> | undefined {
    let row = rowOf(this.ids, this.#predictedFrom, id);
    for (let r = this.#predictedFrom; row < 0 && r < this.size; r++) if (this.ids[r] === id) row = r;
    return row < 0 ? undefined : this.at(row);
  }

  /** @internal The entities of this client's player; the array is reused. */
  mine(): readonly Row<Columns>[] {
    const { table, own } = this;
    const predictedFrom = this.#predictedFrom;
    const { player } = this.#view;
    if (table.ownerColumn >= table.columns.length) {
      throw new Error(`clients are not told whose the rows of table "${table.name}" are`);
    }
    const owners = this.columns[table.ownerColumn];
    const ownFrom = this.#predicted?.mode === "OWN" ? predictedFrom : Infinity;
    own.length = 0;
    for (let row = 0; player >= 0 && row < this.size; row++) {
      const owner = owners ? owners[row] : slotOf(this.ids[row]!);
      if (owner === player || row >= ownFrom) own.push(this.at(row));
    }
    return own;
  }

  *[Symbol.iterator](): IterableIterator<Row<Columns>> {
    for (let row = 0; row < this.size; row++) yield this.at(row);
  }

  /** @internal Says which rows are predicted, and so are not drawn from snapshots. */
  begin(predicted: PredictedTable | undefined): void {
    this.size = 0;
    this.#predicted = predicted;
  }

  /** @internal Shows the predicted rows, after all others. */
  predict(fraction: number): void {
    this.#predictedFrom = this.size;
    if (!this.#predicted) return;
    while (this.ids.length < this.size + this.#predicted.mostRows) this.#grow();
    this.size = this.#predicted.draw(this, this.size, fraction);
  }

  /** @internal Shows the way from one snapshot to the next. */
  interpolate(from: TableRows, to: TableRows, fraction: number, teleport: Float64Array | undefined): void {
    let other = 0;
    for (let row = 0; row < from.size; row++) {
      const id = from.ids[row]!;
      while (other < to.size && slotOf(to.ids[other]!) < slotOf(id)) other++;
      const present = other < to.size && to.ids[other] === id;
      this.#add(from, row, to, present ? other : -1, fraction, teleport, 1);
    }
  }

  /** @internal Shows entities of several layers, each on the way from its own update to the next. */
  gather(drawn: DrawnEntities, slots: number, interval: number, teleport: Float64Array | undefined): void {
    for (let slot = 0; slot < slots; slot++) {
      if (drawn.find(slot) === 0) continue;
      // An entity that comes half as often goes twice as far in between.
      const stretch = interval > 0 ? Math.max(1, drawn.span / interval) : 1;
      this.#add(drawn.from, drawn.fromRow, drawn.to, drawn.toRow, drawn.fraction, teleport, stretch);
    }
  }

  /** @internal Shows the entities of a table of which only some are told, as a snapshot has them. They come when they change, and so are not drawn in between. */
  addPrivate({ tables }: Snapshot): void {
    const rows = tables[this.table.index]!;
    this.interpolate(rows, rows, 0, undefined);
  }

  /** @internal Forgets the columns that not everybody gets. */
  clearPrivate(): void {
    for (let c = this.table.columns.length; c < this.columns.length; c++) this.columns[c]!.fill(NaN, 0, this.size);
  }

  /** @internal Fills in the columns of a snapshot that not everybody gets. They come when they change, and so are not drawn in between. */
  fillPrivate({ tables }: Snapshot): void {
    let index = this.table.columns.length;
    for (const part of this.#parts) {
      const known = tables[part.index]!;
      for (let row = 0; row < known.size; row++) {
        const shown = rowOf(this.ids, this.size, known.ids[row]!);
        for (let c = 0; shown >= 0 && c < part.columns.length; c++) {
          this.put(index + c, shown, part.columns[c]!, known.columns[c]!, row);
        }
      }
      index += part.columns.length;
    }
  }

  /** Adds an entity that is between two rows; `toRow` -1: it stays as it is. */
  #add(
    from: TableRows,
    fromRow: number,
    to: TableRows,
    toRow: number,
    fraction: number,
    teleport: Float64Array | undefined,
    stretch: number,
  ): void {
    if (this.#predicted?.predicts(from, fromRow, this.#view.player)) return;
    const row = this.size++;
    if (row === this.ids.length) this.#grow();
    this.ids[row] = from.ids[fromRow]!;
    const moving =
      toRow >= 0 && fraction !== 0 && !(teleport && this.#teleports(from, fromRow, to, toRow, teleport, stretch));
    for (const column of this.table.columns) {
      const raw = from.columns[column.index]![fromRow]!;
      const values = this.columns[column.index]!;
      if (moving && column.kind === "FIXED") {
        values[row] = column.toNumber(raw + (to.columns[column.index]![toRow]! - raw) * fraction);
      } else if (moving && column.kind === "ANGLE") {
        const way = column.wayFrom(raw, to.columns[column.index]![toRow]!);
        values[row] = column.toNumber(column.wrapped(raw + way * fraction));
      } else this.put(column.index, row, column, from.columns[column.index]!, fromRow);
    }
  }

  #teleports(
    from: TableRows,
    row: number,
    to: TableRows,
    other: number,
    distances: Float64Array,
    stretch: number,
  ): boolean {
    for (let c = 0; c < distances.length; c++) {
      const distance = Math.abs(to.columns[c]![other]! - from.columns[c]![row]!) * this.table.columns[c]!.scale;
      if (distance > distances[c]! * stretch) return true;
    }
    return false;
  }

  #grow(): void {
    const ids = this.ids;
    this.ids = new Int32Array(ids.length * 2);
    this.ids.set(ids);
    for (let c = 0; c < this.columns.length; c++) {
      const values = this.columns[c]!;
      this.columns[c] = new Float64Array(values.length * 2);
      this.columns[c]!.set(values);
    }
  }
}

/** The world as it is to be drawn at one moment, between two snapshots. */
export class View<Tables = any> {
  /** The tick that is shown, with its fraction. What is far away may be shown a little earlier. */
  tick = 0;
  /** @internal */
  strings: Texts = Texts.NONE;
  private readonly tables: TableView<any>[];
  private readonly teleport: (Float64Array | undefined)[];
  private readonly drawn: DrawnEntities[] = [];
  #lastTick = 0;

  /** @internal */
  constructor(
    private readonly schema: Schema,
    teleport: TeleportDistances = {},
    /** @internal -1: this client is no player. */
    readonly player: number = -1,
  ) {
    this.tables = schema.wholeTables.map((table) => new TableView(table, schema.partsOf(table), this));
    this.teleport = teleportsOf(schema, teleport);
  }

  /** The rows of a table; an Error that lists the tables when there is none of that name. */
  table<Name extends keyof Tables & string>(name: Name): TableView<Tables[Name]> {
    const table = this.schema.table(name);
    return this.tables.find((view) => view.table === table)!;
  }

  /**
   * The rows of a table that belong to this client's player, in slot order: those with its number in the column of `ownedBy`, or else the one in the slot with
   * its number, as in a table with a row per player. A spectator has none. The array is reused like the rows; an Error where clients are not told whose a row is.
   *
   * ```ts
   * const [car] = view.mine("cars");
   * ```
   */
  mine<Name extends keyof Tables & string>(name: Name): readonly Row<Tables[Name]>[] {
    return this.table(name).mine();
  }

  /** Texts by their keys, which are the numbers of TEXT columns: those that entities in sight have, and some that they had. */
  get texts(): ReadonlyMap<number, string> {
    return this.strings.entries;
  }

  /**
   * Shows what the world was at a tick: between the two snapshots around it, or the oldest that is held, or a little beyond the newest.
   * @internal
   * @param mostTicksBeyond for how long what moves goes on as it did, where no further snapshot has come
   */
  show(snapshots: SnapshotDecoder, tick: number, mostTicksBeyond = 0, prediction?: Prediction): void {
    const { layers } = snapshots;
    const near = layers[0];
    const age = near?.ageAt(tick) ?? -1;
    const from = near?.at(age);
    const to = from && from.tick <= tick ? near!.at(age - 1) : undefined;
    this.tick = from && !to ? Math.max(from.tick, Math.min(tick, from.tick + mostTicksBeyond)) : tick;
    this.strings = from?.texts ?? Texts.NONE;
    const predicted = prediction?.ready ? prediction : undefined;
    for (let t = 0; t < this.tables.length; t++) this.tables[t]!.begin(predicted?.tables[t]);
    if (layers[1] ?? layers[2]) this.#showLayers(snapshots, tick, mostTicksBeyond);
    else if (from) this.#interpolate(from, to ?? near!.at(age + 1) ?? from, to !== undefined);
    for (const table of this.tables) {
      for (let l = PUBLIC_LAYERS; l < layers.length; l++) {
        const known = layers[l]?.at(layers[l]!.ageAt(this.tick));
        if (known && table.table.audience !== "EVERYBODY") table.addPrivate(known);
      }
      table.clearPrivate();
      for (let l = PUBLIC_LAYERS; l < layers.length; l++) {
        const known = layers[l]?.at(layers[l]!.ageAt(this.tick));
        if (known) table.fillPrivate(known);
      }
      table.predict(predicted?.fraction ?? 0);
    }
    this.#lastTick = tick;
  }

  /** Shows a snapshot as it is. @internal */
  showExactly(snapshot: Snapshot): void {
    this.tick = snapshot.tick;
    this.strings = snapshot.texts;
    for (let t = 0; t < this.tables.length; t++) {
      const table = this.tables[t]!;
      table.begin(undefined);
      const rows = snapshot.tables[table.table.index]!;
      table.interpolate(rows, rows, 0, undefined);
      table.clearPrivate();
      table.fillPrivate(snapshot);
      table.predict(0);
    }
  }

  /** Shows the way to the next snapshot, or onwards from one before. */
  #interpolate(from: Snapshot, other: Snapshot, isNext: boolean): void {
    const ticks = isNext ? other.tick - from.lastTick : from.tick - other.lastTick;
    const done = isNext ? Math.max(0, this.tick - from.lastTick) : Math.min(0, from.lastTick - this.tick);
    const fraction = ticks > 0 ? done / ticks : 0;
    for (let t = 0; t < this.tables.length; t++) {
      const { index, audience } = this.tables[t]!.table;
      if (audience !== "EVERYBODY") continue;
      this.tables[t]!.interpolate(from.tables[index]!, other.tables[index]!, fraction, this.teleport[t]);
    }
  }

  #showLayers({ layers }: SnapshotDecoder, tick: number, mostTicksBeyond: number): void {
    const elapsed = Math.max(0, tick - this.#lastTick);
    const interval = layers[0]?.interval ?? 0;
    for (let t = 0; t < this.tables.length; t++) {
      const { table } = this.tables[t]!;
      if (table.audience !== "EVERYBODY") continue;
      const drawn = (this.drawn[t] ??= new DrawnEntities(table.index, table.capacity));
      const slots = drawn.begin(layers, tick, elapsed, mostTicksBeyond);
      this.tables[t]!.gather(drawn, slots, interval, this.teleport[t]);
    }
  }
}

/** Teleport distances by table and column. */
export function teleportsOf(schema: Schema, distances: TeleportDistances): (Float64Array | undefined)[] {
  for (const name of Object.keys(distances)) schema.table(name);
  return schema.wholeTables.map((table) => distancesOf(table, distances[table.name]));
}

function distancesOf(table: Table, distances: Readonly<Record<string, number>> | undefined): Float64Array | undefined {
  if (!distances) return undefined;
  const byColumn = new Float64Array(table.columns.length).fill(Infinity);
  for (const [name, distance] of Object.entries(distances)) {
    const column = table.column(name);
    if (column.kind !== "FIXED") throw new Error(`column "${name}" is ${column.kind}: only FIXED ones can teleport`);
    byColumn[column.index] = distance;
  }
  return byColumn;
}

/** A class with a getter for each column, so that a row reads like an object and is none. */
function rowClass(
  view: TableView<any>,
  columns: readonly Column[],
  text: (key: number) => string,
): new (row: number) => object {
  class RowOfTable {
    readonly #row: number;
    constructor(row: number) {
      this.#row = row;
    }
    get id(): number {
      return view.ids[this.#row]!;
    }
    static number(row: RowOfTable, index: number): number {
      return view.columns[index]![row.#row]!;
    }
    static cells(row: RowOfTable, index: number): Int32Array {
      return view.cells[index]![row.#row]!;
    }
  }
  const { number, cells } = RowOfTable;
  defineFields(RowOfTable.prototype, columns, view.table.columns.length, {
    number,
    cells,
    text: (row, index) => text(number(row, index)),
  });
  return RowOfTable;
}
