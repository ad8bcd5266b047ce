import type { Random } from "./random.ts";

/** How one direction of a network behaves. Conditions that are left out are 0: none. */
export interface WayConditions {
  /** How long everything is under way. A round trip takes the delays of both directions. */
  readonly delayMillis: number;
  /** How much longer at most, at random, and each time anew. Nothing overtakes what was sent before it. */
  readonly jitterMillis: number;
  /** How much gets through; 0: all. */
  readonly bytesPerSecond: number;
  /** From the start of one stall to that of the next, in which nothing comes out; 0: there are none. */
  readonly stallEveryMillis: number;
  /** How long each of them lasts: less than `stallEveryMillis`. */
  readonly stallMillis: number;
}

const NONE: WayConditions = { delayMillis: 0, jitterMillis: 0, bytesPerSecond: 0, stallEveryMillis: 0, stallMillis: 0 };

/** What holds for one direction of all connections of a network: its conditions, and when it stands still. */
export class WayRules {
  private current = NONE;
  private stalledUntilMillis = -Infinity;

  constructor(private readonly startMillis: number) {}

  get conditions(): WayConditions {
    return this.current;
  }

  /** Changes the given conditions. A RangeError if one is not a time or rate; then nothing changes. */
  set(changes: Partial<WayConditions>): void {
    const next = { ...this.current, ...changes };
    for (const [name, value] of Object.entries(next)) {
      if (!(value >= 0 && value < Infinity)) throw new RangeError(`${name} is 0 or more, not ${value}`);
    }
    const { stallEveryMillis, stallMillis } = next;
    if (stallEveryMillis > 0 && stallMillis >= stallEveryMillis) {
      throw new RangeError(`stallMillis is less than stallEveryMillis (${stallEveryMillis}), not ${stallMillis}`);
    }
    this.current = next;
  }

  /** Lets nothing out before a time. */
  stallUntil(millis: number): void {
    this.stalledUntilMillis = millis;
  }

  /** When something comes out that would at a time, if nothing stood still. */
  clearMillis(millis: number): number {
    const clear = Math.max(millis, this.stalledUntilMillis);
    const { stallEveryMillis, stallMillis } = this.current;
    if (stallEveryMillis === 0 || clear - this.startMillis < stallEveryMillis) return clear;
    const intoStall = (clear - this.startMillis) % stallEveryMillis;
    return intoStall < stallMillis ? clear + stallMillis - intoStall : clear;
  }
}

interface Parcel {
  readonly bytes: number;
  readonly sentMillis: number;
  readonly pass: () => void;
}

interface Flight {
  readonly arrivesMillis: number;
  readonly pass: () => void;
}

/**
 * One direction of one connection, without a clock: messages come out later and in order, as with TCP.
 *
 * It has a line, which takes one parcel at a time and as long as the bandwidth says; then the parcel flies for the delay and
 * some jitter. New conditions hold for messages that have not left yet, a stall for all.
 */
export class Way {
  private readonly queued: Parcel[] = [];
  private readonly flying: Flight[] = [];
  private lineFreeMillis = -Infinity;

  constructor(
    private readonly rules: WayRules,
    private readonly random: Random,
  ) {}

  /** Sends something; `pass` is what happens when it comes out. */
  send(bytes: number, pass: () => void, nowMillis: number): void {
    this.queued.push({ bytes, sentMillis: nowMillis, pass });
    this.leave(nowMillis);
  }

  /** When to look next; Infinity when nothing is under way. */
  get dueMillis(): number {
    if (this.flying.length > 0) return this.rules.clearMillis(this.flying[0]!.arrivesMillis);
    return this.queued.length > 0 ? this.leavesMillis(this.queued[0]!) : Infinity;
  }

  /** Lets the next one out, if it is due by now. */
  passNext(nowMillis: number): boolean {
    this.leave(nowMillis);
    if (this.flying.length === 0 || this.dueMillis > nowMillis) return false;
    this.flying.shift()!.pass();
    return true;
  }

  /** Lets what has gone through the line by now fly. */
  private leave(nowMillis: number): void {
    for (let next = this.queued[0]; next; next = this.queued[0]) {
      const leavesMillis = this.leavesMillis(next);
      if (leavesMillis > nowMillis) return;
      const { delayMillis, jitterMillis } = this.rules.conditions;
      const arrivesMillis = leavesMillis + delayMillis + this.random.next() * jitterMillis;
      this.lineFreeMillis = leavesMillis;
      // What arrives before the one ahead of it comes out with that.
      this.flying.push({ arrivesMillis, pass: this.queued.shift()!.pass });
    }
  }

  private leavesMillis({ sentMillis, bytes }: Parcel): number {
    const { bytesPerSecond } = this.rules.conditions;
    const millis = bytesPerSecond > 0 ? (bytes * 1000) / bytesPerSecond : 0;
    return Math.max(sentMillis, this.lineFreeMillis) + millis;
  }
}
