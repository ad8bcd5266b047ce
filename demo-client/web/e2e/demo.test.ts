import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { startProxy } from "../client/test/support/networkProxy.ts";
import type {} from "../demo/src/main.ts";
import { launchBrowser, newPage as openPage, PHONE, play, until } from "./browser.ts";
import { ServerProcess } from "./server.ts";
import { Swarm } from "./swarm.ts";

let browser: Browser;
let server: ServerProcess;

beforeAll(async () => {
  const settings = ["roomTypeDefaults.resumeGrace=1s"];
  [browser, server] = await Promise.all([launchBrowser(), ServerProcess.start({ settings })]);
});

afterAll(async () => {
  await Promise.all([browser?.close(), server?.stop()]);
});

const newPage = (options?: Parameters<Browser["newPage"]>[0]) => openPage(browser, options);

describe("a player", () => {
  let page: Page;

  beforeEach(async () => {
    page = await newPage();
  });

  test("gives a name, launches, and flies a ship", async () => {
    await page.goto(server.url);
    await page.fill("#name", "Ada");
    await page.click("#join");
    await until(page, () => window.tickwire.ship);
    expect(await page.evaluate(() => window.tickwire.ship!.name)).toBe("Ada");
    expect(await page.textContent("#scores")).toContain("Ada");
    expect(new URL(page.url()).searchParams.get("room")).toBe(await page.evaluate(() => window.tickwire.room));
    const before = await page.evaluate(() => window.tickwire.ship!);
    await page.keyboard.down("ArrowUp");
    await page.waitForFunction(
      ({ x, y }) => Math.hypot(window.tickwire.ship!.x - x, window.tickwire.ship!.y - y) > 60,
      before,
    );
  });

  test("finds the name remembered, and the room in the list", async () => {
    await play(page, server.url, "Grace");
    const room = await page.evaluate(() => window.tickwire.room!);
    await page.click("#leave");
    await page.waitForSelector(`.room[data-room="${room}"]`);
    await page.reload();
    expect(await page.inputValue("#name")).toBe("Grace");
  });

  test("opens and closes the network figures with N", async () => {
    await play(page, server.url, "Ada");
    await page.keyboard.press("n");
    await page.waitForSelector("#network-figures dd");
    expect(await page.textContent("#network-figures")).toContain("Render delay");
    await page.keyboard.press("n");
    expect(await page.isVisible("#network-figures")).toBe(false);
  });

  test("is told when a link leads to a room that is gone, and may take any other", async () => {
    await page.goto(`${server.url}/?room=no-such-room&autojoin=1`);
    await page.waitForSelector("#start-message:not(:empty)");
    expect(await page.textContent("#start-message")).toMatch(/no.*room/i);
    await page.click("#join");
    await until(page, () => window.tickwire.ship);
  });
});

describe("two players in one room", () => {
  test("see each other's ships move", async () => {
    const [ada, grace] = await Promise.all([newPage(), newPage()]);
    await play(ada, server.url, "Ada");
    const room = await ada.evaluate(() => window.tickwire.room!);
    await play(grace, server.url, "Grace", `&room=${room}`);
    for (const [pilot, watcher, name] of [
      [ada, grace, "Ada"],
      [grace, ada, "Grace"],
    ] as const) {
      await watcher.waitForFunction((who) => window.tickwire.ships[who], name);
      const before = await watcher.evaluate((who) => window.tickwire.ships[who], name);
      await pilot.keyboard.down("ArrowUp");
      await watcher.waitForFunction(
        ({ who, from }) => {
          const ship = window.tickwire.ships[who];
          return ship && Math.hypot(ship.x - from.x, ship.y - from.y) > 40;
        },
        { who: name, from: before },
      );
      await pilot.keyboard.up("ArrowUp");
    }
  });

  test.each(["closes the page", "crashes"])("do not disturb each other when one %s", async (how) => {
    const [stays, goes] = await Promise.all([newPage(), newPage()]);
    await play(stays, server.url, "Stays");
    const room = await stays.evaluate(() => window.tickwire.room!);
    await play(goes, server.url, "Goes", `&room=${room}`);
    await until(stays, () => "Goes" in window.tickwire.ships);
    // A crash gives no answer to the one who asked for it.
    if (how === "crashes") void goes.goto("chrome://crash").catch(() => {});
    else await goes.close();
    await until(stays, () => !("Goes" in window.tickwire.ships));
    const tick = await stays.evaluate(() => window.tickwire.stats!.tick);
    await stays.waitForFunction((before) => window.tickwire.stats!.tick > before + 20, tick);
    expect(await stays.evaluate(() => window.tickwire.state)).toBe("joined");
  });
});

test("a player reads who shot down whom, wherever it was", async () => {
  const fierce = await ServerProcess.start({
    settings: ["roomTypes.arena.interest.mode=radius", "roomTypes.arena.tunables.respawnSeconds=0.5"],
  });
  onTestFinished(() => fierce.stop());
  const page = await newPage();
  await play(page, fierce.url, "Ada");
  const swarm = Swarm.start(fierce.url, (await page.evaluate(() => window.tickwire.room))!, 30);
  onTestFinished(() => swarm.stop());
  const line = await page.waitForSelector("#feed p:has(b + i + b)");
  expect(await line.textContent()).toMatch(/\wshot down\w/);
});

describe("a room that is full", () => {
  test("turns a player away with the server's sentence", async () => {
    const small = await ServerProcess.start({ settings: ["roomTypes.arena.playerLimit=1"] });
    onTestFinished(() => small.stop());
    const [first, second] = await Promise.all([newPage(), newPage()]);
    await play(first, small.url, "First");
    const room = await first.evaluate(() => window.tickwire.room!);
    await second.goto(`${small.url}/?autojoin=1&room=${room}`);
    await second.waitForSelector("#start-message:not(:empty)");
    expect(await second.textContent("#start-message")).toMatch(/full/i);
    expect(await second.isVisible("#join")).toBe(true);
  });
});

describe("a server that goes away", () => {
  test.each(["SIGTERM", "SIGKILL"] as const)("by %s and comes back gets its player back", async (signal) => {
    const first = await ServerProcess.start();
    onTestFinished(() => first.stop());
    const page = await newPage();
    await play(page, first.url, "Ada");
    await first.stop(signal);
    await page.waitForSelector("#connection[open]");
    const sentence = signal === "SIGTERM" ? /restarting or shutting down/ : /was lost|cannot be reached/;
    expect(await page.textContent("#connection")).toMatch(sentence);
    expect(await page.textContent("#connection")).toMatch(/Reconnecting… \(attempt \d+\)/);
    const second = await ServerProcess.start({ port: first.port });
    onTestFinished(() => second.stop());
    await until(page, () => window.tickwire.state === "joined" && window.tickwire.ship);
    await page.waitForFunction(() =>
      /server was (restarted|away)/.test(document.getElementById("toast")!.textContent!),
    );
    await page.waitForSelector("#connection", { state: "hidden" });
  });
});

describe("a seat", () => {
  const counters = async (host: ServerProcess) =>
    (await (await fetch(`${await host.adminUrl()}/api/v1/counters`)).json()) as {
      seatsKept: number;
      seatsResumed: number;
    };

  test("is kept while the network is away, with the ship in it", async () => {
    const host = await ServerProcess.start();
    onTestFinished(() => host.stop());
    const network = await startProxy({ target: host.url });
    const page = await newPage();
    await play(page, network.url, "Ada");
    await page.keyboard.down("ArrowUp");
    const before = await page.evaluate(() => ({ player: window.tickwire.player, ship: window.tickwire.ship!.id }));
    for (let cuts = 1; cuts <= 3; cuts++) {
      network.cut();
      await until(page, () => window.tickwire.state !== "joined");
      await until(page, () => window.tickwire.state === "joined" && window.tickwire.ship);
      const after = await page.evaluate(() => ({ player: window.tickwire.player, ship: window.tickwire.ship!.id }));
      expect(after).toEqual(before);
      expect((await counters(host)).seatsResumed).toBe(cuts);
    }
    const { x, y } = await page.evaluate(() => window.tickwire.ship!);
    await page.waitForFunction(
      (from) => Math.hypot(window.tickwire.ship!.x - from.x, window.tickwire.ship!.y - from.y) > 60,
      { x, y },
    );
  });

  test("is come back to by who reloads the page, and who is not there twice", async () => {
    const host = await ServerProcess.start();
    onTestFinished(() => host.stop());
    const page = await newPage();
    await play(page, host.url, "Ada");
    const own = () => page.evaluate(() => ({ player: window.tickwire.player, room: window.tickwire.room }));
    const before = await own();
    await page.reload();
    await page.click("#join");
    await until(page, () => window.tickwire.ship);
    expect(await own()).toEqual(before);
    expect(await page.evaluate(() => window.tickwire.counts!.ships)).toBe(1);
    expect((await counters(host)).seatsResumed).toBe(1);
  });

  test("is of its own for a copy of the tab", async () => {
    const page = await newPage();
    await play(page, server.url, "Ada");
    // A window that a page opens has a copy of what the page's tab keeps, as one that the user copies has.
    const opened = page.waitForEvent("popup");
    await page.evaluate(() => void open(`${location.href}&autojoin=1&name=Ada`));
    const copy = await opened;
    await copy.waitForLoadState();
    await until(copy, () => window.tickwire.ship);
    const players = await Promise.all([page, copy].map((each) => each.evaluate(() => window.tickwire.player)));
    expect(players[1]).not.toBe(players[0]);
    expect(await page.evaluate(() => window.tickwire.state)).toBe("joined");
  });

  test("is given up after the grace by who closes the page", async () => {
    const [stays, goes] = await Promise.all([newPage(), newPage()]);
    await play(stays, server.url, "Stays");
    await play(goes, server.url, "Goes", `&room=${await stays.evaluate(() => window.tickwire.room)}`);
    await until(stays, () => "Goes" in window.tickwire.ships);
    await goes.close();
    await until(stays, () => !("Goes" in window.tickwire.ships));
  });
});

describe("a phone", () => {
  test("fits the start screen and flies by touch", async () => {
    const page = await newPage(PHONE);
    await page.goto(server.url);
    const button = (await page.locator("#join").boundingBox())!;
    expect(button.x).toBeGreaterThanOrEqual(0);
    expect(button.x + button.width).toBeLessThanOrEqual(390);
    expect(button.y + button.height).toBeLessThanOrEqual(844);
    await page.tap("#join");
    await until(page, () => window.tickwire.ship);
    const stick = (await page.locator("#stick").boundingBox())!;
    const [x, y] = [stick.x + stick.width / 2, stick.y + stick.height / 2];
    const touch = await page.context().newCDPSession(page);
    await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
    await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [{ x: x + 50, y }] });
    // Turns towards +x, then flies there.
    await until(page, () => Math.cos(window.tickwire.ship!.heading) > 0.9);
    const before = await page.evaluate(() => window.tickwire.ship!);
    await page.waitForFunction(
      ({ x, y }) => Math.hypot(window.tickwire.ship!.x - x, window.tickwire.ship!.y - y) > 40,
      before,
    );
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  });

  test("steers as precisely in a room whose ships turn faster", async () => {
    const nimble = await ServerProcess.start({ settings: ["roomTypes.arena.tunables.turnRate=12"] });
    onTestFinished(() => nimble.stop());
    const page = await newPage(PHONE);
    await play(page, nimble.url, "Ada");
    const stick = (await page.locator("#stick").boundingBox())!;
    const [x, y] = [stick.x + stick.width / 2, stick.y + stick.height / 2];
    const touch = await page.context().newCDPSession(page);
    await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
    // Not as far as that it thrusts: a ship that flies into a rock loses its heading.
    await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [{ x: x - 26, y: y + 4 }] });
    const wanted = Math.atan2(4, -26);
    const shortestTurn = 12 / 20;
    // It stays there for two seconds: turning too far, and back, is no steering.
    await page.waitForFunction(
      ({ wanted, most }) => {
        const { heading } = window.tickwire.ship!;
        const off = Math.atan2(Math.sin(heading - wanted), Math.cos(heading - wanted));
        const state = window as { heldSince?: number; held?: number };
        if (Math.abs(off) > most || heading !== state.held) state.heldSince = performance.now();
        state.held = heading;
        return performance.now() - state.heldSince! > 2000;
      },
      { wanted, most: shortestTurn / 2 + 0.05 },
      { timeout: 20_000 },
    );
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  });
});
