import { MalformedFrameError } from "./malformedFrameError.ts";
import { clamp } from "./serverClock.ts";

/** How early the latest of the inputs should arrive, which leaves time for the server's own scheduling. */
const TARGET_MARGIN_MILLIS = 15;
/** None of this many last inputs should be late, apart from those that are older than {@link WINDOW_MILLIS}. */
const WINDOW = 40;
const WINDOW_MILLIS = 2000;
/** An input that was so much later than half of the others was held up by something that does not happen all the time. */
const HELD_UP_MILLIS = 90;
/** The most that the clock is stretched by, to run further ahead and to fall back: being late costs more than being early. */
const FASTEST = 0.25;
const SLOWEST = 0.1;
/** How long it takes to close most of an error. */
const CLOSING_MILLIS = 400;
/** Inputs that are further off than this are worth a jump, if two in a row are: the server stood still, or this machine has slept. */
const FAR_MILLIS = 150;
/** If the clock is as far off as this where the rates have changed, it is set by a guess. */
const LOST_MILLIS = 1000;
/** Where reports of the server are as rare as this, one is enough. */
const RARE_MILLIS = 300;
/** The ticks that inputs run ahead of the newest snapshot at first, where the round trip is not known yet. */
const FIRST_LEAD_TICKS = 2;
/** So long after it was set, the clock jumps to where no input is late. */
const ARRIVING_MILLIS = 1500;
/** After a hitch, more inputs than this would only arrive late. */
const MOST_AT_ONCE = 3;
/** Inputs that may be on their way: 8 s of them at 128 Hz. */
const SENT = 1024;

/**
 * Decides which tick an input is stamped with, and when it is sent; own entities are predicted, and shown, by it.
 *
 * Each margin that the server reports says at which time its input would have had to be sent to arrive just in time, whatever this clock was set to when it was. The clock is
 * stretched until it sends as early as the latest of the last {@link WINDOW} inputs needed, and a bit more; where it is far off, it is set anew.
 */
export class InputClock {
  /** When the input for tick 0 would have been sent, by this clock. */
  #origin: number | undefined;
  /** Tick and time of each input that was sent, by its number: the server counts them, too. */
  readonly #sentTicks = new Int32Array(SENT);
  readonly #sentMillis = new Float64Array(SENT);
  #sent = 0;
  /** Number of the input whose margin was reported last, when that was, and whether its margin was far off: 1: late, −1: early. */
  #told = 0;
  #toldMillis = -Infinity;
  #toldFar = 0;
  /** The origin with which each input of the window would have been just in time, and when that was reported. */
  readonly #limits = new Float64Array(WINDOW);
  readonly #limitMillis = new Float64Array(WINDOW).fill(-Infinity);
  #count = 0;
  /** That of the latest of them; NaN: nothing was reported. */
  #limit = NaN;
  #setMillis = 0;
  #lastMillis = 0;
  #lastTick = -Infinity;
  #lastSent = 0;
  /** When tick 0 would have come, by the least delayed of the first snapshots. */
  #arrival = Infinity;

  #rttMillis: number;

  /** @param rttMillis shortest measured round trip; NaN: not known yet */
  constructor(
    private tickMillis: number,
    rttMillis: number,
  ) {
    this.#rttMillis = rttMillis;
  }

  /** A ping was answered. Until the server has reported a margin, the clock is set by round trips and snapshots. */
  onRoundTrip(millis: number, nowMillis: number): void {
    if (millis >= this.#rttMillis) return;
    this.#rttMillis = millis;
    this.#setByGuess(nowMillis);
  }

  /** A snapshot has come. */
  onSnapshot(tick: number, nowMillis: number): void {
    const arrival = nowMillis - tick * this.tickMillis;
    if (arrival >= this.#arrival) return;
    this.#arrival = arrival;
    this.#setByGuess(nowMillis);
  }

  /**
   * Takes the margin that the server measured for an input.
   *
   * @param between how many inputs the server got between this one and the last one that it reported
   * @param marginMillis how early it arrived; negative: late
   */
  onMargin(between: number, marginMillis: number, nowMillis: number): void {
    this.#told += between + 1;
    if (this.#told > this.#sent) throw new MalformedFrameError("a margin is of no input");
    if (this.#sent - this.#told >= SENT) return;
    const place = this.#told % SENT;
    const limit = this.#sentMillis[place]! + marginMillis - this.#sentTicks[place]! * this.tickMillis;
    const error = this.#origin! - (limit - TARGET_MARGIN_MILLIS);
    const far = Math.abs(error) > FAR_MILLIS ? Math.sign(error) : 0;
    if (far && (far === this.#toldFar || nowMillis - this.#toldMillis > RARE_MILLIS)) {
      this.#set(limit - TARGET_MARGIN_MILLIS, nowMillis);
    }
    this.#toldFar = far;
    this.#toldMillis = nowMillis;
    this.#limits[this.#count % WINDOW] = limit;
    this.#limitMillis[this.#count++ % WINDOW] = nowMillis;
    this.#limit = this.#latestLimit(nowMillis);
  }

  /** The first and last tick for which inputs are due now; first > last: none. Each tick comes up once, unless the clock was set back. */
  due(nowMillis: number): { first: number; last: number } {
    const last = Math.max(this.#lastSent, Math.floor(this.tickAt(nowMillis)));
    const first = Math.max(this.#lastSent + 1, last - MOST_AT_ONCE + 1);
    for (let tick = first; tick <= last; tick++) {
      const place = ++this.#sent % SENT;
      this.#sentTicks[place] = tick;
      this.#sentMillis[place] = nowMillis;
    }
    this.#lastSent = last;
    return { first, last };
  }

  /** How long until the next input is due, in milliseconds. */
  millisUntilDue(nowMillis: number): number {
    return Math.max(0, (this.#lastSent + 1 - this.tickAt(nowMillis)) * this.tickMillis);
  }

  /** The tick, with its fraction, whose input is made at a time; it goes back only when the server stood still, or its rate has changed. */
  tickAt(nowMillis: number): number {
    if (this.#origin === undefined) this.#set(this.#guess(), nowMillis);
    const elapsed = Math.max(0, nowMillis - this.#lastMillis);
    this.#lastMillis = Math.max(nowMillis, this.#lastMillis);
    this.#origin! -= this.#correction(this.#origin! - (this.#limit - TARGET_MARGIN_MILLIS), elapsed);
    this.#lastTick = Math.max(this.#lastTick, (this.#lastMillis - this.#origin!) / this.tickMillis);
    return this.#lastTick;
  }

  /** The world's rate changes from a tick on: what runs ahead of it is as far ahead in time, and so at another tick. */
  onRates(tick: number, tickMillis: number, nowMillis: number): void {
    const shift = tick * (this.tickMillis - tickMillis);
    this.tickMillis = tickMillis;
    if (shift === 0) return;
    for (let i = 0; i < WINDOW; i++) this.#limits[i]! += shift;
    this.#limit += shift;
    this.#arrival = nowMillis - tick * tickMillis;
    if (this.#origin === undefined) return;
    this.#origin += shift;
    // Nothing may have come for a while, and the world changed before this tick.
    if (Math.abs(this.#origin - this.#guess()) > LOST_MILLIS) this.#set(this.#guess(), nowMillis);
    else this.#goTo((nowMillis - this.#origin) / tickMillis);
  }

  /** The origin with which the latest of the window's inputs would have been just in time. */
  #latestLimit(nowMillis: number): number {
    const window = this.#limits.filter((_, i) => nowMillis - this.#limitMillis[i]! < WINDOW_MILLIS).sort();
    const middle = window[window.length >> 1]!;
    return window.find((limit) => limit >= middle - HELD_UP_MILLIS)!;
  }

  #setByGuess(nowMillis: number): void {
    if (this.#origin !== undefined && this.#count === 0) this.#set(this.#guess(), nowMillis);
  }

  /** The origin that follows from snapshots and pings. */
  #guess(): number {
    return this.#arrival - (this.#rttMillis + TARGET_MARGIN_MILLIS || FIRST_LEAD_TICKS * this.tickMillis);
  }

  /** How much earlier inputs are to be sent from now on, of an error by which they are sent too late. */
  #correction(error: number, elapsed: number): number {
    if (Number.isNaN(error)) return 0;
    const arriving = this.#lastMillis - this.#setMillis < ARRIVING_MILLIS;
    if (arriving && error > 0) return error;
    // A second without news, as in a sleeping tab, must not add up.
    const step = clamp(error / CLOSING_MILLIS, -SLOWEST, FASTEST) * Math.min(elapsed, 1000);
    return Math.abs(step) > Math.abs(error) ? error : step;
  }

  /** Sets the clock, and forgets by what it was set before. */
  #set(origin: number, nowMillis: number): void {
    this.#origin = origin;
    this.#setMillis = this.#lastMillis = nowMillis;
    this.#limitMillis.fill(-Infinity);
    this.#limit = NaN;
    this.#goTo((nowMillis - origin) / this.tickMillis);
  }

  /** Ticks from there on come up, those that have come up before too. */
  #goTo(tick: number): void {
    this.#lastTick = tick;
    this.#lastSent = Math.floor(tick) - 1;
  }
}
