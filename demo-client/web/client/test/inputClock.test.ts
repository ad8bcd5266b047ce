import { expect, test } from "vitest";
import { InputLoop, type Scene, type Trouble } from "./support/inputLoop.ts";
import { Random } from "./support/random.ts";

const SCENES = 10_000;
/** After what troubles the connection is over, inputs count again this soon. */
const SETTLING_MILLIS = 2000;
/** What has happened is known when a message has gone there, back and there again: over a round trip of more than a second that alone takes longer. */
const settlingMillis = (rttMillis: number) => Math.max(SETTLING_MILLIS, 1.5 * rttMillis + 300);
const COUNTED_MILLIS = 1500;
const TROUBLES: readonly Trouble[] = ["up", "down", "both", "client", "server"];

function randomScene(seed: number): Scene {
  const random = new Random(seed);
  const between = (least: number, most: number) => least + random.next() * (most - least);
  const tickRateHz = () => Math.round(between(10, random.chance(0.5) ? 30 : 128));
  // Half of the players are near, and some are very far.
  const rttMillis = between(0, random.chance(0.5) ? 150 : random.chance(0.6) ? 600 : 3000);
  const troubles = [];
  // From the very join on.
  let from = random.chance(0.3) ? 0 : between(0, 4000);
  for (let count = 1 + random.int(3); count > 0; count--) {
    const until = from + between(20, random.chance(0.3) ? 600 : 7000);
    // That the own clock stood still is not known before a margin tells.
    const what = rttMillis < 600 && random.chance(0.2) ? "standstill" : TROUBLES[random.int(TROUBLES.length)];
    troubles.push({ what, from, until });
    // Some begin while others go on.
    from = random.chance(0.3) ? between(from, until) : until + between(0, 3000);
  }
  return {
    seed,
    tickRateHz: tickRateHz(),
    ticksPerSnapshot: random.chance(0.7) ? 1 : 1 + random.int(3),
    rttMillis,
    jitterMillis: random.chance(0.5) ? 0 : between(0, 40),
    inputWindowMillis: random.chance(0.5) ? 2000 : between(250, 2000),
    // Over a second, the server waits for acks most of the time, and tells of new rates late.
    change: { at: rttMillis > 900 || random.chance(0.5) ? Infinity : between(0, 8000), tickRateHz: tickRateHz() },
    troubles,
  };
}

test(
  `inputs count again soon after stalls, sleeps and pauses, in ${SCENES} random scenes`,
  { timeout: 120_000 },
  () => {
    for (let seed = 1; seed <= SCENES; seed++) {
      const scene = randomScene(seed);
      const calm = Math.max(
        ...scene.troubles.map(({ until }) => until),
        Number.isFinite(scene.change.at) ? scene.change.at : 0,
      );
      const from = calm + settlingMillis(scene.rttMillis);
      const { ticks, taken } = new InputLoop(scene).run(from, from + COUNTED_MILLIS);
      // Where messages jitter by more than a tick, some ticks have two inputs, and others none.
      expect(taken, JSON.stringify(scene)).toBeGreaterThan(ticks / 2);
    }
  },
);
