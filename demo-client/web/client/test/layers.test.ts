import { describe, expect, test } from "vitest";
import { ColumnSchema_Kind, Schema as WireSchema } from "./generated/tickwire/frames.ts";
import { MalformedFrameError, Schema, type Snapshot, SnapshotDecoder } from "../src/index.ts";
import { frameOf, LayeredSender, type Rows } from "./support/layeredSender.ts";
import { Random } from "./support/random.ts";
import { worldOf } from "./support/world.ts";

const column = { kind: ColumnSchema_Kind.INTEGER, min: -1000, max: 1000, step: 0, bits: 0, labels: [], target: "" };
const schema = Schema.fromWire(
  WireSchema.fromPartial({ tables: [{ name: "things", capacity: 64, columns: [{ ...column, name: "x" }] }] }),
);
const id = (slot: number, generation = 1) => generation * 65536 + slot;
const [A, B, C] = [id(1), id(2), id(3)];

/** A client that has been sent all three layers, and whoever sent them. */
function following(): { decoder: SnapshotDecoder; sender: LayeredSender } {
  const decoder = new SnapshotDecoder(schema);
  const sender = new LayeredSender(schema);
  expect(decoder.apply(sender.frame(100, { 0: { [A]: [1] }, 1: { [B]: [2] }, 2: { [C]: [3] } }))).toBe("applied");
  return { decoder, sender };
}

const rowsOf = (snapshot: Snapshot): Rows => Object.fromEntries(worldOf(schema, snapshot).tables[0]) as Rows;
const seen = (decoder: SnapshotDecoder) => rowsOf(decoder.newest!);

describe("a frame that no correct server sends is refused, and changes nothing:", () => {
  const refused = (change: (sender: LayeredSender) => Parameters<typeof frameOf>[1]) => {
    const { decoder, sender } = following();
    expect(() => decoder.apply(frameOf(101, change(sender)))).toThrow(MalformedFrameError);
    expect(seen(decoder)).toEqual({ [A]: [1], [B]: [2], [C]: [3] });
    expect(decoder.tick).toBe(100);
  };

  test("one with a block for layer 5", () => {
    refused((sender) => [sender.block(101, 0, {}), { ...sender.block(101, 1, {}), layer: 5 }]);
  });

  test("one with a block for a layer far beyond", () => {
    refused((sender) => [{ ...sender.block(101, 1, {}), layer: 0xffffffff }]);
  });

  test("one with two blocks for one layer", () => {
    refused((sender) => [
      sender.block(101, 0, {}),
      sender.block(101, 1, {}),
      { ...sender.block(101, 1, {}), layer: 1 },
    ]);
  });

  test("one with nonsense in its last block", () => {
    refused((sender) => {
      const far = sender.block(101, 2, {});
      far.tables[0].residuals = [1];
      return [sender.block(101, 0, { [A]: [50] }), far];
    });
  });
});

describe("a baseline that is not held", () => {
  test("of a far layer keeps the near one's block from being applied too, and asks for one resync", () => {
    const { decoder, sender } = following();
    sender.block(101, 2, {});
    expect(decoder.apply(sender.frame(102, { 0: { [A]: [9] }, 2: { [C]: [9] } }))).toBe("baselineMissing");
    expect(seen(decoder)).toEqual({ [A]: [1], [B]: [2], [C]: [3] });
    expect(decoder.apply(sender.frame(103, { 0: { [A]: [9] } }))).toBe("ignored");
    expect(decoder.tick).toBe(100);
  });

  test("is one of a layer that was never sent", () => {
    const decoder = new SnapshotDecoder(schema);
    const sender = new LayeredSender(schema);
    decoder.apply(sender.frame(100, { 0: { [A]: [1] } }));
    sender.block(100, 1, {});
    expect(decoder.apply(sender.frame(101, { 0: {}, 1: {} }))).toBe("baselineMissing");
  });

  test("is one of another layer", () => {
    const { decoder, sender } = following();
    decoder.apply(sender.frame(101, { 0: { [A]: [2] } }));
    const near = sender.block(102, 0, {});
    expect(decoder.apply(frameOf(102, [{ ...near, layer: 1 }]))).toBe("baselineMissing");
  });

  test("ends with keyframes of all layers", () => {
    const { decoder, sender } = following();
    sender.block(101, 1, {});
    decoder.apply(sender.frame(102, { 1: { [B]: [9] } }));
    for (const layer of [0, 1, 2]) sender.forget(layer);
    expect(decoder.apply(sender.frame(103, { 0: {}, 1: { [B]: [5] }, 2: {} }))).toBe("applied");
    expect(seen(decoder)).toEqual({ [B]: [5] });
    expect(decoder.apply(sender.frame(104, { 1: { [B]: [6] } }))).toBe("applied");
    expect(seen(decoder)).toEqual({ [B]: [6] });
  });
});

describe("a layer", () => {
  test("without a block stays as it was, with its tick", () => {
    const { decoder, sender } = following();
    for (const tick of [101, 102, 103]) decoder.apply(sender.frame(tick, { 0: { [A]: [tick] } }));
    expect(seen(decoder)).toEqual({ [A]: [103], [B]: [2], [C]: [3] });
    expect(decoder.layers.map((layer) => layer!.at(0)!.tick)).toEqual([103, 100, 100]);
    expect(decoder.apply(sender.frame(104, { 0: { [A]: [104] }, 1: { [B]: [7] }, 2: { [C]: [8] } }))).toBe("applied");
    expect(seen(decoder)).toEqual({ [A]: [104], [B]: [7], [C]: [8] });
  });

  test("that gets a keyframe leaves the others as they were", () => {
    const { decoder, sender } = following();
    sender.forget(1);
    expect(decoder.apply(sender.frame(101, { 0: { [A]: [4] }, 1: {} }))).toBe("applied");
    expect(seen(decoder)).toEqual({ [A]: [4], [C]: [3] });
    expect(decoder.apply(sender.frame(102, { 2: { [C]: [6] } }))).toBe("applied");
    expect(seen(decoder)).toEqual({ [A]: [4], [C]: [6] });
  });

  test("gives way to a nearer one that has the same slot", () => {
    const { decoder, sender } = following();
    decoder.apply(sender.frame(101, { 0: { [A]: [1], [id(3, 2)]: [33] } }));
    expect(seen(decoder)).toEqual({ [A]: [1], [B]: [2], [id(3, 2)]: [33] });
    decoder.apply(sender.frame(102, { 0: { [A]: [1] } }));
    expect(seen(decoder)).toEqual({ [A]: [1], [B]: [2], [C]: [3] });
  });

  test("may be the first that comes", () => {
    const decoder = new SnapshotDecoder(schema);
    expect(decoder.newest).toBeUndefined();
    expect(decoder.apply(new LayeredSender(schema).frame(100, { 2: { [C]: [3] } }))).toBe("applied");
    expect(seen(decoder)).toEqual({ [C]: [3] });
  });
});

test("a client with one layer is shown that layer itself, not a copy", () => {
  const decoder = new SnapshotDecoder(schema);
  const sender = new LayeredSender(schema);
  decoder.apply(sender.frame(100, { 0: { [A]: [1] } }));
  expect(decoder.newest).toBe(decoder.layers[0]!.at(0));
});

test("an entity goes from layer 0 to 1 to 2 and back, and is there once all the way", () => {
  const { decoder, sender } = following();
  const places = [0, 1, 2, 1, 0];
  places.forEach((place, i) => {
    const layers = [0, 1, 2].map((layer) => (layer === place ? { [A]: [10 + i] } : {}));
    expect(decoder.apply(sender.frame(104 + 4 * i, layers))).toBe("applied");
    expect(seen(decoder)).toEqual({ [A]: [10 + i] });
  });
});

describe("the state hash", () => {
  /** What a client without layers would hold. */
  const hashOf = (rows: Rows) => {
    const decoder = new SnapshotDecoder(schema);
    decoder.apply(new LayeredSender(schema).frame(1, { 0: rows }));
    return decoder.newest!.stateHash();
  };

  test("that differs in a far layer is a desync", () => {
    const { decoder, sender } = following();
    const wrong = hashOf({ [A]: [1], [B]: [2], [C]: [4] });
    expect(decoder.apply(sender.frame(101, { 0: { [A]: [1] } }, wrong))).toBe("desynced");
    expect(decoder.desyncs).toBe(1);
  });

  test("is that of all layers together", () => {
    const { decoder, sender } = following();
    const layers = { 0: { [A]: [7], [id(3, 2)]: [8] }, 1: { [B]: [2] } };
    const right = hashOf({ [A]: [7], [B]: [2], [id(3, 2)]: [8] });
    expect(decoder.apply(sender.frame(101, layers, right))).toBe("applied");
  });
});

test.each([1, 2, 3, 4])("random worlds in layers arrive as they were sent (seed %i)", (seed) => {
  const random = new Random(seed);
  const decoder = new SnapshotDecoder(schema);
  const sender = new LayeredSender(schema);
  const held: Record<number, number[]>[] = [{}, {}, {}];
  for (let i = 0; i < 300; i++) {
    const due = i === 0 ? [0, 1, 2] : [0, 1, 2].filter((layer) => i % 2 ** layer === 0);
    if (random.chance(0.03)) for (const layer of due) sender.forget(layer);
    for (const layer of due) {
      held[layer] = {};
      // Also more than one layer with something in one slot.
      for (let slot = 0; slot < 64; slot++) {
        if (random.chance(0.4)) held[layer][id(slot, 1 + random.int(2))] = [random.int(2000) - 1000];
      }
    }
    const frame = sender.frame(100 + i, Object.fromEntries(due.map((layer) => [layer, held[layer]])));
    expect(decoder.apply(frame), `snapshot ${i}`).toBe("applied");
    const bySlot = new Map<number, [string, number[]]>();
    for (const rows of held.toReversed()) {
      for (const row of Object.entries(rows)) bySlot.set(Number(row[0]) & 0xffff, row);
    }
    expect(seen(decoder), `snapshot ${i}`).toEqual(Object.fromEntries(bySlot.values()));
  }
});
