import { describe, expect, test } from "vitest";
import { Schema as WireSchema } from "./generated/tickwire/frames.ts";
import { CommandError, Schema } from "../src/index.ts";
import { ARENA } from "./support/arenaSchema.ts";
import { joined, play } from "./support/joined.ts";
import { emptyWorld, encodeBlock } from "./support/world.ts";

/** The game after a change of its rules: an input and a command more, before the others. */
const LATER = WireSchema.fromPartial({
  ...ARENA,
  inputs: { ...ARENA.inputs, columns: [{ name: "jump", kind: 4 }, ...ARENA.inputs!.columns] },
  commands: [{ name: "shout", capacity: 1 }],
});
const HONKS = WireSchema.fromPartial({ ...ARENA, commands: [{ name: "honk", capacity: 1 }] });
const later = Schema.fromWire(LATER as never);

type Environment = Awaited<ReturnType<typeof joined>>["environment"];

function snapshot({ socket }: Environment, tick: number): void {
  const world = { ...emptyWorld(later), tick };
  socket.receive({ tick, blocks: [encodeBlock(later, undefined, undefined, world)] });
}

const swap = ({ socket }: Environment, more = {}) =>
  socket.welcome({ schema: LATER, schemaHash: later.hash(), rules: "", ...more });

describe("other rules in a room that goes on", () => {
  test("are taken with a second welcome, and what is sent is by them after the first snapshot", async () => {
    const { room, environment, socket, statuses } = await joined();
    room.setInput({ turn: 1 });
    play(environment, 101, 20);
    swap(environment);
    const before = socket.sent.length;
    environment.pass(200);
    expect(socket.sent.slice(before).flatMap(({ inputs }) => inputs)).toEqual([]);
    snapshot(environment, 125);
    environment.pass(100);
    const frames = socket.sent.slice(before).filter(({ inputs }) => inputs.length > 0);
    const columns = later.inputs.columns;
    expect(frames[0]!.inputs[0]!.values.length).toBe(columns.length);
    expect(frames[0]!.inputs[0]!.values[columns.findIndex(({ name }) => name === "turn")]).toBe(1);
    // The server takes what follows the first ack as by the new rules.
    const firstAck = socket.sent.findIndex(({ ackTick }) => ackTick >= 125);
    expect(firstAck).toBeGreaterThan(-1);
    expect(firstAck).toBeLessThanOrEqual(socket.sent.indexOf(frames[0]!));
    expect(room.schema.hash()).toBe(later.hash());
    expect(statuses.map(({ state }) => state)).toEqual(["joined", "joined"]);
    expect(room.stats.desyncs).toBe(0);
  });

  test("end a page that needs what is gone", async () => {
    const { environment, statuses } = await joined({
      schema: { tables: { ships: { x: "FIXED" } }, inputs: {}, events: {}, commands: {} } as never,
    });
    environment.socket.welcome({
      schema: WireSchema.fromPartial({ ...ARENA, tables: [] }),
      schemaHash: Schema.fromWire(WireSchema.fromPartial({ ...ARENA, tables: [] }) as never).hash(),
    });
    expect(statuses.at(-1)).toMatchObject({ state: "closed", close: { code: 4003 } });
  });

  test("get no commands that were made by those before", async () => {
    const { room, environment } = await joined(
      {},
      { schema: HONKS, schemaHash: Schema.fromWire(HONKS as never).hash(), nextCommand: 1 },
    );
    swap(environment, { nextCommand: 1 });
    const answer = room.send("honk" as never, {} as never).catch((error: unknown) => error);
    snapshot(environment, 110);
    environment.pass(500);
    expect(await answer).toBeInstanceOf(CommandError);
  });
});
