import { describe, expect, test } from "vitest";
import {
  Answers as WireAnswers,
  Block as WireBlock,
  Chat as WireChat,
  DesyncAnswer as WireDesyncAnswer,
  EventBatch as WireEventBatch,
  Rates as WireRates,
  ServerFrame as WireFrame,
  TableDelta as WireDelta,
  Welcome as WireWelcome,
} from "./generated/tickwire/frames.ts";
import { readChat } from "../src/chat.ts";
import { readAnswers } from "../src/commands.ts";
import { MalformedFrameError, ServerFrame } from "../src/index.ts";
import { BlockFields, CHANGED, PARTIAL, PREDICTED, SAME_ROWS, SPARSE, TableDeltaFields } from "../src/serverFrame.ts";
import { readRates, readWelcome } from "../src/welcome.ts";
import type { IntList } from "../src/wireReader.ts";
import { Random } from "./support/random.ts";
import { noise, type Shape } from "./support/wireNoise.ts";

const ROUNDS = 1500;

const TABLE: Shape = { 3: {} };
const TUNABLE: Shape = {};
const SCHEMA: Shape = { 1: TABLE, 2: { ...TABLE, isSingle: true }, 3: TABLE, 4: TABLE, isSingle: true };
const WELCOME: Shape = { 3: SCHEMA, 12: TUNABLE, isSingle: true };
const RATES: Shape = { 3: TUNABLE, isSingle: true };
const CHAT: Shape = {};
const DELTA: Shape = { 2: "packed", 3: "packed", 4: "packed", 5: "packed", 12: "packed", 13: "packed" };
const BLOCK: Shape = { 3: DELTA, 4: {} };
const EVENTS: Shape = { 2: "packed", 3: "packed" };
const ANSWERS: Shape = { 2: "packed", isSingle: true };
const DESYNC: Shape = { 2: { 2: "packed", 3: "packed" }, isSingle: true };
const FRAME: Shape = { 1: WELCOME, 7: BLOCK, 8: EVENTS, 10: CHAT, 11: RATES, 16: ANSWERS, 20: DESYNC };

/** What a correct server never sends, and PROTOCOL.md says so; and numbers without an end, which generated code passes over. */
const NONSENSE = /come without a tick|has the key 0|has fields beside its bits|longer than ten bytes/;

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Holds what is read by hand to what generated code reads, of messages of any kind. */
function expectParity<T>(
  seed: number,
  shape: Shape,
  byHand: (message: Uint8Array) => T,
  generated: (message: Uint8Array) => T,
): void {
  const random = new Random(seed);
  let read = 0;
  let refused = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const message = noise(random, shape);
    const where = `seed ${seed}, round ${round}: ${hex(message)}`;
    const expected = resultOf(() => generated(message));
    const found = resultOf(() => byHand(message));
    if (!(found instanceof Error)) {
      expect(found, where).toEqual(expected);
      read++;
      continue;
    }
    expect(found, where).toBeInstanceOf(MalformedFrameError);
    refused++;
    if (expected instanceof Error || NONSENSE.test(found.message)) continue;
    // Generated code puts something in the place of what is not UTF-8.
    expect(found.message, where).toBe("a text is not UTF-8");
  }
  expect(read).toBeGreaterThan(ROUNDS / 4);
  expect(refused).toBeGreaterThan(ROUNDS / 50);
}

function resultOf<T>(read: () => T): T | Error {
  try {
    return read();
  } catch (error) {
    return error as Error;
  }
}

/** Numbers of enums that nobody knows may be taken as signed, or not. */
function withoutSigns({ features: _, ...welcome }: WireWelcome) {
  const table = (each: NonNullable<typeof welcome.schema>["tables"][number]) => ({
    ...each,
    audience: each.audience >>> 0,
    columns: each.columns.map((column) => ({ ...column, kind: column.kind >>> 0 })),
  });
  const { schema } = welcome;
  return {
    ...welcome,
    codec: welcome.codec >>> 0,
    schema: schema && {
      tables: schema.tables.map(table),
      inputs: schema.inputs && table(schema.inputs),
      events: schema.events.map(table),
      commands: schema.commands.map(table),
    },
  };
}

/** Reads a part as generated code does, which is refused by both if it is broken. */
function part<T>(message: Uint8Array, decode: (message: Uint8Array) => T): T {
  const read = resultOf(() => decode(message));
  if (read instanceof Error) throw new MalformedFrameError(read.message);
  return read;
}
const pieces = <T>(bytes: Uint8Array, { values, size }: IntList, decode: (piece: Uint8Array) => T): T[] =>
  Array.from({ length: size / 2 }, (_, i) => part(bytes.slice(values[2 * i], values[2 * i + 1]), decode));
const numbers = ({ values, size }: IntList) => [...values.subarray(0, size)].map((value) => value >>> 0);
/** Bit n stands for column n. */
const columnsOf = ({ ways }: TableDeltaFields, way: number) =>
  ways.reduce((mask, each, c) => (each & way ? mask | (1n << BigInt(c)) : mask), 0n);
const unsigned = (values: number[]) => values.map((value) => value >>> 0);

// What protoc's compiler makes of frames.proto says what is right.
describe.each([1, 2, 3])("what is read by hand is read as by generated code, or refused (seed %i):", (seed) => {
  test("a welcome", () =>
    expectParity<object>(seed, WELCOME, readWelcome, (message) => withoutSigns(WireWelcome.decode(message))));

  test("rates", () => expectParity<object>(seed, RATES, readRates, (message) => WireRates.decode(message)));

  test("a chat", () => expectParity<object>(seed, CHAT, readChat, (message) => WireChat.decode(message)));

  test("answers", () =>
    expectParity<object>(
      seed,
      ANSWERS,
      (message) => {
        const { first, values } = readAnswers(message);
        return { first, values: unsigned(values) };
      },
      (message) => WireAnswers.decode(message),
    ));

  test("a frame, as far as its outermost fields", () => {
    const frame = new ServerFrame();
    const byHand = (message: Uint8Array) => {
      frame.read(message);
      return {
        welcome: frame.welcome && part(frame.welcome, (whole) => WireWelcome.decode(whole)),
        pong: frame.pong,
        tick: frame.tick,
        inputAckAgo: frame.inputAckAgo,
        inputMarginMillis: frame.inputMarginMillis,
        stateHash: frame.stateHash,
        blocks: pieces(message, frame.blocks, (piece) => WireBlock.decode(piece)),
        events: pieces(message, frame.events, (piece) => WireEventBatch.decode(piece)),
        quietAgo: frame.quietAgo,
        inputsBetween: frame.inputsBetween,
        chats: pieces(message, frame.chats, (piece) => WireChat.decode(piece)),
        rates: frame.rates && part(frame.rates, (whole) => WireRates.decode(whole)),
        answers: frame.answers && part(frame.answers, (whole) => WireAnswers.decode(whole)),
        desync: frame.desync && part(frame.desync, (whole) => WireDesyncAnswer.decode(whole)),
      };
    };
    expectParity<object>(seed, FRAME, byHand, (message) => WireFrame.decode(message));
  });

  test("a block", () => {
    const block = new BlockFields();
    expectParity<object>(
      seed,
      BLOCK,
      (message) => {
        block.read(message, 0, message.length);
        const { baselineAgo, previousAgo, layer, tables, texts } = block;
        return {
          baselineAgo,
          previousAgo,
          layer,
          tables: pieces(message, tables, (piece) => WireDelta.decode(piece)),
          texts: [...texts],
        };
      },
      (message) => WireBlock.decode(message),
    );
  });

  test("the changes of a table", () => {
    const delta = new TableDeltaFields();
    expectParity<object>(
      seed,
      DELTA,
      (message) => {
        delta.read(message, 0, message.length);
        return {
          table: delta.table,
          predicted: columnsOf(delta, PREDICTED),
          changed: columnsOf(delta, CHANGED),
          partial: columnsOf(delta, PARTIAL),
          sameRows: columnsOf(delta, SAME_ROWS),
          sparse: columnsOf(delta, SPARSE),
          left: numbers(delta.left),
          entered: numbers(delta.entered),
          generations: numbers(delta.generations),
          initial: numbers(delta.initial),
          rowBitmaps: [...message.slice(delta.bitmapsStart, delta.bitmapsEnd)],
          rowGaps: numbers(delta.rowGaps),
          residuals: numbers(delta.residuals),
          packed: delta.packed ? [...message.slice(delta.packedStart, delta.packedEnd)] : [],
        };
      },
      (message) => {
        const { initial, residuals, rowBitmaps, packed, ...rest } = WireDelta.decode(message);
        return {
          ...rest,
          initial: unsigned(initial),
          residuals: unsigned(residuals),
          rowBitmaps: [...rowBitmaps],
          packed: [...packed],
        };
      },
    );
  });
});

test("a message that comes in parts is put together", () => {
  const parts = [
    {
      tick: 7,
      welcome: { room: "a", schema: { tables: [{ name: "ships" }], inputs: { name: "keys", columns: [{}] } } },
    },
    { welcome: { name: "Ada", schema: { tables: [{ name: "rocks" }], inputs: { capacity: 3, columns: [{}] } } } },
    { rates: { tickRateHz: 20 } },
    { rates: { ticksPerSnapshot: 2 } },
  ].map((part) => WireFrame.encode(WireFrame.fromPartial(part)).finish());
  const frame = new ServerFrame();
  frame.read(Uint8Array.from(parts.flatMap((part) => [...part])));
  const { room, name, schema } = readWelcome(frame.welcome!);
  expect([frame.tick, room, name]).toEqual([7, "a", "Ada"]);
  expect(schema!.tables.map((table) => table.name)).toEqual(["ships", "rocks"]);
  expect([schema!.inputs!.name, schema!.inputs!.capacity, schema!.inputs!.columns.length]).toEqual(["keys", 3, 2]);
  expect(readRates(frame.rates!)).toMatchObject({ tickRateHz: 20, ticksPerSnapshot: 2 });
});

test("unknown groups are passed over a hundred deep, and no deeper", () => {
  const groups = (depth: number) =>
    Uint8Array.from({ length: 4 * depth }, (_, i) => (i % 2 ? 6 : i < 2 * depth ? 0x9b : 0x9c));
  expect(() => readRates(groups(100))).not.toThrow();
  expect(() => readRates(groups(101))).toThrow(MalformedFrameError);
  expect(() => readRates(groups(100_000))).toThrow(MalformedFrameError);
});

test.each([
  ["that end without a beginning", [0x9c, 6]],
  ["that do not end", [0x9b, 6]],
  ["that end as another", [0x9b, 6, 0xa4, 6]],
  ["with the number 0", [0x00, 0]],
  ["of wire type 6", [0x0e]],
  ["of wire type 7", [0x0f]],
])("fields %s are refused", (_, bytes) => {
  expect(() => readRates(Uint8Array.from(bytes))).toThrow(MalformedFrameError);
  expect(() => new ServerFrame().read(Uint8Array.from(bytes))).toThrow(MalformedFrameError);
});
