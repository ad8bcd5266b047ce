import { describe, expect, test } from "vitest";
import { count, duration, millis, plain, rate, sliderStep, words } from "../src/format.ts";

test("numbers are short, and large ones have commas", () => {
  expect([0, 0.04321, 1.5, 99.96, 1234567.8].map(plain)).toEqual(["0", "0.0432", "1.5", "100", "1,234,568"]);
});

test("rates say in what they are counted", () => {
  expect([0, 999, 12_345, 2_500_000].map(rate)).toEqual(["0 B/s", "999 B/s", "12.3 KB/s", "2.5 MB/s"]);
  expect(millis(0.5)).toBe("0.5 ms");
});

test("durations are as people say them", () => {
  expect([0, 119, 120, 3599, 7200, 100_000].map(duration)).toEqual([
    "0 s",
    "119 s",
    "2 min",
    "59 min",
    "2 h",
    "27.7 h",
  ]);
});

test("counts are in words", () => {
  expect([count(0, "bot"), count(1, "room"), count(2, "room")]).toEqual(["0 bots", "1 room", "2 rooms"]);
});

test("names of counts are read as words", () => {
  expect(words("inputsQueueFull")).toBe("inputs queue full");
  expect(words("disconnects.TOO_SLOW")).toBe("disconnects: too slow");
});

describe("the step of a slider", () => {
  test.each([
    [0, 1, 0.005],
    [0, 100, 0.5],
    [1, 1000, 5],
    [0, 2000, 10],
    [3, 3, 1],
  ])("from %d to %d is %d", (min, max, step) => expect(sliderStep(min, max)).toBe(step));
});
