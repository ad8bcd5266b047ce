import { clamp, type ServerClock } from "./serverClock.ts";

/** What is left for the server's own scheduling when an input arrives just in time. */
const TARGET_MARGIN_MILLIS = 15;
/** Beyond this, waiting for the latest inputs would make all others sluggish. */
const MOST_JITTER_MILLIS = 50;
/** The most that the clock is stretched by. */
const STRETCH = 0.05;
/** Inputs that are later than this are worth a jump: stretching would leave them late for seconds. */
const JUMP_MILLIS = 60;
/** After a hitch, more inputs than this would only arrive late. */
const MOST_AT_ONCE = 3;

/**
 * Decides which tick an input is stamped with, and when it is sent.
 *
 * The clock runs ahead of the server's by a lead, and is stretched by a few per cent until inputs arrive a target margin
 * before their tick begins.
 */
export class InputClock {
  /** Ticks ahead of {@link ServerClock.tickAt}. Two, until the server tells a margin. */
  lead = 2;
  private speed = 0;
  private lastMillis: number | undefined;
  private lastStamped = 0;
  private deafUntilMillis = 0;

  constructor(private readonly server: ServerClock) {}

  /**
   * Takes the margin that the server measured for a new input.
   *
   * @param marginMillis how early the input arrived; negative: late
   * @param rttMillis for this long after a jump, margins tell of inputs from before it
   */
  onMargin(marginMillis: number, nowMillis: number, rttMillis: number): void {
    if (nowMillis < this.deafUntilMillis) return;
    const error = TARGET_MARGIN_MILLIS + Math.min(this.server.jitterMillis, MOST_JITTER_MILLIS) - marginMillis;
    if (error > JUMP_MILLIS) {
      this.lead += error / this.server.tickMillis;
      this.speed = 0;
      this.deafUntilMillis = nowMillis + rttMillis + 2 * this.server.snapshotIntervalMillis;
    } else {
      // Closes the error within about a second.
      this.speed = clamp(error / 1000, -STRETCH, STRETCH);
    }
  }

  /** The first and last tick for which inputs are due now; first > last: none. Each tick comes up once. */
  due(nowMillis: number): { first: number; last: number } {
    const last = Math.max(this.lastStamped, Math.floor(this.tickAt(nowMillis)));
    const first = Math.max(this.lastStamped + 1, last - MOST_AT_ONCE + 1);
    this.lastStamped = last;
    return { first, last };
  }

  /** How long until the next input is due, in milliseconds. */
  millisUntilDue(nowMillis: number): number {
    return Math.max(0, (this.lastStamped + 1 - this.tickAt(nowMillis)) * this.server.tickMillis);
  }

  private tickAt(nowMillis: number): number {
    const elapsed = this.lastMillis === undefined ? 0 : Math.max(0, nowMillis - this.lastMillis);
    this.lastMillis = nowMillis;
    // A second without news, as in a sleeping tab, must not add up.
    this.lead += (this.speed * Math.min(elapsed, 1000)) / this.server.tickMillis;
    return this.server.tickAt(nowMillis) + this.lead;
  }
}
