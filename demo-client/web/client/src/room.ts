import { CallQueue } from "./callQueue.ts";
import { type Chat, chatText } from "./chat.ts";
import { optionsOf } from "./clientFrame.ts";
import { type Close, closeOf, NO_WEBSOCKET, OFFLINE } from "./close.ts";
import { type EntityListener, EntityWatch } from "./entityWatch.ts";
import { type Environment, OPEN, REAL, type Socket } from "./environment.ts";
import { type CommandFailure, SentCommands } from "./commands.ts";
import type { GameEvent } from "./events.ts";
import type {
  AnyGame,
  CommandAnswer,
  CommandsOf,
  CommandValues,
  EventsOf,
  GameTypes,
  Rates,
  TunablesOf,
} from "./gameTypes.ts";
import type { JoinOptions, Status } from "./joinOptions.ts";
import type { Correction } from "./predictedTable.ts";
import type { Notice } from "./notice.ts";
import type { PredictedWorld } from "./rules.ts";
import type { ColumnValue, Schema } from "./schema.ts";
import { NO_TOKEN, SeatMemory } from "./seatMemory.ts";
import { type Joined, type JoinRequest, type Predictor, Session, type SessionOptions, type Stats } from "./session.ts";
import type { Row, View } from "./view.ts";
import { WakefulClock } from "./wakefulClock.ts";

/** When a listener hears of an event. */
export interface EventOptions {
  /**
   * True: as soon as the client knows. False, the default: when a view shows the tick of the event, so that an explosion
   * is where the ship is drawn.
   */
  readonly immediately?: boolean;
}

/** `join` failed; `close` says why, with a sentence for the player. */
export class JoinError extends Error {
  override readonly name = "JoinError";

  constructor(readonly close: Close) {
    super(close.message);
  }
}

const FIRST_TICK_RATE_HZ = 20;
const FIRST_RETRY_MILLIS = 500;
const LAST_RETRY_MILLIS = 5000;
/** A connection that lasted this long was a good one: the next break starts from the shortest wait again. */
const GOOD_MILLIS = 5000;
/** If a timer comes this much too late, the page or the machine has slept. */
const SLEPT_MILLIS = 3000;
/** A frame's time is not further than this from the clock: a page may stand still meanwhile, as in a debugger. */
const FURTHEST_MILLIS = 60_000;
const SEAT_EXPIRED = 4017;
/** The room is gone or has no space: after a break, any other of its type will do. */
const ROOM_LOST = new Set([4005, 4006, 4016]);

/**
 * Joins a room. Resolves when the first snapshot is there to be drawn; rejects with a {@link JoinError} when it cannot be, or with the reason of its signal.
 *
 * ```ts
 * const room = await join<Arena>({ url: "wss://example.org/ws", roomType: "arena", name: "Ada" });
 * room.setInput({ turn: 1, thrust: true });
 * for (const ship of room.view(performance.now()).table("ships")) draw(ship.x, ship.y, ship.heading, ship.name);
 * ```
 */
export function join<Game extends GameTypes = AnyGame>(options: JoinOptions<Game>): Promise<Room<Game>> {
  return new Promise((resolve, reject) => {
    options.signal?.throwIfAborted();
    new Room<Game>(options, resolve, reject);
  });
}

/** Sees a message that has come for a session, which has not taken it yet. */
export type Observer = (session: Session, bytes: Uint8Array) => void;

interface EventListener {
  readonly kind: string;
  readonly drawn: boolean;
  readonly hear: (event: GameEvent<any>) => void;
}

/**
 * A room that this client is in, through as many connections as it takes.
 *
 * Listeners may call anything of it. They hear of a change when it is complete, one change after the other, and what one throws is reported as by `reportError`, and
 * keeps none of the others from hearing.
 */
export class Room<Game extends GameTypes = AnyGame> {
  readonly #environment: Environment;
  readonly #clock: WakefulClock;
  private readonly calls: CallQueue;
  readonly #seat: SeatMemory | undefined;
  readonly #world: PredictedWorld | undefined;
  private predictor: Predictor | undefined;
  /** Whether the part of the library that predicts is on its way: it is there before the room is. */
  #awaitsPredictor = false;
  private readonly listeners = new Set<(status: Status) => void>();
  private readonly eventListeners = new Set<EventListener>();
  private readonly chatListeners = new Set<(chat: Chat) => void>();
  private readonly noticeListeners = new Set<(notice: Notice) => void>();
  private readonly ratesListeners = new Set<(rates: Rates, tunables: TunablesOf<Game>) => void>();
  /** The rates and tunables that listeners have heard. */
  #toldRates = "";
  private readonly watches = new Set<EntityWatch>();
  /** Those who look at each message before it is taken, as an inspector does. @internal */
  readonly observers: Set<Observer> = new Set();
  private readonly commands = new SentCommands();
  #willSend = false;
  private readonly correctionListeners = new Set<Correction>();
  #current: Status = { state: "connecting", attempt: 1, retryInMillis: 0 };
  private session!: Session;
  /** The session that views come from: while reconnecting, the broken one. */
  #shown!: Session;
  private joined!: Joined;
  #joinedMillis = 0;
  /** Tries since the last good connection. */
  #attempt = 0;
  #roomWanted: string;
  /** Opens the seat that the player has had; empty: there is none. */
  #resumeToken: Uint8Array;
  #isDrawing = false;
  #cancelTimer: () => void = () => {};
  #stopWatching: () => void = () => {};
  #lastInput: Readonly<Record<string, ColumnValue>> | undefined;
  /** What was last sent over the connection that broke. */
  #sentInput: Readonly<Record<string, ColumnValue>> | undefined;

  /** @internal Use {@link join}. */
  constructor(
    private readonly options: JoinOptions<Game>,
    private readonly resolve: (room: Room<Game>) => void,
    private readonly reject: (reason: unknown) => void,
  ) {
    // It gets the server's rate when that is known.
    this.#world = options.rules?.predict(FIRST_TICK_RATE_HZ);
    const environment = (this.#environment = options.environment ?? REAL);
    this.#clock = new WakefulClock(environment);
    this.calls = new CallQueue((error) => environment.report(error));
    this.#seat = options.remember === undefined ? undefined : new SeatMemory(environment, options.remember, options);
    this.#resumeToken = this.#seat?.token() ?? NO_TOKEN;
    this.#roomWanted = options.room ?? "";
    const delay = options.renderDelaySnapshots ?? 2;
    if (!(delay >= 1 && delay <= 10)) throw new RangeError(`renderDelaySnapshots is 1 to 10, not ${delay}`);
    if (options.onStatus) this.listeners.add(options.onStatus);
    this.#connect();
    this.calls.run();
  }

  /**
   * Goes on while the room is joined; where it fails, the room is joined all the same, and nothing is predicted until the next connection.
   * Begun when a connection is open: before that the server may be down, and a browser can keep in mind that a module could not be had.
   */
  async #loadPredictor(): Promise<void> {
    if (!this.#world || this.options.spectate || this.predictor || this.#awaitsPredictor) return;
    this.#awaitsPredictor = true;
    try {
      this.predictor = await this.#environment.loadPredictor();
    } catch (cause) {
      this.#environment.report(new Error("the part of the library that predicts cannot be loaded", { cause }));
    }
    this.#awaitsPredictor = false;
    if (this.#current.state === "closed") return;
    const { session } = this;
    const predictor = this.predictor;
    if (session.ended) return;
    if (predictor) session.predictBy(predictor);
    this.#afterMessage(session);
    this.calls.run();
  }

  /** The room's id, by which a friend can join it. After a reconnect that did not resume it may be another one. */
  get id(): string {
    return this.joined.welcome.room;
  }

  /** The code by which friends can join an unlisted room; undefined: the room is listed. */
  get code(): string | undefined {
    return this.joined.welcome.code || undefined;
  }

  get roomType(): string {
    return this.joined.welcome.roomType;
  }

  /** The number that the game knows this player by; -1: a spectator has none. After a reconnect that did not resume it may be another one. */
  get player(): number {
    return this.joined.welcome.player ?? -1;
  }

  /** Whether this client watches, and is no player. */
  get spectating(): boolean {
    return this.joined.welcome.player === undefined;
  }

  /** This player's name, as others see it. */
  get playerName(): string {
    return this.joined.welcome.name;
  }

  get playerLimit(): number {
    return this.joined.welcome.playerLimit;
  }

  /** How fast the room goes at the moment. A new object each time. */
  get rates(): Rates {
    const { tickRateHz, ticksPerSnapshot } = this.joined.welcome;
    return { tickRateHz, ticksPerSnapshot };
  }

  /** The numbers that the game's rules go by at the moment. A new object each time. */
  get tunables(): TunablesOf<Game> {
    const { tunables } = this.joined.welcome;
    return Object.fromEntries(tunables.map(({ name, value }) => [name, value])) as TunablesOf<Game>;
  }

  get schema(): Schema {
    return this.joined.schema;
  }

  get status(): Status {
    return this.#current;
  }

  /** Figures on the connection; a new object each time. */
  get stats(): Stats {
    return this.#shown.stats(this.#clock.nowMillis());
  }

  /**
   * What the player does, from now on: it is sent with every tick until the next call. After a reconnect that did not resume the seat, inputs rest until the next call.
   *
   * What is left out rests (0, false, the first label); a FLAG that was true for less than a tick is sent once.
   * Values that a column cannot hold are a RangeError, unknown names an Error, and so are the inputs of a spectator; what was set before holds then.
   */
  setInput(input: Partial<Game["inputs"]>): void {
    if (this.spectating) throw new Error("a spectator has no inputs: join without `spectate` to play");
    const first = this.#lastInput === undefined;
    const held = { ...input } as Record<string, ColumnValue>;
    this.#shown.setInput(held);
    this.#lastInput = held;
    if (first && !this.session.ended) this.#schedule(this.session);
    this.calls.run();
  }

  /**
   * Tells the game to do something once. Resolves with what the rules answer, when the snapshot that shows it is there: true or false, or one of the
   * labels that the game declares; a command to which they say nothing with true, or with the first label.
   *
   * Many may be under way at once: they are done in the order in which they were sent, exactly once, also over a connection that breaks meanwhile.
   * Rejects with a {@link CommandError} when too many wait, or when nobody will answer any more; that need not be caught.
   * A value that is missing is a TypeError at once, one that a column cannot hold a RangeError, an unknown name an Error, and so is a command of a spectator.
   */
  send<Kind extends keyof CommandsOf<Game> & string>(
    kind: Kind,
    ...[values = {}]: CommandValues<CommandsOf<Game>[Kind]>
  ): Promise<CommandAnswer<CommandsOf<Game>[Kind]>> {
    if (this.spectating) throw new Error("a spectator has no commands: join without `spectate` to play");
    const { schema } = this.options;
    const answer = this.commands.add(
      this.schema.command(kind),
      values as Record<string, ColumnValue>,
      schema && (schema.commands?.[kind] ?? {}),
    );
    if (this.#current.state === "closed") this.commands.fail(whyUnanswered(this.#current.close));
    else this.#sendSoon();
    return answer as Promise<CommandAnswer<CommandsOf<Game>[Kind]>>;
  }

  /**
   * The world as it is to be drawn at a time on the clock of `performance.now()`, which is what `requestAnimationFrame` gives. Time must not go back. What is no number,
   * or more than a minute away from that clock, as `Date.now()` is, is a RangeError, and changes nothing.
   *
   * The view is reused: read it before the next call. While reconnecting it shows the last that was known. Within a listener of {@link entities} it is the view
   * that is being drawn.
   */
  view(nowMillis: number): View<Game["tables"]> {
    if (!(Math.abs(nowMillis - this.#environment.nowMillis()) <= FURTHEST_MILLIS)) {
      throw new RangeError(
        `view takes the time of the frame, as requestAnimationFrame gives it, or performance.now(): not ${nowMillis}`,
      );
    }
    if (!this.#isDrawing) {
      this.#isDrawing = true;
      this.#shown.viewAt(nowMillis + this.#clock.sleptMillis);
      this.#isDrawing = false;
      this.calls.run();
    }
    return this.joined.view;
  }

  /**
   * The world as the newest snapshot has it: not drawn in between, and nothing predicted. For overlays that show what the server says. Reused like {@link view}.
   */
  newest(): View<Game["tables"]> {
    return this.#shown.newest()!;
  }

  /**
   * The rows of a table that belong to this player, as they were drawn last, or, where nothing has been drawn yet, as the newest snapshot has them: see {@link View.mine}.
   *
   * ```ts
   * const [car] = room.mine("cars");
   * ```
   */
  mine<Name extends keyof Game["tables"] & string>(table: Name): readonly Row<Game["tables"][Name]>[] {
    const { view } = this.joined;
    return (view.tick > 0 ? view : this.newest()).mine(table);
  }

  /** Hears each change of {@link status}; the function that comes back ends that. */
  onStatus(listener: (status: Status) => void): () => void {
    return begin(this.listeners, listener);
  }

  /**
   * Hears of each event of a kind, once and in order; the function that comes back ends that. Goes on after a reconnect.
   *
   * Listeners are called within {@link view}, or with {@link EventOptions.immediately} when a message has come. Each event is
   * an object of its own, and may be kept: `event.tick`, and a property per column as in a view's rows. A text is that
   * of the moment at which the event came: "" if the one who had that name is gone. An unknown kind is an Error.
   */
  on<Kind extends keyof EventsOf<Game> & string>(
    kind: Kind,
    listener: (event: GameEvent<EventsOf<Game>[Kind]>) => void,
    options: EventOptions = {},
  ): () => void {
    this.schema.event(kind);
    const entry: EventListener = { kind, drawn: !options.immediately, hear: listener as EventListener["hear"] };
    return begin(this.eventListeners, entry);
  }

  /**
   * Hears of each entity of a table that comes into view, changes, or goes; the function that comes back ends that.
   *
   * ```ts
   * room.entities("ships", {
   *   enter: (ship) => new Sprite(ship.name),
   *   change: (ship, sprite) => sprite.moveTo(ship.x, ship.y),
   *   leave: (ship, sprite) => sprite.remove(),
   * });
   * ```
   *
   * Listeners are called within {@link view}, before those of the events that it comes to. To each `enter` there is one `leave`: entities that are in view
   * leave when this is ended, too. An entity that a player comes back to after a break is the same one if its seat was kept; after a new join all leave, and
   * others enter. An unknown table or column is an Error.
   */
  entities<Name extends keyof Game["tables"] & string, Thing>(
    table: Name,
    listener: EntityListener<Game["tables"][Name], Thing>,
  ): () => void {
    const report = (error: unknown) => this.#environment.report(error);
    const watch = new EntityWatch(this.schema, table, listener as EntityListener<any>, report);
    this.watches.add(watch);
    return () => {
      if (this.watches.delete(watch)) watch.end();
    };
  }

  /**
   * Hears of each own entity that the server had elsewhere than was predicted, as on a collision with another player; the function that comes
   * back ends that. What is drawn goes there little by little.
   */
  onCorrection(listener: Correction): () => void {
    return begin(this.correctionListeners, listener);
  }

  /**
   * Says something to everybody in the room: 1 to 200 characters after white space at both ends is cut off, without line breaks; anything else is a
   * RangeError. False: there is no connection at the moment, and it was not sent. The server drops messages that come too often, and a text in which nothing can be seen.
   */
  chat(text: string): boolean {
    return this.session.say({ chat: chatText(text) }, this.#clock.nowMillis());
  }

  /**
   * Tells those who run the server that something is wrong: it saves the last minute of the room, with this text, for them to play again and look at. For a
   * button in the page; nobody else in the room hears of it. What the text may be, and false, are as with {@link chat}.
   *
   * Whether a file came of it is not said: the server saves one in ten seconds of a room, and some in a minute of a player.
   */
  report(text: string): boolean {
    return this.session.say({ report: chatText(text) }, this.#clock.nowMillis());
  }

  /**
   * Hears each chat message of the room, this client's own included; the function that comes back ends that. Names and texts are what others typed:
   * show them as text, never as HTML.
   */
  onChat(listener: (chat: Chat) => void): () => void {
    return begin(this.chatListeners, listener);
  }

  /**
   * Hears what those who run the server tell the people in the room, such as that it ends soon; the function that comes back ends that. Show it as text, never as
   * HTML. A listener hears what was said last before there was one, and of an end that is ahead anew after a reconnect.
   */
  onNotice(listener: (notice: Notice) => void): () => void {
    return begin(this.noticeListeners, listener);
  }

  /**
   * Hears of each change of {@link rates} or {@link tunables}, in a running room or with a join after a break; the function that comes back ends that.
   */
  onRates(listener: (rates: Rates, tunables: TunablesOf<Game>) => void): () => void {
    return begin(this.ratesListeners, listener);
  }

  /** Tries again at once, while waiting to reconnect or after the connection was closed for good. */
  reconnect(): void {
    if (this.#current.state === "joined" || !this.session.ended || this.options.signal?.aborted) return;
    this.#cancelTimer();
    this.#attempt = Math.max(1, this.#attempt);
    this.#retry(this.session.ended);
    this.calls.run();
  }

  /** Leaves for good: after this, listeners only hear that the room is closed. */
  leave(): void {
    this.#resumeToken = NO_TOKEN;
    this.#seat?.forget();
    if (this.#current.state === "closed") return;
    this.session.leave(this.#clock.nowMillis());
    this.#close(closeOf(1000));
    this.calls.run();
  }

  readonly #abort = (): void => {
    this.reject(this.options.signal!.reason);
    this.leave();
  };

  #retry(after: Close): void {
    this.#setStatus({ state: "connecting", attempt: this.#attempt, after, retryInMillis: 0 });
    this.#connect();
  }

  #connect(): void {
    const { options } = this;
    const environment = this.#environment;
    if (!options.socket && !environment.hasSockets()) {
      this.#close(NO_WEBSOCKET);
      return;
    }
    let socket: Socket | undefined;
    const transport = {
      send: (bytes: Uint8Array) => {
        if (socket?.readyState === OPEN) this.calls.attempt(() => socket!.send(bytes));
      },
      close: (code?: number, reason?: string) => {
        if (socket) this.calls.attempt(() => dispose(socket!, code, reason));
      },
    };
    const session = new Session(transport, this.#request(), this.#sessionOptions(), this.#clock.nowMillis());
    const lost = (code: number, reason: string) => {
      if (session.ended) return;
      session.closed(code, reason);
      transport.close();
      this.#afterMessage(session);
      this.calls.run();
    };
    this.session = session;
    this.#stopWatching();
    this.#stopWatching = environment.watchPage(
      () => this.#wake(),
      () => this.#pageGone(),
    );
    options.signal?.addEventListener("abort", this.#abort);
    this.#schedule(session);
    this.calls.add(() => {
      if (session.ended) return;
      try {
        socket = options.socket ? options.socket(options.url) : environment.openSocket(options.url);
      } catch (error) {
        if (this.joined) environment.report(error);
        else this.reject(error);
        return lost(1006, "");
      }
      if (session.ended) transport.close();
      else this.#listen(socket, session, lost);
    });
  }

  #listen(socket: Socket, session: Session, lost: (code: number, reason: string) => void): void {
    socket.binaryType = "arraybuffer";
    socket.onopen = async () => {
      void this.#loadPredictor();
      try {
        // Whoever comes back into a seat is known there.
        const token = this.#resumeToken.length > 0 ? "" : this.options.token;
        session.opened(this.#clock.nowMillis(), typeof token === "function" ? await token() : token);
      } catch (error) {
        this.#environment.report(error);
        lost(4023, "You could not be signed in.");
      }
    };
    socket.onmessage = ({ data }) => {
      if (data instanceof ArrayBuffer) {
        const bytes = new Uint8Array(data);
        for (const see of this.observers) this.calls.attempt(() => see(session, bytes));
        session.received(bytes, this.#clock.nowMillis());
      } else session.fail(4001, "The server sent text.");
      this.#afterMessage(session);
      session.tellArrived();
      this.calls.run();
    };
    socket.onclose = ({ code, reason }) => lost(code, reason);
    // Some say no more than this of a connection that fails, though a close should follow.
    socket.onerror = () => lost(1006, "");
  }

  #request(): JoinRequest {
    const { options, joined } = this;
    const isRejoining = joined !== undefined;
    return {
      roomType: isRejoining ? joined.welcome.roomType : (options.roomType ?? ""),
      // The token says which room it is.
      room: this.#resumeToken.length > 0 ? "" : this.#isNamed ? (options.room ?? "") : this.#roomWanted,
      resumeToken: this.#resumeToken,
      spectate: options.spectate ?? false,
      create: !isRejoining && options.create === true,
      createIfMissing: this.#isNamed,
      unlisted: options.listed === false,
      options: optionsOf(options.options),
      where: optionsOf(options.where),
      code: isRejoining ? "" : (options.code ?? ""),
      password: options.password ?? "",
      name: options.name ?? (isRejoining ? joined.welcome.name : ""),
      schemaHash: this.#schemaHash,
      hashEverySnapshot: options.hashEverySnapshot ?? false,
    };
  }

  /** Whether the room is called by a name that players chose: then it can be opened again. */
  get #isNamed(): boolean {
    return this.options.create === "ifMissing";
  }

  #sessionOptions(): SessionOptions {
    const { options } = this;
    return {
      renderDelaySnapshots: options.renderDelaySnapshots ?? 2,
      teleportDistances: options.teleportDistances ?? {},
      onView: (view) => {
        for (const watch of this.watches) this.calls.attempt(() => watch.look(view));
      },
      schema: options.schema,
      world: this.#world,
      predictor: this.predictor,
      onCorrection: (...correction) => this.#tell(this.correctionListeners, (hear) => hear(...correction)),
      commands: this.commands,
      onChat: (chat) => this.#tell(this.chatListeners, (hear) => hear(chat)),
      onNotice: ({ text, endsAtMillis }) => {
        const notice = { text, endsAtMillis: endsAtMillis && endsAtMillis - this.#clock.sleptMillis };
        this.#tell(this.noticeListeners, (hear) => hear(notice));
        return this.noticeListeners.size > 0;
      },
      onRates: () => {
        if (this.joined) this.#tellRates();
      },
      toldTick: this.joined ? this.#shown.toldTick : 0,
      onEvent: (kind, event, drawn) =>
        this.#tell(this.eventListeners, (listener) => {
          if (listener.kind === kind && listener.drawn === drawn) listener.hear(event);
        }),
      onError: (error) => this.#environment.report(error),
      onDesync: this.#environment.explainDesync,
    };
  }

  /**
   * The one schema that will do; 0: any. A page that does not say what it reads draws the game that its rules were made from, or that it joined first.
   */
  get #schemaHash(): number {
    if (this.options.schema) return 0;
    return this.joined?.welcome.schemaHash ?? (this.#world?.schemaHash() ?? 0) >>> 0;
  }

  /** Keeps a timer running for the next thing that the session has to do. */
  #schedule(session: Session): void {
    this.#cancelTimer();
    const nowMillis = this.#clock.nowMillis();
    const wait = Math.max(1, session.poll(nowMillis));
    if (session.ended) {
      this.#onEnded(session.ended);
      return;
    }
    this.#cancelTimer = this.#environment.after(wait, () => {
      const wokenMillis = this.#clock.nowMillis();
      if (wokenMillis - nowMillis - wait > SLEPT_MILLIS) session.probe(wokenMillis);
      this.#schedule(session);
      this.calls.run();
    });
  }

  /** What is said within one task goes together. */
  #sendSoon(): void {
    if (this.#willSend) return;
    this.#willSend = true;
    queueMicrotask(() => {
      this.#willSend = false;
      if (this.session.ended) return;
      this.#schedule(this.session);
      this.calls.run();
    });
  }

  /** The network is back, or the page is shown again: there is no need to wait any longer. */
  #wake(): void {
    if (this.session.ended) return this.reconnect();
    this.session.probe(this.#clock.nowMillis());
    this.#schedule(this.session);
    this.calls.run();
  }

  #pageGone(): void {
    const seat = this.session.joined ?? this.joined;
    if (!seat || !this.#seat?.release(seat.welcome)) this.leave();
  }

  #afterMessage(session: Session): void {
    const welcome = session.joined?.welcome;
    if (welcome && welcome.resumeToken !== this.#resumeToken) {
      this.#resumeToken = welcome.resumeToken;
      this.#roomWanted = welcome.room;
      this.#seat?.keep(welcome);
    }
    if (session.ended) this.#onEnded(session.ended);
    else if (session.ready && session.joined !== this.joined && !this.#awaitsPredictor) this.#onReady(session);
  }

  #onReady(session: Session): void {
    const { resumed } = session.joined!.welcome;
    if (resumed) this.#shown?.tellWaiting();
    this.#shown = session;
    this.joined = session.joined!;
    this.#joinedMillis = this.#clock.nowMillis();
    if (!resumed) for (const watch of this.watches) watch.reset(this.schema);
    // In another seat inputs start anew: the one of which a room has failed must not fail the next.
    if (!resumed && this.#lastInput === this.#sentInput) this.#lastInput = undefined;
    const lastInput = this.#lastInput;
    if (lastInput) this.calls.attempt(() => session.setInput(lastInput));
    this.#schedule(session);
    this.#setStatus({ state: "joined", resumed });
    this.resolve(this);
  }

  #tellRates(): void {
    const { rates, tunables } = this;
    const news = JSON.stringify([rates, tunables]);
    if (news === this.#toldRates) return;
    this.#toldRates = news;
    this.#tell(this.ratesListeners, (hear) => hear(rates, tunables));
  }

  #onEnded(ended: Close): void {
    this.#cancelTimer();
    const isOffline = ended.code === 1006 && !this.#environment.isOnline();
    const close = isOffline ? OFFLINE : ended;
    const wasJoined = this.session === this.#shown;
    if (wasJoined) this.#sentInput = this.#lastInput;
    // Whoever was among friends is not put among strangers.
    const wasPrivate = !this.#isNamed && this.joined?.welcome.code;
    if (wasPrivate && ROOM_LOST.has(close.code)) this.#close(close);
    else if (!wasJoined && this.#lowersSights(close.code)) this.#connect();
    else if (!this.joined || this.options.reconnect === false) this.#close(close);
    else if (close.retry || (ROOM_LOST.has(close.code) && !wasJoined)) this.#retryLater(close, wasJoined, isOffline);
    else this.#close(close);
  }

  /** Asks for less: the seat, then the room, then any room of its type. A seat or room that is gone is not asked for again. Returns whether there is something else to ask for. */
  #lowersSights(code: number): boolean {
    const before = this.#resumeToken.length + this.#roomWanted.length;
    if (code === SEAT_EXPIRED || ROOM_LOST.has(code)) this.#resumeToken = NO_TOKEN;
    // A player who has not been in the room yet wants that one, or none.
    if (ROOM_LOST.has(code) && this.joined) this.#roomWanted = "";
    return this.#resumeToken.length + this.#roomWanted.length < before;
  }

  #retryLater(close: Close, wasJoined: boolean, isOffline: boolean): void {
    const environment = this.#environment;
    const wasGood = wasJoined && this.#clock.nowMillis() - this.#joinedMillis > GOOD_MILLIS;
    this.#attempt = wasGood ? 1 : this.#attempt + 1;
    // About a quarter of the time that the server has been away: one that is started anew is found soon.
    const wait = Math.min(LAST_RETRY_MILLIS, FIRST_RETRY_MILLIS * 1.25 ** (this.#attempt - 1));
    // Half fixed, half random: when a server restarts, its players must not all come back in the same instant. Browsers are not
    // always right that there is no network, so it is tried now and then all the same.
    const retryInMillis = isOffline ? LAST_RETRY_MILLIS : wait * (0.5 + environment.random() / 2);
    this.#setStatus({ state: "connecting", attempt: this.#attempt, after: close, retryInMillis });
    this.#cancelTimer = environment.after(retryInMillis, () => {
      this.#retry(close);
      this.calls.run();
    });
  }

  #close(close: Close): void {
    this.#cancelTimer();
    this.#stopWatching();
    this.options.signal?.removeEventListener("abort", this.#abort);
    if (!close.retry) this.#seat?.forget();
    this.commands.fail(whyUnanswered(close));
    this.#setStatus({ state: "closed", close });
    this.reject(new JoinError(close));
  }

  /** Calls listeners, unless the room was left by then. */
  #tell<Listener>(listeners: ReadonlySet<Listener>, call: (listener: Listener) => void): void {
    this.calls.tell(listeners, (listener) => {
      if (this.#current.state !== "closed" || this.#current.close.code !== 1000) call(listener);
    });
  }

  #setStatus(status: Status): void {
    this.#current = status;
    this.calls.tell(this.listeners, (hear) => hear(status));
  }
}

/** Why commands that wait have no answer when a room is closed. */
function whyUnanswered({ code }: Close): CommandFailure {
  return code === 1000 ? "left" : "closed";
}

/** Closes a socket that nobody listens to any more. */
function dispose(socket: Socket, code?: number, reason?: string): void {
  socket.onopen = socket.onmessage = socket.onclose = null;
  // `ws` throws an error that nobody listens to.
  socket.onerror = () => {};
  socket.close(code, reason);
}

/** Adds a listener, until the function that comes back is called. */
function begin<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
