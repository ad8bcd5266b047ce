import { expect, test } from "vitest";
import { described } from "../src/history.ts";
import { Series } from "../src/series.ts";
import { settings } from "../src/tuning.ts";

test("a series keeps only so many points, however long a console is open", () => {
  const series = new Series(2, 3);
  for (let i = 0; i < 100_000; i++) series.add(i * 1000, i, -i);
  expect(series.times).toEqual([99_997, 99_998, 99_999]);
  expect(series.values).toEqual([
    [99_997, 99_998, 99_999],
    [-99_997, -99_998, -99_999],
  ]);
});

test("a mean is of the points between two times", () => {
  const series = new Series(1);
  [1, 2, 3, 4].forEach((value, i) => series.add(i * 1000, value));
  expect(series.mean(0, 1000, 3000)).toBe(2.5);
  expect(series.mean(0, 9000, 10_000)).toBeNaN();
});

test("growth is per minute, between the first and the last point of some time", () => {
  const series = new Series(1);
  [5, 5, 7, 11, 100].forEach((value, i) => series.add(i * 1000, value));
  expect(series.perMinute(0, 1000, 4000)).toBe(180);
  expect(series.perMinute(0, 500, 3500)).toBe(180);
  expect(series.perMinute(0, 0, 1500)).toBe(0);
  expect(series.perMinute(0, 3000, 4000)).toBeNaN();
  expect(series.perMinute(0, 9000, 10_000)).toBeNaN();
  expect(new Series(1).perMinute(0, 0, 1000)).toBeNaN();
});

test("a change is described by what differs", () => {
  const change = { number: 1, when: "", who: "ada", scope: "room a" };
  expect(described({ ...change, from: {}, to: { tickRateHz: 30, "tunables.speed": 2 } })).toBe(
    "tickRateHz as configured → 30, speed as configured → 2",
  );
  expect(described({ ...change, from: { "tunables.a": 1, "tunables.b": 2 }, to: { "tunables.b": 3 } })).toBe(
    "a 1 → as configured, b 2 → 3",
  );
});

test("an adjustment has the form of a config", () => {
  expect(settings("tickRateHz", 30)).toEqual({ tickRateHz: 30 });
  expect(settings("interest.fullRateRadius", 300)).toEqual({ interest: { fullRateRadius: 300 } });
  expect(settings("tunables.topSpeed", 2)).toEqual({ tunables: { topSpeed: 2 } });
});
