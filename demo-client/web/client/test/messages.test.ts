import { describe, expect, test } from "vitest";
import { encodeClientFrame } from "../src/clientFrame.ts";
import { readRates, readWelcome } from "../src/welcome.ts";
import type { WireWriter } from "../src/wireWriter.ts";
import {
  ClientFrame as WireFrame,
  type Desync,
  type Join,
  type Option,
  Rates as WireRates,
  type TableSchema,
  Welcome as WireWelcome,
} from "./generated/tickwire/frames.ts";
import { MalformedFrameError } from "../src/index.ts";
import { Random } from "./support/random.ts";

const ROUNDS = 300;

/** Any number of things, often none. */
const several = <T>(random: Random, make: () => T, most = 5): T[] => Array.from({ length: random.int(most) }, make);
const text = (random: Random) =>
  ["", "a", "Ada", "größer", "🚀".repeat(random.int(60)), "x".repeat(300)][random.int(6)];
const uint32 = (random: Random) => Math.floor(2 ** random.int(33) * random.next());
const sint32 = (random: Random) => [0, 1, -1, 2 ** 31 - 1, -(2 ** 31), random.int(2000) - 1000][random.int(6)];
const double = (random: Random) => [0, 1, -1 / 3, 1e300, random.next() * 1e6][random.int(5)];
const bytes = (random: Random) => Uint8Array.from(several(random, () => random.int(256), 200));
const maybe = <T>(random: Random, make: () => T): T | undefined => (random.chance(0.5) ? make() : undefined);
const tunable = (random: Random) => ({ name: text(random), value: double(random) });

const option = (random: Random): Option => ({
  name: text(random),
  value: [
    { $case: "number" as const, number: double(random) },
    { $case: "flag" as const, flag: random.chance(0.5) },
    { $case: "text" as const, text: text(random) },
    undefined,
  ][random.int(4)],
});
const plain = ({ name, value }: Option) => ({ name, ...value });
const plainJoin = (join: Join) => ({ ...join, options: join.options.map(plain), where: join.where.map(plain) });

const writerOf = ({ tick, tableHashes }: Desync) => ({
  write(writer: WireWriter): void {
    writer.uint32(1, tick);
    writer.sint32s(2, tableHashes);
  },
});

function clientFrame(random: Random): WireFrame {
  return {
    join: maybe(random, () => ({
      protocolVersion: uint32(random),
      schemaHash: uint32(random),
      roomType: text(random),
      room: text(random),
      create: random.chance(0.5),
      name: text(random),
      hashEverySnapshot: random.chance(0.5),
      codecs: several(random, () => random.int(2)),
      resumeToken: bytes(random),
      spectate: random.chance(0.5),
      features: [],
      createIfMissing: random.chance(0.5),
      unlisted: random.chance(0.5),
      options: several(random, () => option(random)),
      where: several(random, () => option(random)),
      code: text(random),
      password: text(random),
      ticket: text(random),
      client: text(random),
    })),
    inputs: several(random, () => ({
      tick: uint32(random),
      values: several(random, () => sint32(random), 100),
      viewAgo: uint32(random),
    })),
    ackTick: uint32(random),
    ping: maybe(random, () => uint32(random)),
    leave: random.chance(0.5),
    resync: random.chance(0.5),
    chat: text(random),
    report: text(random),
    desync: maybe(random, () => ({
      tick: uint32(random),
      tableHashes: several(random, () => sint32(random)),
      rows: [],
      moreRows: 0,
    })),
    commands: maybe(random, () => ({
      first: uint32(random),
      commands: several(
        random,
        () => ({
          kind: uint32(random),
          values: several(random, () => sint32(random), 4),
          texts: several(random, () => text(random), 2),
        }),
        3,
      ),
    })),
    answered: uint32(random),
    corrections: uint32(random),
  };
}

function table(random: Random): TableSchema {
  return {
    name: text(random),
    capacity: uint32(random),
    columns: several(random, () => ({
      name: text(random),
      kind: random.int(8),
      min: double(random),
      max: double(random),
      step: double(random),
      bits: random.int(32),
      labels: several(random, () => text(random)),
      target: text(random),
      cells: uint32(random),
    })),
    audience: random.int(3),
    ownerColumn: random.int(9),
    answers: several(random, () => text(random)),
  };
}

function welcome(random: Random): WireWelcome {
  return {
    protocolVersion: uint32(random),
    schemaHash: uint32(random),
    schema: maybe(random, () => ({
      tables: several(random, () => table(random)),
      inputs: maybe(random, () => table(random)),
      events: several(random, () => table(random)),
      commands: several(random, () => table(random)),
    })),
    room: text(random),
    roomType: text(random),
    player: maybe(random, () => uint32(random)),
    tickRateHz: double(random),
    ticksPerSnapshot: uint32(random),
    playerLimit: uint32(random),
    name: text(random),
    codec: random.int(2),
    tunables: several(random, () => tunable(random)),
    resumeToken: bytes(random),
    resumeGraceMillis: uint32(random),
    resumed: random.chance(0.5),
    mostViewAgo: uint32(random),
    code: text(random),
    rules: text(random),
    features: [],
    nextCommand: uint32(random),
  };
}

// What protoc's compiler makes of frames.proto says what is right.
describe.each([1, 2, 3])("messages (seed %i)", (seed) => {
  test("of a client are the bytes that generated code writes", () => {
    const random = new Random(seed);
    for (let round = 0; round < ROUNDS; round++) {
      const frame = clientFrame(random);
      const join = frame.join && plainJoin(frame.join);
      const desync = frame.desync && writerOf(frame.desync);
      expect(encodeClientFrame({ ...frame, join, desync })).toEqual(WireFrame.encode(frame).finish());
    }
  });

  test("of a server are read as generated code reads them", () => {
    const random = new Random(seed);
    for (let round = 0; round < ROUNDS; round++) {
      const message = WireWelcome.encode(welcome(random)).finish();
      const { features, ...known } = WireWelcome.decode(message);
      expect(readWelcome(message)).toEqual(known);
      const { tickRateHz, ticksPerSnapshot, tunables, mostViewAgo } = welcome(random);
      const rates = WireRates.encode({ tickRateHz, ticksPerSnapshot, tunables, mostViewAgo }).finish();
      expect(readRates(rates)).toEqual(WireRates.decode(rates));
    }
  });

  test("that are broken are refused in good order", () => {
    const random = new Random(seed);
    for (let round = 0; round < ROUNDS; round++) {
      const message = WireWelcome.encode(welcome(random)).finish();
      const broken = message.slice(0, random.chance(0.3) ? random.int(message.length + 1) : message.length);
      for (let i = 0; i < 3; i++) broken[random.int(broken.length)] = random.int(256);
      try {
        readWelcome(broken);
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedFrameError);
      }
    }
  });
});

test("a frame of nothing but what is left out is empty", () => {
  expect(encodeClientFrame({})).toEqual(new Uint8Array());
  expect(encodeClientFrame({ join: {}, inputs: [{}], ping: 0 })).toEqual(Uint8Array.of(10, 0, 18, 0, 32, 0));
});

test("a text that is not UTF-8 is refused, and a field that is not known is skipped", () => {
  expect(() => readWelcome(Uint8Array.of(34, 1, 0xff))).toThrow("a text is not UTF-8");
  expect(() => readWelcome(Uint8Array.of(57, 0, 0))).toThrow("a field is cut off");
  expect(readRates(Uint8Array.of(0xf8, 0x07, 5, 16, 3))).toEqual({
    tickRateHz: 0,
    ticksPerSnapshot: 3,
    tunables: [],
    mostViewAgo: 0,
  });
});
