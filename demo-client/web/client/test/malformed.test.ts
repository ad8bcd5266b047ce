import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Codec, ServerFrame, Schema as WireSchema, type Welcome } from "./generated/tickwire/frames.ts";
import { Schema, Session, type View } from "../src/index.ts";
import { ARENA } from "./support/arenaSchema.ts";
import { arena } from "./support/fakeEnvironment.ts";
import { joined } from "./support/joined.ts";
import { Random } from "./support/random.ts";
import { emptyDelta } from "./support/pack.ts";
import { emptyWorld, encodeBlock } from "./support/world.ts";

const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const ROUNDS = 600;
/** What comes later is like what came before. */
const MOST_FRAMES = 15;
const golden = new URL("../../../../proto/src/test/resources/golden/", import.meta.url);
const FOLDERS = ["./", "./arena/", "./private/", "./packed/", "./packed/arena/", "./packed/private/"];

/** The frames of a server, in order. */
const framesIn = (folder: string): Uint8Array[] => {
  const { frames } = JSON.parse(readFileSync(new URL(`${folder}expected.json`, golden), "utf8"));
  return frames
    .slice(0, MOST_FRAMES)
    .map(({ file }: { file: string }) => new Uint8Array(readFileSync(new URL(folder + file, golden))));
};
const SEQUENCES = FOLDERS.map(framesIn);

/** A session that is played on a connection to a server that may say anything. */
class Connection {
  now = 1000;
  readonly closes: number[] = [];
  readonly errors: unknown[] = [];
  readonly session = new Session(
    { send: () => {}, close: (code) => this.closes.push(code) },
    {
      roomType: "",
      room: "",
      create: false,
      name: "",
      schemaHash: 0,
      hashEverySnapshot: false,
      resumeToken: new Uint8Array(),
      spectate: false,
    },
    { renderDelaySnapshots: 2, teleportDistances: {}, onEvent: () => {}, onError: (error) => this.errors.push(error) },
    this.now,
  );

  constructor() {
    this.session.opened(this.now);
  }

  private read(view: View, schema: Schema): void {
    if (!Number.isFinite(view.tick)) throw new Error(`tick ${view.tick} is shown`);
    for (const { name, audience } of schema.tables) {
      if (audience !== "EVERYBODY") continue;
      for (const row of view.table(name)) for (const column in row) void row[column];
    }
  }

  /** Takes a frame, and does all that a page does; says what is wrong with that, if anything is. */
  receive(bytes: Uint8Array): void {
    const { session } = this;
    session.received(bytes, (this.now += 50));
    session.tellArrived();
    if (session.joined) {
      const { schema } = session.joined;
      if (!session.ended && schema.inputs.columns.length > 0) session.setInput({});
      // Enough inputs for all of which frames tell how early they came.
      for (let i = 0; i < 10; i++) session.poll((this.now += 50));
      for (const view of [session.viewAt(this.now + 10), session.newest()]) if (view) this.read(view, schema);
    }
    const { rttMillis, snapshotAgeMillis, inputMarginMillis, prediction, ...figures } = session.stats(this.now);
    const strange = Object.entries(figures).filter(([, figure]) => !Number.isFinite(figure));
    if (strange.length > 0) throw new Error(`figures: ${JSON.stringify(strange.map(String))}`);
    if (this.errors.length > 0) throw this.errors[0];
    if (session.ended && !(session.ended.code >= 4001 && session.ended.code <= 4003)) {
      throw new Error(`it ended with ${JSON.stringify(session.ended)}`);
    }
    if (session.ended && (this.closes.length !== 1 || !/\w+ \w+.*\.$/.test(session.ended.message))) {
      throw new Error(`it was closed with ${this.closes}, and said ${session.ended.message}`);
    }
  }
}

/** Another array of bytes that is not far from the first. */
function mutated(random: Random, bytes: Uint8Array, other: Uint8Array): Uint8Array {
  const copy = [...bytes];
  for (let times = 1 + random.int(4); times > 0; times--) {
    const at = random.int(copy.length + 1);
    const mutations = [
      () => (copy[at % Math.max(1, copy.length)] ^= 1 << random.int(8)),
      () => (copy[at % Math.max(1, copy.length)] = [0, 1, 0x7f, 0x80, 0xff][random.int(5)]),
      () => copy.splice(at, random.int(8)),
      () => copy.splice(at, 0, ...Array.from({ length: random.int(8) }, () => random.int(256))),
      () => copy.splice(at, 0, ...copy.slice(at, at + random.int(32))),
      () => copy.splice(at, random.int(32), ...other.subarray(random.int(other.length)).subarray(0, random.int(32))),
      () => copy.splice(at),
    ];
    mutations[random.int(mutations.length)]();
  }
  return Uint8Array.from(copy);
}

function eachRound(rounds: number, play: (random: Random) => void): void {
  for (let round = 0; round < rounds; round++) {
    try {
      play(new Random(SEED + round));
    } catch (error) {
      throw new Error(`SEED=${SEED + round}`, { cause: error });
    }
  }
}

test("the frames are taken as they are", () => {
  for (const frames of SEQUENCES) {
    const connection = new Connection();
    for (const frame of frames) connection.receive(frame);
    expect(connection.session.ended).toBeUndefined();
  }
});

test("frames with wrong bytes are taken, or end the connection with a sentence, and nothing else", () => {
  let refused = 0;
  eachRound(ROUNDS, (random) => {
    const frames = SEQUENCES[random.int(SEQUENCES.length)];
    const wrong = random.int(frames.length);
    const connection = new Connection();
    for (let f = 0; f < frames.length && !connection.session.ended; f++) {
      // Now and then a frame that does not belong there.
      const frame = f === wrong && random.chance(0.1) ? frames[random.int(frames.length)] : frames[f];
      connection.receive(f === wrong ? mutated(random, frame, frames[random.int(frames.length)]) : frame);
    }
    if (connection.session.ended) refused++;
  });
  expect(refused).toBeGreaterThan(ROUNDS / 4);
  expect(refused).toBeLessThan(ROUNDS);
}, 300_000);

const NUMBERS = [
  0,
  1,
  -1,
  0.1,
  20,
  1000,
  1001,
  5e-324,
  1e308,
  -1e308,
  NaN,
  Infinity,
  -Infinity,
  2 ** 31,
  2 ** 32 - 1,
  31,
  32,
];
const WHOLES = [0, 1, 2, 7, 31, 32, 63, 64, 255, 65535, 65536, 100_000, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1];
const NAMES = [
  "",
  "x",
  "ships",
  "id",
  "tick",
  "constructor",
  "__proto__",
  "toString",
  "ammo",
  "ammo",
  "\0",
  "a b\nc",
  "💥",
];

/** A message in whose fields is anything that their types can hold. */
function scrambled<Message extends object>(random: Random, message: Message, probability: number): Message {
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(message)) copy[name] = scrambledValue(random, name, value, probability);
  return copy as Message;
}

function scrambledValue(random: Random, name: string, value: unknown, probability: number): unknown {
  const pick = <T>(values: readonly T[]) => values[random.int(values.length)];
  if (Array.isArray(value)) {
    const kept = value.flatMap((each) =>
      random.chance(probability / 4) ? [] : random.chance(probability / 8) ? [each, each] : [each],
    );
    return kept.map((each) => scrambledValue(random, name, each, probability));
  }
  if (typeof value === "object" && value !== null && !(value instanceof Uint8Array))
    return scrambled(random, value, probability);
  if (!random.chance(probability)) return value;
  if (typeof value === "string") return pick(NAMES);
  if (typeof value === "boolean") return !value;
  if (typeof value !== "number") return value;
  // Enums and signed fields are of 32 bits.
  if (["kind", "audience", "codec", "inputMarginMillis", "initial", "residuals"].includes(name))
    return pick(WHOLES) | 0;
  return ["min", "max", "step", "tickRateHz", "value"].includes(name) ? pick(NUMBERS) : pick(WHOLES);
}

test("a welcome with anything in its fields is taken, or ends the connection with a sentence, and nothing else", () => {
  let [taken, refused] = [0, 0];
  const world = { ...emptyWorld(arena), tick: 100 };
  eachRound(ROUNDS, (random) => {
    const probability = [0.002, 0.01, 0.1][random.int(3)];
    const schema = scrambled(random, WireSchema.fromPartial(ARENA), probability);
    let schemaHash = 1;
    try {
      schemaHash = Schema.fromWire(WireSchema.decode(WireSchema.encode(schema).finish())).hash();
    } catch {
      // The session will say what is wrong.
    }
    const right: Welcome = {
      protocolVersion: 1,
      schemaHash,
      schema: undefined,
      room: "arena-1",
      roomType: "arena",
      player: 5,
      tickRateHz: 20,
      ticksPerSnapshot: 2,
      playerLimit: 50,
      name: "Ada",
      codec: Codec.PLAIN,
      tunables: [{ name: "speed", value: 3 }],
      resumeToken: Uint8Array.of(1),
      resumeGraceMillis: 0,
      resumed: false,
      mostViewAgo: 80,
      code: "",
      features: [],
      nextCommand: 0,
      rules: "",
    };
    const welcome = { ...scrambled(random, right, probability), schema };
    const connection = new Connection();
    const send = (frame: object) => connection.receive(ServerFrame.encode(ServerFrame.fromPartial(frame)).finish());
    send({ welcome });
    const blocks = [encodeBlock(arena, undefined, undefined, world)];
    if (!connection.session.ended) send(scrambled(random, { tick: 100, blocks, inputAckAgo: 1 }, probability));
    const { tickRateHz, ticksPerSnapshot, tunables, mostViewAgo } = right;
    const rates = scrambled(random, { tickRateHz, ticksPerSnapshot, tunables, mostViewAgo }, probability * 5);
    if (!connection.session.ended)
      send({ tick: 102, quietAgo: random.int(2) * WHOLES[random.int(WHOLES.length)], rates });
    if (connection.session.ended) refused++;
    else taken++;
  });
  expect(taken).toBeGreaterThan(ROUNDS / 10);
  expect(refused).toBeGreaterThan(ROUNDS / 10);
}, 300_000);

test.each([
  ["resumes a seat that nobody asked for", { resumed: true }],
  ["has ticks that take for ever", { tickRateHz: 5e-324 }],
  ["has ticks at a rate that no server has", { tickRateHz: 0.09 }],
  ["has ticks that are too many", { tickRateHz: 1001 }],
  ["has no ticks at all", { tickRateHz: NaN }],
  ["has snapshots that never come", { ticksPerSnapshot: 2 ** 31 }],
])("a welcome that %s is malformed", async (_, welcome) => {
  await expect(joined({}, welcome)).rejects.toMatchObject({ close: { code: 4001 } });
});

test("rates that make no sense are malformed", async () => {
  const { room, socket } = await joined();
  socket.snapshot(101, { rates: { tickRateHz: 1e-9, ticksPerSnapshot: 1, tunables: [], mostViewAgo: 0 } });
  expect(room.status).toMatchObject({ state: "closed", close: { code: 4001 } });
});

test("a time without changes that is longer than that between two snapshots counts as long as that", async () => {
  const { room, environment, socket } = await joined();
  for (let tick = 101; tick < 140; tick++) {
    environment.pass(50);
    socket.snapshot(tick, { quietAgo: 2 ** 32 - 1 });
    room.view(environment.nowMillis());
  }
  expect(room.status.state).toBe("joined");
  expect(room.stats.renderDelayMillis).toBeCloseTo(100, -1);
});

test.each([
  ["a keyframe", 0],
  ["the first delta after one", 1],
])("%s in which columns are predicted is malformed", async (_, baselineAgo) => {
  const { room, socket } = await joined();
  const tables = [{ ...emptyDelta(0), predicted: 1n }];
  socket.receive({ tick: 101, blocks: [{ baselineAgo, previousAgo: 0, layer: 0, tables, texts: [] }] });
  expect(room.status).toMatchObject({ state: "closed", close: { code: 4001 } });
  expect(socket.closedWith).toBe(4001);
});
