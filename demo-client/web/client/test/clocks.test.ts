import { describe, expect, test } from "vitest";
import { InputClock, RenderDelay, ServerClock } from "../src/index.ts";
import { Random } from "./support/random.ts";

const TICK_HZ = 20;
const TICK_MILLIS = 50;

/** Plays snapshots into a clock: tick t is sent at t × 50 ms, and arrives after its delay. */
function play(clock: ServerClock, ticks: number, delayMillis: (tick: number) => number, each?: (now: number) => void) {
  const arrivals: { at: number; tick: number }[] = [];
  let last = 0;
  for (let tick = 100; tick < 100 + ticks; tick++) {
    // A WebSocket keeps order: nothing overtakes.
    last = Math.max(last, tick * TICK_MILLIS + delayMillis(tick));
    arrivals.push({ at: last, tick });
  }
  let next = 0;
  for (let now = arrivals[0].at; next < arrivals.length; now += 4) {
    while (next < arrivals.length && arrivals[next].at <= now) clock.onSnapshot(arrivals[next++].tick, now);
    each?.(now);
  }
}

describe("the server clock", () => {
  test("tells the tick whose snapshot would arrive now", () => {
    const clock = new ServerClock(TICK_HZ, 1);
    clock.onSnapshot(100, 7000);
    expect(clock.tickAt(7000)).toBeCloseTo(100);
    expect(clock.tickAt(7025)).toBeCloseTo(100.5);
  });

  test("does not take a quiet room for a slow one", () => {
    const clock = new ServerClock(TICK_HZ, 1);
    for (let tick = 100; tick < 500; tick += 20) clock.onSnapshot(tick, tick * TICK_MILLIS, 1);
    expect(clock.snapshotIntervalMillis).toBeCloseTo(TICK_MILLIS);
    for (let tick = 500; tick < 900; tick += 20) clock.onSnapshot(tick, tick * TICK_MILLIS);
    expect(clock.snapshotIntervalMillis).toBeGreaterThan(10 * TICK_MILLIS);
  });

  test("follows the fastest snapshots, however much the others jitter", () => {
    const seed = 7;
    const random = new Random(seed);
    const clock = new ServerClock(TICK_HZ, 1);
    let worst = 0;
    play(
      clock,
      400,
      () => 40 + random.next() * 30,
      (now) => {
        if (now > 110 * TICK_MILLIS + 3000)
          worst = Math.max(worst, Math.abs(clock.tickAt(now) * TICK_MILLIS - (now - 40)));
      },
    );
    expect(worst, `seed ${seed}`).toBeLessThan(8);
    expect(clock.jitterMillis).toBeGreaterThan(20);
    expect(clock.jitterMillis).toBeLessThan(36);
  });

  test("never goes back and never leaps while snapshots come late", () => {
    const random = new Random(3);
    const clock = new ServerClock(TICK_HZ, 1);
    let before = -Infinity;
    let fastest = 0;
    play(
      clock,
      600,
      (tick) => (tick % 90 < 8 ? 180 : 30) + random.next() * 10,
      (now) => {
        const tick = clock.tickAt(now);
        expect(tick).toBeGreaterThanOrEqual(before);
        if (before > 0) fastest = Math.max(fastest, tick - before);
        before = tick;
      },
    );
    expect(fastest).toBeLessThan((4 / TICK_MILLIS) * 1.05);
  });

  test("starts anew after the server stood still", () => {
    const clock = new ServerClock(TICK_HZ, 1);
    play(clock, 100, () => 0);
    const now = 200 * TICK_MILLIS + 5000;
    for (let i = 0; i < 10; i++) clock.onSnapshot(200 + i, now + i * TICK_MILLIS);
    clock.tickAt(now + 9 * TICK_MILLIS);
    expect(clock.tickAt(now + 30 * TICK_MILLIS)).toBeCloseTo(230, 0);
  });

  test("measures the time between snapshots in ticks, so that a skipped one counts double", () => {
    const clock = new ServerClock(TICK_HZ, 1);
    for (let i = 0; i < 100; i++) clock.onSnapshot(100 + i * 2, i * 100);
    expect(clock.snapshotIntervalMillis).toBeCloseTo(100, 0);
  });
});

describe("the render delay", () => {
  test("is the asked intervals on a quiet network, and grows smoothly with jitter", () => {
    const random = new Random(5);
    const clock = new ServerClock(TICK_HZ, 1);
    const delay = new RenderDelay(clock, 2);
    let before = -Infinity;
    play(
      clock,
      400,
      (tick) => (tick < 200 ? 20 : 20 + random.next() * 60),
      (now) => {
        const tick = delay.tickAt(now);
        expect(tick).toBeGreaterThanOrEqual(before);
        before = tick;
        if (now < 190 * TICK_MILLIS) expect(delay.millis).toBeLessThan(105);
      },
    );
    expect(delay.millis).toBeGreaterThan(140);
    expect(delay.millis).toBeLessThan(170);
  });
});

describe("the input clock", () => {
  /** A server that is `rtt` away, and tells how early inputs came; returns the margins it saw. */
  function closeLoop(rttMillis: number, seconds: number): { margins: number[]; ticks: number[] } {
    const server = new ServerClock(TICK_HZ, 1);
    const inputs = new InputClock(server);
    const margins: number[] = [];
    const ticks: number[] = [];
    const onTheWay: { at: number; run: () => void }[] = [];
    const start = 100 * TICK_MILLIS;
    let nextTick = 100;
    let margin: number | undefined;
    for (let now = start; now < start + seconds * 1000; now += 2) {
      for (; nextTick * TICK_MILLIS <= now; nextTick++) {
        const [tick, told] = [nextTick, margin];
        margin = undefined;
        onTheWay.push({
          at: now + rttMillis / 2,
          run: () => {
            server.onSnapshot(tick, now + rttMillis / 2);
            if (told !== undefined) inputs.onMargin(told, now + rttMillis / 2, rttMillis);
          },
        });
      }
      for (const { at, run } of onTheWay) if (at <= now && at > now - 2) run();
      if (now < start + rttMillis) continue;
      const { first, last } = inputs.due(now);
      for (let tick = first; tick <= last; tick++) {
        ticks.push(tick);
        onTheWay.push({
          at: now + rttMillis / 2,
          run: () => {
            margin = Math.round(tick * TICK_MILLIS - (now + rttMillis / 2));
            margins.push(margin);
          },
        });
      }
    }
    return { margins, ticks };
  }

  test.each([10, 60, 150, 400])("settles at the target margin over a round trip of %i ms", (rttMillis) => {
    const { margins, ticks } = closeLoop(rttMillis, 15);
    const settled = margins.slice(-60);
    const mean = settled.reduce((sum, margin) => sum + margin, 0) / settled.length;
    expect(mean).toBeGreaterThan(8);
    expect(mean).toBeLessThan(24);
    expect(ticks).toEqual([...new Set(ticks)].sort((a, b) => a - b));
  });

  test("is never late for long, even when the first inputs are", () => {
    const { margins } = closeLoop(400, 6);
    expect(margins.slice(40).filter((margin) => margin < 0)).toEqual([]);
  });

  test("gives each tick once, and after a hitch only the newest few", () => {
    const server = new ServerClock(TICK_HZ, 1);
    server.onSnapshot(100, 0);
    const inputs = new InputClock(server);
    expect(inputs.due(0)).toEqual({ first: 100, last: 102 });
    expect(inputs.due(10)).toEqual({ first: 103, last: 102 });
    expect(inputs.millisUntilDue(10)).toBeCloseTo(40);
    expect(inputs.due(50)).toEqual({ first: 103, last: 103 });
    expect(inputs.due(1000)).toEqual({ first: 120, last: 122 });
  });
});
