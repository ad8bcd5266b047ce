import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { type EventBatch, Schema as WireSchema } from "./generated/tickwire/frames.ts";
import { join, type JoinOptions, type Room, Schema, type Status } from "../src/index.ts";
import { ARENA } from "./support/arenaSchema.ts";
import { CartRules } from "./support/cartRules.ts";
import { arena, FakeEnvironment, type FakeSocket } from "./support/fakeEnvironment.ts";
import { joined, play } from "./support/joined.ts";
import { Random } from "./support/random.ts";
import { emptyWorld, encodeBlock } from "./support/world.ts";

const TOKEN = Uint8Array.of(1, 2, 3);
const SHIP = 65536 + 3;
const SMALL_FIND: EventBatch = { kind: 0, ago: [0], values: [], texts: [] };
const finds: EventBatch = { kind: 3, ago: [0], values: [0, 0, 0, 0], texts: [] };
const mistake = () => {
  throw new Error("a mistake in a game");
};

/** A game that takes little time to be joined many times. */
const SMALL = WireSchema.fromPartial({
  tables: [{ name: "ships", capacity: 4, columns: ARENA.tables[0].columns.slice(0, 1) }],
  events: [{ name: "finds", capacity: 4 }],
  inputs: { name: "inputs", capacity: 1, columns: ARENA.inputs!.columns.slice(0, 1) },
});
const small = Schema.fromWire(SMALL);

/** A snapshot with a ship, an event and a chat, that builds on none before. */
function everything(socket: FakeSocket, tick: number, schema = arena, event = finds): void {
  const world = { ...emptyWorld(schema), tick };
  world.tables[0].set(SHIP, [tick, 0, 0, 100, 0, 5, 0, 0, 0]);
  socket.receive({
    tick,
    blocks: [encodeBlock(schema, undefined, undefined, world)],
    events: [event],
    chats: [{ player: 5, name: "Ada", text: "hello", tick }],
  });
}

describe("a listener that throws", () => {
  test("of the status lets the room be joined, joined again and closed, and the others hear", async () => {
    const { room, environment, socket } = await joined({ onStatus: mistake }, { resumeToken: TOKEN });
    const heard: string[] = [];
    room.onStatus(({ state }) => heard.push(state));
    socket.drop(1006);
    environment.pass(500);
    environment.socket.open();
    environment.socket.welcome({ resumeToken: TOKEN, resumed: true });
    environment.socket.snapshot(130);
    room.leave();
    expect(heard).toEqual(["connecting", "connecting", "joined", "closed"]);
    expect(environment.errors.length).toBe(5);
    expect(environment.leftovers).toEqual([]);
  });

  test("of anything is reported, and keeps no other from hearing", async () => {
    const { room, environment, socket } = await joined();
    const heard: string[] = [];
    for (const what of ["first", "second"]) {
      const hear = (thing: string) => () => {
        heard.push(`${what} ${thing}`);
        mistake();
      };
      room.on("finds", hear("event"), { immediately: true });
      room.onChat(hear("chat"));
      room.entities("ships", { enter: hear("entity") });
    }
    everything(socket, 101);
    environment.pass(1000);
    room.view(environment.nowMillis());
    expect(heard).toEqual(
      ["event", "chat", "entity"].flatMap((thing) => ["first", "second"].map((what) => `${what} ${thing}`)),
    );
    expect(environment.errors.length).toBe(6);
  });
});

describe("a listener that calls the room", () => {
  test.each(["connecting", "joined", "closed"])("to leave when it is %s leaves once, and for good", async (when) => {
    const { room, environment, socket } = await joined({}, { resumeToken: TOKEN });
    const heard: string[] = [];
    room.onStatus(({ state }) => state === when && room.leave());
    room.onStatus(({ state }) => heard.push(state));
    socket.drop(when === "closed" ? 4015 : 1006);
    environment.pass(500);
    if (when === "joined") {
      environment.socket.open();
      environment.socket.welcome({ resumeToken: TOKEN, resumed: true });
      environment.socket.snapshot(130);
    }
    const { length } = environment.sockets;
    environment.pass(60000);
    environment.awake();
    expect(environment.sockets.length).toBe(length);
    expect(heard.at(-1)).toBe("closed");
    expect(heard.filter((state) => state === "closed").length).toBe(1);
    expect(environment.leftovers).toEqual([]);
  });

  test("to reconnect at once has one connection", async () => {
    const { room, environment, socket } = await joined();
    room.onStatus(({ state }) => state !== "joined" && room.reconnect());
    socket.drop(1006);
    expect(environment.sockets.length).toBe(2);
    environment.pass(1000);
    expect(environment.sockets.length).toBe(2);
    environment.socket.drop(4015);
    expect(environment.sockets.filter(({ isOpen }) => isOpen).length).toBe(1);
  });

  test("to leave hears nothing after it of what came with it", async () => {
    const { room, socket } = await joined();
    const heard: string[] = [];
    room.on("finds", () => room.leave(), { immediately: true });
    room.onChat(({ text }) => heard.push(text));
    room.onStatus(({ state }) => heard.push(state));
    everything(socket, 101);
    expect(heard).toEqual(["closed"]);
  });

  test("tells all of them of changes in the order in which they were", async () => {
    const { room, socket } = await joined();
    const heard: string[] = [];
    room.onStatus(({ state }) => state === "connecting" && room.leave());
    room.onStatus(({ state }) => heard.push(state));
    socket.drop(1006);
    expect(heard).toEqual(["connecting", "closed"]);
  });

  test("to view it, while it is being drawn, gets what is drawn", async () => {
    const { room, environment, socket } = await joined();
    const seen: number[] = [];
    room.entities("ships", {
      enter: ({ x }) => seen.push(x, ...room.view(environment.nowMillis()).table("ships").values("x").subarray(0, 1)),
    });
    everything(socket, 101);
    environment.pass(1000);
    room.view(environment.nowMillis());
    expect(seen).toEqual([101 / 8, 101 / 8]);
  });

  test("to end itself, or to let another begin, changes who hears the next", async () => {
    const { room, socket } = await joined();
    const heard: string[] = [];
    const end = room.onChat(() => {
      heard.push("first");
      end();
      endSecond();
      room.onChat(() => heard.push("third"));
    });
    const endSecond = room.onChat(() => heard.push("second"));
    everything(socket, 101);
    everything(socket, 102);
    expect(heard).toEqual(["first", "third"]);
  });
});

describe("an input", () => {
  test.each([
    [{ turn: NaN }, RangeError],
    [{ turn: 2 }, RangeError],
    [{ jump: true }, "no column"],
  ])("that is wrong (%o) is thrown when it is set, and not kept", async (input, error) => {
    const { room, environment, socket } = await joined({}, { resumeToken: Uint8Array.of(1) });
    room.setInput({ turn: 1 });
    expect(() => room.setInput(input)).toThrow(error);
    socket.drop(1006);
    expect(() => room.setInput(input)).toThrow(error);
    environment.pass(500);
    environment.socket.open();
    environment.socket.welcome({ resumed: true });
    environment.socket.snapshot(7);
    play(environment, 8, 5);
    expect(room.status.state).toBe("joined");
    expect(environment.socket.sent.flatMap((frame) => frame.inputs).at(-1)!.values).toEqual([1, 0, 0]);
  });

  test("is what it was when it was set, whatever becomes of the object", async () => {
    const { room, environment, socket } = await joined({}, { resumeToken: Uint8Array.of(1) });
    const input = { turn: 1 };
    room.setInput(input);
    input.turn = NaN;
    socket.drop(1006);
    environment.pass(500);
    environment.socket.open();
    environment.socket.welcome({ resumed: true });
    environment.socket.snapshot(7);
    play(environment, 8, 5);
    expect(environment.socket.sent.flatMap((frame) => frame.inputs).at(-1)!.values).toEqual([1, 0, 0]);
  });
});

describe("a connection", () => {
  test("that fails without being closed is noticed at once", async () => {
    const environment = new FakeEnvironment();
    const joining = join({ url: "ws://test/ws", environment });
    environment.socket.fail();
    await expect(joining).rejects.toMatchObject({ close: { name: "SERVER_UNREACHABLE" } });
    expect(environment.leftovers).toEqual([]);
  });

  test("that fails later is made again", async () => {
    const { room, environment, socket } = await joined();
    socket.fail();
    expect(room.status).toMatchObject({ state: "connecting", after: { name: "CONNECTION_LOST" }, retryInMillis: 500 });
    socket.drop(1006);
    environment.pass(500);
    expect(environment.sockets.length).toBe(2);
  });

  test("that cannot be opened rejects with why", async () => {
    const environment = new FakeEnvironment();
    const joining = join({ url: "ws://test/ws", environment, socket: mistake });
    await expect(joining).rejects.toThrow("a mistake in a game");
    expect([environment.leftovers, environment.errors]).toEqual([[], []]);
  });

  test("that cannot be opened again is reported, and tried later", async () => {
    let fails = false;
    const socket = (url: string) => (fails ? mistake() : environment.openSocket(url));
    const environment = new FakeEnvironment();
    const { room } = await joined({ environment, socket });
    fails = true;
    environment.socket.drop(1006);
    environment.pass(500);
    expect(room.status).toMatchObject({ state: "connecting", attempt: 2, after: { name: "SERVER_UNREACHABLE" } });
    expect(environment.errors).toMatchObject([{ message: "a mistake in a game" }]);
    fails = false;
    environment.pass(1000);
    expect(environment.sockets.length).toBe(2);
  });

  test("that text comes over is closed with a code that says so", async () => {
    const { room, socket } = await joined();
    socket.onmessage?.({ data: "text" });
    expect([room.status.state, socket.closedWith]).toEqual(["closed", 4001]);
  });
});

describe("rules that throw", () => {
  const joinedWith = (fails: Partial<CartRules>) => {
    const world = Object.assign(new CartRules(), { schemaHash: () => arena.hash(), ...fails });
    return joined({ rules: { predict: () => world } });
  };

  test("are reported once, and predict no more: the game goes on", async () => {
    const { room, environment } = await joinedWith({ step: mistake });
    room.setInput({ turn: 1 });
    play(environment, 101, 20);
    room.view(environment.nowMillis());
    expect(environment.errors).toMatchObject([{ message: "a mistake in a game" }]);
    expect([room.status.state, room.stats.prediction]).toEqual(["joined", undefined]);
    expect(environment.socket.sent.flatMap((frame) => frame.inputs).length).toBeGreaterThan(10);
  });

  test("at the first snapshot let the room be joined all the same", async () => {
    const { room, environment } = await joinedWith({ begin: mistake });
    expect([room.status.state, environment.errors.length]).toEqual(["joined", 1]);
  });

  test("when they are told of the game's schema let the room be joined all the same", async () => {
    const { room, environment } = await joinedWith({ predicted: mistake });
    expect([room.status.state, room.stats.prediction, environment.errors.length]).toEqual(["joined", undefined, 1]);
  });

  test("when they begin let it not be joined", async () => {
    const environment = new FakeEnvironment();
    await expect(join({ url: "ws://test/ws", environment, rules: { predict: mistake } })).rejects.toThrow("a mistake");
    expect([environment.sockets, environment.leftovers]).toEqual([[], []]);
  });
});

/**
 * Calls anything of a room, from anywhere, in an order that a seed gives, while the server and the network do as they like; and says of each what
 * must be so in every case.
 */
class Chaos {
  readonly environment = new FakeEnvironment();
  readonly controller = new AbortController();
  room: Room | undefined;
  outcome: "pending" | "joined" | "failed" = "pending";
  private readonly ends: (() => void)[] = [];
  /** How deep calls from callbacks are: they must end some time. */
  private depth = 0;
  private closes = 0;
  private hasLeft = false;
  private tick = 100;

  constructor(private readonly random: Random) {}

  start(): Promise<void> {
    const { random, environment } = this;
    const options: JoinOptions = {
      url: "ws://test/ws",
      environment,
      reconnect: random.chance(0.8),
      signal: this.controller.signal,
      onStatus: (status) => this.onStatus(status),
      ...(random.chance(0.3) ? { remember: "seat" } : {}),
      ...(random.chance(0.5) ? { socket: (url: string) => this.open(url) } : {}),
    };
    return join(options).then(
      (room) => {
        this.room = room;
        this.outcome = "joined";
      },
      () => {
        this.outcome = "failed";
      },
    );
  }

  /** One thing happens. */
  step(): void {
    const { random, environment } = this;
    const { socket } = environment;
    this.tick += 1 + random.int(3);
    const happenings = [
      () => environment.pass(random.int(3000)),
      () => environment.sleep(random.int(20000)),
      () => environment.closeLid(random.int(20000)),
      () => environment.awake(),
      () => random.chance(0.1) && environment.unload(),
      () => (environment.online = random.chance(0.7)),
      () => socket?.isOpen && socket.drop([1001, 1006, 1006, 4001, 4005, 4006, 4015, 4017, 4018][random.int(9)]),
      () => socket?.isOpen && socket.fail(),
      () => socket?.onmessage?.({ data: random.chance(0.5) ? "text" : Uint8Array.of(random.int(256)).buffer }),
      () => random.chance(0.1) && this.abort(),
      () => this.call(),
    ];
    if (random.chance(0.6)) this.serve();
    else happenings[random.int(happenings.length)]();
    this.check();
  }

  /** What must be so whatever has happened. */
  check(): void {
    const { environment } = this;
    // `expect` itself would take most of the time.
    const open = environment.sockets.filter(({ isOpen }) => isOpen).length;
    if (open > 1) throw new Error(`there are ${open} connections`);
    if (this.isClosed && environment.leftovers.length > 0) throw new Error(`left behind: ${environment.leftovers}`);
  }

  async end(): Promise<void> {
    const { environment, controller } = this;
    for (let i = 0; i < 3 && this.outcome === "pending"; i++) {
      environment.pass(65_000);
      await Promise.resolve();
    }
    await Promise.resolve();
    expect(this.outcome, "the promise").not.toBe("pending");
    this.depth = 10;
    this.room?.leave();
    expect(environment.leftovers, "left behind").toEqual([]);
    expect(getEventListeners(controller.signal, "abort").length, "listeners of the signal").toBe(0);
    const { length } = environment.sockets;
    this.hasLeft = true;
    environment.awake();
    environment.pass(60000);
    expect(environment.sockets.length, "connections after leaving").toBe(length);
    expect(environment.errors.filter((error) => (error as Error).message !== "a mistake in a game")).toEqual([]);
  }

  private get isClosed(): boolean {
    return this.room?.status.state === "closed" || (this.outcome === "failed" && !this.room);
  }

  /** A server that answers, to each connection in order. */
  private serve(): void {
    const { socket } = this.environment;
    if (!socket?.isOpen) return;
    const request = socket.sent[0]?.join;
    if (socket.readyState === 0) socket.open();
    else if (!request) return;
    else if (!this.welcomed.has(socket)) {
      this.welcomed.add(socket);
      const resumed = request.resumeToken.length > 0;
      socket.welcome({ resumeToken: TOKEN, resumed, schema: SMALL, schemaHash: small.hash() });
    } else everything(socket, this.tick, small, SMALL_FIND);
  }
  private readonly welcomed = new Set<FakeSocket>();

  private onStatus(status: Status): void {
    expect(this.hasLeft, `${status.state} after leaving`).toBe(false);
    if (status.state === "closed") expect(++this.closes, "told of closed").toBe(1);
    else this.closes = 0;
    this.callback();
  }

  private open(url: string) {
    this.callback();
    const socket = this.environment.openSocket(url);
    this.callback(0);
    return socket;
  }

  /** What any callback may do: call, and throw. */
  private callback(mistakes = 0.2): void {
    const { random } = this;
    if (this.depth >= 3) return;
    this.depth++;
    try {
      if (random.chance(0.4)) this.call();
      if (random.chance(mistakes)) mistake();
    } finally {
      this.depth--;
    }
  }

  private abort(): void {
    this.controller.abort();
  }

  /** Any public method; those that throw for what they are given may. */
  private call(): void {
    const { random, room, environment } = this;
    if (!room) {
      if (random.chance(0.05)) this.abort();
      return;
    }
    const callback = () => this.callback();
    const keep = (end: () => void) => this.ends.push(end);
    const calls = [
      () => room.setInput({ turn: 1 }),
      () => expect(() => room.setInput({ turn: NaN })).toThrow(RangeError),
      () => room.view(environment.nowMillis()),
      () => room.view(environment.nowMillis()),
      () => room.newest(),
      () => keep(room.onStatus(callback)),
      () => keep(room.on("finds", callback, { immediately: random.chance(0.5) })),
      () => keep(room.entities("ships", { enter: callback, change: callback, leave: callback })),
      () => keep(room.onCorrection(callback)),
      () => keep(room.onChat(callback)),
      () => room.chat("hello"),
      () => this.ends.pop()?.(),
      () => room.reconnect(),
      () => room.reconnect(),
      () => random.chance(0.3) && room.leave(),
      () => [room.id, room.player, room.status, room.stats, room.schema, room.spectating],
    ];
    calls[random.int(calls.length)]();
  }
}

test("whatever is called from wherever, a room is joined or not, has one connection, and leaves nothing behind", async () => {
  const first = Number(process.env.SEED ?? 1);
  for (let seed = first; seed < first + 10_000; seed++) {
    const random = new Random(seed);
    try {
      const chaos = new Chaos(random);
      const joining = chaos.start();
      const steps = 5 + random.int(25);
      for (let i = 0; i < steps; i++) {
        chaos.step();
        if (chaos.outcome === "pending") await Promise.resolve();
      }
      await chaos.end();
      await joining;
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error });
    }
  }
}, 300_000);
