import { expect, test } from "vitest";
import { Follow } from "../src/follow.ts";
import type { Pilot } from "../src/worldWatch.ts";

const pilots = (...scores: [player: number, score: number][]) =>
  new Map(scores.map(([player, score]) => [player, { player, score, name: `Pilot ${player}` } as Pilot]));

test("a watcher looks at who leads, whoever that comes to be", () => {
  const follow = new Follow();
  expect(follow.target(pilots([1, 10], [2, 30]))?.player).toBe(2);
  expect(follow.target(pilots([1, 40], [2, 30]))?.player).toBe(1);
  expect(follow.leads).toBe(true);
});

test("a watcher stays with whom it chose, and goes back to the leader when that one leaves", () => {
  const follow = new Follow();
  follow.step(1, pilots([1, 10], [2, 30]));
  expect(follow.target(pilots([1, 10], [2, 30]))?.player).toBe(1);
  expect(follow.target(pilots([1, 99], [2, 30]))?.player).toBe(1);
  expect(follow.leads).toBe(false);
  expect(follow.target(pilots([2, 30], [3, 50]))?.player).toBe(3);
  expect(follow.leads).toBe(true);
});

test("stepping goes around, and from the last to the leader", () => {
  const room = pilots([1, 30], [2, 20], [3, 10]);
  const follow = new Follow();
  follow.step(-1, room);
  expect(follow.target(room)?.player).toBe(3);
  follow.step(1, room);
  expect(follow.target(room)?.player).toBe(1);
  expect(follow.leads).toBe(true);
});

test("in an empty room there is nobody to look at", () => {
  const follow = new Follow();
  follow.step(1, new Map());
  expect(follow.target(new Map())).toBeUndefined();
});
