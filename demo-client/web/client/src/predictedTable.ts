import type { Predicted, PredictedWorld } from "./rules.ts";
import type { Column, Schema, Table } from "./schema.ts";
import { copyCells, slotOf, type TableRows } from "./snapshot.ts";

/** Time in which a correction that is shown shrinks to a third or so. */
const SMOOTHING_MILLIS = 90;
/** In raw steps: a rest of a correction that is below this cannot be seen. */
const UNSEEN = 0.02;

/** Predicted rows at one tick: raw values, and a key that stays with an entity while ids are guessed anew. */
class Rows {
  size = 0;
  ids = new Int32Array(16);
  keys = new Int32Array(16);
  columns: Int32Array[];
  /** By moving column: added to the values when they are drawn, in raw steps. */
  offsets: Float64Array[];

  constructor(
    private readonly sources: readonly { column: Column }[],
    private readonly moving: number,
  ) {
    this.columns = sources.map(({ column }) => new Int32Array(16 * column.cells));
    this.offsets = Array.from({ length: moving }, () => new Float64Array(16));
  }

  reserve(rows: number): void {
    if (rows <= this.ids.length) return;
    const length = Math.max(rows, this.ids.length * 2);
    this.ids = new Int32Array(length);
    this.keys = new Int32Array(length);
    this.columns = this.sources.map(({ column }) => new Int32Array(length * column.cells));
    this.offsets = Array.from({ length: this.moving }, () => new Float64Array(length));
  }

  /** The row with a key, looked for from where it most likely is; -1: there is none. */
  rowOf(key: number, near: number): number {
    if (near < this.size && this.keys[near] === key) return near;
    for (let row = 0; row < this.size; row++) if (this.keys[row] === key) return row;
    return -1;
  }
}

/** What rows are drawn to. */
interface Drawing {
  readonly ids: Int32Array;
  readonly columns: readonly Float64Array[];
  /** Shows what a row of `raws` has in a column. */
  put(index: number, row: number, column: Column, raws: Int32Array, rawRow: number): void;
}

/**
 * Hears of an entity that turned out to be elsewhere than was predicted: how far, over all FIXED columns, and of each FIXED and ANGLE column that was
 * wrong what was predicted minus what is right, in what it counts in.
 */
export type Correction = (
  table: string,
  id: number,
  distance: number,
  byColumn: Readonly<Record<string, number>>,
) => void;

/**
 * The predicted rows of one table: what they are at the last tick whose input is settled, and what they would be at the next.
 *
 * An entity that a prediction spawned has a negative key until the server's own comes, which then goes on under that key.
 */
export class PredictedTable {
  readonly mode: Predicted;
  /** Columns as a view has them: those for everybody, then those of the parts for some. */
  private readonly sources: readonly { part: number; column: Column }[] = [];
  /** Indexes of the columns that are drawn in between, and so are smoothed. */
  private readonly moving: readonly number[];
  private readonly distances: Float64Array | undefined;
  private settled: Rows;
  private before: Rows;
  private ahead: Rows;
  /** Keys of entities that were spawned here, by the server's id for them. */
  private readonly aliases = new Map<number, number>();
  /** Keys of spawns by the tick and place in which they come up, and their ids in the run of steps at hand. */
  private readonly spawns = new Map<string, { key: number; tick: number }>();
  private readonly spawnIds = new Map<number, number>();
  private readonly spawnedAt = new Map<number, number>();
  /** Entities of the newest snapshot, and those of them that are the player's. */
  private readonly known = new Set<number>();
  private readonly mine = new Set<number>();
  private ids: Int32Array;
  private nextKey = -1;

  constructor(
    schema: Schema,
    readonly table: Table,
    private readonly world: PredictedWorld,
    teleport: Float64Array | undefined,
  ) {
    this.mode = world.predicted(table.index);
    this.distances = teleport;
    const parts = this.mode === "OWN" ? schema.partsOf(table) : [];
    this.sources = [table, ...parts].flatMap((part) => part.columns.map((column) => ({ part: part.index, column })));
    this.moving = table.columns.flatMap(({ kind, index }) => (kind === "FIXED" || kind === "ANGLE" ? [index] : []));
    const rows = () => new Rows(this.sources, this.moving.length);
    [this.settled, this.before, this.ahead] = [rows(), rows(), rows()];
    this.ids = new Int32Array(table.capacity);
  }

  /** Whether a row of a snapshot, which may be an old one, is of an entity that is predicted here: what the newest says of its owner holds. */
  predicts(rows: TableRows, row: number, player: number): boolean {
    if (this.mode !== "OWN") return this.mode === "ALL";
    const id = rows.ids[row]!;
    return this.known.has(id) ? this.mine.has(id) : this.#isOf(player, rows, row);
  }

  #isOf(player: number, rows: TableRows, row: number): boolean {
    const { ownerColumn } = this.table;
    return (ownerColumn < 0 ? slotOf(rows.ids[row]!) : rows.columns[ownerColumn]![row]) === player;
  }

  /** Hands the rows of a snapshot, as the player got it, to the world. */
  load(player: number, rows: TableRows, parts: readonly { rows: TableRows; table: Table }[]): void {
    const { world, table } = this;
    world.add(table.index, rows.ids, rows.size);
    scatter(world, table, rows);
    for (const part of parts) scatter(world, part.table, part.rows);
    this.known.clear();
    this.mine.clear();
    for (let row = 0; row < rows.size; row++) {
      this.known.add(rows.ids[row]!);
      if (this.#isOf(player, rows, row)) this.mine.add(rows.ids[row]!);
    }
    for (const id of this.aliases.keys()) if (!this.known.has(id)) this.aliases.delete(id);
    this.spawnIds.clear();
  }

  /** A step was taken: notes what it spawned. */
  stepped(tick: number): void {
    if (this.mode !== "OWN") return;
    const count = this.world.predictedIds(this.table.index, this.ids);
    for (const [id, key] of this.spawnIds) if (this.spawnedAt.get(key)! >= tick) this.spawnIds.delete(id);
    let place = 0;
    for (let i = 0; i < count; i++) {
      const id = this.ids[i]!;
      if (this.known.has(id) || this.spawnIds.has(id)) continue;
      const name = `${tick}.${place++}`;
      let spawn = this.spawns.get(name);
      if (!spawn) this.spawns.set(name, (spawn = { key: this.nextKey--, tick }));
      this.spawnIds.set(id, spawn.key);
      this.spawnedAt.set(spawn.key, tick);
    }
  }

  /** Takes the rows as they are now for those at the settled tick, which has moved on. */
  settle(): void {
    this.#capture(this.before);
    [this.settled, this.before] = [this.before, this.settled];
    this.#carryOffsets();
  }

  /**
   * Takes the rows as they are now for those at the settled tick, in place of what was predicted before.
   *
   * @param snapshotTick of the snapshot that the prediction now starts from
   * @param tell hears of each difference, which is drawn away little by little; undefined: both are at different ticks, and not compared
   */
  correct(snapshotTick: number, tell: Correction | undefined): void {
    this.#capture(this.before);
    [this.settled, this.before] = [this.before, this.settled];
    this.#adopt(snapshotTick);
    this.#carryOffsets();
    const { settled, before } = this;
    for (let row = 0; tell && row < settled.size; row++) {
      const was = before.rowOf(settled.keys[row]!, row);
      if (was >= 0) this.#smooth(row, was, tell);
    }
    for (const [name, { key, tick }] of this.spawns) {
      if (tick > snapshotTick) continue;
      // Its entity has come, and is known by now, or it never will.
      this.spawns.delete(name);
      this.spawnedAt.delete(key);
    }
  }

  /** Takes the rows as they are now for those at the tick after the settled one. */
  lookAhead(): void {
    this.#capture(this.ahead);
  }

  /** Lets the rest of corrections fade. */
  fade(elapsedMillis: number): void {
    const kept = Math.exp(-elapsedMillis / SMOOTHING_MILLIS);
    for (const offsets of this.settled.offsets) {
      for (let row = 0; row < this.settled.size; row++) {
        offsets[row] = Math.abs(offsets[row]!) < UNSEEN ? 0 : offsets[row]! * kept;
      }
    }
  }

  /** No more rows than this are drawn. */
  get mostRows(): number {
    return this.settled.size + this.ahead.size;
  }

  /**
   * Writes ids and values to be drawn, from a row on, where there is room for them.
   *
   * @param fraction how far from the settled tick to the next
   * @returns the row after the last
   */
  draw(view: Drawing, from: number, fraction: number): number {
    const { ids, columns } = view;
    const { settled, ahead, sources } = this;
    let to = from;
    for (let row = 0; row < settled.size; row++, to++) {
      const next = ahead.rowOf(settled.keys[row]!, row);
      ids[to] = settled.keys[row]!;
      for (let index = 0; index < sources.length; index++) {
        view.put(index, to, sources[index]!.column, settled.columns[index]!, row);
      }
      for (let place = 0; place < this.moving.length; place++) {
        const index = this.moving[place]!;
        const { column } = sources[index]!;
        const raw = settled.columns[index]![row]!;
        const way = next < 0 ? 0 : column.wayFrom(raw, ahead.columns[index]![next]!);
        columns[index]![to] = column.toNumber(column.wrapped(raw + way * fraction + settled.offsets[place]![row]!));
      }
    }
    // What the next step spawns is shown at once: that is what the player has just asked for.
    for (let row = 0; row < ahead.size; row++) {
      if (settled.rowOf(ahead.keys[row]!, row) >= 0) continue;
      ids[to] = ahead.keys[row]!;
      for (let index = 0; index < sources.length; index++) {
        view.put(index, to, sources[index]!.column, ahead.columns[index]!, row);
      }
      to++;
    }
    return to;
  }

  #capture(into: Rows): void {
    const { world, table, sources, ids } = this;
    const count = world.predictedIds(table.index, ids);
    into.reserve(count);
    into.size = count;
    for (let row = 0; row < count; row++) {
      into.ids[row] = ids[row]!;
      into.keys[row] = this.#keyOf(ids[row]!);
    }
    for (let index = 0; index < sources.length; index++) {
      const from = world.column(sources[index]!.part, sources[index]!.column.index);
      const to = into.columns[index]!;
      const { cells } = sources[index]!.column;
      for (let row = 0; row < count; row++) copyCells(from, slotOf(ids[row]!), to, row, cells);
    }
  }

  #keyOf(id: number): number {
    return this.aliases.get(id) ?? (this.known.has(id) ? id : (this.spawnIds.get(id) ?? id));
  }

  #carryOffsets(): void {
    const { settled, before } = this;
    for (let place = 0; place < this.moving.length; place++) settled.offsets[place]!.fill(0, 0, settled.size);
    for (let row = 0; row < settled.size; row++) {
      const was = before.rowOf(settled.keys[row]!, row);
      if (was < 0) continue;
      for (let place = 0; place < this.moving.length; place++) {
        settled.offsets[place]![row] = before.offsets[place]![was]!;
      }
    }
  }

  /** Finds the server's own entities for those that were spawned here, and lets them go on under the same keys. */
  #adopt(snapshotTick: number): void {
    const { settled, before } = this;
    for (let was = 0; was < before.size; was++) {
      const key = before.keys[was]!;
      if (key >= 0 || (this.spawnedAt.get(key) ?? Infinity) > snapshotTick || settled.rowOf(key, was) >= 0) continue;
      let best = -1;
      let least = Infinity;
      for (let row = 0; row < settled.size; row++) {
        // Known to the server, and new to us.
        if (settled.keys[row]! < 0 || before.rowOf(settled.keys[row]!, row) >= 0) continue;
        const distance = this.#distance(before, was, settled, row);
        if (distance < least) [best, least] = [row, distance];
      }
      if (best < 0) continue;
      this.aliases.set(settled.ids[best]!, key);
      settled.keys[best] = key;
    }
  }

  #smooth(row: number, was: number, tell: Correction): void {
    const { settled, before, moving } = this;
    const byColumn: Record<string, number> = {};
    let differs = false;
    let teleports = false;
    for (let place = 0; place < moving.length; place++) {
      const index = moving[place]!;
      const { column } = this.sources[index]!;
      const way = column.wayFrom(settled.columns[index]![row]!, before.columns[index]![was]!);
      if (way === 0) continue;
      differs = true;
      byColumn[column.name] = way * column.scale;
      settled.offsets[place]![row]! += way;
      if (this.distances && Math.abs(way) * column.scale > this.distances[index]!) teleports = true;
    }
    if (teleports) for (let place = 0; place < moving.length; place++) settled.offsets[place]![row] = 0;
    else if (differs) tell(this.table.name, settled.keys[row]!, this.#distance(before, was, settled, row), byColumn);
  }

  #distance(a: Rows, rowA: number, b: Rows, rowB: number): number {
    let sum = 0;
    for (const index of this.moving) {
      const { column } = this.sources[index]!;
      if (column.kind !== "FIXED") continue;
      sum += ((a.columns[index]![rowA]! - b.columns[index]![rowB]!) * column.scale) ** 2;
    }
    return Math.sqrt(sum);
  }
}

/** Writes the columns of a snapshot's rows to where the world has them. */
export function scatter(world: PredictedWorld, table: Table, rows: TableRows): void {
  for (const { index, cells } of table.columns) {
    const to = world.column(table.index, index);
    const from = rows.columns[index]!;
    for (let row = 0; row < rows.size; row++) copyCells(from, row, to, slotOf(rows.ids[row]!), cells);
  }
}
