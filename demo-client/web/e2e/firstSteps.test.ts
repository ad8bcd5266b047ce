import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {} from "../demo/src/main.ts";
import type {} from "../play/src/main.ts";
import type {} from "../whiteboard/src/main.ts";
import { launchBrowser, newPage, PHONE, play } from "./browser.ts";
import { ended, serving } from "./server.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const readme = readFileSync(join(root, "README.md"), "utf8");

/** The first block of a language in README's chapter on games. */
function block(language: string): string {
  const [, chapter] = readme.split("## Write a game\n");
  return new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(chapter)![1];
}

/** As the launcher does, once it has built what is missing. */
const SERVE = `java -jar '${root}server/target/tickwire-server.jar' serve --web '${root}demo-client/target/web'`;
/** A server that starts and a compiler, on a busy machine. */
const RESTARTS = { timeout: 180_000 };

let browser: Browser;
let server: ChildProcess | undefined;
let url = "";
/** As a fresh clone, in which nothing is but what the commands need. */
const clone = mkdtempSync(join(tmpdir(), "tickwire-steps-"));

beforeAll(async () => {
  for (const name of ["server", "tickwire"]) symlinkSync(join(root, name), join(clone, name));
  writeFileSync(join(clone, "Dots.java"), block("java"));
  const commands = block("sh").trim().split("\n");
  const serving = commands.pop()!;
  expect(serving).toBe("./tickwire serve --games classes");
  for (const command of commands) execFileSync("bash", ["-c", command], { cwd: clone });
  browser = await launchBrowser();
  url = await serve(serving);
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await stop();
  rmSync(clone, { recursive: true });
});

/** Serves as the README says, but that the port is one that nobody else has. */
function serve(command: string, port = "0"): Promise<string> {
  const child = spawn("bash", ["-c", `exec ${command} --port ${port}`], { cwd: clone });
  server = child;
  return serving(child, `"${command}"`);
}

async function stop(): Promise<void> {
  if (server) await ended(server);
}

const joined = (page: Page) => page.waitForFunction(() => window.anyGame?.own);

describe("README's game", () => {
  test("is led to from the page of the samples, and moves by a key", async () => {
    const page = await newPage(browser);
    await page.goto(url);
    await page.click("#others a:text-is('dots')");
    expect(page.url()).toBe(`${url}/play/?type=dots`);
    await joined(page);
    expect(await page.evaluate(() => window.anyGame.own)).toEqual({ x: 0, y: 0 });
    await page.keyboard.down("ArrowRight");
    await page.keyboard.down("KeyS");
    await page.waitForFunction(() => window.anyGame.own!.x > 30 && window.anyGame.own!.y > 30);
    expect(await page.getAttribute("[data-key=ArrowRight]", "class")).toContain("down");
    await page.keyboard.up("ArrowRight");
    await page.keyboard.up("KeyS");
    expect(await page.textContent("#tables summary")).toMatch(/^dots\d of 64$/);
  });

  test("is played with the controls of the page alone, on a phone", async () => {
    const page = await newPage(browser, PHONE);
    await page.goto(`${url}/play/?type=dots`);
    await joined(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(PHONE.viewport.width);
    await page.fill("#inputs input", "1");
    await page.waitForFunction(() => window.anyGame.own!.x > 20);
    await page.click("#rest");
    const right = (await page.locator("[data-key=ArrowDown]").boundingBox())!;
    await page.mouse.move(right.x + 20, right.y + 20);
    await page.mouse.down();
    await page.waitForFunction(() => window.anyGame.own!.y > 20);
    await page.mouse.up();
    expect(await page.getAttribute("[data-key=ArrowDown]", "class")).not.toContain("down");
  });

  test("is watched through the bytes of others: two see each other move", async () => {
    const ada = await newPage(browser);
    await ada.goto(`${url}/play/?type=dots`);
    await joined(ada);
    const bo = await newPage(browser);
    await bo.goto(ada.url());
    await joined(bo);
    expect(await bo.evaluate(() => window.anyGame.room)).toBe(await ada.evaluate(() => window.anyGame.room));
    expect(await bo.evaluate(() => window.anyGame.player)).not.toBe(await ada.evaluate(() => window.anyGame.player));
    await ada.bringToFront();
    await ada.keyboard.press("ArrowRight", { delay: 500 });
    await bo.bringToFront();
    await bo.waitForFunction(() =>
      [...document.querySelectorAll("td:nth-child(2)")].some((x) => Number(x.textContent) > 10),
    );
  });

  test("is no reason for the samples to go", async () => {
    const page = await newPage(browser);
    await play(page, url, "Ada");
    await page.goto(`${url}/whiteboard/?name=Ada`);
    await page.waitForFunction(() => "Ada" in window.whiteboard.people);
  });
});

test("a link to a room of another game leads to it", async () => {
  const dots = await newPage(browser);
  await dots.goto(`${url}/play/?type=dots`);
  await joined(dots);
  const room = await dots.evaluate(() => window.anyGame.room);
  const page = await newPage(browser);
  await page.goto(`${url}/?autojoin=1&room=${room}`);
  await page.click("#start-message a");
  await joined(page);
  expect(await page.evaluate(() => window.anyGame.room)).toBe(room);
});

test("an invite link says that it only works on this machine", async () => {
  const page = await newPage(browser);
  await page.goto(`${url}/play/?type=dots`);
  await joined(page);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.click("#invite");
  await page.waitForSelector("#toast.shown");
  expect(await page.textContent("#toast")).toContain("only works on this machine");
});

test("a game that is compiled anew while somebody looks is shown as what it has become", RESTARTS, async () => {
  const page = await newPage(browser);
  await page.goto(`${url}/play/?type=dots`);
  await joined(page);
  const { port } = new URL(url);
  await stop();
  const hopping = block("java").replace('x = dots.fixed("x"', 'hops = dots.integer("hops", 0, 9), x = dots.fixed("x"');
  writeFileSync(join(clone, "Dots.java"), hopping);
  execFileSync("bash", ["-c", block("sh").split("\n")[0]], { cwd: clone });
  await serve(`${SERVE} --games classes`, port);
  await page.waitForSelector("th:text-is('hops')", RESTARTS);
  await joined(page);
});

test("a page whose game the server does not have leads to one that it has", RESTARTS, async () => {
  await stop();
  writeFileSync(join(clone, "own.conf"), "roomTypes {\n  dots { game = Dots }\n  arena { game = Dots }\n}\n");
  const only = await serve(`${SERVE} --games classes --config own.conf`);
  const page = await newPage(browser);
  await page.goto(only);
  await page.waitForFunction(() => /no Arena on this server/.test(document.getElementById("others")!.textContent!));
  expect(await page.isVisible("#join")).toBe(false);
  await page.goto(`${only}/?autojoin=1`);
  await page.waitForFunction(() => /no arena/i.test(document.getElementById("start-message")!.textContent!));
  await page.goto(`${only}/whiteboard/?name=Ada`);
  await page.waitForFunction(() => /no whiteboard on/.test(document.getElementById("start-message")!.textContent!));
  await page.click("#start-message a");
  await joined(page);
  expect(page.url()).toContain("/play/?type=dots");
});
