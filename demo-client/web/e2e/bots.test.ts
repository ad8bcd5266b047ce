import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser, newPage, PHONE, play, until } from "./browser.ts";
import { ServerProcess } from "./server.ts";

let browser: Browser;
let server: ServerProcess;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), ServerProcess.start({ bots: true })]);
});

afterAll(async () => {
  await Promise.all([browser?.close(), server?.stop()]);
});

const names = () => Object.keys(window.tickwire.ships);

test("who comes first sees bots fly at once, and the next one takes the place of one", async () => {
  const ada = await newPage(browser);
  await play(ada, server.url, "Ada");
  const first = await ada.evaluate(names);
  expect(first).toHaveLength(6);
  expect(first.filter((name) => name.startsWith("Bot "))).toHaveLength(5);

  const before = await ada.evaluate(() => window.tickwire.ships);
  await ada.waitForFunction(
    (then) =>
      Object.entries(window.tickwire.ships).filter(
        ([name, { x, y }]) => then[name] && Math.hypot(x - then[name].x, y - then[name].y) > 30,
      ).length >= 4,
    before,
  );

  const room = await ada.evaluate(() => window.tickwire.room!);
  const grace = await newPage(browser, PHONE);
  await play(grace, server.url, "Grace", `&room=${room}`);
  await until(ada, () => "Grace" in window.tickwire.ships);
  expect(await ada.evaluate(names)).toHaveLength(6);
  const [listed] = (await (await fetch(`${server.url}/api/v1/rooms`)).json()) as { players: number; bots: number }[];
  expect(listed).toMatchObject({ players: 2, bots: 4 });

  await grace.click("#leave");
  await until(ada, () => !("Grace" in window.tickwire.ships) && Object.keys(window.tickwire.ships).length === 6);
  await grace.waitForSelector(`.room[data-room="${room}"]`);
  await until(grace, () => document.querySelector(".room .crowd")?.textContent === "1 of 50 · 5 bots");
});
