import { expect, onTestFinished, test } from "vitest";
import { FakeArena } from "../client/test/support/fakeArena.ts";
import type {} from "../demo/src/main.ts";
import { launchBrowser, play, until } from "./browser.ts";
import { fileURLToPath } from "node:url";

const web = fileURLToPath(new URL("../../target/web", import.meta.url));

// Without a graphics card a browser's frame rate says little: the work per frame is printed, for a person to judge.
test("a frame with 200 entities takes the time that is printed here", async () => {
  const arena = new FakeArena({ web, bots: 90, playerLimit: 200 });
  const port = await arena.start();
  onTestFinished(() => arena.stop());
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await play(page, `http://127.0.0.1:${port}`, "Ada");
  await until(page, () => window.tickwire.frameMillis.length >= 300);
  const { frames, counts } = await page.evaluate(() => ({
    frames: window.tickwire.frameMillis,
    counts: window.tickwire.counts!,
  }));
  const sorted = frames.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)].toFixed(1);
  const entities = Object.values(counts).reduce((sum, count) => sum + count, 0);
  console.log(`${entities} entities: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms of script per frame`);
  expect(entities).toBeGreaterThan(150);
});
