import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { startProxy } from "../client/test/support/networkProxy.ts";
import type {} from "../demo/src/main.ts";
import type {} from "../whiteboard/src/main.ts";
import { launchBrowser, newPage, play, until } from "./browser.ts";
import { ServerProcess } from "./server.ts";

let browser: Browser;
let server: ServerProcess;
let page: Page;

beforeAll(async () => {
  const settings = ["roomTypeDefaults.resumeGrace=1s"];
  [browser, server] = await Promise.all([launchBrowser(), ServerProcess.start({ settings })]);
});
afterAll(async () => {
  await Promise.all([browser?.close(), server?.stop()]);
});
beforeEach(async () => {
  page = await newPage(browser);
});

const text = (selector: string) => page.textContent(selector);

test("a browser without WebSocket is told to be another one", async () => {
  await page.addInitScript(() => Reflect.deleteProperty(window, "WebSocket"));
  await page.goto(server.url);
  await page.click("#join");
  await page.waitForSelector("#start-message:not(:empty)");
  expect(await text("#start-message")).toMatch(/no WebSocket here.*try another browser/);
  expect(await page.isEnabled("#join")).toBe(true);
});

describe("a page that is older than the server's game", () => {
  test("says so when it joins, and is reloaded by a button", async () => {
    await page.route("**/*.js", async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replaceAll("cooldownTicks:", "cooldownDays:");
      // A new game has a new name for its script: the old one must not be in this browser's cache.
      await route.fulfill({ response, body, headers: { ...response.headers(), "cache-control": "no-store" } });
    });
    await page.goto(server.url);
    await page.click("#join");
    await page.waitForSelector("#start-message:not(:empty)");
    expect(await text("#start-message")).toBe(
      'The game was updated: table "ships" has no INTEGER column "cooldownDays". Reload to get the new version.',
    );
    expect(await text("#join")).toBe("Reload the page");
    await page.unroute("**/*.js");
    await Promise.all([page.waitForEvent("load"), page.click("#join")]);
    await page.click("#join");
    await until(page, () => window.tickwire.ship);
  });

  test("says so when the server changes under it, and is reloaded by a button", async () => {
    const reason = "The game was updated: reload to get the new version.";
    let connections = 0;
    await page.routeWebSocket("**/ws", (socket) => {
      connections++;
      if (connections > 1) void socket.close({ code: 4003, reason });
      else setTimeout(() => void socket.close({ code: 1001, reason: "" }), 3000);
      if (connections === 1) socket.connectToServer();
    });
    await play(page, server.url, "Ada");
    await page.waitForFunction(() => document.getElementById("try-again")!.textContent === "Reload the page");
    expect(await text("#connection-title")).toBe(reason);
    expect(await page.evaluate(() => document.activeElement!.id)).toBe("try-again");
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
    expect(await page.isVisible("#join")).toBe(true);
  });
});

test("a player without a network is told so, and of the new ship after the seat was given away", async () => {
  const proxy = await startProxy({ target: server.url });
  const other = await newPage(browser);
  // Another Ada, of a test before, may still have a seat there: this one would be called "Ada 2".
  await play(page, proxy.url, "Lin");
  await play(other, server.url, "Grace", `&room=${await page.evaluate(() => window.tickwire.room)}`);
  await until(other, () => "Lin" in window.tickwire.ships);
  await page.context().setOffline(true);
  proxy.cut();
  await page.waitForFunction(() => /offline/.test(document.getElementById("connection-title")!.textContent!));
  await other.bringToFront();
  await until(other, () => !("Lin" in window.tickwire.ships));
  await page.bringToFront();
  await page.context().setOffline(false);
  await until(page, () => window.tickwire.state === "joined");
  await page.waitForFunction(() => /seat was given away/.test(document.getElementById("toast")!.textContent!));
  await until(page, () => window.tickwire.ship);
  await page.waitForSelector("#connection", { state: "hidden" });
});

/** Keeps each sentence that an element of the page shows from now on. */
async function listenTo(id: string): Promise<() => Promise<string[]>> {
  await page.evaluate((watched) => {
    const kept: string[] = ((window as { kept?: string[] }).kept = []);
    const target = document.getElementById(watched)!;
    const keep = () => target.checkVisibility() && kept.push(target.textContent!.trim());
    new MutationObserver(keep).observe(target, { attributes: true, childList: true, subtree: true });
  }, id);
  return () => page.evaluate(() => (window as { kept?: string[] }).kept!);
}

describe("a server that stands still", () => {
  test("is said to, after about a second, and no more when it goes on", async () => {
    const still = await ServerProcess.start();
    onTestFinished(() => still.stop());
    await play(page, still.url, "Ada");
    still.freeze();
    await page.waitForSelector("#silence:not([hidden])", { timeout: 5000 });
    expect(await text("#silence")).toBe("The server does not answer. Waiting for it…");
    expect(await page.evaluate(() => window.tickwire.stats!.snapshotAgeMillis)).toBeGreaterThan(1000);
    // The ship keeps the keyboard: there is nothing to be pressed.
    expect(await page.isVisible("#connection")).toBe(false);
    still.thaw();
    await page.waitForSelector("#silence", { state: "hidden" });
    const { tick } = await page.evaluate(() => window.tickwire.stats!);
    await page.waitForFunction((before) => window.tickwire.stats!.tick > before + 20, tick);
  });

  test("is said to on the whiteboard, too", async () => {
    const still = await ServerProcess.start();
    onTestFinished(() => still.stop());
    await page.goto(`${still.url}/whiteboard/?name=Ada`);
    await until(page, () => window.whiteboard.state === "joined");
    still.freeze();
    await page.waitForSelector("#notice:not([hidden])", { timeout: 5000 });
    expect(await text("#notice-text")).toBe("The server does not answer. Waiting for it…");
    expect(await page.isVisible("#try-again")).toBe(false);
    still.thaw();
    await page.waitForSelector("#notice", { state: "hidden" });
  });
});

test("a short cut is not worth a dialog", async () => {
  const proxy = await startProxy({ target: server.url });
  await play(page, proxy.url, "Ada");
  const { player, ship } = await page.evaluate(() => window.tickwire);
  const dialogs = await listenTo("connection");
  const toasts = await listenTo("toast");
  // The first attempt comes after half a second at the most.
  await page.evaluate(() => (Math.random = () => 0));
  proxy.cut();
  await until(page, () => window.tickwire.state !== "joined");
  await until(page, () => window.tickwire.state === "joined" && window.tickwire.ship);
  const after = await page.evaluate(() => window.tickwire);
  expect([after.player, after.ship!.id]).toEqual([player, ship!.id]);
  expect([await dialogs(), await toasts()]).toEqual([[], []]);
});

test("a whiteboard says that the server was restarted", async () => {
  const first = await ServerProcess.start();
  onTestFinished(() => first.stop());
  await page.goto(`${first.url}/whiteboard/?name=Ada`);
  await until(page, () => window.whiteboard.state === "joined");
  // It is said while the server stops: afterwards, none can be reached.
  const told = page.waitForSelector("#notice:not([hidden]) :text('restarting or shutting down. Reconnecting…')");
  await first.stop();
  await told;
  const second = await ServerProcess.start({ port: first.port });
  onTestFinished(() => second.stop());
  await until(page, () => window.whiteboard.state === "joined");
  await page.waitForSelector("#notice", { state: "hidden" });
  expect(await text("#toast")).toMatch(/^The server was restarted: this is a new board/);
});

test("a server that is stopping says so to who is in a room", async () => {
  const stopping = await ServerProcess.start();
  onTestFinished(() => stopping.stop());
  await play(page, stopping.url, "Ada");
  void stopping.stop();
  await page.waitForSelector("#connection[open]");
  expect(await text("#connection-title")).toMatch(/restarting or shutting down|cannot be reached/);
  await page.click("#back");
  await page.waitForFunction(() => /does not answer/.test(document.getElementById("rooms-note")!.textContent!));
});

describe("the keyboard", () => {
  const focused = () => page.evaluate(() => document.activeElement!.id || document.activeElement!.className);

  test("reaches all of the start screen, in order", async () => {
    const other = await newPage(browser);
    await play(other, server.url, "Grace");
    await page.goto(server.url);
    await page.bringToFront();
    await page.waitForSelector(".room");
    await page.focus("#name");
    const order: string[] = [];
    for (let i = 0; i < 4; i++) {
      await page.keyboard.press("Tab");
      order.push(await focused());
    }
    expect(order).toEqual(["join", "new-room", "play", "watch"]);
  });

  test("stays in the menu while it is open, and leaves the ship alone", async () => {
    await play(page, server.url, "Ada");
    await page.keyboard.press("Escape");
    expect(await focused()).toBe("menu-resume");
    const reached = new Set<string>();
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press("Tab");
      reached.add(await page.evaluate(() => document.activeElement!.closest("dialog, body")!.id));
    }
    expect([...reached].filter((id) => id !== "menu" && id !== "")).toEqual([]);
    await page.focus("#menu-resume");
    const { heading } = await page.evaluate(() => window.tickwire.ship!);
    await page.keyboard.press("ArrowLeft", { delay: 300 });
    expect((await page.evaluate(() => window.tickwire.ship!)).heading).toBe(heading);
    await page.keyboard.press("Escape");
    expect(await page.isVisible("#menu")).toBe(false);
  });
});
