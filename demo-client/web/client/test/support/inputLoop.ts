import { InputClock } from "../../src/index.ts";
import { Random } from "./random.ts";

/** What may happen to a connection for a while. */
export type Trouble =
  /** Nothing gets from the client to the server. */
  | "up"
  /** Nothing gets from the server to the client. */
  | "down"
  /** Neither. */
  | "both"
  /** The client does nothing: its machine sleeps, or its page is busy. */
  | "client"
  /** The same, and the client's clock stands still meanwhile, unnoticed. */
  | "standstill"
  /** The server's process stands still. */
  | "server";

export interface Scene {
  readonly seed: number;
  readonly tickRateHz: number;
  readonly ticksPerSnapshot: number;
  /** Of a message that nothing delays. */
  readonly rttMillis: number;
  /** Each way, the most that a message is delayed by beside that. */
  readonly jitterMillis: number;
  readonly inputWindowMillis: number;
  /** From a time on, the world runs at another rate. */
  readonly change: { readonly at: number; readonly tickRateHz: number };
  readonly troubles: readonly { readonly what: Trouble; readonly from: number; readonly until: number }[];
}

/** What becomes of inputs in one span of time. */
interface Count {
  ticks: number;
  /** Ticks at which the server took an input. */
  taken: number;
  /** Inputs that it dropped. */
  dropped: number;
}

interface Message {
  readonly at: number;
  /** Inputs, as their first and last tick; last < first: none. */
  readonly first: number;
  readonly last: number;
  readonly ping: number;
  readonly ack: number;
}

interface Frame {
  readonly at: number;
  readonly tick: number;
  readonly between: number;
  readonly margin: number | undefined;
  readonly pong: number;
  /** How long ticks take from the next one on; 0: as long as before. */
  readonly tickMillis: number;
}

const FIRST_TICK = 100;
const CATCH_UP_TICKS = 5;
const QUEUE = 64;
const MOST_UNACKED_MILLIS = 1000;

/** A stream of messages, in order, with delay, jitter, and times at which it stands still. */
class Pipe<M extends { readonly at: number }> {
  readonly queue: M[] = [];
  private lastAt = 0;
  private head = 0;

  constructor(
    private readonly delay: () => number,
    private readonly stalls: readonly { from: number; until: number }[],
  ) {}

  send(now: number, make: (at: number) => M): void {
    let at = now + this.delay();
    for (const { from, until } of this.stalls) if (at >= from && at < until) at = until;
    this.lastAt = Math.max(this.lastAt, at);
    this.queue.push(make(this.lastAt));
  }

  get nextAt(): number {
    return this.queue[this.head]?.at ?? Infinity;
  }

  take(): M {
    return this.queue[this.head++];
  }
}

/**
 * A client's {@link InputClock} and a server's inputs, by the rules in PROTOCOL.md, with a network between them: all of it in simulated time.
 */
export class InputLoop {
  private readonly up: Pipe<Message>;
  private readonly down: Pipe<Frame>;
  private readonly clock: InputClock;
  private tickMillis: number;

  private tick = FIRST_TICK;
  private deadline: number;
  private joined = false;
  private arrived = 0;
  private queue: { tick: number; number: number; at: number }[] = [];
  private waiting = new Set<number>();
  private taken = -1;
  private marginOf = 0;
  private marginTold = 0;
  private hasMargin = false;
  private margin = 0;
  private acked = 0;
  private firstSentTick = 0;
  private sentTick = 0;
  private toldTickMillis: number;
  private changed = false;

  private playing = false;
  private newestTick = 0;
  private pings = 0;
  private readonly pingSent: number[] = [];
  private pollAt = Infinity;
  private pingAt = 0;

  constructor(private readonly scene: Scene) {
    const random = new Random(scene.seed);
    const delay = () => scene.rttMillis / 2 + random.next() * scene.jitterMillis;
    const stalls = (...kinds: Trouble[]) => scene.troubles.filter(({ what }) => kinds.includes(what));
    this.up = new Pipe(delay, stalls("up", "both"));
    this.down = new Pipe(delay, stalls("down", "both"));
    this.tickMillis = this.toldTickMillis = 1000 / scene.tickRateHz;
    this.clock = new InputClock(this.tickMillis, NaN);
    this.deadline = random.next() * this.tickMillis;
  }

  /** Plays from the time at which the client joins, and counts in the span that is given. */
  run(from: number, until: number): Count {
    const count = { ticks: 0, taken: 0, dropped: 0 };
    for (;;) {
      const serverAt = this.awake(this.deadline, "server");
      const upAt = this.awake(this.up.nextAt, "server");
      const downAt = this.awake(this.down.nextAt, "client", "standstill");
      const clientAt = this.awake(Math.min(this.pollAt, this.pingAt), "client", "standstill");
      const now = Math.min(serverAt, upAt, downAt, clientAt);
      if (now >= until) return count;
      const counted = now >= from ? count : undefined;
      if (now === upAt) this.serverReads(this.up.take(), now);
      else if (now === serverAt) this.serverTicks(now, counted);
      else if (now === downAt) this.clientReads(this.down.take(), now);
      else this.clientPolls(now);
    }
  }

  /** When somebody who is away at times does what is due at a time. */
  private awake(at: number, ...away: Trouble[]): number {
    for (const { what, from, until } of this.scene.troubles) {
      if (away.includes(what) && at >= from && at < until) at = until;
    }
    return at;
  }

  /** The client's own clock, which stands still while its machine sleeps. */
  private pageMillis(now: number): number {
    let [page, stoodUntil] = [now, 0];
    for (const { what, from, until } of this.scene.troubles) {
      if (what !== "standstill") continue;
      page -= Math.max(0, Math.min(now, until) - Math.max(from, stoodUntil));
      stoodUntil = Math.max(stoodUntil, until);
    }
    return page;
  }

  private serverReads({ first, last, ping, ack }: Message, now: number): void {
    this.joined = true;
    this.acked = Math.max(this.acked, ack);
    for (let tick = first; tick <= last; tick++) {
      this.arrived++;
      // Where there is no room for all, the newest is kept.
      this.queue.length = Math.min(this.queue.length, QUEUE);
      this.queue.push({ tick, number: this.arrived, at: now });
    }
    if (ping > 0)
      this.down.send(now, (at) => ({ at, tick: 0, between: 0, margin: undefined, pong: ping, tickMillis: 0 }));
  }

  private serverTicks(now: number, count: Count | undefined): void {
    if (now - this.deadline > CATCH_UP_TICKS * this.tickMillis) this.deadline = now;
    const tick = ++this.tick;
    const windowTicks = Math.max(1, Math.round(this.scene.inputWindowMillis / this.tickMillis));
    let dropped = 0;
    for (const input of this.queue) {
      this.margin = Math.round(this.deadline - input.at + (input.tick - tick) * this.tickMillis);
      this.marginOf = input.number;
      this.hasMargin = true;
      const stale = input.tick <= this.taken || input.tick <= tick - windowTicks;
      if (stale || input.tick > tick + windowTicks) dropped++;
      else this.waiting.add(input.tick);
    }
    this.queue = [];
    let due = -1;
    for (const waiting of this.waiting) if (waiting <= tick) due = Math.max(due, waiting);
    for (const waiting of this.waiting) if (waiting <= due) this.waiting.delete(waiting);
    if (due >= 0) this.taken = due;
    if (count) {
      count.ticks++;
      count.dropped += dropped;
      if (due >= 0) count.taken++;
    }
    if (tick % this.scene.ticksPerSnapshot === 0) {
      if (now >= this.scene.change.at && !this.changed) {
        this.changed = true;
        this.tickMillis = 1000 / this.scene.change.tickRateHz;
        this.hasMargin = false;
      }
      this.broadcast(now);
    }
    this.deadline += this.tickMillis;
  }

  private broadcast(now: number): void {
    const unacked = this.sentTick - Math.max(this.acked, this.firstSentTick);
    if (!this.joined || unacked * this.tickMillis > MOST_UNACKED_MILLIS) return;
    const tick = this.tick;
    const between = this.marginOf - this.marginTold - 1;
    const margin = this.hasMargin ? this.margin : undefined;
    if (this.hasMargin) this.marginTold = this.marginOf;
    this.hasMargin = false;
    this.sentTick = tick;
    this.firstSentTick ||= tick;
    const tickMillis = this.toldTickMillis === this.tickMillis ? 0 : this.tickMillis;
    this.toldTickMillis = this.tickMillis;
    this.down.send(now, (at) => ({ at, tick, between, margin, pong: 0, tickMillis }));
  }

  private clientReads({ tick, between, margin, pong, tickMillis }: Frame, now: number): void {
    const page = this.pageMillis(now);
    if (pong > 0) {
      this.clock.onRoundTrip(page - this.pingSent[pong], page);
    } else {
      this.newestTick = tick;
      this.clock.onSnapshot(tick, page);
      if (tickMillis > 0) this.clock.onRates(tick, tickMillis, page);
      if (margin !== undefined) this.clock.onMargin(between, margin, page);
      this.playing = true;
      this.say(now, { ack: tick });
    }
    this.sendInputs(now);
  }

  private clientPolls(now: number): void {
    if (now >= this.pingAt) {
      this.pingSent[++this.pings] = this.pageMillis(now);
      this.say(now, { ping: this.pings });
      this.pingAt = now + 1000;
    }
    this.sendInputs(now);
  }

  private sendInputs(now: number): void {
    if (!this.playing) return;
    const page = this.pageMillis(now);
    const { first, last } = this.clock.due(page);
    if (first <= last) this.say(now, { first, last, ack: this.newestTick });
    this.pollAt = now + Math.max(1, this.clock.millisUntilDue(page));
  }

  private say(now: number, said: Partial<Message>): void {
    this.up.send(now, (at) => ({ first: 0, last: -1, ping: 0, ack: 0, ...said, at }));
  }
}
