import type { Schema } from "./schema.ts";

/** The slot of an entity, by its id: the row that it has in the game's rules, such as the number of its player in a table with a row for each. */
export const slotOf = (id: number): number => id & 0xffff;

/** The rows of one table in one snapshot: raw integers, in slot order. Arrays may be longer than `size`. */
export class TableRows {
  size = 0;
  ids: Int32Array = new Int32Array(16);
  readonly columns: Int32Array[];

  constructor(columnCount: number) {
    this.columns = Array.from({ length: columnCount }, () => new Int32Array(16));
  }

  /** Makes room for rows; what the arrays held is lost. */
  reserve(rows: number): void {
    if (rows <= this.ids.length) return;
    const length = Math.max(rows, this.ids.length * 2);
    this.ids = new Int32Array(length);
    for (let c = 0; c < this.columns.length; c++) this.columns[c] = new Int32Array(length);
  }

  copyFrom(other: TableRows): void {
    this.reserve(other.size);
    this.size = other.size;
    for (let row = 0; row < other.size; row++) this.ids[row] = other.ids[row]!;
    for (let c = 0; c < this.columns.length; c++) {
      const from = other.columns[c]!;
      const to = this.columns[c]!;
      for (let row = 0; row < other.size; row++) to[row] = from[row]!;
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

  /** The sum of the rows' hashes, under the number of their table. */
  hash(table: number): number {
    const { size, ids, columns } = this;
    const start = mix(HASH_SEED, table);
    let sum = 0;
    for (let row = 0; row < size; row++) {
      let hash = mix(start, ids[row]!);
      for (let c = 0; c < columns.length; c++) hash = mix(hash, columns[c]![row]!);
      sum = (sum + mix(hash, 0)) | 0;
    }
    return sum;
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
      for (let c = 0; c < columns.length; c++) this.columns[c]![this.size] = columns[c]![row]!;
      for (let p = 0; p < parts.length; p++) {
        if (heads[p]! < parts[p]!.size && slotOf(parts[p]!.ids[heads[p]!]!) === slot) heads[p]!++;
      }
    }
  }
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

/** The string table at one snapshot. Never changed in place, so snapshots share it until a text changes. */
export class Texts {
  static readonly NONE: Texts = new Texts(new Map());
  private readonly keys: readonly number[];

  constructor(private readonly byKey: ReadonlyMap<number, string>) {
    this.keys = [...byKey.keys()].sort((a, b) => a - b);
  }

  get(key: number): string {
    return this.byKey.get(key) ?? "";
  }

  get entries(): ReadonlyMap<number, string> {
    return this.byKey;
  }

  /** A copy with changes; an empty value takes its entry away. */
  with(changes: ReadonlyMap<number, string>): Texts {
    const copy = new Map(this.byKey);
    for (const [key, value] of changes) {
      if (value === "") copy.delete(key);
      else copy.set(key, value);
    }
    return new Texts(copy);
  }

  /** The sum of the entries' hashes. */
  hash(): number {
    const start = mix(HASH_SEED, -1);
    let sum = 0;
    for (const key of this.keys) {
      const text = this.byKey.get(key)!;
      let code = 0;
      for (let i = 0; i < text.length; i++) code = (Math.imul(31, code) + text.charCodeAt(i)) | 0;
      sum = (sum + mix(mix(mix(start, key), code), 0)) | 0;
    }
    return sum;
  }
}

/** Everything that a client holds of the world at one tick. */
export class Snapshot {
  tick = 0;
  /** Until this tick nothing changed; where that is not known, it is `tick`. */
  lastTick = 0;
  texts: Texts = Texts.NONE;
  /** First those for everybody, then the others. */
  readonly tables: readonly TableRows[];

  constructor(schema: Schema) {
    this.tables = schema.tables.map((table) => new TableRows(table.columns.length));
  }

  /** Becomes what layers show together, nearest first. */
  merge(tick: number, layers: readonly Snapshot[], texts: Texts): void {
    this.tick = tick;
    this.texts = texts;
    for (let t = 0; t < this.tables.length; t++) this.tables[t]!.merge(layers.map((layer) => layer.tables[t]!));
  }

  /** The hash that a server sends to find desyncs, unsigned. */
  stateHash(): number {
    let hash = this.texts.hash();
    for (let t = 0; t < this.tables.length; t++) hash = (hash + this.tables[t]!.hash(t)) | 0;
    return hash >>> 0;
  }
}

const HASH_SEED = 0x54574b31;

function mix(hash: number, value: number): number {
  const product = Math.imul(hash ^ value, 0x9e3779b1);
  return product ^ (product >>> 15);
}
