import { ClientFrame, Codec, ServerFrame, type Welcome } from "../generated/tickwire/frames.ts";
import { type Environment, type Predictor, Schema, type Socket, type TabStorage } from "../../src/index.ts";
import { explain } from "../../src/desync.ts";
import { Prediction } from "../../src/prediction.ts";
import { ARENA } from "./arenaSchema.ts";
import { emptyWorld, encodeBlock, type World } from "./world.ts";

export const arena = Schema.fromWire(ARENA);

/** A socket whose other end is the test. */
export class FakeSocket implements Socket {
  binaryType = "";
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: (() => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  readonly sent: ClientFrame[] = [];
  closedWith: number | undefined;
  private last: World | undefined;

  constructor(readonly url: string) {}

  send(bytes: Uint8Array): void {
    this.sent.push(ClientFrame.decode(bytes));
  }

  /** Whether it is a connection, or may become one. */
  get isOpen(): boolean {
    return this.readyState < 2;
  }

  close(code?: number): void {
    if (!this.isOpen) return;
    this.closedWith = code;
    this.readyState = 3;
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  /** @param padding how many bytes longer the message is than it needs to be, in a field that clients do not know */
  receive(frame: Partial<ServerFrame>, padding = 0): void {
    const writer = ServerFrame.encode(ServerFrame.fromPartial(frame as ServerFrame));
    if (padding > 0) writer.uint32((1000 << 3) | 2).bytes(new Uint8Array(padding));
    this.onmessage?.({ data: writer.finish().slice().buffer });
  }

  /** By default with a token that names the socket, so that tests see which one is shown. */
  welcome(changes: Partial<Welcome> = {}): void {
    const welcome: Welcome = {
      protocolVersion: 1,
      schemaHash: arena.hash(),
      schema: ARENA,
      room: "arena-1",
      roomType: "arena",
      player: 5,
      tickRateHz: 20,
      ticksPerSnapshot: 1,
      code: "",
      playerLimit: 50,
      name: "Ada",
      codec: Codec.PLAIN,
      tunables: [],
      resumeToken: new Uint8Array(),
      resumeGraceMillis: 0,
      resumed: false,
      mostViewAgo: 0,
      features: [],
      nextCommand: 0,
      rules: "",
      ...changes,
    };
    this.receive({ welcome });
  }

  /** A snapshot of an empty world. */
  snapshot(tick: number, rest: Partial<ServerFrame> = {}, padding = 0): void {
    const world = { ...emptyWorld(arena), tick };
    this.receive({ tick, blocks: [encodeBlock(arena, this.last, undefined, world)], ...rest }, padding);
    this.last = world;
  }

  /** Makes the next snapshot a keyframe. */
  forgetBaseline(): void {
    this.last = undefined;
  }

  /** The connection fails, and that is all that is said of it. */
  fail(): void {
    this.readyState = 3;
    this.onerror?.();
  }

  /** The server, or the network, ends the connection. */
  drop(code: number, reason = ""): void {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }
}

let pages = 0;

/** A clock, timers and sockets in the hands of a test. */
export class FakeEnvironment implements Environment {
  readonly sockets: FakeSocket[] = [];
  online = true;
  /** An old browser. */
  lacksSockets = false;
  /** What foreign code has thrown. */
  readonly errors: unknown[] = [];
  /** The storage of the tab: another environment with the same one is the next page in it. */
  storedTexts: Map<string, string> | undefined = new Map();
  reloaded = false;
  private readonly page = ++pages;
  private now = 1000;
  private asleepMillis = 0;
  private readonly pages = new Set<{ onAwake: () => void; onGone: () => void }>();
  private readonly timers = new Set<{ at: number; run: () => void }>();

  nowMillis(): number {
    return this.now;
  }

  wallMillis(): number {
    return 1_700_000_000_000 + this.now + this.asleepMillis;
  }

  random(): number {
    return 1;
  }

  isOnline(): boolean {
    return this.online;
  }

  watchPage(onAwake: () => void, onGone: () => void): () => void {
    const page = { onAwake, onGone };
    this.pages.add(page);
    return () => this.pages.delete(page);
  }

  /** The network is back, or the page is shown again. */
  awake(): void {
    for (const page of [...this.pages]) page.onAwake();
  }

  /** The page goes away for good. */
  unload(): void {
    for (const page of [...this.pages]) page.onGone();
  }

  storage(): TabStorage | undefined {
    const texts = this.storedTexts;
    if (!texts) throw new Error("the user has forbidden it");
    return {
      getItem: (key: string) => texts.get(key) ?? null,
      setItem: (key: string, text: string) => void texts.set(key, text),
      removeItem: (key: string) => void texts.delete(key),
    };
  }

  pageId(): number {
    return this.page;
  }

  wasReloaded(): boolean {
    return this.reloaded;
  }

  async loadPredictor(): Promise<Predictor> {
    return Prediction;
  }

  explainDesync: Environment["explainDesync"] = (...desync) => explain(...desync, (error) => this.report(error));

  report(error: unknown): void {
    this.errors.push(error);
  }

  /** What a room has left behind, once it is closed. */
  get leftovers(): string[] {
    return [
      ...[...this.timers].map(() => "timer"),
      ...[...this.pages].map(() => "page listener"),
      ...this.sockets.filter((socket) => socket.isOpen).map(() => "connection"),
      ...this.sockets
        .filter((socket) => socket.onopen ?? socket.onmessage ?? socket.onclose)
        .map(() => "socket handler"),
    ];
  }

  hasSockets(): boolean {
    return !this.lacksSockets;
  }

  openSocket(url: string): Socket {
    const socket = new FakeSocket(url);
    this.sockets.push(socket);
    return socket;
  }

  after(millis: number, run: () => void): () => void {
    const timer = { at: this.now + millis, run };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  /** Lets time pass, and runs the timers that are due on the way. */
  pass(millis: number): void {
    const end = this.now + millis;
    for (;;) {
      const next = [...this.timers].sort((a, b) => a.at - b.at)[0];
      if (!next || next.at > end) break;
      this.timers.delete(next);
      this.now = Math.max(this.now, next.at);
      next.run();
    }
    this.now = end;
  }

  /** Lets time pass without timers, as in a background tab. */
  sleep(millis: number): void {
    this.now += millis;
  }

  /** The lid is closed: the clock on the wall goes on alone, and the next timer comes too late. */
  closeLid(millis: number): void {
    this.asleepMillis += millis;
  }

  get socket(): FakeSocket {
    return this.sockets.at(-1)!;
  }
}
