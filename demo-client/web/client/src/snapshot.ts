import type { Schema, Table } from "./schema.ts";
import type { WireWriter } from "./wireWriter.ts";

/** The slot of an entity, by its id: the row that it has in the game's rules, such as the number of its player in a table with a row for each. */
export const slotOf = (id: number): number => id & 0xffff;

/** The rows of one table in one snapshot: raw integers, in slot order, as many of each row as the column has cells. Arrays may be longer than `size`. */
export class TableRows {
  size = 0;
  ids: Int32Array = new Int32Array(16);
  readonly columns: Int32Array[];

  constructor(readonly table: Table) {
    this.columns = table.columns.map(({ cells }) => new Int32Array(16 * cells));
  }

  /** Makes room for rows; what the arrays held is lost. */
  reserve(rows: number): void {
    if (rows <= this.ids.length) return;
    const length = Math.max(rows, this.ids.length * 2);
    this.ids = new Int32Array(length);
    for (const { index, cells } of this.table.columns) this.columns[index] = new Int32Array(length * cells);
  }

  copyFrom(other: TableRows): void {
    this.reserve(other.size);
    this.size = other.size;
    for (let row = 0; row < other.size; row++) this.ids[row] = other.ids[row]!;
    for (const { index, cells } of this.table.columns) {
      const from = other.columns[index]!;
      const to = this.columns[index]!;
      for (let at = other.size * cells - 1; at >= 0; at--) to[at] = from[at]!;
    }
  }

  /** The row of an entity, or -1. */
  rowOf(id: number): number {
    return rowOf(this.ids, this.size, id);
  }

  /** The row in a slot, whichever entity's it is, or -1. */
  rowInSlot(slot: number): number {
    return rowInSlot(this.ids, this.size, slot);
  }

  /** The sum of the rows' hashes. */
  hash(texts: Texts): number {
    let sum = 0;
    for (let row = 0; row < this.size; row++) sum += this.rowHash(row, texts);
    return sum;
  }

  /** What a row counts for in that. */
  rowHash(row: number, texts: Texts): number {
    const { columns, table } = this;
    let hash = mix(mix(HASH_SEED, table.index), this.ids[row]!);
    for (const { index, cells, kind } of table.columns) {
      for (let at = row * cells; at < (row + 1) * cells; at++) {
        const raw = columns[index]![at]!;
        hash = mix(hash, kind === "TEXT" ? texts.hash(raw) : raw);
      }
    }
    return mix(hash, 0);
  }

  /** Becomes what several show together: of each slot, the row of the first that has one. */
  merge(parts: readonly TableRows[]): void {
    this.reserve(parts.reduce((rows, part) => rows + part.size, 0));
    const heads = parts.map(() => 0);
    for (this.size = 0; ; this.size++) {
      let first = -1;
      let slot = Infinity;
      for (let p = 0; p < parts.length; p++) {
        const { ids, size } = parts[p]!;
        if (heads[p] === size || slotOf(ids[heads[p]!]!) >= slot) continue;
        first = p;
        slot = slotOf(ids[heads[p]!]!);
      }
      if (first < 0) return;
      const { ids, columns } = parts[first]!;
      const row = heads[first]!;
      this.ids[this.size] = ids[row]!;
      for (const { index, cells } of this.table.columns) {
        copyCells(columns[index]!, row, this.columns[index]!, this.size, cells);
      }
      for (let p = 0; p < parts.length; p++) {
        if (heads[p]! < parts[p]!.size && slotOf(parts[p]!.ids[heads[p]!]!) === slot) heads[p]!++;
      }
    }
  }
}

/** Copies what one row has in a column to another row. */
export function copyCells(from: Int32Array, fromRow: number, to: Int32Array, toRow: number, cells: number): void {
  for (let cell = 0; cell < cells; cell++) to[toRow * cells + cell] = from[fromRow * cells + cell]!;
}

/** Finds an id among `size` ids in slot order; -1 when it is not there. */
export function rowOf(ids: Int32Array, size: number, id: number): number {
  const row = rowInSlot(ids, size, slotOf(id));
  return row >= 0 && ids[row] === id ? row : -1;
}

function rowInSlot(ids: Int32Array, size: number, slot: number): number {
  let low = 0;
  let high = size - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const difference = slotOf(ids[middle]!) - slot;
    if (difference === 0) return middle;
    if (difference < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Tables of texts are looked through for those that nothing has any more when they have this many, at least. */
const MANY_TEXTS = 64;

/** The texts that a client holds, under keys of its own: those are the numbers in TEXT columns. No key ever comes to stand for another text. */
export class Texts {
  static readonly NONE: Texts = new Texts();
  private readonly keys = new Map<string, number>();
  private readonly byKey = new Map<number, string>();
  #newest = 0;
  #most = MANY_TEXTS;

  get(key: number): string {
    return this.byKey.get(key) ?? "";
  }

  get entries(): ReadonlyMap<number, string> {
    return this.byKey;
  }

  /** The key of a text, which is put in if it is not there; that of the empty one is 0. */
  keyOf(text: string): number {
    if (text === "") return 0;
    let key = this.keys.get(text);
    if (key === undefined) {
      this.keys.set(text, (key = ++this.#newest));
      this.byKey.set(key, text);
    }
    return key;
  }

  /** Whether it is time to {@link keep} only what is in use. */
  get areMany(): boolean {
    return this.byKey.size > this.#most;
  }

  keep(used: ReadonlySet<number>): void {
    for (const [key, text] of this.byKey) {
      if (used.has(key)) continue;
      this.byKey.delete(key);
      this.keys.delete(text);
    }
    this.#most = Math.max(MANY_TEXTS, 2 * this.byKey.size);
  }

  /** What a text counts for in a state's hash. */
  hash(key: number): number {
    const text = this.get(key);
    let code = 0;
    for (let i = 0; i < text.length; i++) code = (Math.imul(31, code) + text.charCodeAt(i)) | 0;
    return code;
  }
}

/** Everything that a client holds of the world at one tick. */
export class Snapshot {
  tick = 0;
  /** Until this tick nothing changed; where that is not known, it is `tick`. */
  lastTick = 0;
  /** First those for everybody, then the others. */
  readonly tables: readonly TableRows[];

  constructor(
    schema: Schema,
    /** Those of TEXT columns, shared by all snapshots of a decoder. */
    readonly texts: Texts = new Texts(),
  ) {
    this.tables = schema.tables.map((table) => new TableRows(table));
  }

  /** Becomes what layers show together, nearest first. */
  merge(tick: number, layers: readonly Snapshot[]): void {
    this.tick = tick;
    for (let t = 0; t < this.tables.length; t++) this.tables[t]!.merge(layers.map((layer) => layer.tables[t]!));
  }

  /** The hash that a server sends to find desyncs, unsigned. */
  stateHash(): number {
    return this.#hashes().reduce((sum, hash) => sum + hash, 0) >>> 0;
  }

  /** Writes the tick, and what each table counts for in its hash. */
  write(writer: WireWriter): void {
    writer.uint32(1, this.tick);
    writer.sint32s(2, this.#hashes());
  }

  #hashes(): number[] {
    return this.tables.map((table) => table.hash(this.texts));
  }
}

const HASH_SEED = 0x54574b31;

function mix(hash: number, value: number): number {
  const product = Math.imul(hash ^ value, 0x9e3779b1);
  return product ^ (product >>> 15);
}
