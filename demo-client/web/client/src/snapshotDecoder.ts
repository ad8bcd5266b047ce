import { Layer, LAYERS } from "./layer.ts";
import { MalformedFrameError } from "./malformedFrameError.ts";
import { PackedTable } from "./packedTable.ts";
import type { Schema, Table } from "./schema.ts";
import {
  BlockFields,
  CHANGED,
  PARTIAL,
  PREDICTED,
  SAME_ROWS,
  type ServerFrame,
  SPARSE,
  TableDeltaFields,
} from "./serverFrame.ts";
import { copyCells, Snapshot, slotOf, TableRows, Texts } from "./snapshot.ts";
import { IntList } from "./wireReader.ts";

/**
 * What became of a frame's snapshot.
 * - `applied`: it is the newest snapshot now.
 * - `baselineMissing`: it builds on a snapshot that is not held. Ask for a resync, once.
 * - `desynced`: it was applied, and its hash shows that client and server differ. Ask for a resync, and report it.
 * - `ignored`: a resync was asked for, and this is not yet the keyframe.
 */
export type Outcome = "applied" | "baselineMissing" | "desynced" | "ignored";

const MAX_GENERATION = 16383;

/** What a column can say of its rows. */
const ROWS = [0, CHANGED, CHANGED | PARTIAL, CHANGED | PARTIAL | SAME_ROWS, CHANGED | PARTIAL | SPARSE];

/**
 * Applies snapshots to one another, as PROTOCOL.md says under "Snapshots", and keeps the newest ones of each layer.
 *
 * Anything that no correct server sends is a {@link MalformedFrameError}.
 */
export class SnapshotDecoder {
  /** Tick of the newest snapshot that was applied; 0: none was yet. */
  tick = 0;
  /** How many snapshots came with a hash that differed. Above zero is a bug in the client or the server. */
  desyncs = 0;
  private readonly texts = new Texts();
  /** Keys of the texts of the block that is applied. */
  private readonly textKeys = new IntList();
  private readonly held: (Layer | undefined)[];
  readonly #empty: Snapshot;
  #merged: Snapshot | undefined;
  /** `fresh`: before the first keyframe. `resyncing`: a resync was asked for, and only a keyframe will do. */
  #state: "fresh" | "following" | "resyncing" = "fresh";

  private readonly block = new BlockFields();
  private readonly delta = new TableDeltaFields();
  private readonly packedTable = new PackedTable();
  readonly #named: Uint8Array;
  private taken = new Uint8Array(64);
  private readonly baseRows = new IntList();
  private readonly rows = new IntList();
  private readonly previousRows = new IntList();
  private readonly ranks = new IntList();
  private readonly cellRanks = new IntList();

  /** @param capacity how many snapshots of a layer to keep, at least 3 */
  constructor(
    readonly schema: Schema,
    private readonly capacity = 32,
  ) {
    if (!(capacity >= 3)) throw new RangeError(`a decoder keeps at least 3 snapshots, not ${capacity}`);
    this.held = [new Layer(schema, capacity, this.texts)];
    this.#empty = new Snapshot(schema);
    this.#named = new Uint8Array(schema.tables.length);
  }

  /** The layers by number, nearest first; those that the server has not used may be undefined. */
  get layers(): readonly (Layer | undefined)[] {
    return this.held;
  }

  /** All that is known of the world: all layers together. Holds until the next {@link apply}; undefined before the first. */
  get newest(): Snapshot | undefined {
    if (this.held.length === 1) return this.held[0]!.at(0);
    if (this.#merged?.tick !== this.tick) {
      const layers = this.held.flatMap((layer) => layer?.at(0) ?? []);
      this.#merged ??= new Snapshot(this.schema, this.texts);
      this.#merged.merge(this.tick, layers);
    }
    return this.tick === 0 ? undefined : this.#merged;
  }

  /** A copy of {@link newest}, which there is. */
  copy(): Snapshot {
    const copy = new Snapshot(this.schema, this.texts);
    copy.merge(this.tick, [this.newest!]);
    return copy;
  }

  /** Applies the snapshot of a frame that has one. */
  apply(frame: ServerFrame): Outcome {
    if (frame.tick <= this.tick) throw new MalformedFrameError(`tick ${frame.tick} comes after tick ${this.tick}`);
    const { bytes, blocks } = frame;
    // Bit n stands for layer n. A frame without a block says that nothing changed.
    let due = 0;
    let keyframes = 0;
    let applicable = true;
    for (let i = 0; i < blocks.size; i += 2) {
      this.block.read(bytes, blocks.values[i]!, blocks.values[i + 1]!);
      const { layer, baselineAgo, previousAgo } = this.block;
      if (layer >= LAYERS) throw new MalformedFrameError(`there is no layer ${layer}`);
      if ((due >>> layer) & 1) throw new MalformedFrameError(`layer ${layer} comes twice`);
      due |= 1 << layer;
      if (baselineAgo === 0) keyframes |= 1 << layer;
      else if (!this.held[layer]?.holds(frame.tick, baselineAgo, previousAgo)) applicable = false;
    }
    if (!applicable || (keyframes === 0 && this.#state !== "following")) return this.#lost();

    // First all blocks, then all layers: a malformed one spoils nothing.
    for (let i = 0; i < blocks.size; i += 2) {
      this.block.read(bytes, blocks.values[i]!, blocks.values[i + 1]!);
      this.#applyBlock((this.held[this.block.layer] ??= new Layer(this.schema, this.capacity, this.texts)), frame);
    }
    for (let layer = 0; due >>> layer !== 0; layer++) {
      if (!((due >>> layer) & 1)) continue;
      if (frame.quietAgo > 0) this.held[layer]!.hold(frame.tick - frame.quietAgo);
      this.held[layer]!.push(((keyframes >>> layer) & 1) === 1);
    }
    this.tick = frame.tick;
    this.#state = "following";
    if (this.texts.areMany) this.#letGoOfTexts();
    if (frame.stateHash !== undefined && frame.stateHash !== this.newest!.stateHash()) {
      this.desyncs++;
      this.#state = "resyncing";
      return "desynced";
    }
    return "applied";
  }

  /** Fills the layer's next snapshot with what the block makes of its newest one. */
  #applyBlock(layer: Layer, { tick, bytes }: ServerFrame): void {
    const { baselineAgo, tables, texts } = this.block;
    const base = baselineAgo === 0 ? this.#empty : layer.at(0)!;
    const previous = (baselineAgo === 0 ? undefined : layer.previous) ?? this.#empty;
    const { next } = layer;
    this.textKeys.clear();
    for (const text of texts) this.textKeys.push(this.texts.keyOf(text));
    this.#named.fill(0);
    for (let t = 0; t < tables.size; t += 2) {
      this.delta.read(bytes, tables.values[t]!, tables.values[t + 1]!);
      this.#applyTable(base, previous, next, bytes);
    }
    for (let t = 0; t < this.#named.length; t++) {
      if (this.#named[t] === 0) next.tables[t]!.copyFrom(base.tables[t]!);
    }
    next.tick = next.lastTick = tick;
  }

  /** Keeps the texts of what is held, and no others. */
  #letGoOfTexts(): void {
    const used = new Set<number>();
    for (const layer of this.held) {
      for (let age = 0; layer && age < layer.size; age++) {
        for (const { index, columns } of this.schema.tables) {
          const rows = layer.at(age)!.tables[index]!;
          for (const { kind, index: c } of columns) {
            for (let row = 0; kind === "TEXT" && row < rows.size; row++) used.add(rows.columns[c]![row]!);
          }
        }
      }
    }
    this.texts.keep(used);
  }

  /** The key of the text that has a number in the block, from 1; 0 of none. */
  #textKey(number: number): number {
    if (!(number >= 0 && number <= this.textKeys.size)) throw new MalformedFrameError(`there is no text ${number}`);
    return number === 0 ? 0 : this.textKeys.values[number - 1]!;
  }

  #lost(): Outcome {
    if (this.#state === "resyncing") return "ignored";
    this.#state = "resyncing";
    return "baselineMissing";
  }

  #applyTable(baseSnapshot: Snapshot, previousSnapshot: Snapshot, nextSnapshot: Snapshot, bytes: Uint8Array) {
    const { delta } = this;
    const table = this.schema.tables[delta.table];
    if (!table) throw new MalformedFrameError(`there is no table ${delta.table}`);
    if (this.#named[delta.table]) throw new MalformedFrameError(`table "${table.name}" comes twice`);
    this.#named[delta.table] = 1;
    const base = baseSnapshot.tables[delta.table]!;
    const next = nextSnapshot.tables[delta.table]!;
    if (delta.packed) this.packedTable.readRows(delta, table, base.size, bytes);
    this.#placeRows(table, base, next);
    if (delta.packed) this.packedTable.readColumns(delta, table, this.rows.size);
    this.#checkWays(table);
    this.#fillColumns(table, base, previousSnapshot.tables[delta.table]!, next);
    this.#addResiduals(table, next, bytes);
    wrapAngles(table, next);
  }

  #checkWays(table: Table): void {
    const { baselineAgo, previousAgo } = this.block;
    // Predicted is from a snapshot that there is.
    const predictable = baselineAgo !== 0 && previousAgo !== 0;
    const consistent = this.delta.ways.every(
      (way, c) =>
        way === 0 ||
        (c < table.columns.length &&
          (!(way & PREDICTED) || (predictable && table.columns[c]!.kind !== "TEXT")) &&
          // Cells refer to nothing else.
          (table.columns[c]!.cells === 1 || !(way & (PREDICTED | SAME_ROWS))) &&
          ROWS.includes(way & ~PREDICTED)),
    );
    if (!consistent) throw new MalformedFrameError(`table "${table.name}" contradicts itself`);
  }

  /** Works out which rows stay, go and come, and gives `next` its ids in slot order. */
  #placeRows(table: Table, base: TableRows, next: TableRows): void {
    const { left, entered, generations, initial } = this.delta;
    const { baseRows, rows } = this;
    ungap(left, 0, left.size, base.size, "a rank that left");
    ungap(entered, 0, entered.size, table.capacity, "a slot that was entered");
    if (generations.size !== entered.size || initial.size !== entered.size * cellsOf(table)) {
      throw new MalformedFrameError(`table "${table.name}" has too few initial values`);
    }
    if (this.taken.length < base.size) this.taken = new Uint8Array(base.size * 2);
    this.taken.fill(0, 0, base.size);
    for (let i = 0; i < left.size; i++) this.taken[left.values[i]!] = 1;

    next.reserve(base.size + entered.size);
    baseRows.clear();
    rows.clear();
    let size = 0;
    let e = 0;
    for (let b = 0; b <= base.size; b++) {
      const slot = b < base.size ? slotOf(base.ids[b]!) : table.capacity;
      while (e < entered.size && entered.values[e]! < slot) next.ids[size++] = this.#enteredId(e++);
      if (b === base.size) break;
      if (e < entered.size && entered.values[e] === slot) {
        next.ids[size++] = this.#enteredId(e++);
      } else if (!this.taken[b]) {
        baseRows.push(b);
        rows.push(size);
        next.ids[size++] = base.ids[b]!;
      }
    }
    next.size = size;
  }

  #enteredId(e: number): number {
    const generation = this.delta.generations.values[e]!;
    if (!(generation >= 1 && generation <= MAX_GENERATION)) {
      throw new MalformedFrameError(`there is no generation ${generation >>> 0}`);
    }
    return generation * 65536 + this.delta.entered.values[e]!;
  }

  /** Gives rows that stay their expected values, and rows that enter their initial ones. */
  #fillColumns(table: Table, base: TableRows, previous: TableRows, next: TableRows): void {
    const { ways, entered, initial } = this.delta;
    const { baselineAgo, previousAgo } = this.block;
    const n = this.rows.size;
    const baseRows = this.baseRows.values;
    const rows = this.rows.values;
    if (ways.some(isPredicted)) this.#findPreviousRows(base, previous);
    const previousRows = this.previousRows.values;

    for (const column of table.columns) {
      const from = base.columns[column.index]!;
      const to = next.columns[column.index]!;
      if (isPredicted(ways[column.index]!)) {
        const before = previous.columns[column.index]!;
        const unused = column.kind === "ANGLE" ? 32 - column.bits : 0;
        for (let r = 0; r < n; r++) {
          const value = from[baseRows[r]!]!;
          if (previousRows[r]! < 0) to[rows[r]!] = value;
          else {
            const step = ((value - before[previousRows[r]!]!) << unused) >> unused;
            to[rows[r]!] = value + scaled(step, baselineAgo, previousAgo);
          }
        }
      } else {
        for (let r = 0; r < n; r++) copyCells(from, baseRows[r]!, to, rows[r]!, column.cells);
      }
    }

    // The rows between those that stay are the ones that entered.
    let r = 0;
    let e = 0;
    for (let row = 0; row < next.size; row++) {
      if (r < n && rows[r] === row) r++;
      else {
        let start = 0;
        for (const { index, cells, kind } of table.columns) {
          for (let cell = 0; cell < cells; cell++) {
            const value = initial.values[start + e * cells + cell]!;
            next.columns[index]![row * cells + cell] = kind === "TEXT" ? this.#textKey(value) : value;
          }
          start += entered.size * cells;
        }
        e++;
      }
    }
  }

  /** For each survivor its row in the snapshot before the baseline, or -1. */
  #findPreviousRows(base: TableRows, previous: TableRows): void {
    const { previousRows, baseRows } = this;
    previousRows.clear();
    let p = 0;
    for (let r = 0; r < baseRows.size; r++) {
      const id = base.ids[baseRows.values[r]!]!;
      while (p < previous.size && slotOf(previous.ids[p]!) < slotOf(id)) p++;
      previousRows.push(p < previous.size && previous.ids[p] === id ? p : -1);
    }
  }

  #addResiduals(table: Table, next: TableRows, bytes: Uint8Array): void {
    const { ways, residuals, rowGaps, bitmapsStart, bitmapsEnd } = this.delta;
    const rows = this.rows.values;
    let used = 0;
    let gapsUsed = 0;
    let bitmapAt = bitmapsStart;
    let partialSeen = false;
    for (let c = 0; c < table.columns.length; c++) {
      const way = ways[c]!;
      if (!(way & CHANGED)) continue;
      const { cells } = table.columns[c]!;
      const n = this.rows.size * cells;
      const to = next.columns[c]!;
      const isText = table.columns[c]!.kind === "TEXT";
      const ranks = cells > 1 ? this.cellRanks : this.ranks;
      const listed = way & PARTIAL;
      if (way & SAME_ROWS) {
        if (!partialSeen) throw new MalformedFrameError("no earlier column has rows");
      } else if (way & SPARSE) {
        gapsUsed = readSparseRanks(rowGaps, gapsUsed, n, ranks);
      } else if (listed) {
        bitmapAt = readBitmapRanks(bytes, bitmapAt, bitmapsEnd, n, ranks);
      }
      if (listed && cells === 1) partialSeen = true;
      const count = listed ? ranks.size : n;
      if (residuals.size - used < count) throw new MalformedFrameError(`table "${table.name}" has too few residuals`);
      for (let i = 0; i < count; i++) {
        const rank = listed ? ranks.values[i]! : i;
        const at = cells === 1 ? rows[rank]! : rows[Math.trunc(rank / cells)]! * cells + (rank % cells);
        const residual = residuals.values[used++]!;
        if (!isText) to[at]! += residual;
        // The number of another text, or -1: there is none any more.
        else if (residual !== 0) to[at] = this.#textKey(residual === -1 ? 0 : residual);
      }
    }
    if (used !== residuals.size || gapsUsed !== rowGaps.size || bitmapAt !== bitmapsEnd) {
      throw new MalformedFrameError(`table "${table.name}" has too many residuals`);
    }
  }
}

function readSparseRanks(gaps: IntList, at: number, n: number, into: IntList): number {
  const count = at < gaps.size ? gaps.values[at++]! >>> 0 : Infinity;
  if (count > gaps.size - at) throw new MalformedFrameError("row gaps are cut off");
  ungap(gaps, at, at + count, n, "a rank");
  into.clear();
  for (let i = at; i < at + count; i++) into.push(gaps.values[i]!);
  return at + count;
}

function readBitmapRanks(bytes: Uint8Array, at: number, end: number, n: number, into: IntList): number {
  const length = (n + 7) >>> 3;
  if (length > end - at) throw new MalformedFrameError("row bitmaps are cut off");
  into.clear();
  for (let i = 0; i < length; i++) {
    for (let bits = bytes[at + i]!; bits !== 0; bits &= bits - 1) {
      const rank = i * 8 + 31 - Math.clz32(bits & -bits);
      if (rank >= n) throw new MalformedFrameError("a rank is out of range");
      into.push(rank);
    }
  }
  return at + length;
}

const cellsOf = (table: Table): number => table.columns.reduce((sum, { cells }) => sum + cells, 0);
const isPredicted = (way: number): boolean => (way & PREDICTED) !== 0;

/** Turns gaps into the ascending numbers that they stand for, in place. */
function ungap(list: IntList, start: number, end: number, limit: number, what: string): void {
  let last = -1;
  for (let i = start; i < end; i++) {
    // The first is the number itself: a gap after -1.
    last += (list.values[i]! >>> 0) + 1;
    if (last >= limit) throw new MalformedFrameError(`${what} is out of range: ${last}, of ${limit}`);
    list.values[i] = last;
  }
}

/** step × ago / per, rounded towards zero and wrapped to 32 bits. */
function scaled(step: number, ago: number, per: number): number {
  if (ago === per) return step;
  const product = step * ago;
  // Doubles are exact up to here, and so is the quotient's whole part.
  if (Number.isSafeInteger(product)) return Math.trunc(product / per) | 0;
  return Number(BigInt.asIntN(32, (BigInt(step) * BigInt(ago)) / BigInt(per)));
}

function wrapAngles(table: Table, rows: TableRows): void {
  for (const column of table.columns) {
    if (column.kind !== "ANGLE") continue;
    const mask = 2 ** column.bits - 1;
    const raws = rows.columns[column.index]!;
    for (let row = 0; row < rows.size; row++) raws[row]! &= mask;
  }
}
