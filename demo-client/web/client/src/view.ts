import { DrawnEntities } from "./drawnEntities.ts";
import { defineFields } from "./fields.ts";
import { type Layer, PUBLIC_LAYERS } from "./layer.ts";
import type { Column, Schema, Table } from "./schema.ts";
import { rowOf, slotOf, type TableRows, Texts } from "./snapshot.ts";
import type { SnapshotDecoder } from "./snapshotDecoder.ts";

/**
 * For each table, and in it for each FIXED column, the greatest distance that an entity can travel between two snapshots.
 * An entity that is further away than that has teleported: it is shown at the old place, then at the new one, and not in between.
 */
export type TeleportDistances = Readonly<Record<string, Readonly<Record<string, number>>>>;

/**
 * One entity of a view: its `id`, and a property for each column. What its owner or its team alone is told is `undefined` for others:
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
  ids = new Int32Array(16);
  /** Numbers by column and row, first those of `table`, then those that not everybody is told: see {@link values}. */
  readonly columns: Float64Array[];
  /** The columns in that order. */
  private readonly names = new Map<string, number>();
  private readonly rows: Row<Columns>[] = [];
  private readonly RowOfTable: new (row: number) => Row<Columns>;

  /** @internal */
  constructor(
    readonly table: Table,
    /** What not everybody is told of the same entities. */
    private readonly parts: readonly Table[],
    private readonly view: View<any>,
  ) {
    const columns = [table, ...parts].flatMap((each) => each.columns);
    columns.forEach(({ name }, index) => this.names.set(name, index));
    this.columns = columns.map(() => new Float64Array(16));
    const text = (key: number) => this.view.strings.get(key);
    this.RowOfTable = rowClass(this, columns, text) as new (row: number) => Row<Columns>;
  }

  /**
   * A column as numbers by row: units, radians, 0 or 1, a label's index, an entity's id, a text's key.
   *
   * Not a number where the column is not for everybody, and this player is not told.
   * The quickest way through many rows. The array may be longer than `size`, and be another one in the next view.
   */
  values(column: keyof Columns & string): Float64Array {
    const index = this.names.get(column);
    if (index !== undefined) return this.columns[index];
    throw new Error(
      `table "${this.table.name}" has no column "${column}"; it has ${[...this.names.keys()].join(", ")}`,
    );
  }

  /** The entity in a row, 0 to `size - 1`. */
  at(row: number): Row<Columns> {
    if (!(row >= 0 && row < this.size)) throw new RangeError(`row ${row} is not among the ${this.size} rows`);
    return (this.rows[row] ??= new this.RowOfTable(row));
  }

  /** The entity of that id, or undefined when it is not in the view. */
  get(id: number): Row<Columns> | undefined {
    const row = rowOf(this.ids, this.size, id);
    return row < 0 ? undefined : this.at(row);
  }

  *[Symbol.iterator](): IterableIterator<Row<Columns>> {
    for (let row = 0; row < this.size; row++) yield this.at(row);
  }

  /** @internal Shows the way from one snapshot to the next. */
  interpolate(from: TableRows, to: TableRows, fraction: number, teleport: Float64Array | undefined): void {
    this.size = 0;
    let other = 0;
    for (let row = 0; row < from.size; row++) {
      const id = from.ids[row];
      while (other < to.size && slotOf(to.ids[other]) < slotOf(id)) other++;
      const present = other < to.size && to.ids[other] === id;
      this.add(from, row, to, present ? other : -1, fraction, teleport, 1);
    }
  }

  /** @internal Shows entities of several layers, each on the way from its own update to the next. */
  gather(drawn: DrawnEntities, slots: number, interval: number, teleport: Float64Array | undefined): void {
    this.size = 0;
    for (let slot = 0; slot < slots; slot++) {
      if (drawn.find(slot) === 0) continue;
      // Who is told of half as often goes twice as far in between.
      const stretch = interval > 0 ? Math.max(1, drawn.span / interval) : 1;
      this.add(drawn.from, drawn.fromRow, drawn.to, drawn.toRow, drawn.fraction, teleport, stretch);
    }
  }

  /** @internal Fills in what not everybody is told. It comes when it changes, and so is not drawn in between. */
  fillPrivate(layers: readonly (Layer | undefined)[], tick: number): void {
    let index = this.table.columns.length;
    for (const part of this.parts) {
      for (let c = 0; c < part.columns.length; c++) this.columns[index + c].fill(NaN, 0, this.size);
      for (let l = PUBLIC_LAYERS; l < layers.length; l++) {
        const layer = layers[l];
        const known = layer?.at(layer.ageAt(tick))?.tables[part.index];
        for (let row = 0; known && row < known.size; row++) {
          const shown = rowOf(this.ids, this.size, known.ids[row]);
          for (let c = 0; shown >= 0 && c < part.columns.length; c++) {
            this.columns[index + c][shown] = part.columns[c].toNumber(known.columns[c][row]);
          }
        }
      }
      index += part.columns.length;
    }
  }

  /** Adds an entity that is between two rows; `toRow` -1: it stays as it is. */
  private add(
    from: TableRows,
    fromRow: number,
    to: TableRows,
    toRow: number,
    fraction: number,
    teleport: Float64Array | undefined,
    stretch: number,
  ): void {
    const row = this.size++;
    if (row === this.ids.length) this.grow();
    this.ids[row] = from.ids[fromRow];
    const moving =
      toRow >= 0 && fraction > 0 && !(teleport && this.teleports(from, fromRow, to, toRow, teleport, stretch));
    for (const column of this.table.columns) {
      const raw = from.columns[column.index][fromRow];
      const values = this.columns[column.index];
      if (moving && column.kind === "FIXED") {
        values[row] = column.toNumber(raw + (to.columns[column.index][toRow] - raw) * fraction);
      } else if (moving && column.kind === "ANGLE") {
        values[row] = column.toNumber(turned(column, raw, to.columns[column.index][toRow], fraction));
      } else {
        values[row] = column.toNumber(raw);
      }
    }
  }

  private teleports(
    from: TableRows,
    row: number,
    to: TableRows,
    other: number,
    distances: Float64Array,
    stretch: number,
  ): boolean {
    for (let c = 0; c < distances.length; c++) {
      const distance = Math.abs(to.columns[c][other] - from.columns[c][row]) * this.table.columns[c].scale;
      if (distance > distances[c] * stretch) return true;
    }
    return false;
  }

  private grow(): void {
    const ids = this.ids;
    this.ids = new Int32Array(ids.length * 2);
    this.ids.set(ids);
    for (let c = 0; c < this.columns.length; c++) {
      const values = this.columns[c];
      this.columns[c] = new Float64Array(values.length * 2);
      this.columns[c].set(values);
    }
  }
}

/** The world as it is to be drawn at one moment, between two snapshots. */
export class View<Tables = any> {
  /** The tick that is shown, with its fraction. What is far away may be shown a little earlier. */
  tick = 0;
  /** @internal */
  strings = Texts.NONE;
  private readonly tables: TableView<any>[];
  private readonly teleport: (Float64Array | undefined)[];
  private readonly drawn: DrawnEntities[] = [];
  private lastTick = 0;

  /** @internal */
  constructor(
    private readonly schema: Schema,
    teleport: TeleportDistances = {},
  ) {
    const tables = schema.tables.filter((table) => table.audience === "EVERYBODY");
    this.tables = tables.map((table) => new TableView(table, schema.partsOf(table), this));
    this.teleport = tables.map((table) => distancesOf(table, teleport[table.name]));
    for (const name of Object.keys(teleport)) schema.table(name);
  }

  /** The rows of a table; an Error that lists the tables when there is none of that name. */
  table<Name extends keyof Tables & string>(name: Name): TableView<Tables[Name]> {
    return this.tables[this.schema.table(name).index];
  }

  /** All texts by their keys, which are the numbers of TEXT columns. */
  get texts(): ReadonlyMap<number, string> {
    return this.strings.entries;
  }

  /**
   * Shows what the world was at a tick: between the two snapshots around it, or the oldest or newest that is held.
   * @internal
   */
  show(snapshots: SnapshotDecoder, tick: number): void {
    const { layers } = snapshots;
    const near = layers[0];
    const age = near?.ageAt(tick) ?? -1;
    const from = near?.at(age);
    const to = from && from.tick <= tick ? near!.at(age - 1) : undefined;
    this.tick = from && !to ? from.tick : tick;
    this.strings = from?.texts ?? Texts.NONE;
    if (layers[1] ?? layers[2]) this.showLayers(snapshots, tick);
    else if (from) {
      const fraction = to ? Math.max(0, (tick - from.lastTick) / (to.tick - from.lastTick)) : 0;
      for (let t = 0; t < this.tables.length; t++) {
        this.tables[t].interpolate(from.tables[t], (to ?? from).tables[t], fraction, this.teleport[t]);
      }
    }
    for (const table of this.tables) table.fillPrivate(layers, this.tick);
    this.lastTick = tick;
  }

  private showLayers({ layers }: SnapshotDecoder, tick: number): void {
    const elapsed = Math.max(0, tick - this.lastTick);
    const interval = layers[0]?.interval ?? 0;
    for (const { table } of this.tables) {
      const drawn = (this.drawn[table.index] ??= new DrawnEntities(table.index, table.capacity));
      const slots = drawn.begin(layers, tick, elapsed);
      this.tables[table.index].gather(drawn, slots, interval, this.teleport[table.index]);
    }
  }
}

function turned(column: Column, from: number, to: number, fraction: number): number {
  const turn = 2 ** column.bits;
  const unused = 32 - column.bits;
  const shortest = ((to - from) << unused) >> unused;
  return (from + shortest * fraction + turn) % turn;
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
      return view.ids[this.#row];
    }
    static number(row: RowOfTable, index: number): number {
      return view.columns[index][row.#row];
    }
  }
  const { number } = RowOfTable;
  defineFields(RowOfTable.prototype, columns, view.table.columns.length, {
    number,
    text: (row, index) => text(number(row, index)),
  });
  return RowOfTable;
}
