import { expect, onTestFinished, test } from "vitest";
import type {} from "../demo/src/main.ts";
import { launchBrowser, newPage, play, untilEntities } from "./browser.ts";
import { ServerProcess } from "./server.ts";
import { Swarm } from "./swarm.ts";

/** Few, so that they leave the page its processor; rocks make up the rest. */
const BOTS = 80;
const WARM_UP_SECONDS = 20;
const ENTITIES = 300;
const SNAPSHOTS = 400;

test(`a snapshot of over ${ENTITIES} entities is decoded, and predicted from, in under 2 ms`, async () => {
  const server = await ServerProcess.start({
    settings: [
      `roomTypes.arena.playerLimit=${BOTS + 1}`,
      "roomTypes.arena.tunables.asteroidCount=60",
      "roomTypes.arena.tunables.reloadSeconds=0.12",
    ],
  });
  onTestFinished(() => server.stop());
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const page = await newPage(browser);
  // How long the page is busy with each message: decoding, running the rules ahead, and telling listeners.
  await page.addInitScript(() => {
    const taken: number[] = [];
    const { set } = Object.getOwnPropertyDescriptor(WebSocket.prototype, "onmessage")!;
    Object.defineProperty(WebSocket.prototype, "onmessage", {
      set(this: WebSocket, listener: (event: MessageEvent) => void) {
        set!.call(this, (event: MessageEvent) => {
          const start = performance.now();
          listener(event);
          taken.push(performance.now() - start);
        });
      },
    });
    Object.assign(window, { taken });
  });
  await play(page, server.url, "Ada");
  const swarm = Swarm.start(server.url, (await page.evaluate(() => window.tickwire.room))!, BOTS);
  onTestFinished(() => swarm.stop());
  const entities = await untilEntities(page, ENTITIES);
  // The bots, the server and the page are slow until they are compiled.
  await page.waitForTimeout(WARM_UP_SECONDS * 1000);
  const before = await page.evaluate(() => (window as unknown as { taken: number[] }).taken.length);
  await page.waitForFunction(
    (count) => (window as unknown as { taken: number[] }).taken.length > count,
    before + SNAPSHOTS,
    { timeout: 120_000 },
  );
  const taken = await page.evaluate((from) => (window as unknown as { taken: number[] }).taken.slice(from), before);
  taken.sort((a, b) => a - b);
  const at = (share: number) => taken[Math.floor((taken.length - 1) * share)];
  console.log(
    `${entities} entities: p50 ${at(0.5).toFixed(2)} ms, p95 ${at(0.95).toFixed(2)} ms, longest ${at(1).toFixed(1)} ms for each of ${taken.length} messages`,
  );
  expect(at(0.5)).toBeLessThan(2);
}, 240_000);
