import { describe, expect, test } from "vitest";
import { Schema, SnapshotDecoder } from "../src/index.ts";
import { View } from "../src/view.ts";
import { ARENA } from "./support/arenaSchema.ts";
import { LayeredSender, type Rows } from "./support/layeredSender.ts";

const schema = Schema.fromWire(ARENA);
const SHIP = 65536 + 3;
const FRAMES_PER_TICK = 3;
/** Ticks from a snapshot's arrival to the moment that it is shown, as in a room without jitter. */
const RENDER_DELAY = 1.25;

const ship = (x: number): number[] => [Math.round(x * 8), 800, 0, 100, 0, 1, 1, 0, 0];

/** What is shown in each picture: the tick, and x of the ship when it is there. */
interface Shown {
  tick: number;
  x: number | undefined;
}

/**
 * Plays a room with snapshots of layers 0, 1 and 2 at each, each second and each fourth tick.
 *
 * @param rowsAt what each layer holds at a tick
 * @param arrives whether the snapshot of a tick comes in time; those that do not come with the next one
 */
function play(
  ticks: number,
  rowsAt: (tick: number) => readonly Rows[],
  arrives: (tick: number) => boolean = () => true,
  view = new View<any>(schema),
): Shown[] {
  const decoder = new SnapshotDecoder(schema);
  const sender = new LayeredSender(schema);
  const shown: Shown[] = [];
  const waiting = [];
  for (let tick = 100; tick < 100 + ticks; tick++) {
    const layers = rowsAt(tick);
    const due = tick === 100 ? [0, 1, 2] : [0, 1, 2].filter((layer) => tick % 2 ** layer === 0);
    waiting.push(sender.frame(tick, Object.fromEntries(due.map((layer) => [layer, layers[layer]]))));
    if (arrives(tick)) for (const frame of waiting.splice(0)) expect(decoder.apply(frame)).toBe("applied");
    for (let frame = 0; frame < FRAMES_PER_TICK; frame++) {
      const at = tick + frame / FRAMES_PER_TICK - RENDER_DELAY;
      view.show(decoder, at);
      shown.push({ tick: at, x: view.table("ships").get(SHIP)?.x });
    }
  }
  return shown;
}

const inLayer = (layer: number, rows: Rows): readonly Rows[] => [0, 1, 2].map((l) => (l === layer ? rows : {}));
const SPEED = 16;
/** A ship that flies to the right, in a layer that may change. */
const flight = (layerAt: (tick: number) => number) => (tick: number) =>
  inLayer(layerAt(tick), { [SHIP]: ship((tick - 100) * SPEED) });

/** How far it moves from one picture to the next, as a share of its true speed. */
function paces(shown: readonly Shown[]): number[] {
  return shown.slice(1).map(({ x }, i) => ((x! - shown[i].x!) * FRAMES_PER_TICK) / SPEED);
}
const settled = (shown: readonly Shown[], from = 112) => shown.filter(({ tick }) => tick >= from);

describe("an entity that stays in one layer", () => {
  test.each([0, 1, 2])("moves evenly at the rate of layer %i", (layer) => {
    for (const pace of paces(
      settled(
        play(
          60,
          flight(() => layer),
        ),
        130,
      ),
    ))
      expect(pace).toBeCloseTo(1, 5);
  });

  test.each([
    [0, 0],
    [1, 1],
    [2, 3],
  ])("of number %i is shown %i ticks later than the nearest ones", (layer, later) => {
    const last = play(
      60,
      flight(() => layer),
    ).at(-1)!;
    expect(last.x! / SPEED + 100).toBeCloseTo(last.tick - later, 5);
  });

  test("waits where it is when its layer is late, and goes on without a jump", () => {
    const shown = settled(
      play(
        100,
        flight(() => 2),
        (tick) => tick < 150 || tick > 156,
      ),
    );
    const all = paces(shown);
    expect(Math.min(...all)).toBe(0);
    expect(Math.max(...all)).toBeLessThanOrEqual(1.3);
    expect(shown.at(-1)!.x! / SPEED + 100).toBeCloseTo(shown.at(-1)!.tick - 3, 1);
  });
});

describe("an entity that changes layer", () => {
  test.each([
    ["0 to 1", [0, 1]],
    ["1 to 2", [1, 2]],
    ["0 to 2", [0, 2]],
    ["2 to 1", [2, 1]],
    ["1 to 0", [1, 0]],
    ["2 to 0", [2, 0]],
    ["0 to 1 to 2 and back", [0, 1, 2, 1, 0]],
    ["back and forth in a hurry", [0, 2, 0, 2, 0, 2]],
  ])("from %s is always there, and only slows down or hurries a little", (_, layers) => {
    const ticksEach = layers.length > 5 ? 4 : 20;
    const layerAt = (tick: number) => layers[Math.min(layers.length - 1, Math.floor((tick - 100) / ticksEach))];
    const shown = play(ticksEach * layers.length + 40, flight(layerAt));
    expect(shown.every(({ x }) => x !== undefined)).toBe(true);
    const all = paces(settled(shown));
    expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...all)).toBeLessThan(1.3);
    // At its own time it is where it truly was: nothing is guessed.
    expect(all.at(-1)).toBeCloseTo(1, 3);
  });

  test("hardly ever stands still when it goes one layer out", () => {
    for (const layers of [
      [0, 1],
      [1, 2],
    ]) {
      const all = paces(
        settled(
          play(
            60,
            flight((tick) => layers[tick < 132 ? 0 : 1]),
          ),
        ),
      );
      expect(all.filter((pace) => pace < 0.5).length).toBeLessThanOrEqual(2);
    }
  });
});

describe("an entity of a far layer that comes or goes", () => {
  const lives = (layer: number, from: number, to: number) => (tick: number) =>
    inLayer(layer, tick >= from && tick < to ? { [SHIP]: ship((tick - 100) * SPEED) } : {});

  test.each([0, 1, 2])("is drawn from its first place to its last one in layer %i, and does not flicker", (layer) => {
    const shown = play(80, lives(layer, 120, 152));
    const there = shown.flatMap(({ x }, i) => (x === undefined ? [] : [i]));
    expect(there.length).toBe(there.at(-1)! - there[0] + 1);
    expect(shown[there[0]].x!).toBeLessThan((20 + 1) * SPEED);
    const step = 2 ** layer;
    expect(shown[there.at(-1)!].x!).toBeCloseTo((52 - step) * SPEED, 5);
    for (const pace of paces(there.map((i) => shown[i])).slice(0, -1 - step * FRAMES_PER_TICK)) {
      expect(pace).toBeCloseTo(1, 5);
    }
  });

  test("gives its slot to the next one when its time is over", () => {
    const next = 2 * 65536 + 3;
    const view = new View<any>(schema);
    const seen: number[] = [];
    play(
      60,
      (tick) => inLayer(2, tick < 128 ? { [SHIP]: ship(0) } : { [next]: ship(500) }),
      () => {
        const ships = view.table("ships");
        expect(ships.size).toBeLessThanOrEqual(1);
        seen.push(ships.size === 0 ? 0 : ships.at(0).id);
        return true;
      },
      view,
    );
    expect(seen.slice(5).filter((each, i, all) => each !== all[i - 1])).toEqual([SHIP, next]);
  });

  test("is not drawn where a nearer layer has the slot", () => {
    const nearer = 2 * 65536 + 3;
    const view = new View<any>(schema);
    play(40, () => [{ [nearer]: ship(1) }, { [SHIP]: ship(500) }, {}], undefined, view);
    expect([...view.table("ships")].map(({ id }) => id)).toEqual([nearer]);
  });
});

test("rows of several layers are in slot order, with the names of layer 0", () => {
  const view = new View<any>(schema);
  const rows = [1, 2, 0].map((layer, i) => ({ [65536 + 10 * (3 - i) + layer]: ship(layer) }));
  play(40, () => [rows[2], rows[0], rows[1]], undefined, view);
  expect([...view.table("ships")].map(({ id }) => id & 0xffff)).toEqual([10, 22, 31]);
  expect([...view.table("ships")].map(({ name }) => name)).toEqual(["Ada", "Ada", "Ada"]);
  expect(Object.fromEntries(view.texts)).toEqual({ 1: "Ada" });
});

test("an entity of a far layer has not teleported when it goes further in its longer interval", () => {
  const view = new View<any>(schema, { ships: { x: 1.5 * SPEED, y: 100 } });
  const all = paces(
    settled(
      play(
        60,
        flight(() => 2),
        undefined,
        view,
      ),
      130,
    ),
  );
  for (const pace of all) expect(pace).toBeCloseTo(1, 5);
});

test("a table with more rows than there was room for shows them all", () => {
  const view = new View<any>(schema);
  const rows = Object.fromEntries(Array.from({ length: 40 }, (_, slot) => [65536 + slot, ship(slot)]));
  play(20, () => inLayer(1, rows), undefined, view);
  expect([...view.table("ships")].map(({ x }) => x)).toEqual(Array.from({ length: 40 }, (_, slot) => slot));
});
