import { describe, expect, test } from "vitest";
import { InputClock, ServerClock } from "../src/index.ts";
import { joined } from "./support/joined.ts";
import { Random } from "./support/random.ts";

const TICK_MILLIS = 50;
const WAY_MILLIS = 20;
const REST_MILLIS = 300_000;

/** Where nothing changes, the server sends a heartbeat each ten seconds. */
describe.each([0, 50, -50, 200, -200])("after minutes of rest, a clock that is off by %i ppm", (ppm) => {
  const random = new Random(7 + ppm);
  const local = (serverMillis: number) => serverMillis * (1 + ppm / 1e6);
  const late = () => WAY_MILLIS + random.int(20);
  const heartbeats = Array.from({ length: REST_MILLIS / 10_000 }, (_, n) => n * 200);

  test("lets inputs count from the first on", () => {
    const clock = new InputClock(TICK_MILLIS, 2 * WAY_MILLIS);
    for (const tick of heartbeats) clock.onSnapshot(tick, local(tick * TICK_MILLIS + late()));
    const margins: number[] = [];
    const reports: { at: number; margin: number }[] = [];
    for (let now = REST_MILLIS; now < REST_MILLIS + 5000; now += 4) {
      while (reports.length > 0 && reports[0].at <= now) clock.onMargin(0, reports.shift()!.margin, local(now));
      const { first, last } = clock.due(local(now));
      for (let tick = first; tick <= last; tick++) {
        const margin = tick * TICK_MILLIS - (now + WAY_MILLIS);
        margins.push(margin);
        reports.push({ at: now + 3 * WAY_MILLIS, margin });
      }
    }
    expect(margins.length).toBeGreaterThanOrEqual(99);
    // The first is for the tick that is going on.
    expect(margins[0]).toBeGreaterThan(-TICK_MILLIS);
    expect(Math.min(...margins.slice(1))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...margins)).toBeLessThan(200);
    expect(Math.max(...margins.slice(-20))).toBeLessThan(40);
  });

  test("draws what moves then at its time, and not slower than it moves", () => {
    const clock = new ServerClock(1000 / TICK_MILLIS, 1);
    for (const tick of heartbeats) clock.onSnapshot(tick, local(tick * TICK_MILLIS + late()), tick > 0 ? 1 : 0);
    expect(clock.snapshotIntervalMillis).toBeCloseTo(TICK_MILLIS);
    let before = -Infinity;
    for (let tick = REST_MILLIS / TICK_MILLIS; tick < REST_MILLIS / TICK_MILLIS + 100; tick++) {
      const now = tick * TICK_MILLIS + WAY_MILLIS;
      clock.onSnapshot(tick, local(now), 0);
      const drawn = clock.tickAt(local(now));
      expect(Math.abs(drawn - tick)).toBeLessThan(1 + (Math.abs(ppm) * REST_MILLIS) / 1e6 / TICK_MILLIS);
      expect(drawn).toBeGreaterThanOrEqual(before);
      before = drawn;
    }
    expect(clock.jitterMillis).toBeLessThan(25);
    expect(Math.abs(before - (REST_MILLIS / TICK_MILLIS + 99))).toBeLessThan(1);
  });
});

test("a server that falls silent after heartbeats is noticed as soon as any other", async () => {
  const { room, environment, socket } = await joined();
  for (let tick = 300; tick <= 900; tick += 200) {
    for (let second = 0; second < 10; second++) {
      environment.pass(1000);
      socket.receive({ pong: socket.sent.at(-1)!.ping! });
    }
    socket.snapshot(tick, { quietAgo: 1 });
  }
  expect(room.status.state).toBe("joined");
  environment.pass(7900);
  expect(room.status.state).toBe("joined");
  environment.pass(1100);
  expect(room.status.state).toBe("connecting");
});
