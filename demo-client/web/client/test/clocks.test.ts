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

/** When each tick is sent, where the rate changes at one of them. */
const sentMillis = (tick: number, changed: number, before: number, after: number) =>
  tick <= changed ? tick * before : changed * before + (tick - changed) * after;

describe("when the tick rate changes", () => {
  const CHANGES = [
    [20, 40],
    [40, 20],
    [20, 60],
    [60, 10],
    [30, 30],
  ];
  const seeds = [1, 2, 3];

  test.each(CHANGES.flatMap(([from, to]) => seeds.map((seed) => [from, to, seed])))(
    "from %i to %i Hz, what is drawn goes on at the world's pace (seed %i)",
    (from, to, seed) => {
      const random = new Random(seed);
      const [before, after, changed] = [1000 / from, 1000 / to, 100 + 4 * from];
      const worldMillis = (tick: number) => sentMillis(tick, changed, before, after);
      const clock = new ServerClock(from, 1);
      const delay = new RenderDelay(clock, 1);
      const arrivals: { at: number; tick: number }[] = [];
      for (let tick = 100; tick < changed + 4 * to; tick++) {
        const at = worldMillis(tick) + 60 + random.next() * 15;
        arrivals.push({ tick, at: Math.max(at, arrivals.at(-1)?.at ?? 0) });
      }
      const start = arrivals[0].at;
      let [last, newest] = [NaN, 0];
      for (let now = start; arrivals.length > 0; now += 16) {
        for (; arrivals[0]?.at <= now; arrivals.shift()) {
          newest = arrivals[0].tick;
          clock.onSnapshot(newest, arrivals[0].at);
          if (newest !== changed) continue;
          clock.onRates(changed, to, 1);
          delay.onRates(changed, before);
        }
        const drawn = worldMillis(delay.tickAt(now));
        const pace = (drawn - last) / 16;
        last = drawn;
        if (now < start + 1500) continue;
        expect(pace, `at ${now}`).toBeGreaterThan(0.75);
        expect(pace, `at ${now}`).toBeLessThan(1.25);
        if (now > worldMillis(changed) + 1000) expect(drawn).toBeLessThan(worldMillis(newest) + 2);
      }
    },
  );

  test.each(CHANGES)("from %i to %i Hz, inputs go on being as early as before", (from, to) => {
    const [before, after, changed] = [1000 / from, 1000 / to, 100 + 4 * from];
    const inputs = new InputClock(before, 80);
    const margins: { at: number; margin: number }[] = [];
    const worst = { before: Infinity, after: Infinity };
    let server = 100;
    for (let now = sentMillis(100, changed, before, after) + 40; server < changed + 4 * to; now += 4) {
      while (sentMillis(server, changed, before, after) + 40 <= now) {
        inputs.onSnapshot(server, now);
        if (server === changed) inputs.onRates(changed, after, now);
        for (; margins.length > 0 && margins[0].at <= now - 40; margins.shift()) {
          inputs.onMargin(0, margins[0].margin, now);
        }
        server++;
      }
      const { first, last } = inputs.due(now);
      for (let tick = first; tick <= last; tick++) {
        // What the server makes of it, which knows of the change at once.
        const margin = Math.round(sentMillis(tick, changed, before, after) - (now + 40));
        margins.push({ at: now + 40, margin });
        const when = now < sentMillis(changed, changed, before, after) - 200 ? "before" : "after";
        const settled = now > sentMillis(100, changed, before, after) + 1500;
        const hears = Math.abs(now - sentMillis(changed, changed, before, after)) > 150;
        if (settled && hears) worst[when] = Math.min(worst[when], margin);
      }
    }
    expect(worst.before).toBeGreaterThan(0);
    expect(worst.after).toBeGreaterThan(-5);
  });
});

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

  test.each([400, 900, 6000])(
    "starts anew after the server stood still for %i ms, while it is asked",
    (stoodMillis) => {
      const clock = new ServerClock(TICK_HZ, 1);
      const ask = (from: number, until: number) => {
        for (let now = from; now < until; now += 16) clock.tickAt(now);
      };
      play(
        clock,
        100,
        () => 0,
        (now) => clock.tickAt(now),
      );
      let now = 199 * TICK_MILLIS + stoodMillis;
      ask(199 * TICK_MILLIS, now);
      for (let tick = 200; tick < 212; tick++, now += TICK_MILLIS) {
        clock.onSnapshot(tick, now);
        ask(now, now + TICK_MILLIS);
      }
      expect(clock.tickAt(now)).toBeCloseTo(212, 0);
    },
  );

  test("does not go back when the network, and not the server, stood still", () => {
    const clock = new ServerClock(TICK_HZ, 1);
    let before = -Infinity;
    play(
      clock,
      200,
      (tick) => (tick > 150 && tick < 180 ? 180 * TICK_MILLIS - tick * TICK_MILLIS : 0),
      (now) => {
        const tick = clock.tickAt(now);
        expect(tick).toBeGreaterThanOrEqual(before);
        before = tick;
      },
    );
    expect(before).toBeCloseTo(299, 0);
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
  interface Heard {
    /** When the server got the input, since the start. */
    readonly millis: number;
    readonly tick: number;
    readonly margin: number;
  }

  /** A server over a network of which the round trip, without jitter, is `rttMillis` at a time; returns what it heard. */
  function closeLoop(rttMillis: (now: number) => number, seconds: number, jitterMillis = 0): Heard[] {
    const inputs = new InputClock(TICK_MILLIS, NaN);
    const random = new Random(7);
    const heard: Heard[] = [];
    const onTheWay: { at: number; run: () => void }[] = [];
    const start = 100 * TICK_MILLIS;
    const arrivals = [0, 0];
    /** As on a stream, nothing overtakes. */
    const send = (way: 0 | 1, now: number, run: (at: number) => void) => {
      const at = now + rttMillis(now - start) / 2 + random.next() * jitterMillis;
      arrivals[way] = Math.max(arrivals[way], at);
      const arrival = arrivals[way];
      onTheWay.push({ at: arrival, run: () => run(arrival) });
    };
    let nextTick = 100;
    let newest: Heard | undefined;
    let told = 0;
    for (let now = start; now < start + seconds * 1000; now += 1) {
      for (; nextTick * TICK_MILLIS <= now; nextTick++) {
        const [tick, telling, between] = [nextTick, newest, heard.length - told - 1];
        [newest, told] = [undefined, heard.length];
        send(0, now, (at) => {
          inputs.onSnapshot(tick, at);
          if (telling) inputs.onMargin(between, Math.round(telling.margin), at);
        });
      }
      for (const { at, run } of onTheWay) if (at <= now && at > now - 1) run();
      if (now < start + rttMillis(0) + 2 * jitterMillis + TICK_MILLIS) continue;
      const { first, last } = inputs.due(now);
      for (let tick = first; tick <= last; tick++) {
        send(1, now, (at) => {
          newest = { tick, margin: tick * TICK_MILLIS - at, millis: at - start };
          heard.push(newest);
        });
      }
    }
    return heard;
  }

  const since = (millis: number) => (input: Heard) => input.millis >= millis;

  test.each([10, 60, 150, 400])("has the target margin within 2 s, over a round trip of %i ms", (rttMillis) => {
    const heard = closeLoop(() => rttMillis, 15);
    for (const { margin } of heard.filter(since(2000))) {
      expect(margin).toBeGreaterThan(0);
      expect(margin).toBeLessThan(16);
    }
    const ticks = heard.map(({ tick }) => tick);
    expect(ticks).toEqual([...new Set(ticks)].sort((a, b) => a - b));
  });

  test("lets no input be late at steady jitter", () => {
    const heard = closeLoop(() => 150, 60, 30).filter(since(3000));
    expect(heard.filter(({ margin }) => margin < 0).length).toBe(0);
    const mean = heard.reduce((sum, { margin }) => sum + margin, 0) / heard.length;
    expect(mean).toBeLessThan(45);
  });

  test("follows a round trip that grows and shrinks, tick by tick", () => {
    const heard = closeLoop((now) => (now > 5000 && now < 12000 ? 250 : 100), 20);
    const ticks = heard.map(({ tick }) => tick);
    expect(ticks).toEqual(ticks.map((_, i) => ticks[0] + i));
    for (const [from, to] of [
      [7000, 12000],
      [17000, 20000],
    ]) {
      for (const { margin } of heard.filter(({ millis }) => millis > from && millis < to)) {
        expect(margin).toBeGreaterThan(0);
        expect(margin).toBeLessThan(16);
      }
    }
  });

  test("is not put off by one input that was held up", () => {
    const heard = closeLoop((now) => (now > 5000 && now < 5060 ? 900 : 100), 12);
    for (const { margin } of heard.filter(since(6500))) expect(margin).toBeLessThan(16);
  });

  test("gives each tick once, and after a hitch only the newest few", () => {
    const inputs = new InputClock(TICK_MILLIS, NaN);
    inputs.onSnapshot(100, 0);
    expect(inputs.due(0)).toEqual({ first: 102, last: 102 });
    expect(inputs.due(10)).toEqual({ first: 103, last: 102 });
    expect(inputs.millisUntilDue(10)).toBeCloseTo(40);
    expect(inputs.due(50)).toEqual({ first: 103, last: 103 });
    expect(inputs.due(1000)).toEqual({ first: 120, last: 122 });
  });
});
