import { expect, test } from "vitest";
import { Steering } from "../src/steering.ts";

const FRAME_MILLIS = 16;
const LAGS_MILLIS = [0, 80, 144, 256];
const TURN_RATES = [0.5, 3.7, 12, 20];
const TICK_RATES_HZ = [10, 20, 60];
const ALL = LAGS_MILLIS.flatMap((lagMillis) =>
  TURN_RATES.flatMap((turnRate) => TICK_RATES_HZ.map((tickRateHz) => ({ lagMillis, turnRate, tickRateHz }))),
);

test.each(ALL)(
  "a ship that turns $turnRate rad/s at $tickRateHz Hz, and is shown $lagMillis ms late, settles on the wanted direction without swinging",
  ({ lagMillis, turnRate, tickRateHz }) => {
    const steering = new Steering();
    const tickMillis = 1000 / tickRateHz;
    const headings: number[] = [];
    const [from, wanted] = [0.5, -1];
    let heading = from;
    let turns = 0;
    for (let now = 0; now < 6000; now += FRAME_MILLIS) {
      headings.push(heading);
      const shown = headings[Math.max(0, headings.length - 1 - lagMillis / FRAME_MILLIS)];
      const turn = steering.turnTowards(wanted, shown, { turnRate, tickMillis, lagMillis }, now);
      heading += (turn * turnRate * FRAME_MILLIS) / 1000;
      if (now > 4500) turns += Math.abs(turn);
    }
    const shortestTurn = turnRate * Math.max(tickMillis, FRAME_MILLIS) * 0.001;
    expect(Math.abs(heading - wanted)).toBeLessThan(shortestTurn);
    expect(turns).toBe(0);
  },
);
