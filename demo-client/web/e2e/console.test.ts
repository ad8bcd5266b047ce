import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import type {} from "../demo/src/main.ts";
import type { RoomInside } from "../console/src/protocol.ts";
import { launchBrowser, newPage, play, until } from "./browser.ts";
import { ServerProcess } from "./server.ts";
import { Swarm } from "./swarm.ts";

const SECRET = "a secret for the tests of the console";

let browser: Browser;
let server: ServerProcess;
let page: Page;

beforeAll(async () => {
  const settings = [`admin.tokens.ada { role = operate, secret = "${SECRET}" }`];
  [browser, server] = await Promise.all([launchBrowser(), ServerProcess.start({ settings })]);
});
afterAll(async () => {
  await Promise.all([browser?.close(), server?.stop()]);
});
beforeEach(async () => {
  page = await newPage(browser);
});

async function signIn(): Promise<void> {
  await page.goto(`${await server.adminUrl()}/`);
  await page.waitForSelector("#sign-in");
  await page.fill("#token", SECRET);
  await page.keyboard.press("Enter");
}

test("a console shows nothing before a token is given, and a wrong one is asked for again", async () => {
  await page.goto(`${await server.adminUrl()}/`);
  await page.waitForSelector("#sign-in");
  expect(await page.isVisible("#server")).toBe(false);
  await page.fill("#token", "wrong");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#sign-in");
  expect(await page.textContent("#connection")).toBe("not signed in");
});

test("a slider changes a room while people play, and undo takes it back; nobody is dropped", async () => {
  const player = await newPage(browser);
  await play(player, server.url, "Ada");
  const swarm = Swarm.start(server.url, await player.evaluate(() => window.tickwire.room!), 10);
  onTestFinished(() => swarm.stop());
  await signIn();
  await page.click("#rooms tbody a");
  await page.waitForSelector("#slide-topSpeed");
  const slider = page.locator("#slide-topSpeed");
  const before = await slider.inputValue();
  await slider.focus();
  await page.keyboard.press("End");
  await page.waitForSelector("#changes tbody tr >> text=topSpeed");
  await page.waitForSelector("#effect tr:has-text('kills per minute') td:nth-child(3):text-matches('^[0-9]')");
  await page.waitForSelector("#room-charts figcaption >> text=kills per minute");
  expect(await slider.inputValue()).toBe(await slider.getAttribute("max"));
  await page.click("#changes tbody tr >> nth=0 >> button");
  await page.waitForFunction(
    (value) => document.querySelector<HTMLInputElement>("#slide-topSpeed")!.value === value,
    before,
  );
  const tick = () => player.evaluate(() => window.tickwire.stats!.tick);
  const then = await tick();
  await expect.poll(tick).toBeGreaterThan(then + 5);
  const headers = { authorization: `Bearer ${SECRET}` };
  const counters = await (await fetch(`${await server.adminUrl()}/api/v1/counters`, { headers })).json();
  expect(counters).toMatchObject({ resyncs: 0, connectionsLost: 0 });
  expect((counters as { roomsRetuned: number }).roomsRetuned).toBeGreaterThanOrEqual(2);
});

test("a room is seen from inside: its people, its rows, also hidden columns, and what a click on them marks", async () => {
  const player = await newPage(browser);
  await play(player, server.url, "Grace");
  await signIn();
  await page.click("#rooms tbody a");
  await page.waitForSelector("#people tbody >> text=Grace");
  await page.waitForSelector("#rows tbody tr");
  await page.waitForSelector("#bytes tbody >> text=/^ships\\.x/");
  const shares = await page.$$eval("#bytes .share", (all) => all.map((one) => parseFloat(one.textContent!)));
  expect(Math.abs(shares.reduce((sum, one) => sum + one, 0) - 100)).toBeLessThan(2);
  await page.click("#people tr:has-text('Grace') >> text=Bytes");
  expect(await page.textContent("#bytes-of option:checked")).toMatch(/^Grace/);
  await page.waitForSelector("#bytes tbody >> text=/^ships\\.x/");
  await page.selectOption("#table", "ships");
  await page.fill("#search", "grace");
  await page.waitForFunction(() => document.getElementById("page")!.textContent === "1–1 of 1");
  expect(await page.textContent("#rows thead")).toContain("hidden");
  await page.click("#rows tbody tr");
  await page.waitForSelector("#rows tbody tr.pinned");
  await page.setViewportSize({ width: 390, height: 844 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
});

test("an operator tells a room something, mutes and bans somebody in it, and lets it in again; the player reads why", async () => {
  const player = await newPage(browser);
  await play(player, server.url, "Mallory");
  await signIn();
  await page.click("#rooms tbody a");
  await page.waitForSelector("#people tbody >> text=Mallory");

  await page.click("#message-room");
  await page.fill("#act-fields input[name=text]", "Well played, everybody!");
  await page.keyboard.press("Enter");
  await player.waitForSelector(".server-notice >> text=Well played, everybody!");

  await page.click("#people tr:has-text('Mallory') button[data-act=mute]");
  await page.fill("#act-fields input[name=why]", "Be kind.");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#toast >> text=Mallory is muted.");
  await player.keyboard.press("Enter");
  await player.keyboard.type("hello");
  await player.keyboard.press("Enter");
  await player.waitForSelector(".server-notice >> text=/You cannot chat until .* Be kind\\./");
  expect(await page.locator("#chats li").count()).toBe(0);

  await page.click("#people tr:has-text('Mallory') button[data-act=ban]");
  await page.fill("#act-fields input[name=why]", "Cheated.");
  await page.keyboard.press("Enter");
  await player.waitForSelector("text=/You are banned until .* Cheated\\./");

  await page.click("a.brand");
  for (const kind of ["ban", "mute"]) {
    await page.click(`#sanctions button[data-kind=${kind}]`);
    await page.waitForSelector(`#sanctions button[data-kind=${kind}]`, { state: "detached" });
  }
  await play(await newPage(browser), server.url, "Mallory");
});

test("a preset is applied as one change, and two rooms are compared by what differs, also by their address", async () => {
  const [player, other] = await Promise.all([newPage(browser), newPage(browser)]);
  await play(player, server.url, "Ada");
  await other.goto(server.url);
  await other.click("#new-room");
  await until(other, () => window.tickwire.room);
  const [one, two] = await Promise.all([player, other].map((of) => of.evaluate(() => window.tickwire.room!)));
  await signIn();
  await page.click(`#rooms tbody a >> text=${one}`);
  await page.waitForSelector("#slide-topSpeed");
  await page.locator("#slide-topSpeed").focus();
  await page.keyboard.press("End");
  await page.waitForSelector("#changes tbody tr >> text=topSpeed");
  await page.click("#preset-save");
  await page.fill("#act-fields input", "fast ships");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#preset-apply:enabled");
  await page.click("#changes tbody tr >> nth=0 >> button");
  const row = (text: string) => page.waitForSelector(`#changes tbody tr:nth-child(1) >> text=/${text}/`);
  await row("→ as configured");
  await page.click("#preset-apply");
  await row("topSpeed as configured →");

  await page.selectOption("#beside", two);
  await page.waitForSelector("#differences tr:has-text('topSpeed')");
  expect(new URL(page.url()).hash).toBe(`#room=${one}&beside=${two}`);
  expect(await page.locator("#differences tr").count()).toBe(2);
  await page.waitForSelector("#tiles-other .tile");
  expect(await page.locator("#comparison-charts .chart").count()).toBe(4);
  await page.reload();
  await page.waitForSelector("#tiles-other .tile");
  expect(await page.isVisible("#room-tiles")).toBe(false);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.selectOption("#preset", "fast ships");
  await page.click("#preset-delete");
  await page.waitForSelector("#preset:disabled");
});

test("a console that is left open does not grow, whoever comes and whatever happens", async () => {
  const player = await newPage(browser);
  await play(player, server.url, "Linus");
  let last = "";
  let send: ((message: string) => void) | undefined;
  let isOurs = false;
  await page.routeWebSocket(/\/live$/, (socket) => {
    const upstream = socket.connectToServer();
    send = (message) => socket.send(message);
    upstream.onMessage((message) => {
      if (isOurs) return;
      last = String(message);
      socket.send(message);
    });
  });
  await signIn();
  await page.click("#rooms tbody a");
  await page.waitForSelector("#rows tbody tr");
  await expect.poll(() => JSON.parse(last).room?.people?.length).toBeGreaterThan(0);
  isOurs = true;
  const { at, room } = JSON.parse(last) as { at: number; room: RoomInside };
  const show = async (from: number, to: number) => {
    for (let i = from; i < to; i++) {
      const person = { ...room.people[0], place: i, number: i, name: `Person ${i}` };
      const events = [{ number: 1e6 + i, tick: i, kind: "kill", values: { by: i } }];
      const chats = [{ number: 1e6 + i, tick: i, name: person.name, text: "gg" }];
      const world = { ...room.world!, tick: i };
      send!(JSON.stringify({ at: at + i * 250, room: { ...room, people: [person], events, chats, world } }));
    }
    await page.waitForFunction((tick) => document.getElementById("world-tick")!.textContent === tick, `tick ${to - 1}`);
    return page.evaluate(() => document.querySelectorAll("*").length);
  };
  const before = await show(1, 300);
  expect(await show(300, 900)).toBeLessThan(before + 20);
});

test("all of the console is under 80 KB, compressed", () => {
  const folder = fileURLToPath(new URL("../../target/console/", import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.(html|js|css)$/.test(name),
  );
  expect(files.length).toBeGreaterThan(2);
  const bytes = files.map((name) => gzipSync(readFileSync(folder + name)).length);
  expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(80_000);
});

test("a room that is asleep is listed, downloaded as a recording, and deleted", async () => {
  const keeping = await ServerProcess.start({
    settings: [
      "roomTypes.arena.keep=checkpoint",
      "roomTypes.arena.emptyRoomTimeout=never",
      "roomTypes.arena.resumeGrace=100ms",
    ],
  });
  onTestFinished(() => keeping.stop());
  const player = await newPage(browser);
  await play(player, keeping.url, "Ada");
  const room = await player.evaluate(() => window.tickwire.room!);
  await page.goto(`${await keeping.adminUrl()}/`);
  await page.waitForSelector(`#rooms tbody >> text=${room}`);
  expect(await page.isVisible("#kept")).toBe(false);
  await player.close();

  const row = `#kept-rooms tr:has-text("${room}")`;
  await page.waitForSelector(row, { timeout: 60_000 });
  const downloading = page.waitForEvent("download");
  await page.click(`${row} >> text=Download`);
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`${room}.twr`);
  expect(readFileSync((await download.path())!).toString("latin1", 0, 4)).toBe("TWRC");

  await page.click(`${row} >> text=Delete`);
  expect(await page.textContent("#act-title")).toBe(`Delete ${room} for good, with all that is in it`);
  await page.click("#act-do");
  await page.waitForSelector(`#toast >> text=${room} is deleted.`);
  await page.waitForSelector("#kept", { state: "hidden" });
});
