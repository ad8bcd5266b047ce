/** How far back the inspector looks. */
export const WINDOW_SECONDS = 10;

/** Adds up rows of bits over the last ten seconds, of which the last one has begun. */
export class RollingAccount {
  private readonly seconds: Float64Array[];
  /** Which second each of them is of. */
  readonly #secondOf = new Float64Array(WINDOW_SECONDS).fill(-Infinity);
  readonly #sum: Float64Array;
  readonly #startMillis: number;

  constructor(rows: number, startMillis: number) {
    this.seconds = Array.from({ length: WINDOW_SECONDS }, () => new Float64Array(rows));
    this.#sum = new Float64Array(rows);
    this.#startMillis = startMillis;
  }

  add(bits: Float64Array, nowMillis: number): void {
    const second = Math.floor(nowMillis / 1000);
    const place = second % WINDOW_SECONDS;
    const into = this.seconds[place]!;
    if (this.#secondOf[place] !== second) into.fill(0);
    this.#secondOf[place] = second;
    for (let row = 0; row < bits.length; row++) into[row]! += bits[row]!;
  }

  /** The bits of each row. The array is reused. */
  sum(nowMillis: number): Float64Array {
    const first = Math.floor(nowMillis / 1000) - WINDOW_SECONDS;
    this.#sum.fill(0);
    this.seconds.forEach((bits, place) => {
      if (this.#secondOf[place]! > first) for (let row = 0; row < bits.length; row++) this.#sum[row]! += bits[row]!;
    });
    return this.#sum;
  }

  /** For how long there are sums. */
  spanSeconds(nowMillis: number): number {
    const from = (Math.floor(nowMillis / 1000) - WINDOW_SECONDS + 1) * 1000;
    return Math.max(0.25, (nowMillis - Math.max(from, this.#startMillis)) / 1000);
  }
}

/** The shares of some numbers in their sum, in tenths of a percent: whole numbers that come to 1000 exactly, each of them less than one away from its true share. */
export function tenthsOfPercent(numbers: readonly number[]): number[] {
  const sum = numbers.reduce((total, number) => total + number, 0);
  if (sum === 0) return numbers.map(() => 0);
  const exact = numbers.map((number) => (number / sum) * 1000);
  const tenths = exact.map(Math.floor);
  let rest = 1000 - tenths.reduce((total, number) => total + number, 0);
  // What is left goes to those that lost the most.
  const byLoss = exact.map((_, i) => i).sort((a, b) => exact[b]! - tenths[b]! - (exact[a]! - tenths[a]!));
  for (const i of byLoss) if (rest-- > 0) tenths[i]!++;
  return tenths;
}
