import { expect, test } from "vitest";
import { differences } from "../src/comparison.ts";
import type { Adjustable } from "../src/protocol.ts";

const number = (path: string, value: number, unit = ""): Adjustable => ({
  path,
  name: path.replace("tunables.", ""),
  value,
  initial: 1,
  min: 0,
  max: 9,
  text: "",
  unit,
});

test("two rooms differ in values, and in what only one of them has", () => {
  const one = [number("tickRateHz", 30, "Hz"), number("tunables.speed", 2), number("tunables.size", 3)];
  const other = [number("tickRateHz", 60, "Hz"), number("tunables.speed", 2), number("tunables.thrust", 4)];
  expect(differences(one, other)).toEqual([
    ["tickRateHz", "30 Hz", "60 Hz"],
    ["size", "3", "–"],
    ["thrust", "–", "4"],
  ]);
  expect(differences(one, one)).toEqual([]);
});
