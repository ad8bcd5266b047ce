const WINDOW = 64;
/** How fast the estimate follows: milliseconds per millisecond. A player does not see 3 %. */
const SLEW = 0.03;
/** An estimate that is further off than this is set right at once. */
const STEP_MILLIS = 250;
/** If all snapshots were later than that for so long, it is not the network: the server stood still. */
const STOOD_MILLIS = 400;

/**
 * Estimates the server's tick from the times at which snapshots arrive.
 *
 * `tickAt(now)` is the tick whose snapshot would arrive now if the network delayed it as little as it can; it goes back only when the
 * server stood still, or its rate has changed. Time is passed in, in milliseconds, from any clock that does not go back.
 */
export class ServerClock {
  /** How much later than the fastest snapshots all but the latest of the last {@link WINDOW} arrived. */
  jitterMillis = 0;
  /** Time between two snapshots, measured in their ticks; smoothed. */
  snapshotIntervalMillis: number;
  tickMillis: number;
  /** When each snapshot of the window arrived, less the time that its tick stands for. */
  readonly #origins = new Float64Array(WINDOW);
  readonly #sorted = new Float64Array(WINDOW);
  #count = 0;
  #target = 0;
  #origin = 0;
  #lastMillis = 0;
  #lastTick = -Infinity;
  #newestTick = -1;
  /** Since when all snapshots were far too late, and when the least late of them arrived, less the time that its tick stands for. */
  #lateMillis = NaN;
  #lateOrigin = NaN;

  constructor(tickRateHz: number, ticksPerSnapshot: number) {
    this.tickMillis = 1000 / tickRateHz;
    this.snapshotIntervalMillis = this.tickMillis * ticksPerSnapshot;
  }

  /**
   * Takes note that the snapshot of a tick arrived.
   *
   * @param quietAgo how many ticks before it there would have been another, if that had had anything to say; 0: not known
   */
  onSnapshot(tick: number, nowMillis: number, quietAgo = 0): void {
    const origin = nowMillis - tick * this.tickMillis;
    this.#origins[this.#count++ % WINDOW] = origin;
    if (this.#newestTick >= 0) {
      const interval = (quietAgo || tick - this.#newestTick) * this.tickMillis;
      this.snapshotIntervalMillis += (interval - this.snapshotIntervalMillis) * 0.1;
    }
    this.#newestTick = tick;

    const held = Math.min(this.#count, WINDOW);
    const window = this.#sorted.subarray(0, held);
    window.set(this.#origins.subarray(0, held));
    window.sort();
    this.#target = window[0]!;
    this.jitterMillis = window[Math.max(0, held - 2)]! - window[0]!;
    if (this.#count === 1) {
      this.#origin = this.#target;
      this.#lastMillis = nowMillis;
    }
    this.#noteLateness(origin, nowMillis);
  }

  /** The whole window is worthless when the server stood still or its room was restored: then it starts again with the snapshots since. */
  #noteLateness(origin: number, nowMillis: number): void {
    if (origin - this.#target <= STEP_MILLIS) {
      this.#lateMillis = NaN;
    } else if (Number.isNaN(this.#lateMillis)) {
      this.#lateMillis = nowMillis;
      this.#lateOrigin = origin;
    } else {
      this.#lateOrigin = Math.min(this.#lateOrigin, origin);
      if (nowMillis - this.#lateMillis < STOOD_MILLIS) return;
      this.#count = 1;
      this.#origins[0] = this.#target = this.#lateOrigin;
      this.jitterMillis = 0;
      this.#lateMillis = NaN;
      this.#lastTick = -Infinity;
    }
  }

  /** From a tick on, ticks take another time: what was measured is turned into what it would have been. */
  onRates(tick: number, tickRateHz: number, ticksPerSnapshot: number): void {
    const tickMillis = 1000 / tickRateHz;
    const shift = tick * (this.tickMillis - tickMillis);
    for (let i = 0; i < WINDOW; i++) this.#origins[i]! += shift;
    this.#target += shift;
    this.#origin += shift;
    this.#lateOrigin += shift;
    this.tickMillis = tickMillis;
    this.snapshotIntervalMillis = tickMillis * ticksPerSnapshot;
    this.#lastTick = -Infinity;
  }

  /** The server's tick, with its fraction. Before the first snapshot: 0. */
  tickAt(nowMillis: number): number {
    if (this.#count === 0) return 0;
    const elapsed = Math.max(0, nowMillis - this.#lastMillis);
    this.#lastMillis = Math.max(nowMillis, this.#lastMillis);
    const error = this.#target - this.#origin;
    if (Math.abs(error) > STEP_MILLIS) this.#origin = this.#target;
    else this.#origin += clamp(error, -elapsed * SLEW, elapsed * SLEW);
    this.#lastTick = Math.max(this.#lastTick, (this.#lastMillis - this.#origin) / this.tickMillis);
    return this.#lastTick;
  }
}

export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}
