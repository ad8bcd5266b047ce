import { BitReader } from "../bitReader.ts";
import { MalformedFrameError } from "../malformedFrameError.ts";
import type { Table } from "../schema.ts";
import { CHANGED, PARTIAL, SAME_ROWS, SPARSE, type TableDeltaFields } from "../serverFrame.ts";
import { slotOf, type TableRows } from "../snapshot.ts";
import { IntList } from "../wireReader.ts";
import { varintBits } from "./fields.ts";

/** From this many numbers on, a bit says how they are written. */
const SHORT_SERIES = 16;

/**
 * Finds out how many bits of one table's changes are for its entities, and for each of its columns, by reading them. Whoever sent them
 * has checked nothing yet: what comes of a malformed table is any number, or a {@link MalformedFrameError}.
 */
export class TableBits {
  entities = 0;
  readonly columns: number[] = [];
  readonly #bits = new BitReader();
  readonly #left = new IntList();
  readonly #entered = new IntList();

  /** @param base the rows that the table is changed from */
  read(delta: TableDeltaFields, table: Table, base: TableRows | undefined, bytes: Uint8Array): void {
    this.entities = 0;
    this.columns.length = table.columns.length;
    this.columns.fill(0);
    if (delta.packed) this.#readPacked(delta, table, base, bytes);
    else this.#readPlain(delta, table, base, bytes);
  }

  #readPlain(delta: TableDeltaFields, table: Table, base: TableRows | undefined, bytes: Uint8Array): void {
    const { left, entered, generations, initial, rowGaps, residuals } = delta;
    this.entities = unsigned(left, 0, left.size) + unsigned(entered, 0, entered.size);
    this.entities += unsigned(generations, 0, generations.size);
    const survivors = this.#survivors(left, entered, base);
    let at = 0;
    for (const { index, cells } of table.columns) {
      this.columns[index]! += signed(initial, at, at + entered.size * cells);
      at += entered.size * cells;
    }
    let residual = 0;
    let gap = 0;
    let bitmap = delta.bitmapsStart;
    let listed = 0;
    for (const { index, cells } of table.columns) {
      const way = delta.ways[index]!;
      if (!(way & CHANGED)) continue;
      let count = survivors * cells;
      if (way & SAME_ROWS) count = listed;
      else if (way & SPARSE) {
        count = Math.min(rowGaps.values[gap]! >>> 0, rowGaps.size);
        this.columns[index]! += unsigned(rowGaps, gap, gap + 1 + count);
        gap += 1 + count;
      } else if (way & PARTIAL) {
        const length = (count + 7) >>> 3;
        this.columns[index]! += length * 8;
        count = ones(bytes, bitmap, bitmap + length);
        bitmap += length;
      }
      if (way & PARTIAL && cells === 1) listed = count;
      this.columns[index]! += signed(residuals, residual, residual + count);
      residual += count;
    }
  }

  #readPacked(delta: TableDeltaFields, table: Table, base: TableRows | undefined, bytes: Uint8Array): void {
    const bits = this.#bits;
    const left = this.#left;
    const entered = this.#entered;
    left.clear();
    entered.clear();
    bits.reset(bytes, delta.packedStart, delta.packedEnd);
    let marked = bits.at;
    this.#list(left);
    const count = bits.number(0);
    if (!(count >= 0 && count <= table.capacity)) throw new MalformedFrameError("too many entities enter");
    this.#series(count, entered);
    this.#values(count);
    this.entities = bits.at - marked;
    const survivors = this.#survivors(left, entered, base);
    for (const { index, cells } of table.columns) {
      marked = bits.at;
      this.#values(count * cells);
      this.columns[index]! += bits.at - marked;
    }
    let listedBefore = 0;
    for (const { index, cells } of table.columns) {
      marked = bits.at;
      if (bits.bits(1) === 1) {
        bits.bits(1);
        // None, all, the same rows as before, or those of a list.
        const way = bits.bits(2);
        let listed = way === 0 ? 0 : way === 1 ? survivors * cells : listedBefore;
        if (way === 3) {
          listed = this.#list();
          if (cells === 1) listedBefore = listed;
        }
        this.#numbers(listed);
      }
      this.columns[index]! += bits.at - marked;
    }
  }

  /** How many rows of the base are still there: those that have not left, and whose slot nobody else has entered. */
  #survivors(left: IntList, entered: IntList, base: TableRows | undefined): number {
    if (!base) return 0;
    let gone = left.size;
    // Gaps: a rank or slot is the one before it, one more, and as much as the list says.
    let leftAt = 0;
    let rank = left.size > 0 ? left.values[0]! : Infinity;
    let row = 0;
    let slot = -1;
    for (let e = 0; e < entered.size; e++) {
      slot += entered.values[e]! + 1;
      while (row < base.size && slotOf(base.ids[row]!) < slot) row++;
      if (row === base.size) break;
      while (rank < row) rank = ++leftAt < left.size ? rank + left.values[leftAt]! + 1 : Infinity;
      if (slotOf(base.ids[row]!) === slot && rank !== row) gone++;
    }
    return base.size - gone;
  }

  #list(into?: IntList): number {
    const count = this.#bits.number(0);
    this.#numbers(count, into);
    return count;
  }

  #values(count: number): void {
    if (count >= SHORT_SERIES) this.#bits.bits(1);
    this.#series(count);
  }

  #series(count: number, into?: IntList): void {
    if (count < SHORT_SERIES || this.#bits.bits(1) === 0) return this.#numbers(count, into);
    const ranks = new IntList();
    this.#list(ranks);
    const others = new IntList();
    this.#numbers(ranks.size, others);
    if (!into) return;
    for (let i = 0; i < ranks.size; i++) {
      for (let gap = ranks.values[i]!; gap > 0 && into.size < count; gap--) into.push(0);
      into.push(others.values[i]!);
    }
    while (into.size < count) into.push(0);
  }

  #numbers(count: number, into?: IntList): void {
    if (count === 0) return;
    const parameter = this.#bits.bits(4);
    for (let i = 0; i < count; i++) {
      const number = this.#bits.number(parameter);
      into?.push(number);
    }
  }
}

function unsigned({ values }: IntList, from: number, to: number): number {
  let bits = 0;
  for (let i = from; i < to; i++) bits += varintBits(values[i]! >>> 0);
  return bits;
}

function signed({ values }: IntList, from: number, to: number): number {
  let bits = 0;
  for (let i = from; i < to; i++) bits += varintBits(((values[i]! << 1) ^ (values[i]! >> 31)) >>> 0);
  return bits;
}

function ones(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) for (let rest = bytes[i] ?? 0; rest !== 0; rest &= rest - 1) count++;
  return count;
}
