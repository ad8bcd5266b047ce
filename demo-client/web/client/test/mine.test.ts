import { describe, expect, test } from "vitest";
import {
  ColumnSchema_Kind as Kind,
  Schema as WireSchema,
  ServerFrame as WireFrame,
} from "./generated/tickwire/frames.ts";
import { type Room, Schema, slotOf } from "../src/index.ts";
import { CART, BALL, CartRules, CARTS } from "./support/cartRules.ts";
import { FakeEnvironment } from "./support/fakeEnvironment.ts";
import { joined } from "./support/joined.ts";
import { emptyWorld, encodeBlock } from "./support/world.ts";

const ME = 5;
const integer = (name: string) => ({ name, kind: Kind.INTEGER, min: -1, max: 99 });
const WIRE = WireSchema.fromPartial({
  tables: [
    { name: "people", capacity: 8, columns: [integer("stone")] },
    { name: "cells", capacity: 8, columns: [integer("mass"), integer("keeper")], ownerColumn: 2 },
    { name: "traps", capacity: 8, columns: [integer("x")], ownerColumn: 2 },
  ],
  inputs: { name: "inputs", capacity: 8, columns: [] },
});
const schema = Schema.fromWire(WIRE);

/** A room in which some people have cells. */
async function room({ spectate = false } = {}): Promise<{ room: Room; environment: FakeEnvironment }> {
  const world = { ...emptyWorld(schema), tick: 100 };
  for (const slot of [1, ME]) world.tables[0].set(65536 + slot, [10 * slot]);
  [ME, 1, ME, -1].forEach((keeper, slot) => world.tables[1].set(3 * 65536 + slot, [slot, keeper]));
  const environment = new FakeEnvironment();
  // The snapshot that comes first in all tests is one of this world.
  const snapshot = (tick: number) =>
    environment.socket.receive(
      WireFrame.fromPartial({ tick, blocks: [encodeBlock(schema, undefined, undefined, world)] }),
    );
  const open = environment.openSocket.bind(environment);
  environment.openSocket = (url) => Object.assign(open(url), { snapshot });
  const made = await joined(
    { environment, spectate },
    { schema: WIRE, schemaHash: schema.hash(), player: spectate ? undefined : ME },
  );
  return { room: made.room, environment };
}

describe("the own rows", () => {
  test("are the one in the slot with the player's number, or those that a column says are its own", async () => {
    const { room: game, environment } = await room();
    const view = game.view(environment.nowMillis());
    expect(view.mine("people").map(({ id, stone }) => [slotOf(id), stone])).toEqual([[ME, 50]]);
    expect(view.mine("cells").map(({ mass }) => mass)).toEqual([0, 2]);
    expect(view.mine("cells")).toBe(view.mine("cells"));
  });

  test("are in a page that has drawn nothing those of the newest snapshot, and then those that were drawn", async () => {
    const { room: game, environment } = await room();
    expect(game.mine("cells")).toBe(game.newest().mine("cells"));
    expect(game.mine("cells").length).toBe(2);
    const view = game.view(environment.nowMillis());
    expect(game.mine("cells")).toBe(view.mine("cells"));
  });

  test("are none for who watches", async () => {
    const { room: game } = await room({ spectate: true });
    expect([game.player, game.mine("people"), game.mine("cells")]).toEqual([-1, [], []]);
  });

  test("of a table whose owners clients are not told are an error that says so", async () => {
    const { room: game } = await room();
    expect(() => game.mine("traps")).toThrow('clients are not told whose the rows of table "traps" are');
    expect(() => game.mine("towers")).toThrow('the game has no table "towers"; it has people, cells, traps');
  });
});

test("what is predicted is among the own rows, also what the server does not know of yet", async () => {
  const rules = new CartRules();
  rules.schemaHash = () => CARTS.hash();
  const { Prediction } = await import("../src/prediction.ts");
  const { SnapshotDecoder, ServerFrame } = await import("../src/index.ts");
  const { View } = await import("../src/view.ts");
  const world = { ...emptyWorld(CARTS), tick: 100 };
  for (const slot of [1, ME]) world.tables[CART].set(65536 + slot, [800]);
  world.tables[BALL].set(65536, [0, 1]);
  const decoder = new SnapshotDecoder(CARTS);
  const frame = new ServerFrame();
  frame.read(
    WireFrame.encode(
      WireFrame.fromPartial({ tick: 100, blocks: [encodeBlock(CARTS, undefined, undefined, world)] }),
    ).finish(),
  );
  decoder.apply(frame);
  const prediction = new Prediction(rules, CARTS, ME, Int32Array.of(0, 0), []);
  prediction.onSnapshot(decoder.newest!, -1);
  prediction.onInput({ tick: 101, raws: Int32Array.of(0, 1), viewAgo: 0 });
  prediction.show(101, Int32Array.of(0, 0), 0);
  const view = new View<any>(CARTS, {}, ME);
  view.show(decoder, 100, 0, prediction);
  expect(view.mine("carts").map(({ id }) => slotOf(id))).toEqual([ME]);
  expect(view.mine("balls").map(({ player }) => player)).toEqual([ME]);
  expect(view.table("balls").size).toBe(2);
});
