import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { ColumnSchema_Kind as Kind, type Input, Schema as WireSchema } from "./generated/tickwire/frames.ts";
import { join, type Room, Schema, type Table } from "../src/index.ts";
import { BALL, BIRD, CART, CartRules, CARTS } from "./support/cartRules.ts";
import { FakeEnvironment } from "./support/fakeEnvironment.ts";
import { encodeBlock, type World } from "./support/world.ts";

const MINUTES = 30;
/** Until then, the connection breaks once a minute. */
const BREAKING_MINUTES = 10;
/** What is there from one minute to another is compared: first over connections, then in one that lasts. */
const WINDOWS = [
  [2, 4],
  [8, 10],
  [12, 14],
  [28, 30],
] as const;
const TICK_MILLIS = 100;
const TICKS_PER_MINUTE = 60_000 / TICK_MILLIS;
const ME = 2;
const FURTHEST = 2000;
const MOST_BALLS = 6;

const wireOf = ({ name, capacity, columns, ownerColumn }: Table) => ({
  name,
  capacity,
  columns: columns.map(({ name, kind, min, max, step }) => ({
    name,
    kind: Kind[kind as keyof typeof Kind],
    min,
    max,
    step,
  })),
  ownerColumn: ownerColumn + 1,
});
const WIRE = WireSchema.fromPartial({
  tables: CARTS.tables.map(wireOf),
  inputs: wireOf(CARTS.inputs),
  events: [{ name: "throws", capacity: 16, columns: [{ name: "who", kind: Kind.TEXT }] }],
});
const schema = Schema.fromWire(WIRE);
const rules = () => {
  const world = new CartRules();
  world.schemaHash = () => schema.hash();
  return world;
};

/** A server with one player. What happens comes again every minute. */
class Server {
  readonly world = new CartRules(true);
  private sent: World | undefined;
  private takenTick = -1;
  /** How early the inputs came of which nothing was told yet. */
  private untold: number[] = [];
  private tickMillis = 0;
  private inputs: Input[] = [];

  constructor(
    private readonly environment: FakeEnvironment,
    private readonly spectating: boolean,
  ) {
    this.world.tables[CART].set(ME, { id: 65536 + ME, raws: [800, 0] });
    this.world.tables[BIRD].set(3, { id: 65536 + 3, raws: [0, 0] });
    this.world.tick = 100;
  }

  welcome(resumed: boolean): void {
    const { socket } = this.environment;
    this.sent = undefined;
    this.inputs = [];
    this.untold = [];
    socket.open();
    const rates = { tickRateHz: 1000 / TICK_MILLIS, ticksPerSnapshot: 1 };
    socket.welcome({
      schema: WIRE,
      schemaHash: schema.hash(),
      player: this.spectating ? undefined : ME,
      ...rates,
      resumeToken: Uint8Array.of(1),
      resumed,
    });
  }

  /** Takes the inputs that have come. */
  hear(): void {
    for (const { inputs, resync } of this.environment.socket.sent.splice(0)) {
      if (resync) this.sent = undefined;
      for (const input of inputs) {
        const begins = this.tickMillis + (input.tick - this.world.tick) * TICK_MILLIS;
        this.inputs.push(input);
        this.untold.push(Math.round(begins - this.environment.nowMillis()));
      }
    }
  }

  tick(): void {
    const { world } = this;
    const { socket } = this.environment;
    const next = world.tick + 1;
    this.tickMillis = this.environment.nowMillis();
    const input = this.inputs.findLast(({ tick }) => tick <= next && tick > this.takenTick);
    this.inputs = this.inputs.filter(({ tick }) => tick > next);
    if (input) this.takenTick = input.tick;
    const balls = world.tables[BALL];
    const [push, throwing] = input?.values ?? [0, 0];
    world.setInput([push, balls.size < MOST_BALLS ? throwing : 0], 0, ME);
    const before = balls.size;
    world.step();
    for (const row of [...world.tables[BIRD].values(), ...world.tables[CART].values()]) row.raws[0] %= FURTHEST;
    const thrown = balls.size - before;
    for (const [slot, ball] of balls) if (ball.raws[0] > FURTHEST) balls.delete(slot);
    const tables = world.tables.map(
      (rows, t) =>
        new Map([...rows.values()].map(({ id, raws }) => [id, raws.slice(0, schema.tables[t].columns.length)])),
    );
    const key = 1 + Math.floor(next / 50);
    const now: World = { tick: next, tables, texts: new Map([[key, `somebody ${key}`]]) };
    const margins = this.untold.splice(0);
    const tickOfMinute = next % TICKS_PER_MINUTE;
    const rates = { tickRateHz: 1000 / TICK_MILLIS, ticksPerSnapshot: 1, mostViewAgo: 0 };
    socket.receive({
      tick: next,
      blocks: [encodeBlock(schema, this.sent, undefined, now)],
      events: thrown > 0 ? [{ kind: 0, ago: [0], values: [1], texts: [now.texts.get(key)!] }] : [],
      chats: next % 20 === 0 ? [{ name: "Ada", text: "hello", tick: next, player: 1 }] : [],
      ...(tickOfMinute === 100 || tickOfMinute === 200
        ? { rates: { ...rates, tunables: [{ name: "wind", value: tickOfMinute }] } }
        : {}),
      // Once a minute the client is to find that it has another world, and ask for all of it.
      ...(tickOfMinute === 400 ? { stateHash: 1 } : {}),
      ...(this.takenTick < 0 ? {} : { inputAckAgo: next - this.takenTick }),
      ...(margins.length === 0 ? {} : { inputMarginMillis: margins.at(-1)!, inputsBetween: margins.length - 1 }),
    });
    this.sent = now;
  }
}

/** How many things there are in all collections of each kind that can be reached from an object. */
function sizesOf(root: object): Map<string, number> {
  const sizes = new Map<string, number>();
  const seen = new Set<unknown>();
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    if (value instanceof FakeEnvironment || value instanceof CartRules) return;
    seen.add(value);
    const add = (size: number) => sizes.set(path, (sizes.get(path) ?? 0) + size);
    // Bytes are those of the message at hand.
    if (ArrayBuffer.isView(value)) add(value instanceof Uint8Array ? 0 : (value as Int32Array).length);
    else if (value instanceof Map || value instanceof Set || Array.isArray(value)) {
      add(value instanceof Array ? value.length : value.size);
      for (const each of value instanceof Map ? value.values() : value) visit(each, path);
    } else for (const [name, each] of Object.entries(value)) visit(each, `${value.constructor?.name}.${name}`);
  };
  visit(root, "");
  return sizes;
}

/** What hears of a room for a while, as the parts of a page do that come and go. */
function listen(room: Room): () => void {
  const ends = [
    room.on("throws", () => {}),
    room.on("throws", () => {}, { immediately: true }),
    room.onChat(() => {}),
    room.onRates(() => {}),
    room.onStatus(() => {}),
    room.onCorrection(() => {}),
    room.entities("birds", {}),
  ];
  return () => ends.forEach((end) => end());
}

test.each([
  ["play", false],
  ["watching", true],
])(
  `no collection of the client grows in ${MINUTES} minutes of %s`,
  async (_, spectate) => {
    const environment = new FakeEnvironment();
    const server = new Server(environment, spectate);
    const { signal } = new AbortController();
    const joining = join({
      url: "ws://test/ws",
      environment,
      rules: { predict: rules },
      spectate,
      signal,
      remember: "long",
    });
    server.welcome(false);
    server.tick();
    const room = await joining;
    const told = { thrown: 0, entered: 0, left: 0, said: 0, rates: 0, resumed: 0, rejoined: 0 };
    room.on("throws", () => told.thrown++);
    room.onChat(() => told.said++);
    room.onRates(() => told.rates++);
    room.onStatus((status) => {
      if (status.state === "joined") told[status.resumed ? "resumed" : "rejoined"]++;
    });
    room.entities("balls", { enter: () => told.entered++, leave: () => told.left++ });
    const windows = WINDOWS.map(([from, to]) => ({ from, to, most: new Map<string, number>() }));
    let unlisten = () => {};
    for (let tick = 0; tick < MINUTES * TICKS_PER_MINUTE; tick++) {
      const minute = Math.floor(tick / TICKS_PER_MINUTE);
      const throwing = tick % 10 === 0;
      if (!spectate) room.setInput({ push: (tick % 7) - 3, throwing });
      else if (throwing && server.world.tables[BALL].size < MOST_BALLS) server.world.spawn(800, ME);
      if (tick % 100 === 0) {
        unlisten();
        unlisten = listen(room);
      }
      if (tick % TICKS_PER_MINUTE === 300 && minute < BREAKING_MINUTES) {
        environment.socket.drop(minute % 2 === 0 ? 1006 : 1011);
        environment.pass(600);
        server.welcome(minute % 2 === 0);
      }
      server.tick();
      for (let frame = 0; frame < 2; frame++) {
        environment.pass(TICK_MILLIS / 2);
        room.view(environment.nowMillis());
        server.hear();
      }
      const most = windows.find(({ from, to }) => minute >= from && minute < to)?.most;
      if (!most || tick % 50 !== 0) continue;
      room.newest();
      const sizes = sizesOf(room);
      sizes.set("timers, handlers and connections", environment.leftovers.length);
      sizes.set("listeners of the signal", getEventListeners(signal, "abort").length);
      sizes.set("texts in the tab", [...environment.storedTexts!.values()].join().length);
      for (const [path, size] of sizes) most.set(path, Math.max(most.get(path) ?? 0, size));
    }
    for (const [before, after] of [windows.slice(0, 2), windows.slice(2)]) {
      expect(before.most.size, "kinds of collections").toBeGreaterThan(50);
      const grown = [...after.most].filter(([path, size]) => size > (before.most.get(path) ?? 0));
      expect(grown, `minute ${after.from} after minute ${before.from}`).toEqual([]);
    }
    // All of it was really played, and predicted.
    if (!spectate) expect(room.stats.prediction!.ticksAhead).toBeGreaterThan(0);
    if (!spectate) expect(told.thrown).toBeGreaterThan(1500);
    expect([told.entered, told.left].every((count) => count > 1500)).toBe(true);
    expect(told.said).toBeGreaterThan(800);
    expect(told.rates).toBeGreaterThan(50);
    expect([told.resumed, told.rejoined]).toEqual([BREAKING_MINUTES / 2, BREAKING_MINUTES / 2]);
    expect(room.stats.desyncs, "in the connection that lasts").toBeGreaterThan(MINUTES - BREAKING_MINUTES - 2);
    expect(environment.errors).toEqual([]);
  },
  300_000,
);
