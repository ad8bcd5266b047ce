import { type Browser, chromium, type Page } from "playwright-core";

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

/** Waits until something is true in the page; the debug handle is `window.tickwire`. */
export const until = (page: Page, condition: () => unknown): Promise<unknown> =>
  page.waitForFunction(condition, undefined, { timeout: 20_000 });

/** Opens the page, joins, and waits until the own ship is drawn. */
export async function play(page: Page, url: string, name: string, query = ""): Promise<void> {
  await page.goto(`${url}/?autojoin=1&name=${encodeURIComponent(name)}${query}`);
  await until(page, () => window.tickwire.ship);
}
