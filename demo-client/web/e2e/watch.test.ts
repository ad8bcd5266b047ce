import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startProxy } from "../client/test/support/networkProxy.ts";
import type {} from "../demo/src/main.ts";
import { launchBrowser, newPage, play, PHONE, until } from "./browser.ts";
import { ServerProcess } from "./server.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

async function start(settings: string[] = []): Promise<ServerProcess> {
  const server = await ServerProcess.start({ settings });
  onTestFinished(() => server.stop());
  return server;
}

/** Watches the room that a page plays in. */
async function watch(page: Page, url: string, room: string, name = "Wim"): Promise<void> {
  await page.goto(url);
  await page.fill("#name", name);
  await page.click(`.room[data-room="${room}"] .watch`);
  await until(page, () => window.tickwire.followed);
}

describe("a watcher", () => {
  test("sees who plays, goes from one to the other, and takes a seat", async () => {
    const server = await start();
    const [ada, grace, page] = await Promise.all([newPage(browser), newPage(browser), newPage(browser)]);
    await play(ada, server.url, "Ada");
    const room = await ada.evaluate(() => window.tickwire.room!);
    await play(grace, server.url, "Grace", `&room=${room}`);
    await watch(page, server.url, room);
    await page.waitForFunction(() => /· 2 players/.test(document.getElementById("watching")!.textContent!));
    expect(await page.textContent("#watching")).toContain(`Watching ${room}`);
    expect(await page.isVisible(".hull")).toBe(false);
    const first = await page.evaluate(() => window.tickwire.followed!);
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction((before) => window.tickwire.followed !== before, first);
    await page.click("#previous");
    await page.waitForFunction((before) => window.tickwire.followed === before, first);
    await page.click("#take-seat");
    await until(page, () => window.tickwire.ship);
    expect(await page.evaluate(() => window.tickwire.ship!.name)).toBe("Wim");
    expect(await page.evaluate(() => window.tickwire.room)).toBe(room);
    expect(await page.isVisible("#take-seat")).toBe(false);
    await page.waitForFunction(() => document.getElementById("player-count")!.textContent!.startsWith("3 "));
  });

  test("who finds no seat is told so, and watches on", async () => {
    const server = await start(["roomTypes.arena.playerLimit=1"]);
    const [ada, page] = await Promise.all([newPage(browser), newPage(browser)]);
    await play(ada, server.url, "Ada");
    await watch(page, server.url, await ada.evaluate(() => window.tickwire.room!));
    await page.click("#take-seat");
    await page.waitForSelector("#watch-message:not(:empty)");
    expect(await page.textContent("#watch-message")).toMatch(/full/);
    const tick = await page.evaluate(() => window.tickwire.stats!.tick);
    await page.waitForFunction((before) => window.tickwire.stats!.tick > before + 10, tick);
    expect(await page.evaluate(() => window.tickwire.followed)).toBe("Ada");
  });

  test("whose network is cut watches on", async () => {
    const server = await start();
    const proxy = await startProxy({ target: server.url });
    const [ada, page] = await Promise.all([newPage(browser), newPage(browser)]);
    await play(ada, server.url, "Ada");
    await watch(page, proxy.url, await ada.evaluate(() => window.tickwire.room!));
    proxy.cut();
    await until(page, () => window.tickwire.state === "connecting");
    await until(page, () => window.tickwire.state === "joined" && window.tickwire.followed === "Ada");
    expect(await page.isVisible("#take-seat")).toBe(true);
  });

  test("swipes from one to the other on a phone", async () => {
    const server = await start();
    const [ada, grace, page] = await Promise.all([newPage(browser), newPage(browser), newPage(browser, PHONE)]);
    await play(ada, server.url, "Ada");
    const room = await ada.evaluate(() => window.tickwire.room!);
    await play(grace, server.url, "Grace", `&room=${room}`);
    await watch(page, server.url, room);
    await page.waitForFunction(() => /· 2 players/.test(document.getElementById("watching")!.textContent!));
    const first = await page.evaluate(() => window.tickwire.followed!);
    const touch = await page.context().newCDPSession(page);
    const at = (x: number) => [{ x, y: 500 }];
    await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(300) });
    await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(120) });
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await page.waitForFunction((before) => window.tickwire.followed !== before, first);
  });
});

describe("chat", () => {
  test("goes to players and watchers, as text, and does not steer", async () => {
    const server = await start();
    const [ada, wim] = await Promise.all([newPage(browser), newPage(browser)]);
    await play(ada, server.url, "Ada");
    await watch(wim, server.url, await ada.evaluate(() => window.tickwire.room!));
    await wim.keyboard.press("Enter");
    await wim.keyboard.type("<b>hello</b>");
    await wim.keyboard.press("Enter");
    await ada.waitForSelector("#chat-log li");
    expect(await ada.textContent("#chat-log li")).toBe("Wim watching <b>hello</b>");
    expect(await ada.isVisible("#chat-form")).toBe(false);

    const before = await ada.evaluate(() => window.tickwire.ship!);
    await ada.bringToFront();
    await ada.keyboard.press("Enter");
    // Each of these steers, fires, or switches something elsewhere.
    await ada.keyboard.type("wadnm ", { delay: 60 });
    expect(await ada.evaluate(() => window.tickwire.ship!.heading)).toBe(before.heading);
    expect(await ada.isVisible("#network-figures")).toBe(false);
    expect(await ada.inputValue("#chat-input")).toBe("wadnm ");
    await ada.keyboard.press("Escape");
    expect(await ada.isVisible("#chat-form")).toBe(false);
    expect(await ada.isVisible("#menu")).toBe(false);
    await ada.keyboard.press("Enter");
    await ada.keyboard.press("Enter");
    await wim.waitForFunction(() => document.querySelectorAll("#chat-log li").length === 2);
    expect(await wim.textContent("#chat-log li:last-child")).toBe("Ada wadnm");
  });

  test("says under the box what cannot be sent", async () => {
    const server = await start();
    const page = await newPage(browser);
    await play(page, server.url, "Ada");
    await page.keyboard.press("Enter");
    await page.fill("#chat-input", "a".repeat(201));
    await page.keyboard.press("Enter");
    expect(await page.textContent("#chat-problem")).toBe("A text has at most 200 characters, not 201.");
    expect(await page.isVisible("#chat-form")).toBe(true);
    await page.fill("#chat-input", "shorter");
    expect(await page.textContent("#chat-problem")).toBe("");
  });

  test("says when the server did not pass something on", async () => {
    const server = await start(["roomTypes.arena.chatPerTenSeconds=1"]);
    const page = await newPage(browser);
    await play(page, server.url, "Ada");
    for (const text of ["one", "two"]) {
      await page.keyboard.press("Enter");
      await page.keyboard.type(text);
      await page.keyboard.press("Enter");
    }
    await page.waitForSelector("#chat-problem:not(:empty)");
    expect(await page.textContent("#chat-problem")).toMatch(/not passed on/);
    expect(await page.locator("#chat-log li").count()).toBe(1);
  });
});
