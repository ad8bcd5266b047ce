import { BitReader } from "./bitReader.ts";
import { MalformedFrameError } from "./malformedFrameError.ts";
import type { Table } from "./schema.ts";
import { CHANGED, PARTIAL, SAME_ROWS, SPARSE, type TableDeltaFields } from "./serverFrame.ts";
import { IntList, unzigzag } from "./wireReader.ts";

const PARAMETER_BITS = 4;

/** Shorter series are always written one after the other. */
const SHORT_SERIES = 16;

/** Which survivors a column has residuals for, by its two bits: none, all, the same, or those listed. */
const WAYS = [0, CHANGED, CHANGED | PARTIAL | SAME_ROWS, CHANGED | PARTIAL | SPARSE];

/**
 * Unpacks a table delta of the codec PACKED into the fields that a plain one has.
 *
 * In two steps, for how many residuals there are depends on how many rows survive: {@link readRows}, then {@link readColumns}.
 */
export class PackedTable {
  readonly #bits = new BitReader();
  private readonly ranks = new IntList();
  private readonly others = new IntList();

  /** Fills in which rows left and which entered. */
  readRows(delta: TableDeltaFields, table: Table, rowCount: number, bytes: Uint8Array): void {
    const { left, entered, generations, initial } = delta;
    this.#bits.reset(bytes, delta.packedStart, delta.packedEnd);
    this.#list(rowCount, left);
    this.#series(this.#length(table.capacity), entered);
    this.#values(entered.size, generations);
    for (const { cells } of table.columns) this.#values(entered.size * cells, initial);
  }

  /** Fills in how the columns of the survivors change. */
  readColumns(delta: TableDeltaFields, table: Table, survivors: number): void {
    const bits = this.#bits;
    const { rowGaps, residuals } = delta;
    let listedBefore = -1;
    for (let c = 0; c < table.columns.length; c++) {
      const { cells } = table.columns[c]!;
      if (bits.bits(1) === 0) continue;
      const predicted = bits.bits(1);
      const way = WAYS[bits.bits(2)]!;
      delta.ways[c] = predicted | way;
      if (way === 0) {
        if (!predicted) throw new MalformedFrameError("a column changes nothing");
        continue;
      }
      if (way === CHANGED) {
        this.#signedNumbers(survivors * cells, residuals);
        continue;
      }
      let listed = listedBefore;
      if (way & SPARSE) {
        const at = rowGaps.size;
        rowGaps.push(0);
        this.#list(survivors * cells, rowGaps);
        listed = rowGaps.size - at - 1;
        rowGaps.values[at] = listed;
        if (cells === 1) listedBefore = listed;
      } else if (listed < 0) {
        throw new MalformedFrameError("no earlier column has rows");
      }
      this.#signedNumbers(listed, residuals);
    }
    bits.end();
  }

  #list(limit: number, into: IntList): void {
    this.#numbers(this.#length(limit), into);
  }

  #length(limit: number): number {
    const count = this.#bits.number(0);
    if (!(count >= 0 && count <= limit)) throw new MalformedFrameError(`a list has ${count >>> 0} numbers of ${limit}`);
    return count;
  }

  /** Values of rows, each as the difference to the one before it, or as that of this difference. */
  #values(count: number, into: IntList): void {
    const steady = count >= SHORT_SERIES && this.#bits.bits(1) === 1;
    let i = into.size;
    let value = 0;
    let step = 0;
    for (this.#series(count, into); i < into.size; i++) {
      const difference = unzigzag(into.values[i]!);
      step = steady ? (step + difference) | 0 : difference;
      value = (value + step) | 0;
      into.values[i] = value;
    }
  }

  /** Numbers one after the other, or only those that are not 0. */
  #series(count: number, into: IntList): void {
    if (count < SHORT_SERIES || this.#bits.bits(1) === 0) return this.#numbers(count, into);
    const { ranks, others } = this;
    ranks.clear();
    others.clear();
    this.#list(count, ranks);
    this.#numbers(ranks.size, others);
    let rank = 0;
    for (let i = 0; i < ranks.size; i++) {
      const gap = ranks.values[i]! >>> 0;
      if (gap >= count - rank) throw new MalformedFrameError("a rank is out of range");
      for (const next = rank + gap; rank < next; rank++) into.push(0);
      into.push(others.values[i]!);
      rank++;
    }
    for (; rank < count; rank++) into.push(0);
  }

  #numbers(count: number, into: IntList): void {
    if (count === 0) return;
    const parameter = this.#bits.bits(PARAMETER_BITS);
    for (let i = 0; i < count; i++) into.push(this.#bits.number(parameter));
  }

  #signedNumbers(count: number, into: IntList): void {
    let i = into.size;
    for (this.#numbers(count, into); i < into.size; i++) into.values[i] = unzigzag(into.values[i]!);
  }
}
