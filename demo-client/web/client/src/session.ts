import { type ClientFrame, Codec, encodeClientFrame, type Option } from "./clientFrame.ts";
import { type Chat, readChat } from "./chat.ts";
import { type Close, closeOf, UNREACHABLE } from "./close.ts";
import { EventDecoder, eventOf, EventQueue, type GameEvent } from "./events.ts";
import type { SentCommands } from "./commands.ts";
import { InputClock } from "./inputClock.ts";
import { InputState } from "./inputState.ts";
import type { Correction } from "./predictedTable.ts";
import type { Prediction, PredictionStats } from "./prediction.ts";
import { MalformedFrameError } from "./malformedFrameError.ts";
import { RateMeter } from "./rateMeter.ts";
import { RenderDelay } from "./renderDelay.ts";
import { type Notice, readNotice } from "./notice.ts";
import { PARTS_PER_TICK, type PredictedWorld } from "./rules.ts";
import { type ColumnValue, type NeededSchema, Schema } from "./schema.ts";
import { clamp, ServerClock } from "./serverClock.ts";
import { ServerFrame } from "./serverFrame.ts";
import type { Snapshot } from "./snapshot.ts";
import { SnapshotDecoder } from "./snapshotDecoder.ts";
import { type TeleportDistances, teleportsOf, View } from "./view.ts";
import { type Rates, readRates, readWelcome, type Welcome } from "./welcome.ts";

const PROTOCOL_VERSION = 1;
/** The codecs that snapshots may come in, beside PLAIN. */
const CODECS: readonly number[] = [Codec.PACKED];
/** What this can do beyond version 1: columns with several cells, and a second welcome where the rules change. */
const FEATURES: readonly number[] = [1, 2];
/** Name and version, as package.json has them. */
const CLIENT = "tickwire-client 0.1.0";
const PING_MILLIS = 1000;
/** How many pings may be on their way. */
const PINGS = 16;
/** A server sends snapshots many times a second and answers pings: after this long without a byte it is gone. */
const SILENCE_MILLIS = 8000;
/** A browser does not show what has come of a message that is under way: large ones may take this long. */
const LARGE_MILLIS = 60_000;
/** For how long what moves goes on as it did when no snapshot comes; then it stops. */
const EXTRAPOLATION_MILLIS = 120;
/** After a sleep, a server that is still there answers a ping within this long. */
const PROBE_MILLIS = 2500;

/** The part of the library that runs rules ahead: pages without rules need not load it. */
export type Predictor = typeof import("./prediction.ts").Prediction;

/** Sends what is held where a hash differs. */
export type SayDesync = (desync: ClientFrame["desync"]) => void;

/** The socket below a session. */
export interface Transport {
  send(bytes: Uint8Array): void;
  close(code: number, reason: string): void;
}

/** The request to join. */
export interface JoinRequest {
  readonly roomType: string;
  readonly room: string;
  readonly create: boolean;
  readonly name: string;
  /** 0 takes whatever schema the server has. */
  readonly schemaHash: number;
  readonly hashEverySnapshot: boolean;
  /** Opens the seat of an earlier connection; empty: a new seat. */
  readonly resumeToken: Uint8Array;
  /** Watches, and is no player. */
  readonly spectate: boolean;
  /** `room` is a name that players chose: the room is opened if there is none. */
  readonly createIfMissing?: boolean;
  readonly unlisted?: boolean;
  readonly options?: readonly Option[];
  readonly where?: readonly Option[];
  /** An invitation code; empty: none. */
  readonly code?: string;
  readonly password?: string;
}

export interface SessionOptions {
  /** How many snapshot intervals to draw behind, besides the jitter. */
  readonly renderDelaySnapshots: number;
  readonly teleportDistances: TeleportDistances;
  /** Sees each view that is drawn, before listeners hear of the events that it has come to. */
  readonly onView?: (view: View) => void;
  /** What the page needs of the game; a game that lacks any of it ends the session with 4003. */
  readonly schema?: NeededSchema | undefined;
  /** What the game's rules predict with; left out, or made for another schema than the server's: nothing is predicted. */
  world?: PredictedWorld | undefined;
  /** What runs them; left out: {@link Session.predictBy} brings it later. */
  readonly predictor?: Predictor | undefined;
  readonly onCorrection?: Correction | undefined;
  /** Hears that the rates or tunables may be others than before, after the first snapshot too, when {@link Session.tellArrived} is called. */
  readonly onRates?: () => void;
  /** The commands of the player, whose answers it may wait for since an earlier connection. */
  readonly commands?: SentCommands;
  /** Hears each chat message of the room, when {@link Session.tellArrived} is called. */
  readonly onChat?: (chat: Chat) => void;
  /** Hears what those who run the server say, when {@link Session.tellArrived} is called; false: nobody listens yet, and it hears that again. */
  readonly onNotice?: (notice: Notice) => boolean;
  /** In a seat that is resumed, listeners have heard already what happened up to this tick: the {@link Session.toldTick} of the session before. */
  readonly toldTick?: number;
  /**
   * Hears each event twice, in order: when it has arrived ({@link Session.tellArrived}), and when the time that is drawn
   * has come to it ({@link Session.viewAt}).
   */
  readonly onEvent?: (kind: string, event: GameEvent<any>, drawn: boolean) => void;
  /** Takes what the server says of a desync: `held` differed, and `say` sends what there is to say to that. */
  readonly onDesync?: (answer: Uint8Array, held: Snapshot | undefined, say: SayDesync) => void;
  /** Hears what went wrong within the page: rules that threw, after which nothing is predicted. */
  readonly onError?: (error: unknown) => void;
}

/** Figures on one connection, for a network panel. */
export interface Stats {
  /** Smoothed round-trip time; NaN before the first answer. */
  readonly rttMillis: number;
  readonly jitterMillis: number;
  readonly bytesDownPerSecond: number;
  readonly bytesUpPerSecond: number;
  readonly snapshotsPerSecond: number;
  /** Time since the newest snapshot arrived. */
  readonly snapshotAgeMillis: number;
  /** For how long the server has said nothing at all, since it was pinged; 0: it answers. Where nothing happens, snapshots grow old without that. */
  readonly unansweredMillis: number;
  readonly renderDelayMillis: number;
  /** How early the server got the last input, before the tick that it was for; NaN before the first. */
  readonly inputMarginMillis: number;
  /** Tick of the newest snapshot. */
  readonly tick: number;
  /** Undefined without rules. */
  readonly prediction: PredictionStats | undefined;
  /** How often the server's state hash differed from ours. Above zero is a bug. */
  readonly desyncs: number;
}

/** The parts of a session that exist once the welcome has come. */
export interface Joined {
  readonly welcome: Welcome;
  readonly schema: Schema;
  readonly snapshots: SnapshotDecoder;
  readonly events: EventDecoder;
  readonly clock: ServerClock;
  readonly inputClock: InputClock;
  readonly inputs: InputState;
  readonly renderDelay: RenderDelay;
  readonly view: View;
  prediction: Prediction | undefined;
}

/**
 * The client's side of one connection, from the first frame to the close, without a socket or a timer: bytes and times come
 * in as arguments, bytes go out through the {@link Transport}. All times are milliseconds from one clock that does not go back.
 */
export class Session {
  /** Set by the welcome. */
  joined: Joined | undefined;
  /** Whether the first snapshot has been applied. */
  ready = false;
  /** Set when the connection has ended. */
  ended: Close | undefined;
  /** Tick of the newest snapshot that came: listeners have heard of events and chats up to then. */
  toldTick = 0;

  private readonly frame = new ServerFrame();
  #predictor: Predictor | undefined;
  private readonly events: EventQueue;
  /** Whether listeners have not heard of the rates that hold. */
  #hasNewRates = true;
  /** Chats that have arrived, and of which listeners have not heard. */
  private readonly said: Chat[] = [];
  /** What those who run the server said last, if listeners have not heard it. */
  #notice: Notice | undefined;
  readonly #bytesDown: RateMeter;
  readonly #bytesUp: RateMeter;
  private readonly snapshots: RateMeter;
  #newestView: View | undefined;
  /** What was held when a hash differed last. */
  #held: Snapshot | undefined;
  #hasInput = false;
  #isOpen = false;
  /** The server is taken for gone if nothing comes until then. */
  #deadlineMillis: number;
  /** For how long it may be silent after a message. The first snapshot is a keyframe, which may be large. */
  #patienceMillis = LARGE_MILLIS;
  /** When the newest snapshot came; before the first: when it was begun to connect. */
  #lastSnapshotMillis: number;
  #lastAckMillis = -Infinity;
  #unacked = false;
  #nextPingMillis = Infinity;
  #pings = 0;
  /** When pings were sent that were not answered yet, by their number. */
  readonly #pingSentMillis = new Float64Array(PINGS).fill(NaN);
  /** When the first ping went out after which nothing came; NaN: something did. */
  #unansweredSinceMillis = NaN;
  private rttMillis = NaN;
  #marginMillis = NaN;

  readonly #transport: Transport;
  readonly #request: JoinRequest;

  constructor(
    transport: Transport,
    request: JoinRequest,
    private readonly options: SessionOptions,
    nowMillis: number,
  ) {
    this.#transport = transport;
    this.#request = request;
    this.#deadlineMillis = nowMillis + SILENCE_MILLIS;
    this.#lastSnapshotMillis = nowMillis;
    this.#predictor = options.predictor;
    this.events = new EventQueue(options.onEvent ?? (() => {}));
    this.#bytesDown = new RateMeter(nowMillis);
    this.#bytesUp = new RateMeter(nowMillis);
    this.snapshots = new RateMeter(nowMillis);
  }

  /** The socket is open: asks to join, with a ticket if there is one. */
  opened(nowMillis: number, ticket = ""): void {
    if (this.ended) return;
    this.#isOpen = true;
    // With the ping, the round trip is known by the first snapshot.
    const join = {
      protocolVersion: PROTOCOL_VERSION,
      codecs: CODECS,
      features: FEATURES,
      client: CLIENT,
      ticket,
      ...this.#request,
    };
    this.#send({ join, ping: this.#nextPing(nowMillis) }, nowMillis);
  }

  /** Takes one message from the server. */
  received(bytes: Uint8Array, nowMillis: number): void {
    if (this.ended) return;
    this.#unansweredSinceMillis = NaN;
    this.#bytesDown.add(bytes.length, nowMillis);
    try {
      this.frame.read(bytes);
      if (this.frame.welcome) this.#onWelcome(this.frame.welcome);
      if (this.frame.pong !== undefined) this.#onPong(this.frame.pong, nowMillis);
      this.#onChats();
      if (this.frame.notice) this.#notice = readNotice(this.frame.notice, nowMillis);
      if (this.frame.desync) {
        this.options.onDesync?.(this.frame.desync, this.#held, (desync) => this.#send({ desync }, nowMillis));
      }
      if (this.frame.tick !== 0) this.#onSnapshot(nowMillis);
    } catch (error) {
      if (!(error instanceof MalformedFrameError)) this.options.onError?.(error);
      this.fail(4001, `The server sent something that cannot be understood: ${(error as Error)?.message}.`);
      return;
    }
    this.#deadlineMillis = nowMillis + this.#patienceMillis;
    // Timers sleep in background tabs, messages do not: this keeps inputs and acks going there.
    this.#sendDueInputs(nowMillis);
    this.#sendDueCommands(nowMillis);
    this.#ackIfQuiet(nowMillis);
  }

  /** The socket has closed. */
  closed(code: number, reason: string): void {
    this.ended ??= code === 1006 && !this.#isOpen ? UNREACHABLE : closeOf(code, reason);
  }

  /** Does what is due by now, and returns after how many milliseconds to call it again. */
  poll(nowMillis: number): number {
    if (this.ended) return Infinity;
    if (nowMillis > this.#deadlineMillis) {
      this.fail(1006, "The server has not been heard from for too long.");
      return Infinity;
    }
    if (nowMillis >= this.#nextPingMillis) {
      this.#send(
        { ping: this.#nextPing(nowMillis), corrections: this.joined?.prediction?.corrections ?? 0 },
        nowMillis,
      );
    }
    this.#sendDueInputs(nowMillis);
    this.#sendDueCommands(nowMillis);
    const { joined } = this;
    return Math.min(
      this.#nextPingMillis - nowMillis,
      PING_MILLIS,
      (joined && this.options.commands?.millisUntilDue(nowMillis)) ?? Infinity,
      this.#hasInput ? joined!.inputClock.millisUntilDue(nowMillis) : Infinity,
    );
  }

  /**
   * The page has slept, or the network was away: that nothing was heard meanwhile says nothing. Asks the server, at the next
   * {@link poll}; it has a moment to answer.
   */
  probe(nowMillis: number): void {
    if (!this.joined) return;
    const patienceMillis = this.#patienceMillis;
    this.#deadlineMillis = nowMillis + (patienceMillis > SILENCE_MILLIS ? patienceMillis : PROBE_MILLIS);
    this.#nextPingMillis = nowMillis;
  }

  /** What the player does from now on: sent each tick until it is changed. */
  setInput(values: Readonly<Record<string, ColumnValue>>): void {
    if (!this.joined || this.joined.schema.inputs.columns.length === 0) return;
    this.joined.inputs.set(values);
    this.#hasInput = true;
  }

  /** Says something to everybody in the room, or reports it. False: there is no connection to say it over. */
  say(said: Partial<Pick<ClientFrame, "chat" | "report">>, nowMillis: number): boolean {
    if (this.ended || !this.joined) return false;
    this.#send(said, nowMillis);
    return true;
  }

  /** Calls listeners with the rates, events and chats that have arrived since the last time; to be called after {@link received}. */
  tellArrived(): void {
    if (this.ready && this.#hasNewRates) {
      this.#hasNewRates = false;
      this.options.onRates?.();
    }
    this.events.tellArrived();
    for (let chat = this.said.shift(); chat; chat = this.said.shift()) this.options.onChat?.(chat);
    if (this.#notice && this.options.onNotice?.(this.#notice)) this.#notice = undefined;
  }

  /** Calls listeners with the events that would have been drawn later: this session will not be drawn any more. */
  tellWaiting(): void {
    this.events.tellDrawn(Infinity);
  }

  /** The view for this moment; undefined before the first snapshot. Calls listeners with the events that it has come to. */
  viewAt(nowMillis: number): View | undefined {
    if (!this.joined || !this.ready) return undefined;
    const { view, snapshots, renderDelay, clock, inputs, inputClock } = this.joined;
    // Inputs first: the own entities are shown as the inputs that were sent make them.
    this.#sendDueInputs(nowMillis);
    const prediction = this.#hasInput
      ? this.#predict((ahead) => ahead.show(inputClock.tickAt(nowMillis), inputs.next, nowMillis))
      : undefined;
    const beyond = EXTRAPOLATION_MILLIS / clock.tickMillis;
    view.show(snapshots, renderDelay.tickAt(nowMillis), beyond, prediction);
    this.options.onView?.(view);
    this.events.tellDrawn(view.tick);
    return view;
  }

  /** The world as the newest snapshot has it; undefined before the first. */
  newest(): View | undefined {
    if (!this.joined || !this.ready) return undefined;
    const { schema, snapshots, welcome } = this.joined;
    this.#newestView ??= new View(schema, {}, welcome.player);
    this.#newestView.showExactly(snapshots.newest!);
    return this.#newestView;
  }

  leave(nowMillis: number): void {
    if (this.ended) return;
    if (this.joined) this.#send({ leave: true }, nowMillis);
    this.fail(1000, closeOf(1000).message);
  }

  stats(nowMillis: number): Stats {
    return {
      rttMillis: this.rttMillis,
      jitterMillis: this.joined?.clock.jitterMillis ?? 0,
      bytesDownPerSecond: this.#bytesDown.perSecond(nowMillis),
      bytesUpPerSecond: this.#bytesUp.perSecond(nowMillis),
      snapshotsPerSecond: this.snapshots.perSecond(nowMillis),
      snapshotAgeMillis: nowMillis - this.#lastSnapshotMillis,
      unansweredMillis: nowMillis - this.#unansweredSinceMillis || 0,
      renderDelayMillis: this.joined?.renderDelay.millis ?? 0,
      inputMarginMillis: this.#marginMillis,
      tick: this.joined?.snapshots.tick ?? 0,
      desyncs: this.joined?.snapshots.desyncs ?? 0,
      prediction: this.joined?.prediction?.stats,
    };
  }

  #onWelcome(bytes: Uint8Array): void {
    const { joined } = this;
    const welcome = readWelcome(bytes);
    if (welcome.protocolVersion !== PROTOCOL_VERSION) {
      this.fail(4002, `The server speaks version ${welcome.protocolVersion} of the protocol, not ${PROTOCOL_VERSION}.`);
      return;
    }
    checkRates(welcome);
    if (welcome.resumed && this.#request.resumeToken.length === 0) {
      throw new MalformedFrameError("a seat is resumed unasked");
    }
    if (welcome.codec !== Codec.PLAIN && !CODECS.includes(welcome.codec)) {
      throw new MalformedFrameError(`codec ${welcome.codec} was not offered`);
    }
    const schema = Schema.fromWire(welcome.schema);
    if (schema.knowsAllKinds && schema.hash() !== welcome.schemaHash) {
      throw new MalformedFrameError(`the schema's hash is ${schema.hash()}, not ${welcome.schemaHash}`);
    }
    const { schema: needed, teleportDistances } = this.options;
    const lack = needed && schema.lackOf(needed);
    if (lack) {
      this.fail(4003, `The game was updated: ${lack}. Reload to get the new version.`);
      return;
    }
    const clock = joined?.clock ?? new ServerClock(welcome.tickRateHz, welcome.ticksPerSnapshot);
    const inputClock = joined?.inputClock ?? new InputClock(clock.tickMillis, this.rttMillis);
    const inputs = new InputState(schema.inputs);
    if (!joined) this.options.commands?.begin(welcome.nextCommand, welcome.resumed);
    // Nothing is sent by other rules until there is a snapshot of theirs.
    this.#hasInput = this.ready = false;
    this.#newestView = undefined;
    this.joined = {
      welcome,
      schema,
      snapshots: new SnapshotDecoder(schema),
      events: new EventDecoder(schema),
      clock,
      inputClock,
      inputs,
      renderDelay: joined?.renderDelay ?? new RenderDelay(clock, this.options.renderDelaySnapshots),
      view: new View(schema, teleportDistances, welcome.player),
      prediction: undefined,
    };
    this.#beginToPredict();
  }

  /** From now on the page's rules run ahead, if they are those of the server's game. To be called before inputs are sent. */
  predictBy(predictor: Predictor): void {
    this.#predictor = predictor;
    this.#beginToPredict();
  }

  /** Once both are there, the welcome and what runs the rules. */
  #beginToPredict(): void {
    const { joined, ready, options } = this;
    const predictor = this.#predictor;
    const world = joined && predictor?.rulesFor(joined.welcome, options, () => this.#beginToPredict());
    if (!world) return;
    const { welcome, schema, inputs, snapshots } = joined;
    const teleports = teleportsOf(schema, options.teleportDistances);
    this.#attempt(() => {
      const ahead = new predictor!(world, schema, welcome.player!, inputs.next, teleports, options.onCorrection);
      world.setMostViewAgo(welcome.mostViewAgo);
      ahead.setRates(welcome.tickRateHz, welcome.tunables);
      if (ready) ahead.onSnapshot(snapshots.newest!, -1);
      joined.prediction = ahead;
    });
  }

  #onPong(pong: number, nowMillis: number): void {
    const sentMillis = this.#pingSentMillis[pong % PINGS]!;
    // An answer that is not waited for says nothing.
    if (!(sentMillis <= nowMillis)) return;
    this.#pingSentMillis[pong % PINGS] = NaN;
    const sample = nowMillis - sentMillis;
    this.joined?.inputClock.onRoundTrip(sample, nowMillis);
    this.rttMillis = Number.isNaN(this.rttMillis) ? sample : this.rttMillis + (sample - this.rttMillis) / 4;
  }

  #nextPing(nowMillis: number): number {
    this.#nextPingMillis = nowMillis + PING_MILLIS;
    this.#pingSentMillis[++this.#pings % PINGS] = nowMillis;
    if (Number.isNaN(this.#unansweredSinceMillis)) this.#unansweredSinceMillis = nowMillis;
    return this.#pings;
  }

  #onChats(): void {
    const { bytes, chats } = this.frame;
    for (let i = 0; i < chats.size; i += 2) {
      const chat = readChat(bytes.subarray(chats.values[i], chats.values[i + 1]));
      if (chat.tick > this.#toldBefore) this.said.push(chat);
    }
  }

  /** Listeners have heard of ticks up to this one over an earlier connection. */
  get #toldBefore(): number {
    return this.joined?.welcome.resumed ? (this.options.toldTick ?? 0) : 0;
  }

  #onSnapshot(nowMillis: number): void {
    const { joined } = this;
    const frame = this.frame;
    if (this.ended) return;
    // There was a snapshot by other rules, and none by these.
    const isSwap = !this.ready && this.toldTick > 0;
    if (!joined) throw new MalformedFrameError("a snapshot came before the welcome");
    if ((frame.inputAckAgo ?? 0) > frame.tick) throw new MalformedFrameError("an input is of a tick that was not");
    // The server sends events only once, so they are read even if the blocks cannot be applied.
    const events = joined.events.read(frame);
    const outcome = joined.snapshots.apply(frame);
    if (frame.answers) this.options.commands?.answered(frame.answers);
    for (const event of events) {
      if (event.tick > this.#toldBefore) this.events.push(event.kind.name, eventOf(event));
    }
    const quietAgo = Math.min(frame.quietAgo, frame.tick - this.toldTick);
    this.toldTick = frame.tick;
    this.snapshots.add(1, nowMillis);
    joined.clock.onSnapshot(frame.tick, nowMillis, quietAgo);
    // The next one may take longer than this one did, if it was not that there was nothing to say.
    const tookMillis = quietAgo * joined.clock.tickMillis || nowMillis - this.#lastSnapshotMillis;
    this.#patienceMillis = clamp(2 * tookMillis, SILENCE_MILLIS, LARGE_MILLIS);
    this.#lastSnapshotMillis = nowMillis;
    const isDesynced = outcome === "desynced";
    if (isDesynced || outcome === "baselineMissing") {
      // What differs is kept, for the server to ask of it.
      this.#send({ resync: true, desync: isDesynced && (this.#held = joined.snapshots.copy()) }, nowMillis);
      this.#patienceMillis = LARGE_MILLIS;
    }
    const isNew = isDesynced || outcome === "applied";
    if (isNew) {
      if (isSwap) this.options.commands?.swapped();
      this.#unacked = this.ready = true;
    }
    const { inputAckAgo, inputMarginMillis, inputsBetween } = frame;
    joined.inputClock.onSnapshot(frame.tick, nowMillis);
    // Predictions for later ticks, and margins, are at the rates that hold from here on.
    if (frame.rates) this.#onRates(frame.rates, frame.tick, nowMillis);
    if (inputMarginMillis !== undefined) {
      this.#marginMillis = inputMarginMillis;
      joined.inputClock.onMargin(inputsBetween, inputMarginMillis, nowMillis);
    }
    const takenTick = inputAckAgo === undefined ? -1 : frame.tick - inputAckAgo;
    if (isNew) this.#predict((ahead) => ahead.onSnapshot(joined.snapshots.newest!, takenTick));
  }

  /** Does something with the prediction. */
  #predict(act: (prediction: Prediction) => void): Prediction | undefined {
    const joined = this.joined!;
    this.#attempt(() => {
      if (joined.prediction) act(joined.prediction);
    });
    return joined.prediction;
  }

  /** If the rules throw, nothing is predicted any more: all is shown as the server has it. */
  #attempt(rules: () => void): void {
    try {
      rules();
    } catch (error) {
      this.joined!.prediction = undefined;
      this.options.onError?.(error);
    }
  }

  /** The world runs at another rate, or by other numbers, after a tick. */
  #onRates(bytes: Uint8Array, tick: number, nowMillis: number): void {
    const rates = readRates(bytes);
    checkRates(rates);
    const { welcome, clock, inputClock, renderDelay } = this.joined!;
    const hasOtherViews = rates.mostViewAgo !== welcome.mostViewAgo;
    Object.assign(welcome, rates);
    this.#hasNewRates = true;
    const { tickMillis } = clock;
    clock.onRates(tick, rates.tickRateHz, rates.ticksPerSnapshot);
    renderDelay.onRates(tick, tickMillis);
    inputClock.onRates(tick, clock.tickMillis, nowMillis);
    this.#predict((ahead) => {
      if (hasOtherViews) this.options.world!.setMostViewAgo(rates.mostViewAgo);
      ahead.setRates(rates.tickRateHz, rates.tunables);
      ahead.rewindTo(inputClock.tickAt(nowMillis));
    });
  }

  #sendDueInputs(nowMillis: number): void {
    if (this.ended || !this.joined || !this.ready || !this.#hasInput) return;
    const { inputClock, inputs } = this.joined;
    const { first, last } = inputClock.due(nowMillis);
    if (first > last) return;
    const due = [];
    for (let tick = first; tick <= last; tick++) {
      const raws = inputs.take();
      const viewAgo = this.#viewAgo(tick, nowMillis);
      due.push({ tick, values: [...raws], viewAgo });
      this.#predict((ahead) => ahead.onInput({ tick, raws, viewAgo }));
    }
    this.#send({ inputs: due, ...this.#ack(nowMillis) }, nowMillis);
  }

  /** How far behind a tick the others are shown. */
  #viewAgo(tick: number, nowMillis: number): number {
    const { welcome, renderDelay, snapshots, clock } = this.joined!;
    const newest = snapshots.tick + EXTRAPOLATION_MILLIS / clock.tickMillis;
    const shown = Math.min(renderDelay.tickAt(nowMillis), newest);
    return clamp(Math.round((tick - shown) * PARTS_PER_TICK), 0, welcome.mostViewAgo);
  }

  #sendDueCommands(nowMillis: number): void {
    if (this.ended || !this.ready) return;
    const commands = this.options.commands?.take(nowMillis);
    if (commands) this.#send({ commands, ...this.#ack(nowMillis) }, nowMillis);
  }

  #ackIfQuiet(nowMillis: number): void {
    if (this.ended || !this.joined || !this.#unacked) return;
    // A little less than an interval, or jitter would make it every other snapshot.
    const interval = this.joined.clock.snapshotIntervalMillis * 0.8;
    if (nowMillis - this.#lastAckMillis >= interval) this.#send(this.#ack(nowMillis), nowMillis);
  }

  #ack(nowMillis: number): Partial<ClientFrame> {
    this.#unacked = false;
    this.#lastAckMillis = nowMillis;
    return { ackTick: this.joined?.snapshots.tick ?? 0, answered: this.options.commands?.takeConfirmation() ?? 0 };
  }

  #send(frame: Partial<ClientFrame>, nowMillis: number): void {
    const bytes = encodeClientFrame(frame);
    this.#bytesUp.add(bytes.length, nowMillis);
    this.#transport.send(bytes);
  }

  /** Ends the connection from this side. */
  fail(code: number, message: string): void {
    this.closed(code, message);
    // 1006 stands for a broken connection and cannot be sent. If the server hears 4013, it keeps the seat.
    this.#transport.close(code === 1006 ? 4013 : code, "");
  }
}

/** Refuses what no server can be configured for. */
function checkRates({ tickRateHz, ticksPerSnapshot }: Rates): void {
  const isTime = tickRateHz >= 0.1 && tickRateHz <= 1000 && ticksPerSnapshot >= 1;
  // A snapshot comes every ten seconds at least.
  if (isTime && ticksPerSnapshot / tickRateHz <= 10.001) return;
  throw new MalformedFrameError(`${tickRateHz} Hz with ${ticksPerSnapshot} ticks per snapshot`);
}
