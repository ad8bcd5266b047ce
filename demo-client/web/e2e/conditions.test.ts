import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { startProxy } from "../client/test/support/networkProxy.ts";
import type {} from "../demo/src/main.ts";
import { launchBrowser, play, until } from "./browser.ts";
import { ServerProcess } from "./server.ts";

let browser: Browser;
let server: ServerProcess;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), ServerProcess.start()]);
});

afterAll(async () => {
  await Promise.all([browser?.close(), server?.stop()]);
});

async function newPage(options: Parameters<Browser["newPage"]>[0] = {}): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...options });
  onTestFinished(() => page.context().close());
  return page;
}

/** Opens the controls of the network, with the keyboard alone. */
async function openConditions(page: Page): Promise<void> {
  await page.keyboard.press("n");
  await page.focus("#conditions summary");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#delay");
}

test("a player far away is told so, and plays on", async () => {
  const proxy = await startProxy({
    target: server.url,
    down: { delayMillis: 60, jitterMillis: 10 },
    up: { delayMillis: 60 },
  });
  const page = await newPage();
  await play(page, proxy.url, "Ada");
  await until(page, () => window.tickwire.stats!.rttMillis >= 120);
  const before = await page.evaluate(() => window.tickwire.ship!);
  await page.keyboard.down("ArrowUp");
  await page.waitForFunction(
    ({ x, y }) => Math.hypot(window.tickwire.ship!.x - x, window.tickwire.ship!.y - y) > 60,
    before,
  );
});

test("a player's ship answers a key in the next frame, however far away the server is", async () => {
  const way = { delayMillis: 75, jitterMillis: 15 };
  const proxy = await startProxy({ target: server.url, down: way, up: way });
  const page = await newPage();
  await play(page, proxy.url, "Ada");
  await until(page, () => window.tickwire.stats!.rttMillis >= 120);
  await until(page, () => window.tickwire.stats!.prediction!.ticksAhead > 2);
  // Counts the frames from a key to the first that is drawn with another heading.
  await page.evaluate(() => {
    const taken: number[] = [];
    let heading = NaN;
    let frames = 0;
    addEventListener("keydown", () => {
      heading = window.tickwire.ship!.heading;
      frames = 0;
    });
    const look = () => {
      frames++;
      if (heading !== heading || window.tickwire.ship!.heading === heading) return void requestAnimationFrame(look);
      taken.push(frames);
      heading = NaN;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    Object.assign(window, { taken });
  });
  const keys = 8;
  for (let i = 0; i < keys; i++) {
    await page.keyboard.down(i % 2 ? "ArrowLeft" : "ArrowRight");
    await page.waitForFunction((count) => (window as unknown as { taken: number[] }).taken.length === count, i + 1);
    await page.keyboard.up(i % 2 ? "ArrowLeft" : "ArrowRight");
    // The ship comes to rest on all screens, so that what turns it next is the next key.
    await page.waitForTimeout(300);
  }
  const taken = await page.evaluate(() => (window as unknown as { taken: number[] }).taken);
  expect(Math.max(...taken), `frames: ${taken}`).toBeLessThanOrEqual(2);
});

test("a player whose network is cut comes back", async () => {
  const proxy = await startProxy({ target: server.url });
  const page = await newPage();
  await play(page, proxy.url, "Ada");
  proxy.cut();
  await until(page, () => window.tickwire.state === "connecting");
  await until(page, () => window.tickwire.state === "joined" && window.tickwire.ship);
});

test("a page makes its own network a bad one, by keyboard, and a good one again", async () => {
  const page = await newPage();
  await play(page, server.url, "Ada");
  await openConditions(page);
  await page.focus("#delay");
  await page.keyboard.press("End");
  expect(await page.textContent("#delay-value")).toBe("500 ms");
  await until(page, () => window.tickwire.stats!.rttMillis > 300);
  await page.keyboard.press("Home");
  expect(await page.textContent("#delay-value")).toBe("none");
  await until(page, () => window.tickwire.stats!.rttMillis < 300);
});

test("a page stalls its network, and cuts it", async () => {
  const page = await newPage();
  await play(page, server.url, "Ada");
  await openConditions(page);
  await page.click("#stall");
  await until(page, () => window.tickwire.stats!.snapshotAgeMillis > 1000);
  await until(page, () => window.tickwire.stats!.snapshotAgeMillis < 300);
  expect(await page.evaluate(() => window.tickwire.state)).toBe("joined");
  await page.click("#cut");
  await until(page, () => window.tickwire.state === "connecting");
  await until(page, () => window.tickwire.state === "joined" && window.tickwire.ship);
});

test("the inspector puts all bytes down to columns, makes the network a bad one by keyboard, and goes into a window and back", async () => {
  const page = await newPage();
  // What a browser has for windows that stay above is of another kind in each: ordinary ones are in all.
  await page.addInitScript(
    () => void delete (window as { documentPictureInPicture?: unknown }).documentPictureInPicture,
  );
  await play(page, server.url, "Ada", "&inspect");
  const rows = page.locator('table[aria-label="Bytes by table and column"] tbody tr');
  await rows.filter({ hasText: "ships.x" }).waitFor();
  const shares = await rows.evaluateAll((all) =>
    all.map((row) => Math.round(10 * parseFloat(row.children[1].textContent!))),
  );
  expect(shares.pop()).toBe(1000);
  expect(shares.reduce((sum, share) => sum + share, 0)).toBe(1000);

  const { heading } = (await page.evaluate(() => window.tickwire.ship))!;
  await page.getByRole("slider", { name: "Delay" }).focus();
  for (let i = 0; i < 8; i++) await page.keyboard.press("ArrowRight");
  await until(page, () => window.tickwire.stats!.rttMillis > 300);
  expect((await page.evaluate(() => window.tickwire.ship))!.heading, "keys within it are not for the ship").toBe(
    heading,
  );
  await page.keyboard.press("Home");

  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: "In a window of its own" }).press("Enter");
  const apart = await opened;
  const inspector = (where: Page) => where.getByRole("region", { name: "Inspector" });
  // Of corrections there may be a row for it, too.
  const bytesIn = (where: Page) => inspector(where).getByRole("table", { name: "Bytes by table and column" });
  await bytesIn(apart).getByText("ships.x").waitFor();
  expect(await inspector(page).count()).toBe(0);
  expect(await inspector(apart).evaluate((panel) => getComputedStyle(panel).display)).toBe("flex");
  await apart.close();
  await bytesIn(page).getByText("ships.x").waitFor();

  await inspector(page).getByRole("button", { name: "Fold" }).press("Enter");
  expect((await inspector(page).boundingBox())!.height).toBeLessThan(50);
  await inspector(page).getByRole("button", { name: "Close" }).press("Enter");
  expect(await inspector(page).count()).toBe(0);
  await page.keyboard.press("i");
  await inspector(page).waitFor();
});

test("a page that is not built inspects its room, and nothing looks at what comes while the inspector is folded or closed", async () => {
  const page = await newPage();
  await page.goto(server.url);
  // As text, so that its imports are the browser's own.
  const watching = await page.evaluate(`(async () => {
    const { join } = await import("/tickwire-client.js");
    const { inspect } = await import("/tickwire-client-inspector.js");
    const room = await join({ url: "ws://" + location.host + "/ws", roomType: "arena" });
    let closed = 0;
    const inspector = inspect(room, { dock: "right", onClose: () => closed++ });
    const host = [...document.body.children].at(-1);
    const counts = [room.observers.size];
    for (let i = 0; i < 2; i++) {
      host.shadowRoot.querySelector(".fold").click();
      counts.push(room.observers.size);
    }
    inspector.close();
    inspector.close();
    room.leave();
    return { counts: [...counts, room.observers.size], closed, isThere: host.isConnected };
  })()`);
  expect(watching).toEqual({ counts: [1, 0, 1, 0], closed: 1, isThere: false });
});

test("the inspector leaves half of a phone to the game, upright and on its side", async () => {
  const page = await newPage({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await play(page, server.url, "Ada", "&inspect");
  const panel = page.getByRole("region", { name: "Inspector" });
  expect((await panel.boundingBox())!.height).toBeLessThanOrEqual(422);
  expect((await panel.boundingBox())!.width).toBe(390);
  await page.setViewportSize({ width: 844, height: 390 });
  await expect.poll(async () => (await panel.boundingBox())!.height).toBe(390);
  expect((await panel.boundingBox())!.width).toBeLessThanOrEqual(422);
});

test("a phone has room for the controls, and for thumbs to reach them", async () => {
  const size = { width: 390, height: 844 };
  const page = await newPage({ viewport: size, hasTouch: true, isMobile: true });
  await play(page, server.url, "Ada");
  await page.tap("#network-toggle");
  await page.tap("#conditions summary");
  for (const id of ["delay", "jitter", "bandwidth", "stall", "cut"]) {
    const box = (await page.locator(`#${id}`).boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.y + box.height).toBeLessThanOrEqual(size.height);
    expect(box.height).toBeGreaterThanOrEqual(36);
  }
  const slider = (await page.locator("#delay").boundingBox())!;
  await page.touchscreen.tap(slider.x + slider.width - 4, slider.y + slider.height / 2);
  expect(await page.textContent("#delay-value")).toBe("500 ms");
});
