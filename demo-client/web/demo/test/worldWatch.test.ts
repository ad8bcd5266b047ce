import { describe, expect, test } from "vitest";
import type { View } from "tickwire-client";
import type { Arena } from "../src/arena.ts";
import { WorldWatch } from "../src/worldWatch.ts";

type Tables = Arena["tables"];
type Rows<Name extends keyof Tables> = Partial<Tables[Name] & { id: number; key: number }>[];

const SHIP = { heading: 0, hull: 100, score: 0, thrusting: false, shielded: false };
const OWN = { ...SHIP, id: 65536, x: 1000, y: 1000, player: 1, name: "Ada", key: 1 };
const GRACE = { ...SHIP, id: 65537, x: 1700, y: 1000, player: 2, name: "Grace", key: 2, score: 30 };
const BULLET = { id: 65540, x: 1710, y: 1000, owner: GRACE.id };

class Scene {
  readonly told: string[] = [];
  readonly watch = new WorldWatch({
    fired: ({ x, player }) => this.told.push(`${player} fired at ${x}`),
    spent: ({ x, dx }) => this.told.push(`spent at ${x} towards ${dx}`),
  });
  private millis = 0;

  look(ships: Rows<"ships">, bullets: Rows<"bullets"> = [], names = ["Ada", "Grace"]): void {
    const pilots = names.map((name, i) => ({ id: 65536 + i + 1, name }));
    const tables: Record<string, Rows<any>> = { ships, bullets, pilots };
    const table = (name: string) => ({
      [Symbol.iterator]: () => tables[name][Symbol.iterator](),
      get: (id: number) => tables[name].find((row) => row.id === id),
      values: () => tables[name].map((row) => row.key),
    });
    this.watch.look({ table } as unknown as View<Tables>, (this.millis += 16));
  }
}

describe("a pilot", () => {
  test("is remembered with the last known score until leaving the room", () => {
    const scene = new Scene();
    scene.look([OWN, GRACE]);
    scene.look([OWN]);
    expect([...scene.watch.ships.keys()]).toEqual([OWN.id]);
    expect(scene.watch.pilots.get(2)).toMatchObject({ name: "Grace", score: 30, x: 1700 });
    scene.look([OWN], [], ["Ada"]);
    expect([...scene.watch.pilots.keys()]).toEqual([1]);
  });

  test("who is hit is known to be until the ship is out of sight", () => {
    const scene = new Scene();
    scene.look([OWN, GRACE]);
    scene.watch.hit(GRACE.id, 20);
    scene.watch.hit(12345, 20);
    scene.look([OWN, GRACE]);
    expect(scene.watch.ships.get(GRACE.id)!.hitMillis).toBe(20);
    expect(scene.watch.ships.get(OWN.id)!.hitMillis).toBeLessThan(0);
    scene.look([OWN]);
    expect(scene.watch.ships.has(GRACE.id)).toBe(false);
  });
});

describe("a bullet", () => {
  test("is fired when it is first seen, and spent when it is not seen any more", () => {
    const scene = new Scene();
    scene.look([OWN, GRACE]);
    scene.look([OWN, GRACE], [BULLET]);
    scene.look([OWN, GRACE], [{ ...BULLET, x: 1690 }]);
    expect(scene.told).toEqual(["2 fired at 1710"]);
    scene.look([OWN, GRACE]);
    expect(scene.told).toEqual(["2 fired at 1710", "spent at 1690 towards -1"]);
  });

  test("that was there before anything was seen was not just fired", () => {
    const scene = new Scene();
    scene.look([OWN, GRACE], [BULLET]);
    scene.watch.reset();
    scene.look([OWN, GRACE], [BULLET]);
    expect(scene.told).toEqual([]);
  });
});
