import { expect, test } from "vitest";
import { clock, Playhead, tickOfReason } from "../src/recording.ts";

const RECORDING = { firstTick: 100, lastTick: 300, tickRateHz: 20 };

test("ticks pass by the clock, however often somebody looks", () => {
  const head = new Playhead(RECORDING);
  head.play(1000);
  for (let at = 1000; at <= 2000; at += 7) head.pass(at);
  head.pass(2000);
  expect(head.tick).toBe(120);
  head.speed = 4;
  head.pass(2500);
  expect(head.tick).toBe(160);
});

test("it stops at the end, and is played from the beginning then", () => {
  const head = new Playhead(RECORDING);
  head.play(0);
  head.pass(60_000);
  expect([head.tick, head.isPlaying]).toEqual([300, false]);
  head.play(61_000);
  expect([head.tick, head.isPlaying]).toEqual([100, true]);
});

test("nobody goes beyond its ends", () => {
  const head = new Playhead(RECORDING);
  for (const [wanted, got] of [
    [7, 100],
    [999, 300],
    [150.9, 150],
    [NaN, 100],
  ]) {
    head.goTo(wanted);
    expect(head.tick).toBe(got);
  }
  head.pass(5000);
  expect(head.tick).toBe(100);
});

test("the last mark is why it was saved", () => {
  const line = (tick: number, kind: "mark" | "people") => ({ tick, kind, text: "" });
  expect(tickOfReason({ lastTick: 300, lines: [line(120, "mark"), line(130, "mark"), line(140, "people")] })).toBe(130);
  expect(tickOfReason({ lastTick: 300, lines: [line(140, "people")] })).toBe(300);
});

test("time is told in minutes", () => {
  expect(clock(1301, 20)).toBe("1:05.05");
});
