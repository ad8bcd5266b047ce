import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {} from "../demo/src/main.ts";
import { launchBrowser, newPage, PHONE, play, until } from "./browser.ts";
import { ServerProcess } from "./server.ts";
import { Swarm } from "./swarm.ts";

let browser: Browser;
let server: ServerProcess;
let swarm: Swarm;
let room: string;

const LONG_NAME = "Wolfgang Amadeus Mozart!";
/** The first size is that in which a state is come to; a window may be resized, and a phone turned, at any time. */
const DEVICES = [
  {
    name: "a computer",
    options: {},
    sizes: [
      [1280, 720],
      [1024, 768],
      [720, 600],
    ],
  },
  {
    name: "a touch screen",
    options: PHONE,
    sizes: [
      [390, 844],
      [844, 390],
      [667, 375],
      [360, 640],
      [1024, 768],
    ],
  },
];

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), ServerProcess.start()]);
  const page = await browser.newPage();
  await play(page, server.url, "Grace");
  room = (await page.evaluate(() => window.tickwire.room))!;
  swarm = Swarm.start(server.url, room, 8);
  await until(page, () => window.tickwire.counts!.ships === 9);
  await page.close();
});
afterAll(async () => {
  await Promise.all([browser?.close(), swarm?.stop(), server?.stop()]);
});

/** Presses a button, wherever it lies: whether it can be hit is what is tested. */
const press = (page: Page, selector: string) =>
  page.evaluate((wanted) => document.querySelector<HTMLElement>(wanted)!.click(), selector);

const enter = (page: Page) => play(page, server.url, LONG_NAME, `&room=${room}`);

async function say(page: Page, text: string): Promise<void> {
  await press(page, "#chat-toggle");
  await page.fill("#chat-input", text);
  await page.press("#chat-input", "Enter");
  await page.waitForFunction((said) => document.getElementById("chat-log")!.textContent!.includes(said), text);
}

/** What a player can come to see, and how. */
const STATES: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  "the lobby": async (page) => {
    await page.goto(server.url);
    await page.waitForSelector(".room");
  },
  "a message in the lobby": async (page) => {
    await page.goto(`${server.url}/?room=no-such-room&autojoin=1`);
    await page.waitForSelector("#start-message:not(:empty)");
    await page.waitForSelector(".room");
  },
  playing: enter,
  "being shot down": async (page) => {
    await enter(page);
    // As the page does it, and without the wait for somebody to do it.
    await page.evaluate(() => {
      document.getElementById("death-title")!.textContent = "Shot down";
      document.getElementById("death-by")!.textContent = "by Wolfgang Amadeus Mozart!";
      new MutationObserver(() => (document.getElementById("death")!.hidden = false)).observe(
        document.getElementById("death")!,
        { attributes: true },
      );
      document.getElementById("death")!.hidden = false;
    });
  },
  "what was said": async (page) => {
    await enter(page);
    await say(page, "Hello everybody");
    await say(page, "A rather long sentence, which has to be broken into more than one line to fit in here");
    await say(page, "W".repeat(100));
  },
  "the open chat": async (page) => {
    await enter(page);
    for (let i = 0; i < 5; i++) await say(page, `A sentence, and another one, and one more (${i})`);
    await press(page, "#chat-toggle");
  },
  "the network panel": async (page) => {
    await enter(page);
    await press(page, "#network-toggle");
    await page.waitForSelector("#network-figures dd");
  },
  "the network conditions": async (page) => {
    await enter(page);
    await press(page, "#network-toggle");
    await page.waitForSelector("#network-figures dd");
    await press(page, "#conditions summary");
  },
  "the menu": async (page) => {
    await enter(page);
    await page.keyboard.press("Escape");
    await page.waitForSelector("#menu[open]");
  },
  "a broken connection": async (page) => {
    await enter(page);
    await page.context().setOffline(true);
    await press(page, "#cut");
    await page.waitForSelector("#connection[open]");
  },
  watching: async (page) => {
    await page.goto(server.url);
    await page.waitForSelector(`.room[data-room="${room}"]`);
    await press(page, `.room[data-room="${room}"] .watch`);
    await until(page, () => window.tickwire.followed);
  },
  "watching without a seat to take": async (page) => {
    await STATES.watching(page);
    await page.evaluate(() => {
      document.getElementById("watch-message")!.textContent = "The room is full.";
    });
    await say(page, "Hello everybody");
  },
  "watching and chatting": async (page) => {
    await STATES.watching(page);
    await say(page, "Hello everybody");
    await press(page, "#chat-toggle");
  },
  "watching and the network conditions": async (page) => {
    await STATES.watching(page);
    await press(page, "#network-toggle");
    await page.waitForSelector("#network-figures dd");
    await press(page, "#conditions summary");
  },
};

/** What is wrong with how the page lies on the screen, in sentences. */
function faults(): string[] {
  const found: string[] = [];
  const nameOf = (element: Element) =>
    `${element.tagName.toLowerCase()}#${element.id}.${element.className} "${element.textContent!.trim().slice(0, 30)}"`;
  const dialog = document.querySelector("dialog[open]");
  const shown = [...document.body.querySelectorAll<HTMLElement>("*")].filter(
    (element) =>
      (!dialog || dialog.contains(element)) &&
      !element.closest("svg, .uplot, .unseen-text, .toast") &&
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
  );
  const scroller = (element: Element): Element | null => {
    for (let above = element.parentElement; above; above = above.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(above).overflowY)) return above;
    }
    return null;
  };
  const check = (element: Element, what: string) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    if (left < -0.5 || top < -0.5 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5) {
      found.push(`${nameOf(element)} ${what}: ${[left, top, right, bottom].map(Math.round).join(" ")}`);
    }
  };
  const controls = shown.filter((element) => element.matches("button, input, select, summary, a, #stick, #fire"));
  for (const control of controls) {
    control.scrollIntoView({ block: "nearest" });
    check(control, "runs off the screen");
    const { left, top, width, height } = control.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    const isHit = hit !== null && (control.contains(hit) || hit === control.closest("label"));
    if (!isHit) found.push(`${nameOf(control)} cannot be tapped: ${hit ? nameOf(hit) : "nothing"} is there`);
    if (width < 24 && height < 24 && !control.closest("label")) found.push(`${nameOf(control)} is too small`);
  }
  for (const element of shown) {
    const within = scroller(element);
    if (!within) check(element, "runs off the screen");
    else if (within.scrollWidth > within.clientWidth + 1) found.push(`${nameOf(within)} scrolls to the side`);
  }
  // What lies over something else hides it.
  const panels = shown.filter((element) =>
    element.matches(".board, .network, .minimap, .buttons, .chat, .vitals, .watch-bar, #stick, #fire"),
  );
  panels.forEach((one, i) => {
    for (const other of panels.slice(i + 1)) {
      const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
      const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
      if (!apart && a.height > 0 && b.height > 0) found.push(`${nameOf(one)} and ${nameOf(other)} overlap`);
    }
  });
  return found;
}

describe.each(DEVICES)("on $name", ({ options, sizes }) => {
  test.each(Object.keys(STATES))("all can be tapped, and is on the screen: %s", async (state) => {
    const page = await newPage(browser, { ...options, viewport: { width: sizes[0][0], height: sizes[0][1] } });
    await STATES[state](page);
    const found: Record<string, string[]> = {};
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      // Two frames, in which the page takes note of it,
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const wrong = await page.evaluate(faults);
      if (wrong.length > 0) found[`${width} by ${height}`] = wrong;
    }
    expect(found).toEqual({});
  });
});
