import { expect, test } from "vitest";
import { ColumnSchema_Kind as Kind, Schema as WireSchema, TableSchema_Audience } from "./generated/tickwire/frames.ts";
import { Schema, SnapshotDecoder } from "../src/index.ts";
import { View } from "../src/view.ts";
import { frameOf } from "./support/layeredSender.ts";
import { Random } from "./support/random.ts";
import { copyOf, emptyWorld, encodeBlock, PLAIN, type World } from "./support/world.ts";

const ROUNDS = 300;
const x = { name: "x", kind: Kind.FIXED, max: 1000, step: 0.5 };
const schema = Schema.fromWire(
  WireSchema.fromPartial({
    tables: [
      { name: "ships", capacity: 12, columns: [x, { name: "heading", kind: Kind.ANGLE, bits: 8 }] },
      { name: "rocks", capacity: 6, columns: [x] },
      {
        name: "ships",
        capacity: 12,
        audience: TableSchema_Audience.OWNER,
        columns: [{ name: "ammo", kind: Kind.INTEGER, max: 100 }],
      },
    ],
  }),
);
const [SHIPS, OWN] = [0, 2];
const OWNER_LAYER = 3;

/** What a server has sent of each layer. */
class Layers {
  readonly layers: (World | undefined)[] = [];
  private readonly before: (World | undefined)[] = [];

  /** A block with what a layer is from now on. */
  block(layer: number, world: World) {
    const base = this.layers[layer];
    const block = encodeBlock(schema, base, this.before[layer], world, { ...PLAIN, predicts: () => true });
    this.before[layer] = base;
    this.layers[layer] = copyOf(world);
    return { ...block, layer };
  }

  /** What the layers show together: of each slot, the row in the lowest layer that has one. */
  rows(table: number): Map<number, number[]> {
    const bySlot = new Map<number, [number, number[]]>();
    for (const layer of this.layers) {
      for (const [id, raws] of layer?.tables[table] ?? [])
        if (!bySlot.has(id & 0xffff)) bySlot.set(id & 0xffff, [id, raws]);
    }
    return new Map([...bySlot.values()].sort(([a], [b]) => (a & 0xffff) - (b & 0xffff)));
  }
}

/** Who is in which layer changes at random, and so does where everybody is. */
function change(random: Random, world: World, layer: number): void {
  world.tables.forEach((rows, t) => {
    if ((t === OWN) !== (layer === OWNER_LAYER)) return;
    const { capacity, columns } = schema.tables[t];
    for (const [id, raws] of rows) {
      if (random.chance(0.2)) rows.delete(id);
      else if (random.chance(0.8)) raws[0] = random.int(100);
    }
    const slot = random.int(capacity);
    if (random.chance(0.5) && ![...rows.keys()].some((id) => (id & 0xffff) === slot)) {
      rows.set(
        (1 + random.int(3)) * 65536 + slot,
        columns.map(() => random.int(100)),
      );
    }
  });
}

test("the newest is all that the layers hold, and nothing that is gone or in between", () => {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
  const random = new Random(seed);
  for (let round = 0; round < ROUNDS; round++) {
    const decoder = new SnapshotDecoder(schema, 3 + random.int(8));
    const [drawn, newest] = [new View<any>(schema), new View<any>(schema)];
    const sent = new Layers();
    for (let tick = 100; tick < 130; tick += 1 + random.int(2)) {
      const due = [0, 1, 2, OWNER_LAYER].filter((layer) => tick === 100 || random.chance(1 / (layer + 1)));
      const blocks = due.map((layer) => {
        const world = { ...copyOf(sent.layers[layer] ?? emptyWorld(schema)), tick };
        change(random, world, layer);
        return sent.block(layer, world);
      });
      const message = `seed ${seed}, round ${round}, tick ${tick}`;
      expect(decoder.apply(frameOf(tick, blocks)), message).toBe("applied");
      drawn.show(decoder, tick - random.int(5) - random.next());
      newest.showExactly(decoder.newest!);
      expect(newest.tick, message).toBe(tick);
      const ammo = sent.rows(OWN);
      for (const table of schema.tables.slice(SHIPS, OWN)) {
        const shown = [...newest.table(table.name)].map((row) => [row.id, row.x, row.heading, row.ammo]);
        const held = [...sent.rows(table.index)].map(([id, raws]) =>
          table.index === SHIPS
            ? [id, raws[0] / 2, (raws[1] * 2 * Math.PI) / 256, ammo.get(id)?.[0]]
            : [id, raws[0] / 2, undefined, undefined],
        );
        expect(shown, message).toEqual(held);
      }
    }
  }
}, 60_000);
