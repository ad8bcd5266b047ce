import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import type { Browser, Page } from "playwright-core";
import { join, type Room } from "tickwire-client";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { launchBrowser, newPage, PHONE } from "./browser.ts";
import { compile } from "./ownGame.ts";
import { ServerProcess } from "./server.ts";

const SECRET = "a secret for the tests of recordings";
/** Screenshots go there, for those who look. */
const SHOTS = process.env.SHOTS;

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

async function shoot(page: Page, name: string): Promise<void> {
  if (SHOTS) await page.screenshot({ path: path(SHOTS, `${name}.png`), fullPage: true });
}

/** Joins the first room type as a program does. */
const joinAs = (server: ServerProcess, name: string): Promise<Room> =>
  join({ url: `${server.url.replace("http", "ws")}/ws`, name, socket: (address) => new WebSocket(address) });

const sourceOf = (columns: string) => `
public final class Dots extends dev.tickwire.simulation.world.Game {
  private final dev.tickwire.simulation.world.Table keys =
      inputs(new dev.tickwire.simulation.world.Table("keys", 8));
  private final dev.tickwire.simulation.world.Table dots =
      players(new dev.tickwire.simulation.world.Table("dots", 8));
  private final dev.tickwire.simulation.world.Column x = dots.fixed("x", 0, 100, 0.5);
  private final dev.tickwire.simulation.world.Column y = dots.fixed("y", 0, 100, 0.5);
  ${columns}
  public Dots() { keys.flag("go"); dots.placedAt(x, y); }
  @Override public void step(dev.tickwire.simulation.world.Step step) {}
}`;

test("a player's report is in the console's list, opens in the viewer as the game draws it, and is downloaded", async () => {
  const settings = [`admin.tokens.ada { role = view, secret = "${SECRET}" }`];
  const server = await ServerProcess.start({ settings, bots: true });
  onTestFinished(() => server.stop());
  const room = await joinAs(server, "Ada");
  onTestFinished(() => room.leave());
  room.setInput({ thrust: true, turn: 1 });
  const { tick } = room.stats;
  await expect.poll(() => room.stats.tick, { timeout: 20_000 }).toBeGreaterThan(tick + 60);
  expect(room.report("stuck in a wall")).toBe(true);

  const page = await newPage(browser);
  await page.goto(`${await server.adminUrl()}/`);
  await page.fill("#token", SECRET);
  await page.keyboard.press("Enter");
  const row = page.locator("#recordings tbody tr");
  await row.locator("text=reports: stuck in a wall").waitFor({ timeout: 20_000 });
  expect(await row.textContent()).toContain(room.id);
  const download = page.waitForEvent("download");
  await row.locator("text=Download").click();
  const saved = await (await download).path();
  expect(readFileSync(saved).subarray(0, 4).toString()).toBe("TWRC");
  await shoot(page, "console");

  await row.locator("a").click();
  await page.waitForSelector("#reason >> text=reports: stuck in a wall");
  await page.waitForSelector("#drawn-by");
  await page.waitForFunction(() => {
    const canvas = document.querySelector<HTMLCanvasElement>("#map")!;
    const { data } = canvas.getContext("2d")!.getImageData(canvas.width >> 1, canvas.height >> 1, 1, 1);
    return data[3] === 255;
  });
  expect(await page.isVisible("#trouble")).toBe(false);
  const at = Number(await page.inputValue("#tick"));
  await page.keyboard.press("ArrowLeft");
  await page.waitForFunction((tick) => document.documentElement.dataset.tick === String(tick), at - 1);
  await shoot(page, "viewer");
  await page.setViewportSize(PHONE.viewport);
  await page.waitForTimeout(300);
  await shoot(page, "viewer-phone");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.viewport.width);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.selectOption("#drawn-by", "map");
  await page.waitForSelector("#map-key >> text=ships");
  await page.click("text=Console");
  await page.waitForSelector("#recordings tbody tr");
  await page.setViewportSize(PHONE.viewport);
  await page.waitForTimeout(300);
  await shoot(page, "console-phone");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.viewport.width);
});

test("a click takes new games, and a console that is open on a room follows it to its new tables", async () => {
  const folder = mkdtempSync(path(tmpdir(), "tickwire-dots-"));
  const file = path(folder, "Dots.java");
  const write = (columns: string) => {
    writeFileSync(file, sourceOf(columns));
    compile([file], folder);
  };
  write(`private final dev.tickwire.simulation.world.Column score = dots.integer("score", 0, 9);`);
  const server = await ServerProcess.start({ games: folder });
  onTestFinished(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const room = await joinAs(server, "Ada");
  onTestFinished(() => room.leave());

  const open = await newPage(browser);
  await open.goto(`${await server.adminUrl()}/#room=${room.id}`);
  await open.waitForSelector("#rows tbody tr");
  expect(await open.textContent("#rows thead")).toContain("score");

  write(`private final dev.tickwire.simulation.world.Column fuel = dots.integer("fuel", 0, 9);
    private final dev.tickwire.simulation.world.Tunable speed = tunable("speed", 5, 1, 9);`);
  const page = await newPage(browser);
  await page.goto(`${await server.adminUrl()}/`);
  await page.click("#take-games");
  await page.fill("#act-fields input[name=why]", "more fuel");
  await page.keyboard.press("Enter");
  await page.waitForSelector(`#games-report .good >> text=/${room.id}.*goes by the new rules/`, { timeout: 30_000 });
  await page.waitForSelector("#games-report >> text=Done.");
  await shoot(page, "games");

  await open.waitForSelector("#rows thead >> text=fuel");
  await open.waitForSelector("#rows tbody tr");
  expect(await open.textContent("#rows thead")).not.toContain("score");
  await open.waitForSelector("#slide-speed");
  const tick = () => open.textContent("#world-tick");
  const before = await tick();
  await expect.poll(tick).not.toBe(before);
  await shoot(open, "room-after-swap");
});
