import { clamp, type ServerClock } from "./serverClock.ts";

/** How early the latest of inputs shall arrive: what is left for the server's own scheduling. */
const TARGET_MARGIN_MILLIS = 10;
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
const ARRIVING_MILLIS = 1500;
/** After a hitch, more inputs than this would only arrive late. */
const MOST_AT_ONCE = 3;

/**
 * Decides which tick an input is stamped with, and when it is sent; own entities are predicted, and shown, by it.
 *
 * The clock runs ahead of {@link ServerClock} by a lead. Each margin that the server tells says what lead its input would have needed to arrive just in time; the clock
 * is stretched until its lead is what the worst of the last {@link WINDOW} inputs needed, and a bit more.
 */
export class InputClock {
  /** How much later the latest inputs arrive than most: the middle one of the window less the worst. */
  jitterMillis = 0;
  private leadMillis: number;
  /** The lead with which recent inputs were stamped, by tick. */
  private readonly stampedTicks = new Int32Array(256).fill(-1);
  private readonly stampedLeads = new Float64Array(256);
  /** The lead that each input of the window needed to be just in time. */
  private readonly needs = new Float64Array(WINDOW);
  private readonly sorted = new Float64Array(WINDOW);
  private count = 0;
  private neededMillis = NaN;
  private firstMillis: number | undefined;
  private lastMillis: number | undefined;
  private lastTick = -Infinity;
  private lastStamped = 0;

  constructor(private readonly server: ServerClock) {
    this.leadMillis = 2 * server.tickMillis;
  }

  /** How far ahead of {@link ServerClock.tickAt} this clock runs, in ticks. */
  get lead(): number {
    return this.leadMillis / this.server.tickMillis;
  }

  /**
   * Takes the margin that the server measured for an input.
   *
   * @param tick that the input was for
   * @param marginMillis how early it arrived; negative: late
   */
  onMargin(tick: number, marginMillis: number): void {
    const place = tick & 255;
    if (this.stampedTicks[place] !== tick) return;
    this.needs[this.count++ % WINDOW] = this.stampedLeads[place] - marginMillis;
    const held = Math.min(this.count, WINDOW);
    const window = this.sorted.subarray(0, held);
    window.set(this.needs.subarray(0, held));
    window.sort();
    const middle = window[held >> 1];
    let worst = held - 1;
    while (window[worst] > middle + HELD_UP_MILLIS) worst--;
    this.neededMillis = window[worst];
    this.jitterMillis = window[worst] - middle;
  }

  /** The first and last tick for which inputs are due now; first > last: none. Each tick comes up once, unless the clock was set back. */
  due(nowMillis: number): { first: number; last: number } {
    const last = Math.max(this.lastStamped, Math.floor(this.tickAt(nowMillis)));
    const first = Math.max(this.lastStamped + 1, last - MOST_AT_ONCE + 1);
    for (let tick = first; tick <= last; tick++) {
      this.stampedTicks[tick & 255] = tick;
      // As if it had been sent just when its time came.
      this.stampedLeads[tick & 255] = this.leadMillis - (this.lastTick - tick) * this.server.tickMillis;
    }
    this.lastStamped = last;
    return { first, last };
  }

  /** How long until the next input is due, in milliseconds. */
  millisUntilDue(nowMillis: number): number {
    return Math.max(0, (this.lastStamped + 1 - this.tickAt(nowMillis)) * this.server.tickMillis);
  }

  /** The tick, with its fraction, whose input is made at a time; it goes back only when the world's rate changes. */
  tickAt(nowMillis: number): number {
    this.firstMillis ??= nowMillis;
    const elapsed = this.lastMillis === undefined ? 0 : Math.max(0, nowMillis - this.lastMillis);
    this.lastMillis = Math.max(nowMillis, this.lastMillis ?? nowMillis);
    const error = this.neededMillis + TARGET_MARGIN_MILLIS - this.leadMillis;
    const arriving = nowMillis - this.firstMillis < ARRIVING_MILLIS;
    if (error > JUMP_MILLIS || (arriving && error > 0)) this.leadMillis += error;
    else if (!Number.isNaN(error)) {
      const speed = clamp(error / CLOSING_MILLIS, -SLOWEST, FASTEST);
      // A second without news, as in a sleeping tab, must not add up.
      const step = speed * Math.min(elapsed, 1000);
      this.leadMillis += Math.abs(step) > Math.abs(error) ? error : step;
    }
    this.lastTick = Math.max(this.lastTick, this.server.tickAt(nowMillis) + this.lead);
    return this.lastTick;
  }

  /** The world's rate has changed from a tick on: what runs ahead of it is as far ahead in time, and so another tick. */
  onRates(): void {
    this.lastTick = -Infinity;
    this.lastStamped = 0;
    this.stampedTicks.fill(-1);
  }
}
