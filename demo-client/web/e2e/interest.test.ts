import { expect, onTestFinished, test } from "vitest";
import type {} from "../demo/src/main.ts";
import { launchBrowser, play } from "./browser.ts";
import { ServerProcess } from "./server.ts";
import { Swarm } from "./swarm.ts";

const SNAPSHOTS = 400;
const BOTS = 30;

test(`a player who sees only what is near holds what the server says it holds, over ${SNAPSHOTS} snapshots`, async () => {
  const interest = "roomTypes.arena.interest";
  const server = await ServerProcess.start({
    settings: [
      `${interest}.mode=radius`,
      `${interest}.fullRateRadius=300`,
      `${interest}.halfRateRadius=500`,
      `${interest}.quarterRateRadius=700`,
      "roomTypes.arena.hashIntervalSnapshots=1",
      // Dead ships do not fly.
      "roomTypes.arena.tunables.respawnSeconds=0.5",
    ],
  });
  onTestFinished(() => server.stop());
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const errors: Error[] = [];
  page.on("pageerror", (error) => errors.push(error));
  await play(page, server.url, "Ada");
  const swarm = Swarm.start(server.url, (await page.evaluate(() => window.tickwire.room))!, BOTS);
  onTestFinished(() => swarm.stop());
  await page.waitForFunction(
    (all) => document.getElementById("player-count")!.textContent!.startsWith(all),
    `${BOTS + 1} `,
  );

  const start = await page.evaluate(() => window.tickwire.stats!.tick);
  const known: number[] = [];
  const places: { x: number; y: number }[] = [];
  await page.keyboard.down("ArrowUp");
  await page.keyboard.down("Space");
  for (let turn = 0; ; turn++) {
    const key = turn % 2 ? "ArrowLeft" : "ArrowRight";
    await page.keyboard.down(key);
    await page.waitForTimeout(250);
    await page.keyboard.up(key);
    await page.waitForTimeout(750);
    const { tick, ships, ship } = await page.evaluate(() => ({
      tick: window.tickwire.stats!.tick,
      ships: window.tickwire.counts!.ships,
      ship: window.tickwire.ship!,
    }));
    known.push(ships);
    places.push(ship);
    if (tick >= start + SNAPSHOTS) break;
  }
  const { desyncs, state } = await page.evaluate(() => ({
    desyncs: window.tickwire.stats!.desyncs,
    state: window.tickwire.state,
  }));
  expect({ desyncs, state, errors }).toEqual({ desyncs: 0, state: "joined", errors: [] });
  // The ship did fly, and did not see everyone: it was about layers.
  const flown = places.slice(1).reduce((sum, { x, y }, i) => sum + Math.hypot(x - places[i].x, y - places[i].y), 0);
  expect(flown).toBeGreaterThan(500);
  expect(Math.min(...known)).toBeLessThan(BOTS);
  expect(new Set(known).size).toBeGreaterThan(1);
});
