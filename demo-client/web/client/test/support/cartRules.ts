import type { Predicted, PredictedWorld } from "../../src/rules.ts";
import { Column, Schema, Table } from "../../src/schema.ts";

const fixed = (index: number, name: string) => new Column(index, name, "FIXED", 0, 1000, 1 / 8, 0, [], "");
const integer = (index: number, name: string, max: number) =>
  new Column(index, name, "INTEGER", -max, max, 1, 0, [], "");

/** Carts that go as fast as they are pushed, one per player, and balls that they throw; birds fly by themselves, stones lie about. */
export const CARTS = new Schema(
  [
    new Table(0, "carts", 16, [fixed(0, "x")]),
    new Table(1, "balls", 16, [fixed(0, "x"), integer(1, "player", 15)], "EVERYBODY", 1),
    new Table(2, "birds", 16, [fixed(0, "x")]),
    new Table(3, "stones", 16, [fixed(0, "x")]),
  ],
  new Table(0, "pushes", 16, [integer(0, "push", 100), new Column(1, "throwing", "FLAG", 0, 0, 1, 0, [], "")]),
);
export const [CART, BALL, BIRD, STONE] = [0, 1, 2, 3];

type Row = { id: number; raws: number[] };
type State = { tick: number; tables: Map<number, Row>[] };

/** The rules of that game, in plain JavaScript; `server` runs the world for all. */
export class CartRules implements PredictedWorld {
  tick = 0;
  player = -1;
  tunables: Record<string, number> = {};
  /** Rows by slot, of each table. */
  tables: Map<number, Row>[] = [new Map(), new Map(), new Map(), new Map()];
  steps = 0;
  private readonly inputs = new Map<number, number[]>();
  private readonly arrays = new Map<string, Int32Array>();
  private saved: State | undefined;
  private generation = 1;

  constructor(private readonly isServer = false) {}

  schemaHash = () => CARTS.hash();
  setTickRateHz = () => {};
  setMostViewAgo = () => {};
  tune = (name: string, value: number) => {
    this.tunables[name] = value;
    return true;
  };
  predicted = (table: number) => (["OWN", "OWN", "ALL", "NONE"] as Predicted[])[table];

  begin(tick: number, player: number): void {
    this.tick = tick;
    this.player = player;
    this.tables = [new Map(), new Map(), new Map(), new Map()];
    this.arrays.clear();
    this.inputs.clear();
  }

  add(table: number, ids: Int32Array, count: number): void {
    for (const id of ids.subarray(0, count)) this.tables[table].set(id & 0xffff, { id, raws: [0, 0] });
  }

  /** While a snapshot is loaded an array to be written to, afterwards one to read from. */
  column(table: number, column: number): Int32Array {
    const name = `${table}.${column}`;
    let array = this.arrays.get(name);
    if (!array) {
      array = new Int32Array(16);
      for (const [slot, row] of this.tables[table]) array[slot] = row.raws[column];
      this.arrays.set(name, array);
    }
    return array;
  }

  loaded(): void {
    for (const [name, array] of this.arrays) {
      const [table, column] = name.split(".").map(Number);
      for (const [slot, row] of this.tables[table]) row.raws[column] = array[slot];
    }
    this.arrays.clear();
  }

  setInput(raws: ArrayLike<number>, _viewAgo = 0, player = this.player): void {
    this.inputs.set(player, Array.from(raws));
  }

  step(): void {
    this.steps++;
    this.tick++;
    this.arrays.clear();
    for (const [slot, cart] of this.tables[CART]) {
      const [push, throwing] = this.inputs.get(slot) ?? [0, 0];
      cart.raws[0] += push;
      if (throwing) this.spawn(cart.raws[0], slot);
    }
    for (const ball of this.tables[BALL].values()) ball.raws[0] += 50;
    for (const bird of this.tables[BIRD].values()) bird.raws[0] += 3;
  }

  /** Clients and servers give ids of their own. */
  spawn(x: number, player: number): void {
    let slot = this.isServer ? 8 : 0;
    while (this.tables[BALL].has(slot)) slot++;
    this.tables[BALL].set(slot, { id: (this.isServer ? this.generation++ : 9000) * 65536 + slot, raws: [x, player] });
  }

  save(): void {
    this.saved = structuredClone({ tick: this.tick, tables: this.tables });
  }

  restore(): void {
    const { tick, tables } = structuredClone(this.saved!);
    this.tick = tick;
    this.tables = tables;
    this.arrays.clear();
  }

  predictedIds(table: number, ids: Int32Array): number {
    const rows = [...this.tables[table]].sort(([a], [b]) => a - b);
    const mine = rows.filter(([slot, row]) =>
      table === BIRD ? true : table === CART ? slot === this.player : row.raws[1] === this.player,
    );
    mine.forEach(([, { id }], i) => (ids[i] = id));
    return mine.length;
  }
}
