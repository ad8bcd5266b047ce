import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type {} from "../demo/src/main.ts";
import { launchBrowser, play, untilEntities } from "./browser.ts";
import { ServerProcess } from "./server.ts";
import { Swarm } from "./swarm.ts";

/** Few, so that they leave the page its processor; rocks and shots make up the rest. */
const BOTS = 70;
const ENTITIES = 300;
const WARM_UP_SECONDS = 45;
const SECONDS = 10;
const VIEWPORT = { width: 1280, height: 720 };

let server: ServerProcess;
let swarm: Swarm | undefined;

beforeAll(async () => {
  server = await ServerProcess.start({
    settings: [
      `roomTypes.arena.playerLimit=${BOTS + 10}`,
      "roomTypes.arena.tunables.asteroidCount=60",
      "roomTypes.arena.tunables.reloadSeconds=0.12",
      "roomTypes.arena.tunables.respawnSeconds=0.5",
    ],
  });
});

afterAll(async () => {
  await swarm?.stop();
  await server?.stop();
});

/** Frames per second in a page, over so many seconds. */
const frameRate = (page: Page): Promise<number> =>
  page.evaluate(
    (millis) =>
      new Promise<number>((resolve) => {
        let frames = -1;
        let began = 0;
        const count = (now: number) => {
          began ||= now;
          frames++;
          if (now - began < millis) requestAnimationFrame(count);
          else resolve((frames * 1000) / (now - began));
        };
        requestAnimationFrame(count);
      }),
    SECONDS * 1000,
  );

/** Processor time that all processes of a browser have taken so far, in milliseconds. */
async function processorMillis(browser: Browser): Promise<number> {
  const devTools = await browser.newBrowserCDPSession();
  const { processInfo } = await devTools.send("SystemInfo.getProcessInfo");
  await devTools.detach();
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
}

/** Of the script in a page by function, in shares of the time. */
async function profile(page: Page): Promise<string> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("Profiler.enable");
  await devTools.send("Profiler.start");
  await page.waitForTimeout(SECONDS * 1000);
  const { profile: taken } = await devTools.send("Profiler.stop");
  await devTools.detach();
  const names = new Map(taken.nodes.map(({ id, callFrame }) => [id, callFrame.functionName || "(anonymous)"]));
  const micros = new Map<string, number>();
  taken.samples!.forEach((id, i) => {
    const name = names.get(id)!;
    micros.set(name, (micros.get(name) ?? 0) + taken.timeDeltas![i]);
  });
  const all = [...micros.values()].reduce((sum, each) => sum + each, 0);
  return [...micros]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 14)
    .map(([name, time]) => `${name} ${((100 * time) / all).toFixed(1)} %`)
    .join(", ");
}

test(`frames per second with over ${ENTITIES} entities, drawn in software`, async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: VIEWPORT });
    await play(page, server.url, "Ada");
    swarm = Swarm.start(server.url, (await page.evaluate(() => window.tickwire.room))!, BOTS);
    const entities = await untilEntities(page, ENTITIES);
    // The bots, the server and the page are slow until they are compiled.
    await page.waitForTimeout(WARM_UP_SECONDS * 1000);
    const before = await processorMillis(browser);
    const shown = await frameRate(page);
    const processor = (await processorMillis(browser)) - before;
    const millis = (await page.evaluate(() => window.tickwire.frameMillis)).sort((a, b) => a - b);
    const at = (share: number) => millis[Math.floor((millis.length - 1) * share)].toFixed(1);
    const script = await profile(page);
    // The same machine, with the same bots on it, and nothing to draw.
    const empty = await browser.newPage({ viewport: VIEWPORT });
    await page.close();
    const ceiling = await frameRate(empty);
    console.log(
      `${entities} entities: ${shown.toFixed(1)} frames/s, an empty page has ${ceiling.toFixed(1)}; ` +
        `script per frame p50 ${at(0.5)} ms, p95 ${at(0.95)} ms; ` +
        `processor time of the whole browser ${(processor / shown / SECONDS).toFixed(1)} ms per frame\n${script}`,
    );
    expect(shown).toBeGreaterThan(0);
  } finally {
    await browser.close();
  }
}, 180_000);
