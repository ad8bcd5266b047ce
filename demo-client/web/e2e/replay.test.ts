import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { launchBrowser, newPage, PHONE } from "./browser.ts";
import { jar } from "./server.ts";

const path = (file: string) => fileURLToPath(new URL(`../../../${file}`, import.meta.url));
const RECORDING = path("proto/src/test/resources/golden/recording/walkers.twr");
const LAST_TICK = 28;

let browser: Browser;
let page: Page;
let url: string;
const viewer = spawn("java", ["-jar", jar, "replay", RECORDING, "--console", path("demo-client/target/console")]);

beforeAll(async () => {
  browser = await launchBrowser();
  url = await new Promise((found, failed) => {
    let said = "";
    viewer.once("exit", () => failed(new Error(said)));
    for (const stream of [viewer.stdout, viewer.stderr]) {
      stream.on("data", (data: Buffer) => {
        said += data.toString();
        const ready = /^ready (\S+)/m.exec(said);
        if (ready) found(ready[1]);
      });
    }
  });
});
afterAll(async () => {
  viewer.kill();
  await browser?.close();
});
beforeEach(async () => {
  page = await newPage(browser);
});

const at = (tick: number) =>
  page.waitForFunction((wanted) => document.documentElement.dataset.tick === String(wanted), tick);

test("a recording opens where it was saved, and keys lead through its ticks", async () => {
  await page.goto(url);
  await at(LAST_TICK);
  expect(await page.textContent("#reason")).toBe("somebody asked for it");
  expect(await page.textContent("#verified")).toContain("come out the same again");
  await page.keyboard.press("ArrowLeft");
  await at(LAST_TICK - 1);
  await page.keyboard.press("Home");
  await at(0);
  await page.keyboard.press("ArrowRight");
  await at(1);
  expect(await page.textContent("#came")).toContain("player 0 joins: Player 0");
  await page.keyboard.press(" ");
  await at(LAST_TICK);
  expect(await page.textContent("#play")).toBe("Play");
});

test("rows show what changed since the tick before", async () => {
  await page.goto(url);
  await page.fill("#tick", "24");
  await page.keyboard.press("Tab");
  await at(24);
  await page.selectOption("#table", "people");
  await page.waitForSelector("#rows td.changed small");
  expect(await page.textContent("#table option[value=people]")).toBe("people (2 changed)");
  await page.click("#to-reason");
  await at(LAST_TICK);
});

test("the page fits a phone", async () => {
  page = await newPage(browser, PHONE);
  await page.goto(url);
  await at(LAST_TICK);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.viewport.width);
});
