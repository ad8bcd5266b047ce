import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { DevServer, Project } from "./devGame.ts";
import { compile } from "./ownGame.ts";
import { ServerProcess } from "./server.ts";

/** How many bots, and how often the game changes under them; more by the environment. */
const BOTS = Number(process.env.BOTS ?? 200);
const SWAPS = Number(process.env.SWAPS ?? 6);
const PAGES = 2;

const swarmJar = fileURLToPath(new URL("../../target/tickwire-demo-client.jar", import.meta.url));
const web = fileURLToPath(new URL("../../target/web", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "tickwire-swap-"));
const report = join(folder, "report.json");
const classes = join(folder, "classes");
const pages = join(folder, "pages");

/** Two versions, each with a column that the other one lacks. */
const COLUMN = 'final Column score = dots.integer("score", 0, 9999),';
const versions = ["lives", "shield"].map((column) => {
  const one = new Project();
  one.change(one.game, COLUMN, `final Column ${column} = dots.integer("${column}", 0, 9);\n    ${COLUMN}`);
  return one;
});
const rules: string[] = [];
let browser: Browser;
let server: ServerProcess;
let swarm: ChildProcess;
const players: Page[] = [];

/** Puts a version where the server looks: first the rules for pages, then the classes. */
function put(version: number): void {
  const file = join(pages, "coins.js");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, rules[version]);
  mkdirSync(classes, { recursive: true });
  compile([join(versions[version].directory, versions[version].game)], classes);
}

const pause = (millis: number) => new Promise((done) => setTimeout(done, millis));

async function counter(name: string): Promise<number> {
  const text = await (await fetch(`${await server.adminUrl()}/metrics`)).text();
  const lines = text.split("\n").filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  return lines.reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0);
}

beforeAll(async () => {
  for (const version of versions) {
    const dev = await DevServer.start(version.directory);
    rules.push(await (await fetch(`${dev.url}/coins.js`)).text());
    await dev.stop();
  }
  put(0);
  writeFileSync(join(pages, "index.html"), readFileSync(join(versions[0].directory, versions[0].page)));
  server = await ServerProcess.start({
    games: classes,
    folder,
    pages: [pages, web],
    settings: [
      "games.watch=on",
      'roomTypes.coins { game = Coins, playerLimit = 51, tickRateHz = 20, rules = "/coins.js" }',
      "limits.perAddress.handshakesPerMinute=100000",
      "limits.perAddress.joinsPerMinute=100000",
    ],
  });
  browser = await launchBrowser();
  const options = ["--url", server.url, "--room-type", "coins", "--bots", String(BOTS), "--duration", "1h"];
  swarm = spawn("java", ["-jar", swarmJar, "swarm", ...options, "--report", report], { stdio: "ignore" });
  while ((await counter("tickwire_players")) < BOTS) await pause(100);
  for (let i = 0; i < PAGES; i++) {
    const page = await browser.newPage();
    await page.goto(`${server.url}/`);
    await page.waitForFunction(() => window.room?.stats.prediction);
    await page.keyboard.down(i === 0 ? "ArrowRight" : "ArrowDown");
    players.push(page);
  }
  await pause(10_000);
}, 180_000);
afterAll(async () => {
  swarm?.kill("SIGKILL");
  await browser?.close();
  await server?.stop();
  for (const one of versions) one.remove();
  rmSync(folder, { recursive: true, force: true });
});

test(
  `the game changes ${SWAPS} times under ${BOTS} bots and ${PAGES} pages that predict`,
  { timeout: 60_000 + SWAPS * 60_000 },
  async () => {
    const late: number[] = [];
    for (let swap = 1; swap <= SWAPS; swap++) {
      const before = await counter("tickwire_ticks_late_total");
      const column = swap % 2 === 0 ? "lives" : "shield";
      put(swap % 2);
      for (const page of players) {
        await page.waitForFunction(
          (wanted) =>
            Array.from(window.room.view(performance.now()).table("dots"), (dot) => dot[wanted]).includes(0) &&
            window.room.stats.prediction,
          column,
          { timeout: 60_000 },
        );
      }
      await pause(4000);
      late.push((await counter("tickwire_ticks_late_total")) - before);
    }
    const over = new Promise((done) => swarm.once("exit", done));
    swarm.kill("SIGINT");
    await over;
    const seen = JSON.parse(readFileSync(report, "utf8"));
    const stats = await Promise.all(players.map((page) => page.evaluate(() => window.room.stats)));
    console.log(
      `${seen.rooms} rooms; ticks over a period late at each swap: ${late.join(", ")}; bots: ${seen.connected} connected, ${JSON.stringify(seen.disconnects)}, ${seen.desyncs} desyncs, gaps ${JSON.stringify(seen.snapshotGapMillis)}; ` +
        `pages: ${JSON.stringify(stats.map(({ desyncs, prediction }) => ({ desyncs, prediction })))}; swaps ${await counter("tickwire_swaps_total")}`,
    );
    expect(seen.connected).toBe(BOTS);
    expect(seen.desyncs).toBe(0);
    expect(stats.map(({ desyncs }) => desyncs)).toEqual(players.map(() => 0));
  },
);
