import { describe, expect, test } from "vitest";
import { InputState } from "../src/inputState.ts";
import {
  ColumnSchema_Kind,
  Schema as WireSchema,
  type TableSchema,
  TableSchema_Audience,
} from "./generated/tickwire/frames.ts";
import { MalformedFrameError, Schema } from "../src/index.ts";
import { ARENA } from "./support/arenaSchema.ts";

const schema = Schema.fromWire(ARENA);
const ships = schema.table("ships");
const { OWNER, TEAM } = TableSchema_Audience;
const schemaOf = (...tables: Partial<TableSchema>[]) =>
  Schema.fromWire(WireSchema.fromPartial({ tables: tables.map((table) => ({ name: "t", capacity: 1, ...table })) }));

describe("a column", () => {
  test("turns values into raw integers and back", () => {
    expect(ships.column("x").toRaw(100.07)).toBe(801);
    expect(ships.column("x").toNumber(801)).toBe(100.125);
    expect(ships.column("heading").toRaw(-Math.PI / 2)).toBe(192);
    expect(schema.table("pickups").column("kind").toRaw("rapid")).toBe(1);
  });

  test("refuses what it cannot hold, and says what it can", () => {
    expect(() => ships.column("x").toRaw(2401)).toThrow('column "x" (0 to 2400) cannot hold 2401');
    expect(() => ships.column("hull").toRaw(NaN)).toThrow(RangeError);
    expect(() => schema.table("pickups").column("kind").toRaw("lasers")).toThrow("repair, rapid");
  });
});

describe("a schema", () => {
  test("has a hash that depends on all that it says", () => {
    const hashes = new Set([schema.hash()]);
    for (const change of [{ name: "z" }, { max: 2401 }, { kind: ColumnSchema_Kind.INTEGER }, { labels: ["a"] }]) {
      const [first, ...others] = ARENA.tables;
      const columns = [{ ...first.columns[0], ...change }, ...first.columns.slice(1)];
      hashes.add(Schema.fromWire({ ...ARENA, tables: [{ ...first, columns }, ...others] }).hash());
    }
    expect(hashes.size).toBe(5);
  });

  test.each([
    ["FIXED", { min: NaN }],
    ["FIXED", { max: Infinity }],
    ["FIXED", { min: -Infinity }],
    ["FIXED", { step: 0 }],
    ["FIXED", { step: Infinity }],
    ["FIXED", { min: 1, max: 0 }],
    ["FIXED", { max: 1e300 }],
    ["INTEGER", { max: 1e300 }],
    ["INTEGER", { min: 0.5 }],
    ["INTEGER", { min: 1, max: 0 }],
    ["ANGLE", { bits: 0 }],
    ["ANGLE", { bits: 32 }],
  ] as const)("with a column %s that makes no sense (%o) is refused", (kind, changes) => {
    const column = { ...ARENA.tables[0].columns[0], kind: ColumnSchema_Kind[kind], max: 8, step: 1, bits: 8 };
    const schemaWith = (more: object) => schemaOf({ columns: [{ ...column, ...more }] });
    expect(schemaWith({}).tables[0].columns[0].kind).toBe(kind);
    expect(() => schemaWith(changes)).toThrow(MalformedFrameError);
  });

  test("with two things of one name is refused", () => {
    const [x] = ARENA.tables[0].columns;
    expect(() => schemaOf({ columns: [x, x] })).toThrow("a name comes twice");
    expect(() => schemaOf({ columns: [x] }, { columns: [x], audience: OWNER })).toThrow("a name comes twice");
    expect(() => schemaOf({}, {})).toThrow("a name comes twice");
    const [hits] = ARENA.events;
    expect(() => Schema.fromWire({ ...ARENA, events: [hits, hits] })).toThrow("a name comes twice");
    const inputs = { ...ARENA.inputs!, columns: [x, x] };
    expect(() => Schema.fromWire({ ...ARENA, inputs })).toThrow("a name comes twice");
  });

  test("has further tables with what not everybody is told", () => {
    const columns = [{ ...ARENA.tables[0].columns[0], name: "ammo" }];
    const others = [{ ...columns[0], name: "fuel" }];
    const with2 = schemaOf({}, { columns, audience: OWNER }, { columns: others, audience: TEAM });
    expect(with2.table("t").audience).toBe("EVERYBODY");
    expect(with2.partsOf(with2.table("t")).map((part) => part.audience)).toEqual(["OWNER", "TEAM"]);
    expect(new Set([with2.hash(), schemaOf({}).hash(), schemaOf({}, { columns, audience: TEAM }).hash()]).size).toBe(3);
  });

  test("says whose an entity is: by a column, by its slot, or by nothing that clients are told", () => {
    const columns = [{ ...ARENA.tables[0].columns[0], name: "keeper" }];
    const owners = [0, 1, 2].map((ownerColumn) => schemaOf({ columns, ownerColumn }).table("t").ownerColumn);
    expect(owners).toEqual([-1, 0, 1]);
    expect(() => schemaOf({ columns, ownerColumn: 3 })).toThrow('table "t" has no column 3 for owners');
    expect(schemaOf({ columns, ownerColumn: 1 }).hash()).toBe(schemaOf({ columns }).hash());
  });

  test("may have tables of which not everybody is told a row, and such events", () => {
    const columns = [{ ...ARENA.tables[0].columns[0], name: "ammo" }];
    const hands = schemaOf({ audience: OWNER });
    expect(hands.wholeTables).toEqual([hands.table("t")]);
    expect(hands.partsOf(hands.table("t"))).toEqual([]);
    const plans = schemaOf({ columns, audience: OWNER }, { audience: TEAM });
    expect(plans.table("t").audience, "an owner is in its team").toBe("TEAM");
    expect(plans.partsOf(plans.table("t")).map(({ audience }) => audience)).toEqual(["OWNER"]);
    const hits = WireSchema.fromPartial({ events: [{ name: "hits", capacity: 1, audience: OWNER }] });
    expect(Schema.fromWire(hits).event("hits").audience).toBe("OWNER");
  });

  test("whose tables for some are out of place is refused", () => {
    expect(() => schemaOf({ audience: 9 as TableSchema_Audience })).toThrow("for an unknown audience");
    expect(() => schemaOf({ capacity: 2 }, { audience: OWNER })).toThrow("has two capacities");
    expect(() => schemaOf({}, { audience: OWNER }, { name: "u" })).toThrow("comes after one for fewer");
    expect(() => schemaOf({}, { audience: TEAM }, { audience: OWNER })).toThrow("comes after one for fewer");
    expect(() => Schema.fromWire({ ...ARENA, inputs: { ...ARENA.inputs!, audience: OWNER } })).toThrow(
      "inputs are for few",
    );
  });
});

describe("the held input", () => {
  test("rests where nothing is given, and holds until it is changed", () => {
    const state = new InputState(schema.inputs);
    expect([...state.take()]).toEqual([0, 0, 0]);
    state.set({ turn: -1, thrust: true });
    expect([state.take(), state.take()].map((raws) => [...raws])).toEqual([
      [-1, 1, 0],
      [-1, 1, 0],
    ]);
    state.set({});
    expect([...state.take()]).toEqual([0, 0, 0]);
  });

  test("sends a tap that was shorter than a tick, once", () => {
    const state = new InputState(schema.inputs);
    state.set({ fire: true });
    state.set({ fire: false });
    expect([state.take()[2], state.take()[2]]).toEqual([1, 0]);
  });

  test.each(["constructor", "__proto__", "toString", "hasOwnProperty"])("may be called %s", (name) => {
    const flag = { ...ARENA.inputs!.columns[1], name };
    const { inputs } = Schema.fromWire({ ...ARENA, inputs: { ...ARENA.inputs!, columns: [flag] } });
    const state = new InputState(inputs);
    state.set({});
    expect([...state.take()]).toEqual([0]);
    state.set({ [name]: true });
    expect([...state.take()]).toEqual([1]);
  });

  test("refuses unknown names and values out of range, and stays as it was", () => {
    const state = new InputState(schema.inputs);
    state.set({ turn: 1 });
    expect(() => state.set({ turn: 2 })).toThrow(RangeError);
    expect(() => state.set({ jump: true })).toThrow('no column "jump"; it has turn, thrust, fire');
    expect([...state.take()]).toEqual([1, 0, 0]);
  });
});
