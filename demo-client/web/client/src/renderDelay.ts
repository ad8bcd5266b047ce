import { clamp, type ServerClock } from "./serverClock.ts";

/** Milliseconds per millisecond by which the delay may grow or shrink: running dry is seen more than going a little slower. */
const GROW = 0.15;
const SHRINK = 0.02;
/** A network that is worse than this shows: a moment's stop is better than a game that is always late. */
const MOST_JITTER_MILLIS = 150;

/**
 * How far behind the newest snapshots a view is drawn, so that there nearly always is a next one to move towards.
 *
 * It follows the snapshot interval and the measured jitter, smoothly.
 */
export class RenderDelay {
  millis: number;
  /** Up to this tick, ticks took another time: it is still drawn at that pace. */
  #changedTick = -Infinity;
  #tickMillisBefore = NaN;
  #lastMillis: number | undefined;

  /** @param snapshots how many snapshot intervals to stay behind, besides the jitter; 1 is the least that can be smooth */
  constructor(
    private readonly clock: ServerClock,
    private readonly snapshots: number,
  ) {
    this.millis = snapshots * clock.snapshotIntervalMillis;
  }

  /** The tick to draw now, with its fraction; it goes back only where the server's clock does. */
  tickAt(nowMillis: number): number {
    const elapsed = this.#lastMillis === undefined ? 0 : Math.max(0, nowMillis - this.#lastMillis);
    this.#lastMillis = Math.max(nowMillis, this.#lastMillis ?? nowMillis);
    const jitter = Math.min(this.clock.jitterMillis, MOST_JITTER_MILLIS);
    const wanted = this.snapshots * this.clock.snapshotIntervalMillis + jitter;
    this.millis += clamp(wanted - this.millis, -elapsed * SHRINK, elapsed * GROW);
    const { tickMillis } = this.clock;
    const tick = this.clock.tickAt(nowMillis) - this.millis / tickMillis;
    return tick >= this.#changedTick
      ? tick
      : this.#changedTick + ((tick - this.#changedTick) * tickMillis) / this.#tickMillisBefore;
  }

  /** The world's rate has changed from a tick on. */
  onRates(tick: number, tickMillisBefore: number): void {
    this.#changedTick = tick;
    this.#tickMillisBefore = tickMillisBefore;
  }
}
