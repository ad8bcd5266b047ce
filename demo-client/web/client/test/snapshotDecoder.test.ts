import { describe, expect, test } from "vitest";
import {
  type Block,
  type ColumnSchema,
  ColumnSchema_Kind,
  Schema as WireSchema,
  ServerFrame as WireFrame,
  type TableDelta,
} from "./generated/tickwire/frames.ts";
import { MalformedFrameError, Schema, ServerFrame, SnapshotDecoder } from "../src/index.ts";
import { ARENA } from "./support/arenaSchema.ts";
import { FrameAccount } from "../src/inspector/frameAccount.ts";
import { Random } from "./support/random.ts";
import { emptyDelta, pack } from "./support/pack.ts";
import { type Choices, copyOf, emptyWorld, encodeBlock, heldOf, type World, worldOf } from "./support/world.ts";

const arena = Schema.fromWire(ARENA);

function frameOf(tick: number, blocks: Block[], stateHash?: number): ServerFrame {
  const frame = new ServerFrame();
  frame.read(WireFrame.encode(WireFrame.fromPartial({ tick, blocks, stateHash })).finish());
  return frame;
}

function schemaOf(capacity: number, ...columns: Partial<ColumnSchema>[]): Schema {
  return Schema.fromWire(WireSchema.fromPartial({ tables: [{ name: "things", capacity, columns }] }));
}

/** A schema of one table with columns of two kinds, for frames by hand. */
const COLUMNS: Partial<ColumnSchema>[] = [
  { name: "x", kind: ColumnSchema_Kind.INTEGER, min: -1000, max: 1000 },
  { name: "a", kind: ColumnSchema_Kind.ANGLE, bits: 8 },
];
const small = schemaOf(8, ...COLUMNS);
const NO_CHANGE = emptyDelta(0);
const block = (baselineAgo: number, previousAgo: number, delta: Partial<TableDelta>): Block => ({
  baselineAgo,
  previousAgo,
  layer: 0,
  tables: [{ ...NO_CHANGE, ...delta }],
  texts: [],
});
/** Slots 1, 3 and 4 with x 10, 20, 30 and a 250, 0, 128. */
const KEYFRAME = block(0, 0, {
  entered: [1, 1, 0],
  generations: [1, 1, 2],
  initial: [10, 20, 30, 250, 0, 128],
});
const ids = { first: 65536 + 1, second: 65536 + 3, third: 2 * 65536 + 4 };

function keyed(): SnapshotDecoder {
  const decoder = new SnapshotDecoder(small);
  expect(decoder.apply(frameOf(100, [KEYFRAME]))).toBe("applied");
  return decoder;
}

const rowsOf = (decoder: SnapshotDecoder) => Object.fromEntries(worldOf(small, decoder.newest!).tables[0]);

describe("a keyframe", () => {
  test("brings rows in slot order with ids made of generation and slot", () => {
    expect(rowsOf(keyed())).toEqual({ [ids.first]: [10, 250], [ids.second]: [20, 0], [ids.third]: [30, 128] });
  });

  test("starts from nothing, whatever was there", () => {
    const decoder = keyed();
    decoder.apply(frameOf(101, [block(0, 0, { entered: [7], generations: [1], initial: [1, 2] })]));
    expect(rowsOf(decoder)).toEqual({ [65536 + 7]: [1, 2] });
  });
});

describe("a delta", () => {
  test("takes rows away by rank and replaces the row in a slot that is entered", () => {
    const decoder = keyed();
    decoder.apply(frameOf(101, [block(1, 0, { left: [2], entered: [3], generations: [2], initial: [5, 6] })]));
    expect(rowsOf(decoder)).toEqual({ [ids.first]: [10, 250], [2 * 65536 + 3]: [5, 6] });
  });

  test("adds residuals to all survivors, to sparse ranks, to the same ranks, and by bitmap", () => {
    const decoder = keyed();
    decoder.apply(frameOf(101, [block(1, 0, { changed: 1n, residuals: [1, 2, 3] })]));
    decoder.apply(
      frameOf(102, [
        block(1, 0, {
          changed: 3n,
          partial: 3n,
          sparse: 1n,
          sameRows: 2n,
          rowGaps: [2, 0, 1],
          residuals: [100, 200, 1, 2],
        }),
      ]),
    );
    decoder.apply(
      frameOf(103, [block(1, 0, { changed: 2n, partial: 2n, rowBitmaps: Uint8Array.of(0b010), residuals: [-1] })]),
    );
    expect(rowsOf(decoder)).toEqual({ [ids.first]: [111, 251], [ids.second]: [22, 255], [ids.third]: [233, 130] });
  });

  test("predicts from the last two snapshots, rounding towards zero, and angles by their shortest way", () => {
    const decoder = keyed();
    decoder.apply(frameOf(102, [block(2, 0, { changed: 3n, residuals: [-5, 5, 0, 16, -5, 0] })]));
    decoder.apply(frameOf(103, [block(1, 2, { predicted: 3n })]));
    expect(rowsOf(decoder)).toEqual({ [ids.first]: [3, 18], [ids.second]: [27, 249], [ids.third]: [30, 128] });
  });

  test("predicts nothing for a row that the snapshot before did not have", () => {
    const decoder = keyed();
    decoder.apply(frameOf(101, [block(1, 0, { entered: [3], generations: [9], initial: [500, 0] })]));
    decoder.apply(frameOf(102, [block(1, 1, { predicted: 1n })]));
    expect(rowsOf(decoder)[9 * 65536 + 3]).toEqual([500, 0]);
  });

  test("without a block says that nothing changed", () => {
    const decoder = keyed();
    const before = rowsOf(decoder);
    expect(decoder.apply(frameOf(101, []))).toBe("applied");
    expect(rowsOf(decoder)).toEqual(before);
    expect(decoder.tick).toBe(101);
  });
});

describe("texts", () => {
  const named = schemaOf(8, { name: "name", kind: ColumnSchema_Kind.TEXT });
  const names = (decoder: SnapshotDecoder) => {
    const { columns, size } = decoder.newest!.tables[0];
    return [...columns[0].subarray(0, size)].map((key) => decoder.newest!.texts.get(key));
  };
  const named3 = (texts: string[], initial: number[]) => ({
    ...KEYFRAME,
    tables: [{ ...emptyDelta(0), entered: [0, 0, 0], generations: [1, 1, 1], initial }],
    texts,
  });

  test("are those that cells have come to have, by their numbers in the block", () => {
    const decoder = new SnapshotDecoder(named);
    decoder.apply(frameOf(100, [named3(["Ada", "Zoë 🚀"], [2, 1, 0])]));
    expect(names(decoder)).toEqual(["Zoë 🚀", "Ada", ""]);
    const change = { changed: 1n, residuals: [-1, 0, 1] };
    decoder.apply(frameOf(101, [{ ...block(1, 0, change), texts: ["Hopper"] }]));
    expect(names(decoder)).toEqual(["", "Ada", "Hopper"]);
    const sparse = { changed: 1n, partial: 1n, sparse: 1n, rowGaps: [1, 1], residuals: [1] };
    decoder.apply(frameOf(102, [{ ...block(1, 0, sparse), texts: ["Hopper"] }]));
    expect(names(decoder)).toEqual(["", "Hopper", "Hopper"]);
    const first = decoder.layers[0]!.at(2)!;
    expect(first.texts.get(first.tables[0].columns[0][0]), "of an old snapshot").toBe("Zoë 🚀");
  });

  test("that no cell has are let go, once there are many", () => {
    const decoder = new SnapshotDecoder(named, 3);
    decoder.apply(frameOf(100, [named3(["first"], [1, 0, 0])]));
    for (let tick = 101; tick < 6000; tick++) {
      decoder.apply(frameOf(tick, [{ ...block(1, 0, { changed: 1n, residuals: [0, 1, 0] }), texts: [`t${tick}`] }]));
    }
    expect(names(decoder)).toEqual(["first", "t5999", ""]);
    expect(decoder.newest!.texts.entries.size).toBeLessThan(1100);
  });

  test("that the block does not have are nonsense, and so are predicted ones", () => {
    for (const number of [2, -1, -2]) {
      const decoder = new SnapshotDecoder(named);
      expect(() => decoder.apply(frameOf(100, [named3(["Ada"], [number, 0, 0])])), `${number}`).toThrow("no text");
    }
    const decoder = new SnapshotDecoder(named);
    decoder.apply(frameOf(100, [named3([], [0, 0, 0])]));
    decoder.apply(frameOf(101, [block(1, 0, {})]));
    expect(() => decoder.apply(frameOf(102, [block(1, 1, { predicted: 1n })]))).toThrow("contradicts itself");
  });
});

describe("a baseline that is not held", () => {
  test("asks for one resync, then ignores deltas until a keyframe", () => {
    const decoder = keyed();
    expect(decoder.apply(frameOf(105, [block(2, 0, {})]))).toBe("baselineMissing");
    expect(decoder.apply(frameOf(106, [block(1, 0, {})]))).toBe("ignored");
    expect(decoder.tick).toBe(100);
    expect(decoder.apply(frameOf(107, [KEYFRAME]))).toBe("applied");
    expect(decoder.apply(frameOf(108, [block(1, 0, {})]))).toBe("applied");
  });

  test("includes one before the first keyframe", () => {
    const decoder = new SnapshotDecoder(small);
    expect(decoder.apply(frameOf(100, [block(1, 0, {})]))).toBe("baselineMissing");
    expect(decoder.apply(frameOf(101, [block(1, 0, {})]))).toBe("ignored");
  });

  test("includes a previous snapshot with another tick", () => {
    const decoder = keyed();
    decoder.apply(frameOf(101, [block(1, 0, {})]));
    expect(decoder.apply(frameOf(102, [block(1, 2, { predicted: 1n })]))).toBe("baselineMissing");
  });
});

describe("the state hash", () => {
  test("that differs counts as a desync, once, until a keyframe", () => {
    const decoder = keyed();
    const right = decoder.newest!.stateHash();
    expect(decoder.apply(frameOf(101, [block(1, 0, {})], right))).toBe("applied");
    expect(decoder.apply(frameOf(102, [block(1, 0, {})], (right ^ 1) >>> 0))).toBe("desynced");
    expect(decoder.apply(frameOf(103, [block(1, 0, {})], right))).toBe("ignored");
    expect(decoder.desyncs).toBe(1);
    expect(decoder.apply(frameOf(104, [KEYFRAME], right))).toBe("applied");
  });

  test("covers ids and values", () => {
    const hashes = new Set<number>();
    for (const change of [{}, { generations: [1, 1, 3] }, { initial: [10, 20, 30, 250, 0, 129] }]) {
      const decoder = new SnapshotDecoder(small);
      decoder.apply(frameOf(1, [{ ...KEYFRAME, tables: [{ ...KEYFRAME.tables[0], ...change }] }]));
      hashes.add(decoder.newest!.stateHash());
    }
    expect(hashes.size).toBe(3);
  });
});

/** Bits as they stand, filled up to whole bytes with zeros. */
const packed = (...bits: string[]): Partial<TableDelta> => ({
  packed: Uint8Array.from(bits.join("").match(/.{1,8}/g)!, (eight) => parseInt(eight.padEnd(8, "0"), 2)),
});
/** Nobody left and nobody entered. */
const NOBODY = "00";

describe("a packed delta", () => {
  test("adds residuals to listed rows and to the same rows", () => {
    const decoder = keyed();
    const firstAndLast = ["110", "0000", "0", "10"];
    const x = ["1", "0", "11", ...firstAndLast, "0001", "1100", "01"];
    const a = ["1", "0", "10", "0000", `${"1".repeat(16)}${"0".repeat(27)}10100`, "0"];
    decoder.apply(frameOf(101, [block(1, 0, packed(NOBODY, ...x, ...a))]));
    expect(rowsOf(decoder)).toEqual({ [ids.first]: [12, 4], [ids.second]: [20, 0], [ids.third]: [29, 128] });
  });
});

describe("a packed delta with many rows", () => {
  /** Nobody leaves, and 20 rows enter. */
  const twenty = ["0", "1".repeat(16), (20).toString(2).padStart(32, "0")];
  const ranks = (...bits: string[]) => ["1", ...bits];
  const apply = (...bits: string[]) => {
    const decoder = new SnapshotDecoder(schemaOf(24, ...COLUMNS));
    decoder.apply(frameOf(100, [block(0, 0, packed(...twenty, ...bits))]));
    return decoder;
  };

  test("has numbers that are not 0 by rank, and values by steps", () => {
    const slots = ranks("10", "0010", "11110", "00", "0000", "110"); // Slots 0 to 15, then 18 to 21.
    const generations = ["0", ...ranks("10", "0000", "0", "0000", "110")]; // 1 for all.
    const x = ["1", ...ranks("10", "0000", "10", "0001", "11110", "0")]; // 0, 4, 8 and so on.
    const a = ["0", ...ranks("0")]; // 0 for all.
    const rows = rowsOf(apply(...slots, ...generations, ...x, ...a, "00"));
    expect(Object.keys(rows).length).toBe(20);
    expect(rows[65536 + 15]).toEqual([60, 0]);
    expect(rows[65536 + 18]).toEqual([64, 0]);
    expect(rows[65536 + 21]).toEqual([76, 0]);
  });

  test.each([
    ["a rank beyond its end", ranks("10", "0011", "110", "100", "0000", "0")],
    ["ranks that go on beyond its end", ranks("110", "0011", "110", "011", "0", "000", "0000", "0", "0")],
    ["more ranks than numbers", ranks("1".repeat(16), (21).toString(2).padStart(32, "0"))],
    ["a slot beyond the capacity", ranks("10", "0000", "0", "0000", "111110")],
  ])("is refused with %s", (_, bits) => {
    expect(() => apply(...bits)).toThrow(MalformedFrameError);
  });
});

describe("nonsense is refused:", () => {
  const cases: [string, Partial<TableDelta>][] = [
    ["a table that the schema does not have", { table: 1 }],
    ["a rank that left and is out of range", { left: [3] }],
    ["a slot beyond the capacity", { entered: [8], generations: [1], initial: [0, 0] }],
    ["a gap that wraps round", { left: [0, 0xffffffff] }],
    ["an entity without a generation", { entered: [0], initial: [0, 0] }],
    ["generation 0", { entered: [0], generations: [0], initial: [0, 0] }],
    ["a generation beyond the greatest", { entered: [0], generations: [16384], initial: [0, 0] }],
    ["too few initial values", { entered: [0], generations: [1], initial: [0] }],
    ["too many initial values", { initial: [0] }],
    ["residuals for a column that is not there", { changed: 4n, residuals: [1, 2, 3] }],
    ["a prediction for a column that is not there", { predicted: 4n }],
    ["too few residuals", { changed: 1n, residuals: [1, 2] }],
    ["too many residuals", { changed: 1n, residuals: [1, 2, 3, 4] }],
    ["a partial column that did not change", { partial: 1n }],
    ["the same rows as nothing", { changed: 1n, partial: 1n, sameRows: 1n, residuals: [] }],
    ["a sparse rank out of range", { changed: 1n, partial: 1n, sparse: 1n, rowGaps: [1, 3], residuals: [1] }],
    ["row gaps cut off", { changed: 1n, partial: 1n, sparse: 1n, rowGaps: [2, 0], residuals: [1, 1] }],
    ["row gaps that nobody reads", { rowGaps: [0] }],
    ["a bitmap cut off", { changed: 1n, partial: 1n, residuals: [1] }],
    ["a bitmap with a bit too many", { changed: 1n, partial: 1n, rowBitmaps: Uint8Array.of(8), residuals: [1] }],
    ["a bitmap that nobody reads", { rowBitmaps: Uint8Array.of(0) }],
    ["packed bits beside other fields", { ...packed(NOBODY, "00"), changed: 1n }],
    ["packed bits cut off", packed(NOBODY, "1", "0", "01", "1111")],
    ["packed bits left over", packed(NOBODY, "00", "0001")],
    ["packed bytes left over", packed(NOBODY, "00", "0000", "00000000")],
    ["a packed rank out of range", packed("10", "0000", "1110")],
    ["a packed list longer than what it lists", packed("11110")],
    ["a packed list of no end", packed("1".repeat(48))],
    ["a packed slot beyond the capacity", packed("0", "10", "0011", "10", "000")],
    ["a packed generation 0", packed("0", "10", "0000", "0", "0000", "0")],
    ["a packed column without a change", packed(NOBODY, "1", "0", "00", "0")],
    ["the same packed rows as nothing", packed(NOBODY, "1", "0", "10", "0")],
  ];
  test.each(cases)("%s", (_, delta) => {
    const decoder = keyed();
    const before = rowsOf(decoder);
    expect(() => decoder.apply(frameOf(101, [block(1, 0, delta)]))).toThrow(MalformedFrameError);
    expect(rowsOf(decoder)).toEqual(before);
  });

  test("a tick that goes back", () => {
    expect(() => keyed().apply(frameOf(100, [KEYFRAME]))).toThrow(MalformedFrameError);
  });

  test("a table twice in a block", () => {
    const twice = { ...block(1, 0, {}), tables: [NO_CHANGE, NO_CHANGE] };
    expect(() => keyed().apply(frameOf(101, [twice]))).toThrow(MalformedFrameError);
  });

  test("blocks without a tick", () => {
    expect(() => frameOf(0, [KEYFRAME])).toThrow(MalformedFrameError);
  });
});

describe("random bytes", () => {
  const plain: TableDelta = { ...NO_CHANGE, changed: 1n, residuals: [1, 2, 3] };
  test.each([
    ["plain", plain],
    ["packed", pack(plain, small.tables[0].columns, 3, () => 1)],
  ])("are refused or understood, but never break the decoder (%s)", (_, delta) => {
    const seed = 20240611;
    const random = new Random(seed);
    const good = WireFrame.encode(WireFrame.fromPartial({ tick: 101, blocks: [block(1, 0, delta)] })).finish();
    for (let i = 0; i < 20000; i++) {
      const bytes = good.slice(0, random.chance(0.2) ? random.int(good.length) : good.length);
      for (let flips = random.int(4); flips >= 0 && bytes.length > 0; flips--)
        bytes[random.int(bytes.length)] = random.int(256);
      try {
        const frame = new ServerFrame();
        frame.read(bytes);
        if (frame.tick > 0) keyedQuietly().apply(frame);
      } catch (error) {
        if (!(error instanceof MalformedFrameError)) throw new Error(`seed ${seed}, round ${i}`, { cause: error });
      }
    }
  });
  const keyedQuietly = () => {
    const decoder = new SnapshotDecoder(small, 3);
    decoder.apply(frameOf(100, [KEYFRAME]));
    return decoder;
  };
});

/** As many columns as a table can have: what masks say of the last ones is in their higher half. */
const wide = Schema.fromWire(
  WireSchema.fromPartial({
    tables: [
      {
        name: "wide",
        capacity: 40,
        columns: Array.from({ length: 63 }, (_, c) => ({
          name: `c${c}`,
          ...(c % 10 === 9
            ? { kind: ColumnSchema_Kind.INTEGER, min: -9, max: 99, cells: 2 + c }
            : c % 3 === 0
              ? { kind: ColumnSchema_Kind.ANGLE, bits: 8 }
              : { kind: ColumnSchema_Kind.INTEGER, min: -9, max: 99 }),
        })),
      },
    ],
  }),
);

/** A tag and a length for the table and for each of its lists, and five sets of up to 63 columns. */
const MOST_BYTES_BESIDE = 14 * 4 + 5 * 9;

describe("random worlds", () => {
  const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
  test.each(
    seeds.flatMap(
      (seed) =>
        [
          [seed, "plain"],
          [seed, "packed"],
        ] as const,
    ),
  )("arrive as they were sent, however they are encoded (seed %i, %s)", (seed, codec) => {
    const random = new Random(seed);
    const schema = seed % 4 === 0 ? wide : arena;
    const decoder = new SnapshotDecoder(schema);
    const account = new FrameAccount(decoder);
    const predicts = () => random.chance(0.5);
    const choices: Choices =
      codec === "plain"
        ? { predicts, rows: () => (["all", "sparse", "bitmap"] as const)[random.int(3)] }
        : { predicts, rows: () => (["all", "sparse"] as const)[random.int(2)], parameter: () => random.int(16) };
    let base: World | undefined;
    let previous: World | undefined;
    let world = emptyWorld(schema);
    for (let i = 0; i < 200; i++) {
      world = copyOf(world);
      world.tick += 1 + random.int(4);
      mutate(schema, world, random);
      if (random.chance(0.02)) base = previous = undefined;
      const frame = frameOf(world.tick, [encodeBlock(schema, base, previous, world, choices)]);
      account.read(frame.bytes, frame.tick);
      expect(decoder.apply(frame), `snapshot ${i}`).toBe("applied");
      expect(worldOf(schema, decoder.newest!), `snapshot ${i}`).toEqual(heldOf(schema, world));
      expectTakenApart(account, frame.bytes, `snapshot ${i}`);
      previous = base;
      base = world;
    }
  });

  /** All bits are for something, and of a table only tags, lengths and ways are for no column and no entity: whoever loses its way in a table leaves more. */
  function expectTakenApart({ layout, bits }: FrameAccount, bytes: Uint8Array, where: string): void {
    expect(
      bits.reduce((sum, count) => sum + count, 0),
      where,
    ).toBe(8 * bytes.length);
    const rest = layout.rows.flatMap(({ kind }, row) => (kind === "TABLE" ? [bits[row]] : []));
    expect(Math.max(...rest), where).toBeLessThan(8 * MOST_BYTES_BESIDE);
  }

  function mutate({ tables }: Schema, world: World, random: Random): void {
    for (const table of tables) {
      const rows = world.tables[table.index];
      for (const id of [...rows.keys()]) if (random.chance(0.05)) rows.delete(id);
      for (let slot = 0; slot < table.capacity; slot++) {
        if (!random.chance(0.02)) continue;
        for (const id of rows.keys()) if ((id & 0xffff) === slot) rows.delete(id);
        const raws = table.columns.flatMap((column) =>
          Array.from({ length: column.cells }, () =>
            column.kind === "TEXT" ? random.int(20) : column.minRaw + random.int(Math.min(column.maxRaw, 1e6) + 1),
          ),
        );
        rows.set((1 + random.int(16383)) * 65536 + slot, raws);
      }
      for (const raws of rows.values()) {
        let start = 0;
        for (const column of table.columns) {
          const at = start + random.int(column.cells);
          start += column.cells;
          if (!random.chance(0.3)) continue;
          if (column.kind === "TEXT") raws[at] = random.int(20);
          else if (column.kind === "ANGLE") raws[at] = (raws[at] + random.int(64) - 32) & (2 ** column.bits - 1);
          // Now and then from one end of the range to the other, so that predictions and residuals wrap.
          else if (random.chance(0.1)) raws[at] = (random.next() * 2 ** 32) | 0;
          else raws[at] = (raws[at] + random.int(20) - 10) | 0;
        }
      }
      // In slot order, as snapshots are.
      const sorted = [...rows].sort(([a], [b]) => (a & 0xffff) - (b & 0xffff));
      rows.clear();
      for (const [id, raws] of sorted) rows.set(id, raws);
    }
    for (let key = 1; key < 20; key++) {
      if (random.chance(0.1)) world.texts.set(key, `text ${random.int(1000)} é`);
      if (random.chance(0.05)) world.texts.delete(key);
    }
  }
});
