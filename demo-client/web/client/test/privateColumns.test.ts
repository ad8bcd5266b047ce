import { describe, expect, test } from "vitest";
import { ColumnSchema_Kind as Kind, Schema as WireSchema, TableSchema_Audience } from "./generated/tickwire/frames.ts";
import { Schema, SnapshotDecoder } from "../src/index.ts";
import { View } from "../src/view.ts";
import { frameOf } from "./support/layeredSender.ts";
import { Random } from "./support/random.ts";
import { type Choices, copyOf, emptyWorld, encodeBlock, PLAIN, type World, worldOf } from "./support/world.ts";

const { OWNER, TEAM } = TableSchema_Audience;
const integer = (name: string) => ({ name, kind: Kind.INTEGER, min: -1000, max: 1000 });
const schema = Schema.fromWire(
  WireSchema.fromPartial({
    tables: [
      { name: "ships", capacity: 40, columns: [{ name: "x", kind: Kind.FIXED, max: 1000, step: 0.5 }] },
      { name: "rocks", capacity: 8, columns: [integer("size")] },
      {
        name: "ships",
        capacity: 40,
        audience: OWNER,
        columns: [integer("ammo"), { name: "aim", kind: Kind.ANGLE, bits: 8 }, { name: "armed", kind: Kind.FLAG }],
      },
      { name: "ships", capacity: 40, audience: TEAM, columns: [{ name: "role", kind: Kind.ENUM, labels: ["a", "b"] }] },
    ],
  }),
);
const [SHIPS, ROCKS, OWN, TEAMS] = [0, 1, 2, 3];
const LAYER_OF = [0, 0, 3, 4];
const [A, B] = [65536 + 1, 65536 + 2];

/** A server's side of one client: a block for layer 0 always, and for the private ones when something in them is another. */
class Sender {
  private sent: { base?: World; previous?: World }[] = [];

  constructor(private readonly choices: Choices = { ...PLAIN, predicts: () => true }) {}

  frame(world: World) {
    const blocks = [0, 1, 3, 4].flatMap((layer) => {
      const part: World = { ...emptyWorld(schema), tick: world.tick };
      world.tables.forEach((rows, t) => {
        if (LAYER_OF[t] === layer) part.tables[t] = rows;
      });
      const { base, previous } = this.sent[layer] ?? {};
      const isSame =
        base && String(base.tables.map((rows) => [...rows])) === String(part.tables.map((rows) => [...rows]));
      if (layer === 1 || (layer > 0 && isSame)) return [];
      this.sent[layer] = { base: copyOf(part), previous: base };
      return [{ ...encodeBlock(schema, base, previous, part, this.choices), layer }];
    });
    return frameOf(world.tick, blocks);
  }

  forget(): void {
    this.sent = [];
  }
}

const worldAt = (tick: number, ...tables: Record<number, number[]>[]): World => ({
  tick,
  texts: new Map(),
  tables: schema.tables.map((_, t) => new Map(Object.entries(tables[t] ?? {}).map(([id, raws]) => [Number(id), raws]))),
});

describe("a view", () => {
  const decoder = new SnapshotDecoder(schema);
  const sender = new Sender();
  const worlds = [
    worldAt(10, { [A]: [0], [B]: [20] }, {}, { [A]: [7, 64, 1] }, { [A]: [0], [B]: [1] }),
    worldAt(14, { [A]: [8], [B]: [20] }, {}, { [A]: [7, 64, 1] }, { [A]: [0], [B]: [1] }),
    worldAt(18, { [A]: [16], [B]: [20] }, {}, { [A]: [3, 128, 0] }, { [A]: [1] }),
    // The ship's slot has another's ship in it.
    worldAt(22, { [A + 65536]: [50], [B]: [20] }, {}, {}, {}),
  ];
  for (const world of worlds) expect(decoder.apply(sender.frame(world))).toBe("applied");
  const ships = (tick: number) => {
    const view = new View<any>(schema);
    view.show(decoder, tick);
    return view.table("ships");
  };

  test("has what a player is told as properties of the entity", () => {
    const ship = ships(10).get(A)!;
    expect([ship.ammo, ship.aim, ship.armed, ship.role]).toEqual([7, Math.PI / 2, true, "a"]);
    expect(Object.keys(Object.getPrototypeOf(ship))).toEqual(["x", "ammo", "aim", "armed", "role"]);
  });

  test("does not know what a player is not told", () => {
    const table = ships(10);
    const ship = table.get(B)!;
    expect([ship.ammo, ship.aim, ship.armed, ship.role]).toEqual([undefined, undefined, undefined, "b"]);
    expect([...table.values("ammo").subarray(0, table.size)]).toEqual([7, NaN]);
  });

  test("changes it when its time has come, and not before", () => {
    for (const [tick, ammo, x] of [
      [14, 7, 4],
      [17.9, 7, 7.9],
      [18, 3, 8],
    ]) {
      expect(ships(tick).get(A)!.ammo, `tick ${tick}`).toBe(ammo);
      expect(ships(tick).get(A)!.x, `tick ${tick}`).toBeCloseTo(x);
    }
  });

  test("forgets it when the player is no longer told, and does not give it to who is next in the slot", () => {
    expect(ships(18).get(B)!.role).toBeUndefined();
    expect(ships(22).get(A + 65536)!.ammo).toBeUndefined();
  });

  test("names private columns among the others, and only those of the table", () => {
    expect(() => ships(10).values("fuel")).toThrow(
      'table "ships" has no column "fuel"; it has x, ammo, aim, armed, role',
    );
    expect(() => new View<any>(schema).table("rocks").values("ammo")).toThrow('no column "ammo"');
  });
});

test.each([1, 2, 3, 4, 5, 6])("random worlds with private columns arrive as they were sent (seed %i)", (seed) => {
  const random = new Random(seed);
  const packed = seed % 2 === 0 ? { parameter: () => random.int(8) } : {};
  const sender = new Sender({
    predicts: () => random.chance(0.5),
    rows: () => (packed.parameter || random.chance(0.5) ? "sparse" : "bitmap"),
    ...packed,
  });
  const decoder = new SnapshotDecoder(schema);
  const view = new View<any>(schema);
  const world = worldAt(100);
  for (let i = 0; i < 200; i++) {
    world.tick += 1 + random.int(3);
    for (const t of [SHIPS, ROCKS]) {
      for (let slot = 0; slot < schema.tables[t].capacity; slot++) {
        if (random.chance(0.9)) continue;
        const [old] = [...world.tables[t].keys()].filter((id) => (id & 0xffff) === slot);
        if (old) for (const table of [t, OWN, TEAMS]) world.tables[table].delete(t === SHIPS || table === t ? old : -1);
        if (random.chance(0.6)) world.tables[t].set(((old ?? 65536) & ~0xffff) + 65536 + slot, [random.int(100)]);
      }
    }
    for (const id of world.tables[SHIPS].keys()) {
      if (random.chance(0.1)) world.tables[OWN].delete(id);
      if (random.chance(0.05)) world.tables[OWN].set(id, [random.int(100), random.int(256), random.int(2)]);
      if (random.chance(0.05)) world.tables[TEAMS].set(id, [random.int(2)]);
    }
    if (random.chance(0.03)) sender.forget();
    expect(decoder.apply(sender.frame(world)), `snapshot ${i}`).toBe("applied");
    const held = worldOf(schema, decoder.newest!);
    for (const t of [SHIPS, ROCKS, OWN, TEAMS]) {
      expect(Object.fromEntries(held.tables[t]), `snapshot ${i}, table ${t}`).toEqual(
        Object.fromEntries(world.tables[t]),
      );
    }
    view.show(decoder, world.tick);
    for (const ship of view.table("ships")) {
      expect(ship.ammo, `snapshot ${i}, ship ${ship.id}`).toBe(world.tables[OWN].get(ship.id)?.[0]);
    }
  }
});
