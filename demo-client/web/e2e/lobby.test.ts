import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { quickMatch, rooms } from "tickwire-client/rooms";
import type {} from "../demo/src/main.ts";
import type {} from "../whiteboard/src/main.ts";
import { launchBrowser, newPage, play, until } from "./browser.ts";
import { ServerProcess } from "./server.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

async function start(settings: string[] = [], port = 0): Promise<ServerProcess> {
  const server = await ServerProcess.start({ settings, port });
  onTestFinished(() => server.stop());
  return server;
}

const roomOf = (page: Page) => page.evaluate(() => window.tickwire.room!);
const line = (room: string, part = "") => `.room[data-room="${room}"] ${part}`;

describe("the lobby", () => {
  test("says that no room is open, and shows one as soon as it is", async () => {
    const server = await start();
    const [page, other] = await Promise.all([newPage(browser), newPage(browser)]);
    await page.goto(server.url);
    await page.waitForSelector("#rooms-note:not([hidden])");
    await page.waitForFunction(() => /No room is open/.test(document.getElementById("rooms-note")!.textContent!));
    await play(other, server.url, "Ada");
    await page.bringToFront();
    await page.waitForSelector(line(await roomOf(other)));
    expect(await page.textContent(line(await roomOf(other), ".crowd"))).toBe("1 of 50");
    expect(await page.isVisible("#rooms-note")).toBe(false);
  });

  test("plays in the room of a line, and in a new one, and by Enter in any", async () => {
    const server = await start();
    const [ada, page] = await Promise.all([newPage(browser), newPage(browser)]);
    await play(ada, server.url, "Ada");
    const room = await roomOf(ada);
    await page.goto(server.url);
    await page.click(line(room, ".play"));
    await until(page, () => window.tickwire.ship);
    expect(await roomOf(page)).toBe(room);
    await page.click("#leave");
    await page.click("#new-room");
    await until(page, () => window.tickwire.ship);
    expect(await roomOf(page)).not.toBe(room);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await until(page, () => window.tickwire.state === "start");
    expect(new URL(page.url()).search).toBe("");
    await page.focus("#name");
    await page.keyboard.press("Enter");
    await until(page, () => window.tickwire.ship);
  });

  test("says that a room is full, where one may still watch", async () => {
    const server = await start(["roomTypes.arena.playerLimit=1"]);
    const [ada, page] = await Promise.all([newPage(browser), newPage(browser)]);
    await play(ada, server.url, "Ada");
    const room = await roomOf(ada);
    await page.goto(server.url);
    await page.waitForSelector(line(room));
    expect(await page.textContent(line(room, ".crowd"))).toMatch(/full/);
    expect(await page.isDisabled(line(room, ".play"))).toBe(true);
    await page.click(line(room, ".watch"));
    await until(page, () => window.tickwire.followed === "Ada");
  });

  test("says that nobody may watch where that is so", async () => {
    const server = await start(["roomTypes.arena.spectatorLimit=0"]);
    const [ada, page] = await Promise.all([newPage(browser), newPage(browser)]);
    await play(ada, server.url, "Ada");
    await page.goto(server.url);
    await page.waitForSelector(line(await roomOf(ada)));
    expect(await page.isDisabled(line(await roomOf(ada), ".watch"))).toBe(true);
    expect(await page.getAttribute(line(await roomOf(ada), ".watch"), "title")).toMatch(/No more people may watch/);
  });

  test("asks for the rooms only while it is looked at", async () => {
    const server = await start();
    const page = await newPage(browser);
    let asked = 0;
    page.on("request", (request) => request.url().endsWith("/rooms") && asked++);
    await page.goto(server.url);
    await page.waitForRequest(/rooms$/);
    await play(page, server.url, "Ada");
    const before = asked;
    await page.waitForTimeout(2500);
    expect(asked).toBe(before);
    await Promise.all([page.waitForRequest(/rooms$/), page.click("#leave")]);
  });

  test("says that the server is down, and finds it by itself when it is back", async () => {
    const first = await start();
    const page = await newPage(browser);
    await page.goto(first.url);
    await first.stop();
    await page.click("#join");
    await page.waitForSelector("#start-message:not(:empty)");
    expect(await page.textContent("#start-message")).toMatch(/cannot be reached/);
    await page.waitForFunction(() => /does not answer/.test(document.getElementById("rooms-note")!.textContent!));
    await start([], first.port);
    await page.waitForFunction(() => /No room is open/.test(document.getElementById("rooms-note")!.textContent!));
    await page.click("#join");
    await until(page, () => window.tickwire.ship);
  });

  test("leads first to the room of a link", async () => {
    const server = await start();
    const [ada, page] = await Promise.all([newPage(browser), newPage(browser)]);
    await play(ada, server.url, "Ada");
    await play(page, server.url, "Grace");
    await page.click("#leave");
    await page.click("#new-room");
    await until(page, () => window.tickwire.ship);
    const room = await roomOf(page);
    await page.reload();
    await page.waitForSelector(line(room));
    expect(await page.textContent("#join")).toBe(`Play in ${room}`);
    expect(await page.textContent("#rooms .room:first-child .tag")).toBe("your link");
    await page.click("#any-room");
    await until(page, () => window.tickwire.ship);
  });
});

test("a quick match keeps places for a party, which the lobby counts, and each comes with one", async () => {
  const server = await start(["roomTypes.arena.playerLimit=3"]);
  const [ada, bo] = await Promise.all([newPage(browser), newPage(browser)]);
  const { room, reservations } = await quickMatch(`${server.url}/ws`.replace("http", "ws"), {
    type: "arena",
    seats: 2,
  });
  await ada.goto(server.url);
  await ada.waitForSelector(line(room.id));
  expect(await ada.textContent(line(room.id, ".crowd"))).toBe("2 of 3");
  await ada.goto(`${server.url}/?room=${encodeURIComponent(reservations[0]!)}`);
  await ada.click("#join");
  await until(ada, () => window.tickwire.ship);
  await bo.goto(`${server.url}/?room=${encodeURIComponent(reservations[1]!)}`);
  await bo.click("#join");
  await until(bo, () => window.tickwire.ship);
  expect([await roomOf(ada), await roomOf(bo)]).toEqual([room.id, room.id]);
  expect(await rooms(`${server.url}/ws`, { type: "arena", free: 2 })).toEqual([]);
  expect((await rooms(`${server.url}/ws`, { free: 1 })).map(({ id }) => id)).toEqual([room.id]);
});

test("the lobby offers no rooms of games that the page cannot draw", async () => {
  const server = await start();
  const [ada, page] = await Promise.all([newPage(browser), newPage(browser)]);
  await play(ada, server.url, "Ada");
  await page.goto(`${server.url}/whiteboard/`);
  await page.fill("#name", "Bo");
  await page.click("#open-new");
  await page.waitForFunction(() => "Bo" in window.whiteboard.people);
  const rooms = (await (await fetch(`${server.url}/api/v1/rooms`)).json()) as { type: string }[];
  expect(rooms.map(({ type }) => type).sort()).toEqual(["arena", "whiteboard"]);
  await ada.bringToFront();
  await ada.click("#leave");
  await ada.waitForSelector(".room");
  expect(await ada.locator(".room").count()).toBe(1);
  expect(await ada.isVisible("#room-type-field")).toBe(false);
});
