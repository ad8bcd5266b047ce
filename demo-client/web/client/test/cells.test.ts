import { describe, expect, test } from "vitest";
import { EntityWatch } from "../src/entityWatch.ts";
import { MalformedFrameError } from "../src/malformedFrameError.ts";
import { Prediction } from "../src/prediction.ts";
import type { PredictedWorld } from "../src/rules.ts";
import { Schema } from "../src/schema.ts";
import { SnapshotDecoder } from "../src/snapshotDecoder.ts";
import { View } from "../src/view.ts";
import {
  type ColumnSchema,
  ColumnSchema_Kind as Kind,
  Schema as WireSchema,
  type TableDelta,
  TableSchema_Audience,
} from "./generated/tickwire/frames.ts";
import { frameOf } from "./support/layeredSender.ts";
import { emptyDelta } from "./support/pack.ts";

const slot: Partial<ColumnSchema> = { name: "slot", kind: Kind.INTEGER, max: 100, cells: 4 };
const x: Partial<ColumnSchema> = { name: "x", kind: Kind.FIXED, max: 1000, step: 0.5 };
const schemaOf = (capacity: number, ...columns: Partial<ColumnSchema>[]) =>
  Schema.fromWire(WireSchema.fromPartial({ tables: [{ name: "chests", capacity, columns }] }));

const WIRE = WireSchema.fromPartial({
  tables: [
    { name: "chests", capacity: 8, columns: [x, slot, { ...x, name: "y" }] },
    {
      name: "chests",
      capacity: 8,
      audience: TableSchema_Audience.OWNER,
      columns: [{ ...slot, name: "own", cells: 2 }],
    },
  ],
});
const schema = Schema.fromWire(WIRE);
const [A, B] = [65536 + 1, 65536 + 5];

const block = (layer: number, baselineAgo: number, ...deltas: Partial<TableDelta>[]) => ({
  layer,
  baselineAgo,
  previousAgo: 0,
  texts: [],
  tables: deltas.map((delta) => ({ ...emptyDelta(delta.table ?? 0), ...delta })),
});
/** Two chests; of the first this player is told its own cells, too. */
const KEYFRAME = block(0, 0, {
  entered: [1, 3],
  generations: [1, 1],
  initial: [2, 4, 1, 2, 3, 4, 5, 6, 7, 8, 20, 40],
});
const OWN = block(3, 0, { table: 1, entered: [1], generations: [1], initial: [8, 9] });
const sparse = (...ranks: number[]) => ({ changed: 2n, partial: 2n, sparse: 2n, rowGaps: [ranks.length, ...ranks] });

class Scene {
  readonly decoder = new SnapshotDecoder(schema);
  readonly view = new View<any>(schema);
  tick = 10;

  constructor() {
    this.decoder.apply(frameOf(this.tick, [KEYFRAME, OWN]));
  }

  /** What a frame after the last makes of the chests. */
  change(delta: Partial<TableDelta>, own: Partial<TableDelta>[] = []): void {
    const blocks = [block(0, 2, delta), block(3, 2, ...own)];
    expect(this.decoder.apply(frameOf((this.tick += 2), blocks))).toBe("applied");
  }

  draw(): View<any> {
    this.view.show(this.decoder, this.tick);
    return this.view;
  }
}

describe("a schema with cells", () => {
  test("has columns of a kind of their own, which pages can ask for", () => {
    expect(schema.tables[0].column("slot")).toMatchObject({ kind: "CELLS", cells: 4 });
    expect(schema.lackOf({ tables: { chests: { slot: "CELLS", own: "CELLS" } }, inputs: {} })).toBeUndefined();
    const other = { tables: { chests: { slot: "INTEGER", x: "FIXED" } }, inputs: {} } as const;
    expect(schema.lackOf(other)).toBe('table "chests" has no INTEGER column "slot"');
  });

  test("has another hash for another number of them", () => {
    const hashes = [1, 2, 4].map((cells) => schemaOf(8, { ...slot, cells }).hash());
    expect(new Set(hashes).size).toBe(3);
  });

  test.each([
    ["too many in a row", 8, { cells: 1025 }],
    ["too many in a table", 65536, { cells: 65 }],
    ["flags", 8, { kind: Kind.FLAG }],
    ["texts", 8, { kind: Kind.TEXT }],
    ["numbers of an unknown kind", 8, { kind: 99 }],
    ["numbers that are not whole", 8, { min: 0.5 }],
  ])("is refused where there are %s", (_, capacity, changes) => {
    expect(() => schemaOf(capacity, { ...slot, ...changes })).toThrow(MalformedFrameError);
  });
});

describe("a delta of cells", () => {
  test.each<[string, Partial<TableDelta>]>([
    ["a cell beyond the column", { ...sparse(8), residuals: [1] }],
    ["a list longer than the column", { ...sparse(...new Array<number>(9).fill(0)), residuals: new Array(9).fill(0) }],
    ["a bitmap with a bit too many", { changed: 2n, partial: 2n, rowBitmaps: Uint8Array.of(0, 1), residuals: [1] }],
    ["a bitmap cut off", { changed: 2n, partial: 2n, residuals: [1] }],
    ["too few residuals", { changed: 2n, residuals: new Array(7).fill(0) }],
    ["too many residuals", { changed: 2n, residuals: new Array(9).fill(0) }],
    ["too few initial values", { entered: [4], generations: [1], initial: [1, 2, 3] }],
    [
      "the rows of an earlier column",
      { ...sparse(0), changed: 3n, partial: 3n, sparse: 1n, sameRows: 2n, residuals: [1, 1] },
    ],
    ["rows that a later column shares", { ...sparse(0), changed: 6n, partial: 6n, sameRows: 4n, residuals: [1, 1] }],
  ])("is refused with %s", (_, delta) => {
    const { decoder, tick } = new Scene();
    const frame = frameOf(tick + 2, [block(0, 2, delta)]);
    expect(() => decoder.apply(frame)).toThrow(MalformedFrameError);
  });

  test("that are predicted is refused", () => {
    const scene = new Scene();
    scene.change({});
    const frame = frameOf(scene.tick + 2, [{ ...block(0, 2, { predicted: 2n }), previousAgo: 2 }]);
    expect(() => scene.decoder.apply(frame)).toThrow("contradicts itself");
  });

  test("lists them by row and cell, and leaves the rows of other columns as they are", () => {
    const scene = new Scene();
    scene.change({
      changed: 7n,
      partial: 7n,
      sparse: 3n,
      sameRows: 4n,
      rowGaps: [1, 1, 2, 3, 0],
      residuals: [2, 10, 20, 30],
    });
    const [first, second] = scene.draw().table("chests");
    expect([first.x, [...first.slot], first.y]).toEqual([1, [1, 2, 3, 14], 10]);
    expect([second.x, [...second.slot], second.y]).toEqual([3, [25, 6, 7, 8], 35]);
  });
});

describe("a view of cells", () => {
  test("gives an Int32Array, and undefined where this player is not told", () => {
    const [first, second] = new Scene().draw().table("chests");
    expect(first.slot).toEqual(Int32Array.of(1, 2, 3, 4));
    expect(first.own).toEqual(Int32Array.of(8, 9));
    expect(second.slot).toEqual(Int32Array.of(5, 6, 7, 8));
    expect(second.own).toBeUndefined();
  });

  test("gives the same array in each view, which it fills anew, whatever the page writes into it", () => {
    const scene = new Scene();
    const { slot } = scene.draw().table("chests").at(0);
    slot.fill(99);
    scene.change({ ...sparse(1), residuals: [7] });
    expect(slot[1], "until the next view").toBe(99);
    expect(scene.draw().table("chests").at(0).slot).toBe(slot);
    expect([...slot]).toEqual([1, 9, 3, 4]);
  });

  test("has 0 for them among the numbers, or what is not a number where they are not known", () => {
    const rows = new Scene().draw().table("chests");
    expect([...rows.values("own").subarray(0, 2)]).toEqual([0, NaN]);
  });
});

describe("a watch of entities with cells", () => {
  const noting = (columns?: readonly string[]) => {
    const told: unknown[] = [];
    const watch = new EntityWatch(
      schema,
      "chests",
      {
        columns,
        change: (chest: any, _, before: any) => {
          const all = [before.slot, chest.slot, before.own, chest.own] as (Int32Array | undefined)[];
          told.push(all.map((cells) => cells && [...cells]));
        },
      },
      (error) => expect.unreachable(String(error)),
    );
    return { told, watch };
  };

  test("tells when one changes, what was in them and what is", () => {
    const scene = new Scene();
    const { told, watch } = noting();
    watch.look(scene.draw());
    scene.change({ ...sparse(6), residuals: [1] });
    watch.look(scene.draw());
    expect(told).toEqual([[[5, 6, 7, 8], [5, 6, 8, 8], undefined, undefined]]);
    scene.change({});
    watch.look(scene.draw());
    scene.change({ ...sparse(6), residuals: [0] });
    watch.look(scene.draw());
    expect(told).toHaveLength(1);
  });

  test("tells when they come to be known, and when they are not any more", () => {
    const scene = new Scene();
    const { told, watch } = noting(["own"]);
    watch.look(scene.draw());
    scene.change({ ...sparse(0), residuals: [1] }, [{ table: 1, left: [0] }]);
    watch.look(scene.draw());
    scene.change({}, [{ table: 1, entered: [1], generations: [1], initial: [8, 9] }]);
    watch.look(scene.draw());
    scene.change({}, [{ table: 1, changed: 1n, residuals: [0, 1] }]);
    watch.look(scene.draw());
    expect(told.map((one) => (one as unknown[]).slice(2))).toEqual([
      [[8, 9], undefined],
      [undefined, [8, 9]],
      [
        [8, 9],
        [8, 10],
      ],
    ]);
  });
});

/** Rules that add 1 to the third cell of each chest, and 10 to the second of those that only its owner is told. */
class ChestRules implements PredictedWorld {
  private ids: number[] = [];
  private columns = new Map<string, Int32Array>();
  private saved = new Map<string, Int32Array>();

  schemaHash = () => schema.hash();
  setTickRateHz = () => {};
  setMostViewAgo = () => {};
  tune = () => true;
  predicted = () => "OWN" as const;
  loaded = () => {};
  setInput = () => {};
  save = () => void (this.saved = structuredClone(this.columns));
  restore = () => void (this.columns = structuredClone(this.saved));

  begin(): void {
    this.ids = [];
    this.columns.clear();
  }

  add(_table: number, ids: Int32Array, count: number): void {
    this.ids.push(...ids.subarray(0, count));
  }

  column(part: number, column: number): Int32Array {
    const name = `${part}.${column}`;
    const array = this.columns.get(name) ?? new Int32Array(8 * 4);
    this.columns.set(name, array);
    return array;
  }

  step(): void {
    for (const id of this.ids) {
      this.column(0, 1)[(id & 0xffff) * 4 + 2] += 1;
      this.column(1, 0)[(id & 0xffff) * 2 + 1] += 10;
    }
  }

  predictedIds(_table: number, ids: Int32Array): number {
    const mine = this.ids.filter((id) => (id & 0xffff) === 1);
    ids.set(mine);
    return mine.length;
  }
}

describe("a prediction of cells", () => {
  test("starts from those of the snapshot and shows what the rules make of them", () => {
    const scene = new Scene();
    const rest = new Int32Array();
    const prediction = new Prediction(new ChestRules(), schema, 1, rest, [undefined], () => {});
    const view = new View<any>(schema, {}, 1);
    prediction.onSnapshot(scene.decoder.newest!, -1);
    for (let tick = 11; tick < 14; tick++) prediction.onInput({ tick, raws: rest, viewAgo: 0 });
    prediction.show(13, rest, 0);
    view.show(scene.decoder, scene.tick, 0, prediction);

    const chests = view.table("chests");
    expect(chests.size).toBe(2);
    expect([...chests.get(A)!.slot]).toEqual([1, 2, 6, 4]);
    expect([...chests.get(A)!.own]).toEqual([8, 39]);
    expect([...chests.get(B)!.slot], "of another").toEqual([5, 6, 7, 8]);
  });
});
