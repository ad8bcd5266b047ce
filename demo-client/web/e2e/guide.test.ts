import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { ended, serving } from "./server.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const DOCUMENT = join(root, "docs/write-a-game.md");
const TITLE = "## From an empty directory to a game in a browser";

/** One thing that the guide has its reader do. */
type Task = { file: string; text: string } | { commands: string[] };

/** The guide as what it tells to do, in its order: commands to run, and files to write, which the sentence before them names. */
function tasksOf(document: string): Task[] {
  const [, section] = document.split(`${TITLE}\n`);
  const [guide] = section.split(/^## /m);
  return [...guide.matchAll(/([^\n]*)\n```(\w+)\n(.*?)```/gs)].map(([, before, language, text]): Task => {
    if (language === "sh") return { commands: text.trim().split("\n") };
    const file = [...before.matchAll(/`([\w./]+\.\w+)`/g)].at(0)?.[1];
    if (!file) throw new Error(`which file is the ${language} after "${before}"?`);
    return { file, text };
  });
}

/** A reader in an empty directory, with nothing but a shell. */
class Reader {
  private readonly home = mkdtempSync(join(tmpdir(), "tickwire-guide-"));
  private directory = this.home;
  private environment: Record<string, string | undefined> = { ...process.env };
  private server: ChildProcess | undefined;
  /** Where the game is served. */
  url = "";

  async follow(task: Task): Promise<void> {
    if ("file" in task) {
      const path = join(this.directory, task.file);
      // The guide has made the directory.
      writeFileSync(path, task.text);
      return;
    }
    for (const command of task.commands) await this.run(command);
  }

  private async run(command: string): Promise<void> {
    if (/^export TICKWIRE=/.test(command)) this.environment.TICKWIRE = root.replace(/\/$/, "");
    else if (/tickwire serve --games/.test(command)) await this.serve(command);
    else if (/^cd \w+$/.test(command)) this.directory = join(this.directory, command.slice(3));
    else {
      const { directory: cwd, environment: env } = this;
      const { status, stderr } = spawnSync("bash", ["-c", command], { cwd, env, encoding: "utf8" });
      if (status !== 0) throw new Error(`"${command}" ended with ${status}:\n${stderr}`);
    }
  }

  /** Serves as the guide says, but that the port is one that nobody else has. */
  private async serve(command: string): Promise<void> {
    const child = spawn("bash", ["-c", `exec ${command} --port 0`], { cwd: this.directory, env: this.environment });
    this.server = child;
    this.url = await serving(child, `"${command}"`);
  }

  async leave(): Promise<void> {
    if (this.server) await ended(this.server);
    rmSync(this.home, { recursive: true });
  }
}

test("the guide leads from an empty directory to a game that two play in a browser", { timeout: 300_000 }, async () => {
  const reader = new Reader();
  onTestFinished(() => reader.leave());
  const tasks = tasksOf(readFileSync(DOCUMENT, "utf8"));
  for (const task of tasks) await reader.follow(task);
  expect(reader.url).not.toBe("");

  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const errors: Error[] = [];
  const play = async (players: number) => {
    const page = await browser.newPage();
    page.on("pageerror", (error) => errors.push(error));
    await page.addInitScript(watchCanvas);
    await page.goto(reader.url);
    await page.waitForFunction(
      (count) => window.drawn.dots.length === count && window.drawn.coins.length === 10,
      players,
    );
    return page;
  };
  const ada = await play(1);
  const [start] = await ada.evaluate(() => window.drawn.dots);
  const bo = await play(2);
  const isOther = (dot: Place) => Math.hypot(dot.x - start.x, dot.y - start.y) > 1;
  const still = (await bo.evaluate(() => window.drawn.dots)).find(isOther) ?? start;
  await ada.waitForFunction(() => window.drawn.dots.length === 2);
  for (let tries = 0; tries < 40 && (await bo.evaluate(() => window.drawn.best)) === 0; tries++) {
    await goForACoin(ada, still);
  }
  await bo.waitForFunction(() => window.drawn.best > 0);
  expect(errors).toEqual([]);
});

interface Place {
  x: number;
  y: number;
}

declare global {
  interface Window {
    /** What the page has drawn in this frame. */
    drawn: { dots: Place[]; coins: Place[]; best: number };
  }
}

/** Reads from the canvas what a player sees: circles, and a name and a score above each dot. */
function watchCanvas(): void {
  const empty = () => ({ dots: [], coins: [], best: 0 });
  let now: Window["drawn"] = empty();
  window.drawn = now;
  const { arc, fillText, clearRect } = CanvasRenderingContext2D.prototype;
  Object.assign(CanvasRenderingContext2D.prototype, {
    clearRect(this: CanvasRenderingContext2D, ...area: Parameters<typeof clearRect>) {
      window.drawn = now;
      now = empty();
      clearRect.apply(this, area);
    },
    arc(this: CanvasRenderingContext2D, ...[x, y, radius, ...rest]: Parameters<typeof arc>) {
      (radius < 10 ? now.coins : now.dots).push({ x, y });
      arc.call(this, x, y, radius, ...rest);
    },
    fillText(this: CanvasRenderingContext2D, ...[text, ...rest]: Parameters<typeof fillText>) {
      now.best = Math.max(now.best, Number(text.split(" ").at(-1)));
      fillText.call(this, text, ...rest);
    },
  });
}

/** Holds the arrow keys for as long as the way to the nearest coin takes; `still` is where the other dot stays. */
async function goForACoin(page: Page, still: Place): Promise<void> {
  const way = await page.evaluate((other) => {
    const { dots, coins } = window.drawn;
    const far = ({ x, y }: Place) => Math.hypot(x - other.x, y - other.y);
    const own = dots.reduce((a, b) => (far(b) > far(a) ? b : a));
    const ways = coins.map(({ x, y }) => ({ x: x - own.x, y: y - own.y }));
    return ways.reduce((a, b) => (Math.hypot(b.x, b.y) < Math.hypot(a.x, a.y) ? b : a));
  }, still);
  const UNITS_PER_MILLI = 0.24;
  await page.keyboard.press(way.y < 0 ? "ArrowUp" : "ArrowDown", { delay: Math.abs(way.y) / UNITS_PER_MILLI });
  await page.keyboard.press(way.x < 0 ? "ArrowLeft" : "ArrowRight", { delay: Math.abs(way.x) / UNITS_PER_MILLI });
}
