import { describe, expect, test } from "vitest";
import { ColumnSchema_Kind as Kind, Schema as WireSchema } from "./generated/tickwire/frames.ts";
import { CommandError, type JoinOptions, Schema } from "../src/index.ts";
import { ARENA } from "./support/arenaSchema.ts";
import { FakeEnvironment, type FakeSocket } from "./support/fakeEnvironment.ts";
import { joined } from "./support/joined.ts";

const SHOP = WireSchema.fromPartial({
  ...ARENA,
  commands: [
    { name: "buy", capacity: 2, columns: [{ name: "coins", kind: Kind.INTEGER, min: 0, max: 1000 }] },
    {
      name: "cook",
      capacity: 3,
      columns: [
        { name: "dish", kind: Kind.ENUM, labels: ["soup", "cake"] },
        { name: "spicy", kind: Kind.FLAG },
      ],
      answers: ["ok", "missing", "full"],
    },
    { name: "ring", capacity: 1, columns: [] },
    {
      name: "order",
      capacity: 1,
      columns: [
        { name: "line", kind: Kind.TEXT, max: 5 },
        { name: "table", kind: Kind.INTEGER, max: 9 },
        { name: "note", kind: Kind.TEXT },
      ],
    },
  ],
});
const shop = { schema: SHOP, schemaHash: Schema.fromWire(SHOP).hash(), nextCommand: 1, resumeToken: Uint8Array.of(1) };

/** What a page knows of the game's commands. */
interface Shop {
  tables: Record<string, Record<string, unknown>>;
  inputs: Record<never, never>;
  commands: {
    buy: { values: { coins: number }; answer: boolean };
    cook: { values: { dish: "soup" | "cake"; spicy: boolean }; answer: "ok" | "missing" | "full" };
    ring: { values: Record<never, never>; answer: boolean };
    order: { values: { line: string; table: number; note: string }; answer: boolean };
  };
}

const inShop = (options: Partial<JoinOptions> & { environment?: FakeEnvironment } = {}, welcome = {}) =>
  joined<Shop>(options, { ...shop, ...welcome });

/** Lets what waits for the end of the task happen. */
const soon = () => new Promise((resolve) => setImmediate(resolve));

/** The numbers and kinds of all commands that went over a connection, and their values. */
const sentOver = (socket: FakeSocket) =>
  socket.sent.flatMap(({ commands }) =>
    commands ? commands.commands.map(({ kind, values }, i) => [commands.first + i, kind, ...values]) : [],
  );

/** How a promise ended; "waits": it has not. */
async function outcome(promise: Promise<unknown>): Promise<unknown> {
  const ending = promise.catch((error: unknown) => (error instanceof CommandError ? error.reason : error));
  await soon();
  return Promise.race([ending, Promise.resolve("waits")]);
}

/** Breaks the connection, and comes back. */
function resume(environment: FakeEnvironment, welcome: object, tick = 200): FakeSocket {
  environment.socket.drop(1006);
  environment.pass(600);
  environment.socket.open();
  environment.socket.welcome({ ...shop, resumed: true, resumeToken: Uint8Array.of(2), ...welcome });
  environment.socket.snapshot(tick);
  return environment.socket;
}

describe("what cannot be sent", () => {
  test("is refused at once, and nothing goes out", async () => {
    const { room, socket } = await inShop();
    const send = room.send.bind(room) as unknown as (kind: string, values?: object) => void;
    expect(() => send("sell", {})).toThrow(/the game has no command "sell".*buy/);
    expect(() => send("buy", { coins: 1001 })).toThrow(RangeError);
    expect(() => send("buy", { coins: 1, change: 2 })).toThrow(/"change"/);
    expect(() => send("buy", {})).toThrow(TypeError);
    expect(() => send("buy")).toThrow('command "buy" lacks "coins"');
    expect(() => send("cook", { dish: "tea", spicy: true })).toThrow(/soup, cake/);
    expect(() => send("order", { line: 5, table: 1, note: "" })).toThrow(TypeError);
    expect(() => send("order", { line: "teapot", table: 1, note: "" })).toThrow(
      "a text has at most 5 characters, not 6",
    );
    expect(() => send("order", { line: "a\nb", table: 1, note: "" })).toThrow(RangeError);
    expect(() => send("order", { line: "tea", table: 1 })).toThrow('command "order" lacks "note"');
    expect(() => send("order", { line: "tea", table: 1, note: "x".repeat(201) })).toThrow(RangeError);
    await soon();
    expect(sentOver(socket)).toEqual([]);
  });

  test("is any command of a spectator", async () => {
    const { room } = await inShop({ spectate: true }, { player: undefined });
    expect(() => room.send("ring")).toThrow("a spectator has no commands: join without `spectate` to play");
  });

  test("is told to the one who awaits it, and to nobody else, when the room is closed", async () => {
    const { room } = await inShop();
    room.leave();
    await expect(room.send("ring")).rejects.toMatchObject({ name: "CommandError", reason: "left" });
    room.send("ring");
    await soon();
  });

  test("rests in a column that the page does not know", async () => {
    const schema = { tables: {}, inputs: {}, commands: { cook: { dish: "ENUM" } } } as const;
    const { room, socket } = await inShop({ schema });
    (room.send as (kind: string, values: object) => void).call(room, "cook", { dish: "cake" });
    await soon();
    expect(sentOver(socket)).toEqual([[1, 1, 1, 0]]);
  });
});

test("a page whose game lacks a command, or has it otherwise, is told so", () => {
  const schema = Schema.fromWire(SHOP);
  const lackOf = (commands: Record<string, Record<string, "INTEGER" | "FLAG">>) =>
    schema.lackOf({ tables: {}, inputs: {}, commands });
  expect(lackOf({ sell: {} })).toBe('there is no command "sell"');
  expect(lackOf({ buy: { coins: "FLAG" } })).toBe('command "buy" has no FLAG column "coins"');
  expect(lackOf({ buy: { coins: "INTEGER" }, ring: {} })).toBeUndefined();
});

describe("commands under way", () => {
  test("go at once, those of a task in one frame, and are answered in order", async () => {
    const { room, socket } = await inShop();
    const answers = [room.send("buy", { coins: 5 }), room.send("buy", { coins: 6 })];
    const cooked = room.send("cook", { dish: "cake", spicy: true });
    const rung = room.send("ring");
    await soon();
    expect(sentOver(socket)).toEqual([
      [1, 0, 5],
      [2, 0, 6],
      [3, 1, 1, 1],
      [4, 2],
    ]);
    expect(socket.sent.filter(({ commands }) => commands)).toHaveLength(1);
    socket.snapshot(101, { answers: { first: 1, values: [2, 1, 3] } });
    expect(await Promise.all(answers)).toEqual([false, true]);
    expect(await cooked).toBe("full");
    expect(await outcome(rung)).toBe("waits");
    socket.snapshot(102, { answers: { first: 4, values: [1] } });
    expect(await rung).toBe(true);
  });

  test("take their texts beside the numbers", async () => {
    const { room, socket } = await inShop();
    room.send("order", { line: "🚀🚀🚀🚀🚀", table: 3, note: "" });
    await soon();
    expect(socket.sent.find(({ commands }) => commands)!.commands!.commands).toEqual([
      { kind: 3, values: [3], texts: ["🚀🚀🚀🚀🚀", ""] },
    ]);
  });

  test("wait ten milliseconds after the last frame, and not longer", async () => {
    const { room, socket, environment } = await inShop();
    for (let i = 0; i < 10; i++) {
      room.send("buy", { coins: i });
      await soon();
      environment.pass(2);
    }
    environment.pass(10);
    expect(sentOver(socket).map(([number]) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(socket.sent.filter(({ commands }) => commands).length).toBeLessThanOrEqual(3);
  });

  test("come in frames that a server takes", async () => {
    const { room, socket, environment } = await inShop();
    for (let i = 0; i < 70; i++) room.send("ring");
    await soon();
    environment.pass(30);
    expect(socket.sent.flatMap(({ commands }) => commands?.commands.length ?? [])).toEqual([32, 32, 6]);
  });

  test("are bounded: what is too much is refused here, or by the server", async () => {
    const { room, socket } = await inShop();
    const all = Array.from({ length: 257 }, () => room.send("ring"));
    expect(await outcome(all[256])).toBe("tooMany");
    expect(await outcome(all[255])).toBe("waits");
    socket.snapshot(101, { answers: { first: 1, values: [0, 1] } });
    expect([await outcome(all[0]), await outcome(all[1])]).toEqual(["tooMany", true]);
  });

  test("tell the server which answers have come, with the next ack, and once", async () => {
    const { room, socket, environment } = await inShop();
    room.send("ring");
    room.send("ring");
    await soon();
    environment.pass(50);
    socket.snapshot(101, { answers: { first: 1, values: [1, 1] } });
    environment.pass(50);
    socket.snapshot(102);
    environment.pass(50);
    socket.snapshot(103);
    expect(socket.sent.map(({ answered }) => answered).filter((number) => number > 0)).toEqual([2]);
  });

  test.each([
    ["to a command that was not sent", { first: 1, values: [1, 1] }, "ok"],
    ["that leaves one out", { first: 2, values: [1] }, "closed"],
    ["that there is not", { first: 1, values: [4] }, "closed"],
  ])("end with an answer %s", async (_, answers, expected) => {
    const { room, socket } = await inShop({ reconnect: false });
    const answer = room.send("cook", { dish: "soup", spicy: false });
    await soon();
    socket.snapshot(101, { answers });
    expect(await outcome(answer)).toBe(expected);
    expect(socket.closedWith).toBe(4001);
  });
});

describe("over a connection that breaks", () => {
  test("what the server has not taken goes once more, and what it has is answered", async () => {
    const { room, environment, socket } = await inShop();
    const answers = [1, 2, 3].map((coins) => room.send("buy", { coins }));
    await soon();
    socket.snapshot(101, { answers: { first: 1, values: [1] } });
    const late = (async () => {
      environment.socket.drop(1006);
      const promise = room.send("ring");
      await soon();
      return promise;
    })();
    environment.pass(600);
    environment.socket.open();
    environment.socket.welcome({ ...shop, resumed: true, nextCommand: 3 });
    environment.socket.snapshot(200, { answers: { first: 1, values: [1, 2] } });
    environment.pass(20);
    expect(sentOver(environment.socket)).toEqual([
      [3, 0, 3],
      [4, 2],
    ]);
    environment.socket.snapshot(201, { answers: { first: 3, values: [1, 1] } });
    expect(await Promise.all([...answers, late])).toEqual([true, false, true, true]);
  });

  test("they are lost with the seat, and numbers begin anew", async () => {
    const { room, environment } = await inShop();
    const answer = room.send("ring");
    await soon();
    const socket = resume(environment, { resumed: false, nextCommand: 1 });
    expect(await outcome(answer)).toBe("seatLost");
    room.send("ring");
    await soon();
    expect(sentOver(socket)).toEqual([[1, 2]]);
  });

  test("answers that were confirmed before are confirmed again, once", async () => {
    const { room, environment, socket } = await inShop();
    room.send("ring");
    await soon();
    environment.pass(50);
    socket.snapshot(101, { answers: { first: 1, values: [1] } });
    const next = resume(environment, { nextCommand: 2 });
    environment.pass(50);
    next.snapshot(201, { answers: { first: 1, values: [1] } });
    environment.pass(50);
    next.snapshot(202);
    expect(next.sent.map(({ answered }) => answered).filter((number) => number > 0)).toEqual([1]);
  });

  test.each([
    ["closed by the server", 4011, "closed"],
    ["left", 1000, "left"],
  ])("they have no answer in a room that is %s", async (_, code, reason) => {
    const { room, socket } = await inShop();
    const answer = room.send("ring");
    await soon();
    if (code === 1000) room.leave();
    else socket.drop(code);
    expect(await outcome(answer)).toBe(reason);
    expect(await outcome(room.send("ring"))).toBe(reason);
  });

  test("a page that comes back into its seat goes on from the number that the server says", async () => {
    const environment = new FakeEnvironment();
    const remember = "seat";
    const before = await inShop({ environment, remember });
    before.room.send("ring");
    await soon();
    environment.unload();
    const after = new FakeEnvironment();
    after.storedTexts = environment.storedTexts;
    const { room, socket } = await inShop({ environment: after, remember }, { resumed: true, nextCommand: 8 });
    // What the page before did not hear of.
    socket.snapshot(101, { answers: { first: 6, values: [1, 0] } });
    const answer = room.send("buy", { coins: 3 });
    await soon();
    expect(sentOver(socket)).toEqual([[8, 0, 3]]);
    socket.snapshot(102, { answers: { first: 8, values: [2] } });
    expect(await answer).toBe(false);
  });

  test("a room that is tried again after it was closed leaves no number out", async () => {
    const { room, environment, socket } = await inShop();
    room.send("ring");
    room.send("ring");
    await soon();
    socket.drop(4015);
    room.reconnect();
    const answer = room.send("buy", { coins: 7 });
    environment.socket.open();
    environment.socket.welcome({ ...shop, resumed: true, nextCommand: 2 });
    environment.socket.snapshot(200);
    environment.pass(20);
    expect(sentOver(environment.socket)).toEqual([[2, 0, 7]]);
    environment.socket.snapshot(201, { answers: { first: 2, values: [1] } });
    expect(await answer).toBe(true);
  });
});
