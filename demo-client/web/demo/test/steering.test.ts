import { expect, test } from "vitest";
import { TURN_RATE } from "../src/arena.ts";
import { Steering } from "../src/steering.ts";

test.each([0, 80, 150, 250])(
  "a ship that is shown %i ms late settles on the wanted direction without swinging",
  (lagMillis) => {
    const steering = new Steering();
    const frameMillis = 16;
    const headings: number[] = [];
    let heading = 3;
    const late: number[] = [];
    for (let now = 0; now < 3000; now += frameMillis) {
      headings.push(heading);
      const shown = headings[Math.max(0, headings.length - 1 - Math.round(lagMillis / frameMillis))];
      const turn = steering.turnTowards(-2, shown, lagMillis, now);
      heading += (turn * TURN_RATE * frameMillis) / 1000;
      if (now > 1500) late.push(Math.abs(heading - (2 * Math.PI - 2)));
    }
    expect(Math.max(...late)).toBeLessThan(0.12);
  },
);
