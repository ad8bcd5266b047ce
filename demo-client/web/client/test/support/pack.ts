import type { TableDelta } from "../generated/tickwire/frames.ts";

/** Bits one by one, so plain that they are right. */
class Bits {
  private readonly all: number[] = [];

  constructor(private readonly parameter: () => number) {}

  bits(value: number, count: number): void {
    for (let i = count - 1; i >= 0; i--) this.all.push((value >>> i) & 1);
  }

  number(value: number, k: number): void {
    const quotient = value >>> k;
    if (quotient >= 16) {
      this.bits(0xffff, 16);
      this.bits(value, 32);
    } else {
      this.bits(2 ** (quotient + 1) - 2, quotient + 1);
      this.bits(value, k);
    }
  }

  numbers(values: readonly number[]): void {
    if (values.length === 0) return;
    const k = this.parameter();
    this.bits(k, 4);
    for (const value of values) this.number(value, k);
  }

  signedNumbers(values: readonly number[]): void {
    this.numbers(values.map((value) => (value << 1) ^ (value >> 31)));
  }

  list(gaps: readonly number[]): void {
    this.number(gaps.length, 0);
    this.numbers(gaps);
  }

  /** In one of the two ways, as the next parameter has it. */
  series(values: readonly number[]): void {
    if (values.length < 16) return this.numbers(values);
    const listed = this.parameter() % 2;
    this.bits(listed, 1);
    if (!listed) return this.numbers(values);
    const ranks = values.flatMap((value, rank) => (value === 0 ? [] : [rank]));
    this.list(ranks.map((rank, i) => rank - (i === 0 ? 0 : ranks[i - 1] + 1)));
    this.numbers(values.filter((value) => value !== 0));
  }

  /** As differences, or as differences of these, as the next parameter has it. */
  values(values: readonly number[]): void {
    const differences = (of: readonly number[]) => of.map((value, i) => (value - (i === 0 ? 0 : of[i - 1])) | 0);
    const steps = values.length < 16 ? 0 : this.parameter() % 2;
    if (values.length >= 16) this.bits(steps, 1);
    const once = differences(values);
    this.series((steps ? differences(once) : once).map((value) => (value << 1) ^ (value >> 31)));
  }

  bytes(): Uint8Array {
    const bytes = new Uint8Array(Math.ceil(this.all.length / 8));
    this.all.forEach((bit, i) => (bytes[i >> 3] |= bit << (7 - (i & 7))));
    return bytes;
  }
}

/**
 * Writes a plain table delta without bitmaps in the codec PACKED, by the letter of PROTOCOL.md.
 *
 * @param parameter gives the Rice parameter of the next numbers: any will do
 */
export function pack(
  plain: TableDelta,
  columns: readonly { readonly cells: number }[],
  survivors: number,
  parameter: () => number,
): TableDelta {
  const bits = new Bits(parameter);
  const { entered, initial, rowGaps, residuals } = plain;
  bits.list(plain.left);
  bits.number(entered.length, 0);
  bits.series(entered);
  bits.values(plain.generations);
  let start = 0;
  for (const { cells } of columns) bits.values(initial.slice(start, (start += cells * entered.length)));
  let gapsUsed = 0;
  let used = 0;
  let listedBefore = 0;
  for (const [c, { cells }] of columns.entries()) {
    let listed = listedBefore;
    const has = (mask: bigint) => Number((mask >> BigInt(c)) & 1n);
    bits.bits(has(plain.changed | plain.predicted), 1);
    if (!has(plain.changed | plain.predicted)) continue;
    bits.bits(has(plain.predicted), 1);
    bits.bits(!has(plain.changed) ? 0 : !has(plain.partial) ? 1 : has(plain.sameRows) ? 2 : 3, 2);
    if (!has(plain.changed)) continue;
    if (has(plain.sparse)) {
      listed = rowGaps[gapsUsed++];
      bits.list(rowGaps.slice(gapsUsed, gapsUsed + listed));
      gapsUsed += listed;
      if (cells === 1) listedBefore = listed;
    }
    const count = has(plain.partial) ? listed : survivors * cells;
    bits.signedNumbers(residuals.slice(used, used + count));
    used += count;
  }
  return { ...emptyDelta(plain.table), packed: bits.bytes() };
}

/** A table delta that says nothing. */
export const emptyDelta = (table: number): TableDelta => ({
  table,
  left: [],
  entered: [],
  generations: [],
  initial: [],
  predicted: 0n,
  changed: 0n,
  partial: 0n,
  sameRows: 0n,
  sparse: 0n,
  rowBitmaps: new Uint8Array(0),
  rowGaps: [],
  residuals: [],
  packed: new Uint8Array(0),
});
