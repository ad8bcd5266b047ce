import { expect, onTestFinished, test } from "vitest";
import type {} from "../demo/src/main.ts";
import { launchBrowser, play } from "./browser.ts";
import { ServerProcess } from "./server.ts";
import { Swarm } from "./swarm.ts";

const BOTS = 90;
const ENTITIES = 150;
const FRAMES = 300;

// Without a graphics card a browser's frame rate says little: the work per frame is printed, for a person to judge.
test(`a frame with over ${ENTITIES} entities takes the time that is printed here`, async () => {
  const server = await ServerProcess.start({ settings: [`roomTypes.arena.playerLimit=${BOTS + 1}`] });
  onTestFinished(() => server.stop());
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await play(page, server.url, "Ada");
  const swarm = Swarm.start(server.url, (await page.evaluate(() => window.tickwire.room))!, BOTS);
  onTestFinished(() => swarm.stop());
  const entities = await page.waitForFunction((least) => {
    const known = Object.values(window.tickwire.counts!).reduce((sum, count) => sum + count, 0);
    return known > least && known;
  }, ENTITIES);
  const tick = await page.evaluate(() => window.tickwire.stats!.tick);
  await page.waitForFunction((before) => window.tickwire.stats!.tick > before + 200, tick);
  const frames = (await page.evaluate(() => window.tickwire.frameMillis)).slice(-FRAMES).sort((a, b) => a - b);
  const at = (share: number) => frames[Math.floor((frames.length - 1) * share)].toFixed(1);
  const times = `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms`;
  console.log(`${await entities.jsonValue()} entities: ${times} of script in each of ${frames.length} frames`);
  expect(frames.length).toBeGreaterThan(FRAMES / 10);
});
