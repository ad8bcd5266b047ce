import { describe, expect, test } from "vitest";
import { Prediction } from "../src/prediction.ts";
import type { Column } from "../src/schema.ts";
import { Snapshot } from "../src/snapshot.ts";
import { BALL, BIRD, CART, CartRules, CARTS, STONE } from "./support/cartRules.ts";
import { Random } from "./support/random.ts";

const ME = 2;
const OTHER = 1;
const REST = Int32Array.from([0, 0]);

/** A server and a client with a fixed number of ticks in between. */
class Rig {
  readonly server = new CartRules(true);
  readonly rules = new CartRules();
  readonly told: { table: string; id: number; distance: number; byColumn: Readonly<Record<string, number>> }[] = [];
  readonly prediction = new Prediction(
    this.rules,
    CARTS,
    ME,
    REST,
    [Float64Array.of(100)],
    (table, id, distance, byColumn) => this.told.push({ table, id, distance, byColumn }),
  );
  private readonly inputs = new Map<number, Int32Array>();
  private takenTick = -1;
  now = 0;

  constructor(readonly delayTicks = 4) {
    this.server.tables[CART].set(ME, { id: 65536 + ME, raws: [800, 0] });
    this.server.tables[CART].set(OTHER, { id: 65536 + OTHER, raws: [400, 0] });
    this.server.tables[BIRD].set(3, { id: 65536 + 3, raws: [0, 0] });
    this.server.tables[STONE].set(0, { id: 65536, raws: [80, 0] });
    this.server.tick = 100;
  }

  /** The server's next tick, with the inputs that are there; the client gets the snapshot at once. */
  serve(): void {
    const tick = this.server.tick + 1;
    const input = this.inputs.get(tick);
    if (input) {
      this.server.setInput(input, 0, ME);
      this.takenTick = tick;
    }
    this.server.step();
    this.prediction.onSnapshot(this.snapshot(), this.takenTick);
  }

  snapshot(): Snapshot {
    const snapshot = new Snapshot(CARTS);
    snapshot.tick = this.server.tick;
    this.server.tables.forEach((rows, t) => {
      const table = snapshot.tables[t];
      [...rows]
        .sort(([a], [b]) => a - b)
        .forEach(([, { id, raws }], row) => {
          table.ids[row] = id;
          table.columns.forEach((column, c) => (column[row] = raws[c]));
          table.size = row + 1;
        });
    });
    return snapshot;
  }

  /** The client sends what it does, for a tick that is some ahead of the server. */
  send(push: number, throwing = 0, tick = this.server.tick + this.delayTicks): void {
    const raws = Int32Array.from([push, throwing]);
    this.inputs.set(tick, raws);
    this.prediction.onInput({ tick, raws, viewAgo: 0 });
  }

  /** What is drawn of a table: values of x, by id. */
  drawn(table: number, fraction = 0, raws = REST): Map<number, number> {
    const predicted = this.prediction.tables[table]!;
    this.prediction.show(this.server.tick + this.delayTicks + fraction, raws, this.now);
    const ids = new Int32Array(32);
    const columns = CARTS.tables[table].columns.map(() => new Float64Array(32));
    const put = (index: number, row: number, column: Column, raws: Int32Array, rawRow: number) => {
      columns[index][row] = column.toNumber(raws[rawRow]);
    };
    const size = predicted.draw({ ids, columns, put }, 0, this.prediction.fraction);
    return new Map(Array.from(ids.subarray(0, size), (id, row) => [id, columns[0][row]]));
  }
}

describe("a prediction", () => {
  test("shows what an input does in the same moment", () => {
    const rig = new Rig();
    rig.serve();
    rig.send(0);
    expect(rig.drawn(CART, 0.5).get(65536 + ME)).toBe(100);
    expect(rig.drawn(CART, 0.5, Int32Array.from([8, 0])).get(65536 + ME)).toBe(100.5);
    expect(rig.drawn(CART, 1, Int32Array.from([8, 0])).get(65536 + ME)).toBe(101);
  });

  test("is never corrected while nobody interferes", () => {
    const seed = Date.now();
    const random = new Random(seed);
    const rig = new Rig();
    rig.serve();
    for (let i = 0; i < 500; i++) {
      rig.send(1 + Math.floor(random.next() * 5), random.next() < 0.1 ? 1 : 0);
      rig.drawn(CART, 0.3, Int32Array.from([2, i % 3 === 0 ? 1 : 0]));
      rig.serve();
      for (const [slot, ball] of rig.server.tables[BALL]) if (ball.raws[0] > 2000) rig.server.tables[BALL].delete(slot);
    }
    expect(rig.told, `seed ${seed}`).toEqual([]);
    expect(rig.prediction.corrections).toBe(0);
    expect(rig.rules.tables[CART].get(ME)!.raws[0]).toBeGreaterThan(rig.server.tables[CART].get(ME)!.raws[0]);
  });

  test("takes no tick of another length for one that was predicted wrongly", () => {
    const rig = new Rig();
    rig.serve();
    for (let i = 0; i < 8; i++) {
      rig.send(4);
      rig.drawn(CART);
      rig.serve();
    }
    rig.prediction.setRates(60, []);
    rig.prediction.rewindTo(rig.server.tick + rig.delayTicks);
    // As if a step of the shorter length went a shorter way.
    rig.server.tables[CART].get(ME)!.raws[0] -= 40;
    rig.serve();
    expect(rig.told).toEqual([]);
    rig.send(4);
    rig.serve();
    expect(rig.told).toEqual([]);
    rig.server.tables[CART].get(ME)!.raws[0] += 40;
    rig.send(4);
    rig.serve();
    expect(rig.told).toHaveLength(1);
  });

  test("tells of what it got wrong, and shows it little by little", () => {
    const rig = new Rig();
    rig.serve();
    rig.send(0);
    rig.drawn(CART);
    rig.server.tables[CART].get(ME)!.raws[0] += 80;
    rig.serve();
    rig.send(0);
    expect(rig.told).toEqual([{ table: "carts", id: 65536 + ME, distance: 10, byColumn: { x: -10 } }]);
    expect(rig.drawn(CART).get(65536 + ME)).toBeCloseTo(100);
    rig.now += 90;
    expect(rig.drawn(CART).get(65536 + ME)).toBeGreaterThan(106);
    expect(rig.drawn(CART).get(65536 + ME)).toBeLessThan(107);
    rig.now += 2000;
    expect(rig.drawn(CART).get(65536 + ME)).toBeCloseTo(110);
  });

  test("takes what is further than a teleport distance for a teleport, and shows it at once", () => {
    const rig = new Rig();
    rig.serve();
    rig.send(0);
    rig.server.tables[CART].get(ME)!.raws[0] += 8 * 300;
    rig.serve();
    expect(rig.drawn(CART).get(65536 + ME)).toBe(400);
    expect(rig.told).toEqual([]);
  });

  test("lets what it spawned go on under its key when the server's own comes", () => {
    const rig = new Rig();
    rig.serve();
    rig.send(0);
    const [first] = [...rig.drawn(BALL, 0.1, Int32Array.from([0, 1])).keys()];
    expect(first).toBeLessThan(0);
    rig.send(0, 1, rig.server.tick + rig.delayTicks + 1);
    let before = 0;
    for (let i = 0; i < 9; i++) {
      const balls = rig.drawn(BALL);
      expect([...balls.keys()]).toEqual([first]);
      if (i > 0) expect(balls.get(first)! - before).toBeCloseTo(50 / 8);
      before = balls.get(first)!;
      rig.serve();
      rig.send(0, 0, rig.server.tick + rig.delayTicks + 1);
    }
    expect([...rig.server.tables[BALL].keys()]).toEqual([8]);
    expect(rig.told).toEqual([]);
  });

  test("forgets what it spawned when the server knows nothing of it", () => {
    const rig = new Rig();
    rig.serve();
    rig.send(0, 1);
    expect(rig.drawn(BALL).size).toBe(1);
    const spawn = rig.server.spawn;
    rig.server.spawn = () => {};
    for (let i = 0; i < 6; i++) rig.serve();
    rig.server.spawn = spawn;
    expect(rig.drawn(BALL).size).toBe(0);
  });

  test("goes on from the input that the server holds", () => {
    const rig = new Rig();
    rig.serve();
    rig.send(3);
    for (let i = 0; i < 8; i++) rig.serve();
    const server = rig.server.tables[CART].get(ME)!.raws[0];
    rig.send(3);
    expect(rig.rules.tables[CART].get(ME)!.raws[0]).toBe(server + 3 * rig.delayTicks);
  });

  test("stands still when the server has not been heard from for too long", () => {
    const rig = new Rig();
    rig.serve();
    const steps = () => rig.rules.steps;
    for (let tick = rig.server.tick + 1; tick < rig.server.tick + 200; tick++) rig.send(1, 0, tick);
    expect(steps()).toBeLessThan(40);
    expect(rig.rules.tables[CART].get(ME)!.raws[0]).toBe(800 + 30);
  });

  test("leaves no gap where an entity gets another owner: what the newest snapshot says holds for older ones", () => {
    const rig = new Rig();
    const balls = rig.server.tables[BALL];
    balls.set(1, { id: 65536 + 1, raws: [80, ME] });
    balls.set(2, { id: 65536 + 2, raws: [80, OTHER] });
    balls.set(3, { id: 65536 + 3, raws: [80, ME] });
    rig.serve();
    const old = rig.snapshot().tables[BALL];
    const isPredicted = () => [0, 1, 2].map((row) => rig.prediction.tables[BALL]!.predicts(old, row, ME));
    expect(isPredicted()).toEqual([true, false, true]);
    balls.get(1)!.raws[1] = OTHER;
    balls.get(2)!.raws[1] = ME;
    balls.delete(3);
    rig.serve();
    expect(isPredicted()).toEqual([false, true, true]);
  });

  test("predicts what moves by itself, and nothing that it does not know", () => {
    const rig = new Rig();
    rig.serve();
    rig.send(0);
    const bird = rig.server.tables[BIRD].get(3)!.raws[0];
    expect(rig.drawn(BIRD).get(65536 + 3)).toBe((bird + 3 * rig.delayTicks) / 8);
    expect(rig.prediction.tables[STONE]).toBeUndefined();
    const { tables } = rig.snapshot();
    expect(rig.prediction.tables[CART]!.predicts(tables[CART], 0, ME)).toBe(false);
    expect(rig.prediction.tables[CART]!.predicts(tables[CART], 1, ME)).toBe(true);
    expect(rig.prediction.tables[BIRD]!.predicts(tables[BIRD], 0, ME)).toBe(true);
  });
});
