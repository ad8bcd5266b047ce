import { describe, expect, test } from "vitest";
import { Random } from "../src/conditions/random.ts";
import { Way, type WayConditions, WayRules } from "../src/conditions/way.ts";

/** A way, and what came out of it so far: what, and when. */
function way(conditions: Partial<WayConditions>, seed = 1) {
  const rules = new WayRules(0);
  rules.set(conditions);
  const under = new Way(rules, new Random(seed));
  const out: [what: number, millis: number][] = [];
  let now = 0;
  return {
    rules,
    out,
    send(what: number, millis: number, bytes = 100) {
      now = millis;
      under.send(bytes, () => out.push([what, now]), millis);
    },
    /** Lets time pass up to a moment, as a timer does that goes off when something is due. */
    passUntil(millis: number) {
      for (;;) {
        const due = Math.max(now, under.dueMillis);
        if (due > millis) break;
        now = due;
        while (under.passNext(now));
      }
      now = millis;
    },
  };
}

describe("a way without conditions", () => {
  test("lets all pass at once", () => {
    const { send, passUntil, out } = way({});
    send(1, 5);
    send(2, 5);
    passUntil(5);
    expect(out).toEqual([
      [1, 5],
      [2, 5],
    ]);
  });
});

describe("a delay", () => {
  test("holds for each thing by itself", () => {
    const { send, passUntil, out } = way({ delayMillis: 40 });
    send(1, 0);
    send(2, 10);
    passUntil(39.9);
    expect(out).toEqual([]);
    passUntil(1000);
    expect(out).toEqual([
      [1, 40],
      [2, 50],
    ]);
  });

  test("that gets shorter does not let anything overtake what is under way", () => {
    const { rules, send, passUntil, out } = way({ delayMillis: 100 });
    send(1, 0);
    rules.set({ delayMillis: 10 });
    send(2, 5);
    passUntil(1000);
    expect(out).toEqual([
      [1, 100],
      [2, 100],
    ]);
  });
});

describe("jitter", () => {
  const jittered = (seed: number) => {
    const { send, passUntil, out } = way({ delayMillis: 30, jitterMillis: 20 }, seed);
    for (let i = 0; i < 1000; i++) {
      passUntil(i * 7);
      send(i, i * 7);
    }
    passUntil(1e6);
    return out;
  };

  test.each([1, 2, 3, 4, 5])("stays within its bounds, and keeps the order (seed %i)", (seed) => {
    const out = jittered(seed);
    expect(out.map(([what]) => what)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
    const late = out.map(([what, millis]) => millis - what * 7 - 30);
    expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...late)).toBeLessThan(20);
    // It is there at all, and is not the same for all.
    expect(Math.max(...late) - Math.min(...late)).toBeGreaterThan(15);
  });

  test("is the same for the same seed, and another one for another", () => {
    expect(jittered(7)).toEqual(jittered(7));
    expect(jittered(7)).not.toEqual(jittered(8));
  });
});

describe("a bandwidth", () => {
  test("lets one thing through after the other, each as long as its bytes take", () => {
    const { send, passUntil, out } = way({ bytesPerSecond: 10_000, delayMillis: 5 });
    send(1, 0, 1000);
    send(2, 0, 500);
    passUntil(400);
    send(3, 400, 1000);
    passUntil(1e6);
    expect(out).toEqual([
      [1, 105],
      [2, 155],
      [3, 505],
    ]);
  });

  test.each([1, 2, 3])("lets no more through than it says, whatever comes (seed %i)", (seed) => {
    const random = new Random(seed);
    const { send, passUntil, out } = way({ bytesPerSecond: 20_000, jitterMillis: 30 }, seed);
    let bytes = 0;
    for (let millis = 0; millis < 5000; millis += 10) {
      passUntil(millis);
      const size = Math.floor(random.next() * 1000);
      bytes += size;
      send(size, millis, size);
    }
    passUntil(1e6);
    const through = out.reduce((sum, [size]) => sum + size, 0);
    expect(through).toBe(bytes);
    expect(out.at(-1)![1]).toBeGreaterThanOrEqual((bytes / 20_000) * 1000);
    expect(out.at(-1)![1]).toBeLessThanOrEqual((bytes / 20_000) * 1000 + 30 + 10);
  });

  test("that gets wider holds at once for what still waits", () => {
    const { rules, send, passUntil, out } = way({ bytesPerSecond: 100 });
    send(1, 0, 10);
    send(2, 0, 1_000_000);
    passUntil(5000);
    rules.set({ bytesPerSecond: 0 });
    passUntil(5000);
    expect(out).toEqual([
      [1, 100],
      [2, 5000],
    ]);
  });
});

describe("a stall", () => {
  test("holds everything back, and then lets it out in order and at once", () => {
    const { rules, send, passUntil, out } = way({ delayMillis: 10 });
    send(1, 0);
    passUntil(5);
    rules.stallUntil(2005);
    send(2, 6);
    send(3, 1990);
    send(4, 2000);
    passUntil(1e6);
    expect(out).toEqual([
      [1, 2005],
      [2, 2005],
      [3, 2005],
      [4, 2010],
    ]);
  });

  test("comes back as often as it should, and lasts as long", () => {
    const { send, passUntil, out } = way({ stallEveryMillis: 1000, stallMillis: 300 });
    for (let millis = 0; millis < 3000; millis += 100) {
      passUntil(millis);
      send(millis, millis);
    }
    passUntil(1e6);
    for (const [sent, came] of out) {
      const stalled = sent >= 1000 && sent % 1000 < 300;
      expect([sent, came]).toEqual([sent, stalled ? sent - (sent % 1000) + 300 : sent]);
    }
  });
});

describe("conditions that cannot be", () => {
  test.each([
    [{ delayMillis: -1 }, "delayMillis is 0 or more, not -1"],
    [{ jitterMillis: NaN }, "jitterMillis is 0 or more, not NaN"],
    [{ bytesPerSecond: Infinity }, "bytesPerSecond is 0 or more, not Infinity"],
    [{ stallEveryMillis: 100, stallMillis: 100 }, "stallMillis is less than stallEveryMillis (100), not 100"],
  ])("are refused, and change nothing: %o", (conditions, sentence) => {
    const { rules } = way({ delayMillis: 7 });
    expect(() => rules.set(conditions)).toThrow(sentence);
    expect(rules.conditions.delayMillis).toBe(7);
  });
});
