import { describe, expect, test } from "vitest";
import type { View } from "tickwire-client";
import type { Arena } from "../src/arena.ts";
import { type Happenings, WorldWatch } from "../src/worldWatch.ts";

type Tables = Arena["tables"];
type Rows<Name extends keyof Tables> = Partial<Tables[Name] & { id: number; key: number }>[];

const SHIP = { heading: 0, hull: 100, score: 0, thrusting: false, shielded: false };
const OWN = { ...SHIP, id: 65536, x: 1000, y: 1000, player: 1, name: "Ada", key: 1 };
const GRACE = { ...SHIP, id: 65537, x: 1700, y: 1000, player: 2, name: "Grace", key: 2, score: 30 };

class Scene {
  readonly told: string[] = [];
  readonly watch: WorldWatch;
  private millis = 0;

  constructor() {
    const told =
      (what: string) =>
      (...of: unknown[]) =>
        this.told.push(`${what} ${(of[0] as { name?: string }).name ?? of[0]}`);
    const names = ["hit", "destroyed", "arrived", "scored", "fired", "spent", "broken", "taken"];
    this.watch = new WorldWatch(Object.fromEntries(names.map((name) => [name, told(name)])) as unknown as Happenings);
  }

  look(ships: Rows<"ships">, asteroids: Rows<"asteroids"> = [], names = ["Ada", "Grace"]): void {
    const tables: Record<string, Rows<any>> = { ships, asteroids, bullets: [], pickups: [] };
    const table = (name: string) => ({
      [Symbol.iterator]: () => tables[name][Symbol.iterator](),
      get: (id: number) => tables[name].find((row) => row.id === id),
      values: () => tables[name].map((row) => row.key),
    });
    const texts = new Map(names.map((name, i) => [i + 1, name]));
    this.watch.look({ table, texts } as unknown as View<Tables>, 1, (this.millis += 16));
  }
}

describe("where not all is in sight", () => {
  test("a rock that drifts out of it has not been shot, and one that was near has", () => {
    const scene = new Scene();
    const far = { id: 70000, x: 1740, y: 1000, size: "large" as const };
    const near = { id: 70001, x: 1200, y: 1000, size: "small" as const };
    scene.look([OWN, GRACE], [far, near]);
    scene.look([OWN, GRACE], [near]);
    expect(scene.told).toEqual([]);
    scene.look([OWN, GRACE]);
    expect(scene.told).toEqual(["broken 1200"]);
  });

  test("a ship that flies into it has not just arrived, unless it is shielded", () => {
    const scene = new Scene();
    scene.look([OWN]);
    scene.look([OWN, GRACE]);
    expect(scene.told).toEqual([]);
    scene.look([OWN]);
    scene.look([OWN, { ...GRACE, shielded: true }]);
    expect(scene.told).toEqual(["arrived Grace"]);
  });

  test("a pilot is remembered with the last known score until leaving the room", () => {
    const scene = new Scene();
    scene.look([OWN, GRACE]);
    scene.look([OWN]);
    expect([...scene.watch.ships.keys()]).toEqual([OWN.id]);
    expect(scene.watch.pilots.get(2)).toMatchObject({ name: "Grace", score: 30, x: 1700 });
    scene.look([OWN], [], ["Ada"]);
    expect([...scene.watch.pilots.keys()]).toEqual([1]);
  });
});
