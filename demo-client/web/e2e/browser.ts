import { type Browser, chromium, type Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";

const ARGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts Chromium: the one of the system, or the one that CHROMIUM names. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGS });

/** A page of its own for the test that asks for it; errors in it fail the test. */
export async function newPage(browser: Browser, options: Parameters<Browser["newPage"]>[0] = {}): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...options });
  const errors: Error[] = [];
  page.on("pageerror", (error) => errors.push(error));
  onTestFinished(async () => {
    await page.context().close();
    expect(errors).toEqual([]);
  });
  return page;
}

/** What phones have in common. */
export const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

/** Waits until something is true in the page; the debug handle is `window.tickwire`. */
export const until = (page: Page, condition: () => unknown): Promise<unknown> =>
  page.waitForFunction(condition, undefined, { timeout: 20_000 });

/** Waits until the page knows of more entities than that, and says of how many. */
export async function untilEntities(page: Page, least: number): Promise<number> {
  const known = await page.waitForFunction(
    (wanted) => {
      const entities = Object.values(window.tickwire.counts!).reduce((sum, count) => sum + count, 0);
      return entities > wanted && entities;
    },
    least,
    { timeout: 60_000 },
  );
  return (await known.jsonValue()) as number;
}

/** Opens the page, joins, and waits until the own ship is drawn. */
export async function play(page: Page, url: string, name: string, query = ""): Promise<void> {
  await page.goto(`${url}/?autojoin=1&name=${encodeURIComponent(name)}${query}`);
  await until(page, () => window.tickwire.ship);
}
