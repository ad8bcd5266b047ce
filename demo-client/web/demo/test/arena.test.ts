import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { KILL_POINTS, NOBODY, PICKUP_RADIUS, ROCK_POINTS, ROCK_RADIUS, SHIP_RADIUS } from "../src/arena.ts";

const root = new URL("../../../../", import.meta.url);
const rules = (file: string) =>
  readFileSync(new URL(`simulation/src/main/java/dev/tickwire/simulation/arena/${file}.java`, root), "utf8");
const numberIn = (text: string, before: RegExp) => Number(new RegExp(`${before.source}(-?[\\d.]+)`).exec(text)?.[1]);

test("what the page knows of the rules by heart is what they say", () => {
  expect(numberIn(rules("Ships"), / RADIUS = /)).toBe(SHIP_RADIUS);
  expect(numberIn(rules("Pickups"), / RADIUS = /)).toBe(PICKUP_RADIUS);
  expect(numberIn(rules("Asteroids"), /case SMALL -> /)).toBe(ROCK_RADIUS.small);
  expect(numberIn(rules("Asteroids"), /case MEDIUM -> /)).toBe(ROCK_RADIUS.medium);
  expect(numberIn(rules("Asteroids"), /LARGEST_RADIUS = /)).toBe(ROCK_RADIUS.large);
  expect(numberIn(rules("Collisions"), /KILL_SCORE = /)).toBe(KILL_POINTS);
  expect(numberIn(rules("Collisions"), /score\(owner, /)).toBe(ROCK_POINTS);
  expect(numberIn(rules("Arena"), /NOBODY = /)).toBe(NOBODY);
});
