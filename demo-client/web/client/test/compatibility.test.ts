import { describe, expect, onTestFinished, test, vi } from "vitest";
import { type ColumnSchema_Kind, Schema as WireSchema, TableSchema_Audience } from "./generated/tickwire/frames.ts";
import { join, type JoinOptions, type NeededSchema, Schema } from "../src/index.ts";
import { ARENA } from "./support/arenaSchema.ts";
import { CartRules } from "./support/cartRules.ts";
import { FakeEnvironment } from "./support/fakeEnvironment.ts";
import { emptyWorld, encodeBlock } from "./support/world.ts";

const NEEDED: NeededSchema = {
  tables: { ships: { x: "FIXED", hull: "INTEGER", name: "TEXT" }, pickups: { kind: "ENUM" } },
  events: { hits: { damage: "INTEGER" } },
  inputs: { turn: "INTEGER", fire: "FLAG" },
};
const flag = { ...ARENA.tables[0].columns[7], name: "cloaked" };

/** The arena after somebody worked on it. */
function changed(change: (schema: WireSchema) => void): WireSchema {
  const schema = structuredClone(ARENA);
  change(schema);
  return schema;
}

/** One that has more of everything, and in other places. */
const GROWN = changed(({ tables, events, inputs }) => {
  tables.unshift({ ...tables[0], name: "moons" });
  tables[1].columns.unshift(flag);
  events.unshift({ ...events[0], name: "omens" });
  inputs!.columns.unshift({ ...inputs!.columns[0], name: "warp", min: 3, max: 9 });
});

function welcomeOf(schema: WireSchema) {
  return { schema, schemaHash: Schema.fromWire(schema).hash() };
}

/** Welcomes the newest socket to a game, with a keyframe of one ship. */
function welcome(environment: FakeEnvironment, wire: WireSchema, tick = 100, rest = {}): void {
  const schema = Schema.fromWire(wire);
  const { index, columns } = schema.table("ships");
  const world = { ...emptyWorld(schema), tick };
  const raw = (name: string) => ({ x: 800, hull: 70 })[name] ?? 0;
  world.tables[index] = new Map([[65536 + 4, columns.map(({ name }) => raw(name))]]);
  environment.socket.open();
  environment.socket.welcome({ ...welcomeOf(wire), ...rest });
  environment.socket.receive({ tick, blocks: [encodeBlock(schema, undefined, undefined, world)] });
}

async function joined(wire: WireSchema, options: Partial<JoinOptions>, rest = {}) {
  const environment = new FakeEnvironment();
  const joining = join({ url: "ws://test/ws", environment, ...options });
  welcome(environment, wire, 100, rest);
  return { room: await joining, environment };
}

describe("a page that says what it reads", () => {
  test("joins any schema, and looks at it itself", async () => {
    const { environment } = await joined(ARENA, { schema: NEEDED });
    expect(environment.socket.sent[0].join!.schemaHash).toBe(0);
  });

  test("plays in a game that has more, in other places; inputs that it does not know of rest", async () => {
    const { room, environment } = await joined(GROWN, { schema: NEEDED });
    const [ship] = room.view(environment.nowMillis()).table("ships");
    expect([ship.x, ship.hull]).toEqual([100, 70]);
    room.setInput({ turn: 1 });
    environment.pass(100);
    expect(environment.socket.sent.flatMap(({ inputs }) => inputs).at(-1)!.values).toEqual([3, 1, 0, 0]);
  });

  test("finds columns that not everybody is told of", async () => {
    const part = { ...ARENA.tables[0], columns: [flag], audience: TableSchema_Audience.OWNER };
    const wire = changed(({ tables }) => tables.push(part));
    const schema = { ...NEEDED, tables: { ships: { x: "FIXED", cloaked: "FLAG" } } } as const;
    expect((await joined(wire, { schema })).room.status.state).toBe("joined");
  });

  test.each([
    [
      'table "ships" has no INTEGER column "hull"',
      changed(({ tables }) => (tables[0].columns = tables[0].columns.filter(({ name }) => name !== "hull"))),
    ],
    [
      'table "ships" has no INTEGER column "hull"',
      changed(({ tables }) => (tables[0].columns[3] = { ...flag, name: "hull" })),
    ],
    ['there is no table "pickups"', changed(({ tables }) => tables.pop())],
    ['there is no event "hits"', changed(({ events }) => events.shift())],
    ['event "hits" has no INTEGER column "damage"', changed(({ events }) => (events[0].columns = []))],
    ['input has no FLAG column "fire"', changed(({ inputs }) => inputs!.columns.pop())],
  ])("is told what is lacking: %s", async (lack, wire) => {
    const environment = new FakeEnvironment();
    const joining = join({ url: "ws://test/ws", environment, schema: NEEDED });
    environment.socket.open();
    environment.socket.welcome(welcomeOf(wire));
    await expect(joining).rejects.toMatchObject({
      close: { code: 4003, name: "SCHEMA_MISMATCH", retry: false },
      message: `The game was updated: ${lack}. Reload to get the new version.`,
    });
    expect(environment.socket.closedWith).toBe(4003);
    expect(environment.sockets.length).toBe(1);
  });

  test("goes on in a game that has come to have more while the connection was broken", async () => {
    const { room, environment } = await joined(ARENA, { schema: NEEDED });
    const told: string[] = [];
    room.entities("ships", {
      columns: ["hull"],
      enter: ({ hull }) => told.push(`enters with ${hull}`),
      leave: ({ hull }) => told.push(`leaves with ${hull}`),
    });
    room.setInput({ turn: 1 });
    room.view(environment.nowMillis());
    environment.socket.drop(1001);
    environment.pass(500);
    welcome(environment, GROWN, 7);
    expect(room.status).toEqual({ state: "joined", resumed: false });
    expect(environment.socket.sent[0].join!.schemaHash).toBe(0);
    room.view(environment.nowMillis());
    expect(told).toEqual(["enters with 70", "leaves with 70", "enters with 70"]);
  });

  test("ends when the game has come to lack something", async () => {
    const { room, environment } = await joined(ARENA, { schema: NEEDED });
    environment.socket.drop(1001);
    environment.pass(500);
    environment.socket.open();
    environment.socket.welcome(welcomeOf(changed(({ tables }) => tables.pop())));
    expect(room.status).toMatchObject({ state: "closed", close: { code: 4003 } });
  });
});

describe("rules", () => {
  const rules = { predict: () => new CartRules() };
  const silenced = () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    onTestFinished(() => warn.mockRestore());
    return warn;
  };

  test("for another schema predict nothing, where the page says what it reads, and the console says so", async () => {
    const warn = silenced();
    const { room, environment } = await joined(ARENA, { schema: NEEDED, rules });
    room.setInput({ turn: 1 });
    environment.pass(200);
    const [ship] = room.view(environment.nowMillis()).table("ships");
    expect([ship.x, room.stats.prediction]).toEqual([100, undefined]);
    expect(warn).toHaveBeenCalledWith("The rules are of another version than the server's game: nothing is predicted.");
    expect(environment.socket.sent[0].join!.schemaHash).toBe(0);
  });

  test("are no matter to who watches", async () => {
    const warn = silenced();
    await joined(ARENA, { schema: NEEDED, rules, spectate: true }, { player: undefined });
    expect(warn).not.toHaveBeenCalled();
  });

  test("say which schema will do, where the page does not say what it reads", async () => {
    silenced();
    const { environment } = await joined(ARENA, { rules });
    expect(environment.socket.sent[0].join!.schemaHash).toBe(new CartRules().schemaHash());
  });
});

describe("a column of a kind that a later version has added", () => {
  const kind = 99 as ColumnSchema_Kind;
  const STRANGE = changed(({ tables, inputs, events }) => {
    tables[0].columns[3] = { ...tables[0].columns[3], kind, labels: ["?"] };
    inputs!.columns.push({ ...flag, kind, min: 2, max: 5 });
    events[0].columns[0] = { ...events[0].columns[0], kind };
  });

  test("reads as INTEGER, and as an input it rests", async () => {
    const { room, environment } = await joined(STRANGE, {}, { schemaHash: 12345 });
    const [ship] = room.view(environment.nowMillis()).table("ships");
    expect([ship.x, ship.hull]).toEqual([100, 70]);
    expect(room.schema.table("ships").column("hull").kind).toBe("INTEGER");
    room.setInput({ turn: -1 });
    environment.pass(100);
    expect(environment.socket.sent.flatMap(({ inputs }) => inputs).at(-1)!.values).toEqual([-1, 0, 0, 2]);
  });

  test("does for a page that reads an INTEGER, and for no other", () => {
    const schema = Schema.fromWire(STRANGE);
    const needed = (hull: "INTEGER" | "FIXED") => ({ tables: { ships: { hull } }, inputs: {} });
    expect(schema.lackOf(needed("INTEGER"))).toBeUndefined();
    expect(schema.lackOf(needed("FIXED"))).toBe('table "ships" has no FIXED column "hull"');
  });
});
