import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { DevServer, Project } from "./devGame.ts";

/** How often the author saves; more by the environment. */
const SAVES = Number(process.env.SAVES ?? 10);
const MARK = "if (step.isPrediction()) return;";
const rule = (score: number) =>
  `for (int dot = dots.first(); dot >= 0; dot = dots.next(dot)) score.set(dot, ${score});`;

const project = new Project();
let browser: Browser;
let server: DevServer;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  project.change(project.game, MARK, `${MARK}\n        ${rule(1000)}`);
  server = await DevServer.start(project.directory);
  page = await browser.newPage();
  await page.goto(`${server.url}/`);
  await page.waitForFunction(() => window.room?.stats.prediction, undefined, { timeout: 60_000 });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  project.remove();
});

const percentile = (millis: readonly number[], share: number) =>
  Math.round([...millis].sort((a, b) => a - b)[Math.ceil(millis.length * share) - 1]);

test(
  "from a rule that is saved to what the page shows, and to the rules that it predicts by",
  { timeout: 60_000 + SAVES * 30_000 },
  async () => {
    const seen: number[] = [];
    const predicted: number[] = [];
    for (let save = 1; save <= SAVES; save++) {
      const score = 1000 + save;
      const isSeen = page.waitForFunction(
        (wanted) =>
          Array.from(window.room.view(performance.now()).table("dots"), ({ score }) => score).includes(wanted),
        score,
        { timeout: 30_000 },
      );
      const savedAt = performance.now();
      project.change(project.game, rule(score - 1), rule(score));
      await isSeen;
      seen.push(performance.now() - savedAt);
      await page.waitForFunction(() => window.room.stats.prediction, undefined, { timeout: 30_000 });
      predicted.push(performance.now() - savedAt);
      // An author looks at it, and thinks.
      await new Promise((done) => setTimeout(done, 2000));
    }
    console.log(
      `${SAVES} saves: seen after p50 ${percentile(seen, 0.5)}, p90 ${percentile(seen, 0.9)} ms; the page has the rules after p50 ${percentile(predicted, 0.5)}, p90 ${percentile(predicted, 0.9)} ms`,
    );
    expect(percentile(seen, 0.5)).toBeLessThan(2000);
  },
);
