import { describe, expect, test } from "vitest";
import { ServerFrame as WireFrame } from "./generated/tickwire/frames.ts";
import { Schema, ServerFrame, SnapshotDecoder } from "../src/index.ts";
import { View } from "../src/view.ts";
import { ARENA } from "./support/arenaSchema.ts";
import { emptyWorld, encodeBlock, type World } from "./support/world.ts";

const schema = Schema.fromWire(ARENA);
const ID = 65536 + 3;
const ship = (x: number, y: number, heading: number, rest: number[] = [100, 7, 1, 1, 0, 1]) => [
  x * 8,
  y * 8,
  heading,
  ...rest,
];

/** A decoder that has got these ships at these ticks. */
function holding(...snapshots: [tick: number, ships: Record<number, number[]>, quietAgo?: number][]): SnapshotDecoder {
  const decoder = new SnapshotDecoder(schema);
  for (const [tick, ships, quietAgo] of snapshots) {
    const world: World = { ...emptyWorld(schema), tick, texts: new Map([[1, "Ada"]]) };
    for (const [id, raws] of Object.entries(ships)) world.tables[0].set(Number(id), raws);
    const frame = new ServerFrame();
    frame.read(
      WireFrame.encode(
        WireFrame.fromPartial({ tick, quietAgo, blocks: [encodeBlock(schema, undefined, undefined, world)] }),
      ).finish(),
    );
    decoder.apply(frame);
  }
  return decoder;
}

function shown(decoder: SnapshotDecoder, tick: number, view = new View<any>(schema)): View<any> {
  view.show(decoder, tick);
  return view;
}

describe("a view of a room that was quiet", () => {
  const quiet = (quietAgo: number) =>
    holding([10, { [ID]: ship(100, 200, 0) }], [30, { [ID]: ship(108, 200, 0) }, quietAgo]);
  const x = (decoder: SnapshotDecoder, tick: number) => shown(decoder, tick).table("ships").at(0).x;

  test("lets nothing move before it did", () => {
    const decoder = quiet(2);
    expect([x(decoder, 20), x(decoder, 28), x(decoder, 29), x(decoder, 30)]).toEqual([100, 100, 104, 108]);
  });

  test("believes no server that was quiet before the snapshot that it held, or after the one that it sends", () => {
    expect(x(quiet(1000), 20)).toBe(104);
    expect(x(quiet(20), 20)).toBe(104);
  });
});

describe("a view between two snapshots", () => {
  const decoder = holding(
    [10, { [ID]: ship(100, 200, 250, [80, 7, 1, 1, 0, 1]) }],
    [14, { [ID]: ship(108, 180, 6, [60, 17, 1, 1, 1, 0]) }],
  );

  test("moves FIXED columns in a straight line", () => {
    const row = shown(decoder, 11).table("ships").at(0);
    expect([row.x, row.y]).toEqual([102, 195]);
  });

  test("turns ANGLE columns the short way round", () => {
    const row = shown(decoder, 12).table("ships").at(0);
    expect(row.heading).toBeCloseTo(0);
    expect(shown(decoder, 13).table("ships").at(0).heading).toBeCloseTo((3 * Math.PI) / 128);
  });

  test("keeps other columns as they were, until the later snapshot's time", () => {
    const before = shown(decoder, 13.99).table("ships").at(0);
    expect([before.hull, before.score, before.thrusting, before.shielded, before.name]).toEqual([
      80,
      7,
      false,
      true,
      "Ada",
    ]);
    const after = shown(decoder, 14).table("ships").at(0);
    expect([after.hull, after.score, after.thrusting, after.shielded]).toEqual([60, 17, true, false]);
  });

  test("stays at the ends outside of what is held", () => {
    expect(shown(decoder, 3).table("ships").at(0).x).toBe(100);
    expect(shown(decoder, 99).table("ships").at(0).x).toBe(108);
    expect(shown(decoder, 99).tick).toBe(14);
  });
});

describe("entities that come and go", () => {
  test("are there exactly from the snapshot that brings them to the one that takes them", () => {
    const decoder = holding([10, {}], [12, { [ID]: ship(1, 1, 0) }], [14, {}]);
    const sizes = [10, 11.9, 12, 13.9, 14].map((tick) => shown(decoder, tick).table("ships").size);
    expect(sizes).toEqual([0, 0, 1, 1, 0]);
  });

  test("do not slide to the place of the next one in their slot", () => {
    const next = 2 * 65536 + 3;
    const decoder = holding([10, { [ID]: ship(0, 0, 0) }], [12, { [next]: ship(100, 100, 0) }]);
    const before = shown(decoder, 11).table("ships");
    expect([before.at(0).id, before.at(0).x]).toEqual([ID, 0]);
    expect(before.get(next)).toBeUndefined();
    expect(shown(decoder, 12).table("ships").get(next)?.x).toBe(100);
  });

  test("keep their id when rows before them vanish", () => {
    const first = 65536;
    const decoder = holding([10, { [first]: ship(5, 5, 0), [ID]: ship(100, 0, 0) }], [12, { [ID]: ship(104, 0, 0) }]);
    expect(shown(decoder, 11).table("ships").get(ID)?.x).toBe(102);
  });
});

test("an entity that moved further than the teleport distance is not drawn in between", () => {
  const decoder = holding([10, { [ID]: ship(0, 0, 0) }], [12, { [ID]: ship(50, 1000, 64) }]);
  const row = shown(decoder, 11, new View<any>(schema, { ships: { x: 200, y: 200 } }))
    .table("ships")
    .at(0);
  expect([row.x, row.y, row.heading]).toEqual([0, 0, 0]);
  expect(shown(decoder, 11).table("ships").at(0).y).toBe(500);
});

describe("a table of a view", () => {
  const view = shown(holding([10, { [ID]: ship(1, 2, 0), [ID + 1]: ship(3, 4, 0) }]), 10);

  test("goes through its rows in slot order", () => {
    expect([...view.table("ships")].map((row) => row.x)).toEqual([1, 3]);
  });

  test("gives a column as numbers", () => {
    const ships = view.table("ships");
    expect([...ships.values("y").subarray(0, ships.size)]).toEqual([2, 4]);
  });

  test("names what there is when asked for what there is not", () => {
    expect(() => view.table("rockets")).toThrow('no table "rockets"; it has ships, bullets, asteroids, pickups');
    expect(() => view.table("bullets").values("speed")).toThrow('no column "speed"; it has x, y, owner');
    expect(() => view.table("ships").at(2)).toThrow(RangeError);
    expect(() => new View<any>(schema, { ships: { hull: 3 } })).toThrow("only FIXED");
  });
});
