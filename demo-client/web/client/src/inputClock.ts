import { clamp, type ServerClock } from "./serverClock.ts";

/** How early the latest of inputs shall arrive: what is left for the server's own scheduling. */
const TARGET_MARGIN_MILLIS = 15;
/** Of so many inputs none shall be late. */
const WINDOW = 40;
/** An input that was so much later than half of the others was held up by something that does not happen all the time. */
const HELD_UP_MILLIS = 90;
/** The most that the clock is stretched by, to run further ahead and to fall back: being late costs more than being early. */
const FASTEST = 0.25;
const SLOWEST = 0.1;
/** How long it takes to close most of an error. */
const CLOSING_MILLIS = 400;
/** Inputs that are later than this are worth a jump; so are those of somebody who has just come. */
const JUMP_MILLIS = 400;
/** Inputs that are this much too early mean that the server stood still. */
const JUMP_BACK_MILLIS = 1000;
/** The ticks that inputs run ahead of the newest snapshot at first, until the server has told a margin. */
const FIRST_LEAD_TICKS = 2;
const ARRIVING_MILLIS = 1500;
/** After a hitch, more inputs than this would only arrive late. */
const MOST_AT_ONCE = 3;

/**
 * Decides which tick an input is stamped with, and when it is sent; own entities are predicted, and shown, by it.
 *
 * Each margin that the server tells says at which time its input would have had to be sent to arrive just in time. The clock is stretched until it sends as early as the
 * latest of the last {@link WINDOW} inputs needed, and a bit more.
 */
export class InputClock {
  /** How much later the latest inputs arrive than most. */
  jitterMillis = 0;
  /** When tick 0 would have been, by this clock. */
  private origin: number | undefined;
  /** When recent inputs were sent, by tick. */
  private readonly sentTicks = new Int32Array(256).fill(-1);
  private readonly sentMillis = new Float64Array(256);
  /** The origin with which each input of the window would have been just in time. */
  private readonly limits = new Float64Array(WINDOW);
  private readonly sorted = new Float64Array(WINDOW);
  private count = 0;
  private limit = NaN;
  private firstMillis = 0;
  private lastMillis = 0;
  private lastTick = -Infinity;
  private lastSent = 0;

  constructor(private readonly server: ServerClock) {}

  /**
   * Takes the margin that the server measured for an input.
   *
   * @param tick that the input was for
   * @param marginMillis how early it arrived; negative: late
   */
  onMargin(tick: number, marginMillis: number): void {
    const place = tick & 255;
    if (this.sentTicks[place] !== tick) return;
    this.limits[this.count++ % WINDOW] = this.sentMillis[place] + marginMillis - tick * this.server.tickMillis;
    const held = Math.min(this.count, WINDOW);
    const window = this.sorted.subarray(0, held);
    window.set(this.limits.subarray(0, held));
    window.sort();
    const middle = window[held >> 1];
    let worst = 0;
    while (window[worst] < middle - HELD_UP_MILLIS) worst++;
    this.limit = window[worst];
    this.jitterMillis = middle - window[worst];
  }

  /** The first and last tick for which inputs are due now; first > last: none. Each tick comes up once, unless the clock was set back. */
  due(nowMillis: number): { first: number; last: number } {
    const last = Math.max(this.lastSent, Math.floor(this.tickAt(nowMillis)));
    const first = Math.max(this.lastSent + 1, last - MOST_AT_ONCE + 1);
    for (let tick = first; tick <= last; tick++) {
      this.sentTicks[tick & 255] = tick;
      this.sentMillis[tick & 255] = nowMillis;
    }
    this.lastSent = last;
    return { first, last };
  }

  /** How long until the next input is due, in milliseconds. */
  millisUntilDue(nowMillis: number): number {
    return Math.max(0, (this.lastSent + 1 - this.tickAt(nowMillis)) * this.server.tickMillis);
  }

  /** The tick, with its fraction, whose input is made at a time; it goes back only when the server stood still, or its rate has changed. */
  tickAt(nowMillis: number): number {
    const { tickMillis } = this.server;
    if (this.origin === undefined) {
      this.origin = nowMillis - (this.server.tickAt(nowMillis) + FIRST_LEAD_TICKS) * tickMillis;
      this.firstMillis = this.lastMillis = nowMillis;
    }
    const elapsed = Math.max(0, nowMillis - this.lastMillis);
    this.lastMillis = Math.max(nowMillis, this.lastMillis);
    this.origin -= this.correction(this.origin - (this.limit - TARGET_MARGIN_MILLIS), elapsed);
    this.lastTick = Math.max(this.lastTick, (this.lastMillis - this.origin) / tickMillis);
    return this.lastTick;
  }

  /** The world's rate has changed from a tick on: what runs ahead of it is as far ahead in time, and so at another tick. */
  onRates(tick: number, tickMillisBefore: number): void {
    if (this.origin === undefined || this.server.tickMillis === tickMillisBefore) return;
    this.origin += tick * (tickMillisBefore - this.server.tickMillis);
    this.startAgain();
  }

  /** How much earlier inputs are to be sent from now on, of an error by which they are sent too late. */
  private correction(error: number, elapsed: number): number {
    if (Number.isNaN(error)) return 0;
    const arriving = this.lastMillis - this.firstMillis < ARRIVING_MILLIS;
    if (error > JUMP_MILLIS || (arriving && error > 0)) return error;
    if (error < -JUMP_BACK_MILLIS) {
      this.startAgain();
      return error;
    }
    // A second without news, as in a sleeping tab, must not add up.
    const step = clamp(error / CLOSING_MILLIS, -SLOWEST, FASTEST) * Math.min(elapsed, 1000);
    return Math.abs(step) > Math.abs(error) ? error : step;
  }

  /** Ticks may come up again, and what was measured is worth nothing. */
  private startAgain(): void {
    this.lastTick = -Infinity;
    this.lastSent = 0;
    this.count = 0;
    this.limit = NaN;
    this.sentTicks.fill(-1);
  }
}
