import type { Environment } from "./environment.ts";

/** Clocks differ a little: less than this is no sleep. */
const LEAST_SLEEP_MILLIS = 250;

/** The page's clock, which may stand still while the machine sleeps, and the time that it has missed, by the clock on the wall. */
export class WakefulClock {
  /** By how much it is ahead of the page's clock. */
  sleptMillis = 0;
  #difference = NaN;

  constructor(private readonly environment: Environment) {}

  nowMillis(): number {
    const pageMillis = this.environment.nowMillis();
    const difference = this.environment.wallMillis() - pageMillis;
    // Who sets the clock on the wall makes it look like a sleep: a few snapshots later nothing is left of that.
    const missed = difference - this.#difference;
    if (missed > LEAST_SLEEP_MILLIS) this.sleptMillis += missed;
    this.#difference = difference;
    return pageMillis + this.sleptMillis;
  }
}
