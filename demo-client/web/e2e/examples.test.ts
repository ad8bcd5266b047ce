import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser, newPage, PHONE, until } from "./browser.ts";
import { compile } from "./ownGame.ts";
import { ServerProcess } from "./server.ts";

const examples = fileURLToPath(new URL("../../../docs/examples", import.meta.url));
const classes = mkdtempSync(path(tmpdir(), "tickwire-examples-"));
let browser: Browser;
let server: ServerProcess;

declare global {
  interface Window {
    /** The room that the page of an example is in. */
    room: import("tickwire-client").Room;
  }
}

beforeAll(async () => {
  const sources = ["blobs/Blobs", "builder/Builder", "cards/Cards", "racing/Racing"].map(
    (name) => `${examples}/${name}.java`,
  );
  compile(sources, classes);
  // As the README of the examples says.
  const config = path(examples, "examples.conf");
  server = await ServerProcess.start({ games: classes, config, pages: [examples, path(examples, "page")] });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(classes, { recursive: true, force: true });
});

async function open(game: string, options = {}): Promise<Page> {
  const page = await newPage(browser, options);
  await page.goto(`${server.url}/?game=${game}&name=Ada`);
  return page;
}

test("blobs: a player moves, grows and splits", async () => {
  const page = await open("blobs");
  const phone = await open("blobs", PHONE);
  await until(page, () => window.room?.mine("cells").length === 1);
  const start = await page.evaluate(() => window.room.mine("cells")[0].x as number);
  await page.mouse.move(1200, 420);
  await page.waitForFunction((before) => Math.abs(window.room.mine("cells")[0].x - before) > 50, start);
  await page.keyboard.press("Space");
  await until(page, () => window.room.mine("cells").length === 2);
  expect(await page.textContent("#me")).toMatch(/^Mass \d+$/);
  await phone.tap("#split");
  await until(phone, () => window.room.mine("cells").length === 2);
});

test("builder: planks and a chest are made, the chest is placed, opened and filled", async () => {
  const page = await open("builder");
  for (const recipe of [0, 0, 3]) await page.click(`[data-recipe="${recipe}"]`);
  await page.click("[data-slot='3']:has-text('chest')");
  const isChestPlaced = () => [...window.room.newest().table("tiles")].some(({ block }) => block === "chest");
  // On what is there, the first click digs.
  for (let clicks = 0; clicks < 2 && !(await page.evaluate(isChestPlaced)); clicks++) {
    await page.mouse.click(615, 400);
    await page.evaluate(() => window.room.send("open", { tile: -1 }));
  }
  await page.mouse.click(615, 400);
  await page.waitForSelector("[data-slot='30']");
  await page.click("[data-slot='1']");
  await page.click("[data-slot='34']");
  await page.waitForSelector("[data-slot='34']:has-text('log')");
});

test("cards: friends find their table by its code, and nobody sees the cards of others", async () => {
  const [host, friend, stranger] = [await open("cards"), await open("cards", PHONE), await open("cards")];
  await host.fill("[name=name]", "Ada");
  await host.fill("[name=password]", "tea");
  await host.click("text=Open a table");
  const code = await host.textContent("main b");
  const enter = async (page: Page, values: Record<string, string>, way: string) => {
    for (const [name, value] of Object.entries(values)) await page.fill(`[name=${name}]`, value);
    await page.click(way);
  };
  await enter(friend, { name: "Bo", password: "coffee", code: code! }, "text=Join friends");
  await friend.waitForFunction(() => document.querySelector("#note")!.textContent!.includes("password"));
  await enter(friend, { password: "tea" }, "text=Join friends");
  await enter(stranger, { name: "Eve" }, "text=Play with anybody");
  for (const page of [host, friend]) await page.click("[data-do=ready]");
  await until(friend, () => document.querySelectorAll("[data-card]").length === 6);
  expect(await host.evaluate(() => [...window.room.newest().table("cards")].length)).toBe(5);
  await until(stranger, () => window.room);
  expect(await stranger.evaluate(() => [...window.room.newest().table("seats")].length)).toBe(1);
  await host.click("[data-do=draw]");
  await until(host, () => document.querySelectorAll("[data-card]").length === 7);
});

test("racing: a car starts, with keys and with a finger", async () => {
  const page = await open("racing");
  const phone = await open("racing", PHONE);
  await until(page, () => window.room?.mine("cars").length === 1);
  await page.keyboard.down("ArrowUp");
  await until(phone, () => window.room?.mine("cars").length === 1);
  await phone.evaluate(() => {
    const finger = new Touch({ identifier: 1, target: document.body, clientX: 300, clientY: 600 });
    dispatchEvent(new TouchEvent("touchstart", { touches: [finger] }));
  });
  const isFast = () => Math.hypot(window.room.mine("cars")[0].vx, window.room.mine("cars")[0].vy) > 100;
  await until(page, isFast);
  // Six of the eight are bots.
  expect(await page.evaluate(() => [...window.room.newest().table("cars")].length)).toBe(8);
  await until(phone, isFast);
});
