import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startProxy } from "../client/test/support/networkProxy.ts";
import type {} from "../whiteboard/src/main.ts";
import { launchBrowser, newPage, PHONE, until } from "./browser.ts";
import { ServerProcess } from "./server.ts";

let browser: Browser;
let server: ServerProcess;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), ServerProcess.start()]);
});

afterAll(async () => {
  await Promise.all([browser?.close(), server?.stop()]);
});

/** A page of its own for the test, on a board; errors in it fail the test. */
async function open(name: string, board = "", options: Parameters<Browser["newPage"]>[0] = {}, url = server.url) {
  const page = await newPage(browser, options);
  await page.goto(`${url}/whiteboard/`);
  await page.fill("#name", name);
  if (board) await page.goto(`${url}/whiteboard/?room=${board}&name=${name}`);
  else await page.click("#open-new");
  await page.waitForFunction((who) => who in window.whiteboard.people, name);
  return page;
}

const boardOf = async (page: Page): Promise<string> => (await page.evaluate(() => window.whiteboard.room))!;

/** Adds a note in the middle of an empty place, and writes on it. */
async function addNote(page: Page, text: string, x = 640, y = 400): Promise<void> {
  await page.keyboard.press("n");
  await page.mouse.click(x, y);
  await page.waitForSelector(".note textarea");
  await page.keyboard.type(text);
  await page.keyboard.press("Escape");
}

/** Goes on with the note that there is. */
async function write(page: Page): Promise<void> {
  await page.focus(".note");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".note textarea");
}

const waitForText = (page: Page, text: string) =>
  page.waitForFunction((wanted) => window.whiteboard.notes.some((note) => note.text === wanted), text);

describe("two people on one board", () => {
  test("read what the other writes, and see where the other points", async () => {
    const ada = await open("Ada");
    const bo = await open("Bo", await boardOf(ada));
    await addNote(ada, "Milk, bread, a rocket 🚀");
    await waitForText(bo, "Milk, bread, a rocket 🚀");
    expect(await bo.textContent(".note .text")).toBe("Milk, bread, a rocket 🚀");
    await ada.mouse.move(300, 200);
    await until(bo, () => window.whiteboard.people.Ada.x < 500);
    await ada.mouse.move(700, 500, { steps: 5 });
    await until(bo, () => window.whiteboard.people.Ada.x > 800);
    expect(await bo.textContent("#cursors")).toBe("Ada");
  });

  test("drag, recolour and delete each other's notes", async () => {
    const ada = await open("Ada");
    const bo = await open("Bo", await boardOf(ada));
    await addNote(ada, "Move me");
    await waitForText(bo, "Move me");
    const [before] = await ada.evaluate(() => window.whiteboard.notes);
    await bo.mouse.move(640, 400);
    await bo.mouse.down();
    await bo.mouse.move(400, 300, { steps: 4 });
    await bo.mouse.up();
    await ada.waitForFunction(({ x }) => window.whiteboard.notes[0].x < x - 150, before);
    await bo.click('[data-color="green"]');
    await until(ada, () => window.whiteboard.notes[0].color === "green");
    await bo.keyboard.press("Delete");
    await until(ada, () => window.whiteboard.notes.length === 0);
    await ada.waitForSelector("#hint", { state: "visible" });
  });

  test("write in one note at a time, and both texts are there", async () => {
    const slow = { delayMillis: 60, jitterMillis: 40 };
    const network = await startProxy({ target: server.url, down: slow, up: slow });
    const ada = await open("Ada");
    await addNote(ada, "Buy:");
    const bo = await open("Bo", await boardOf(ada), {}, network.url);
    await waitForText(bo, "Buy:");
    await write(ada);
    await write(bo);
    await Promise.all([
      ada.keyboard.type(" milk, bread", { delay: 35 }),
      bo.keyboard.type(" a rocket 🚀", { delay: 45 }),
    ]);
    // The caret is where it was: behind the own letters.
    await ada.keyboard.type("!");
    await bo.keyboard.type("?");
    for (const page of [ada, bo]) await until(page, () => window.whiteboard.settled);
    const text = await bo.inputValue(".note textarea");
    expect(["Buy: milk, bread! a rocket 🚀?", "Buy: a rocket 🚀? milk, bread!"]).toContain(text);
    for (const page of [ada, bo]) {
      await waitForText(page, text);
      expect(await page.inputValue(".note textarea")).toBe(text);
      await page.keyboard.press("Escape");
      expect(await page.textContent(".note .text")).toBe(text);
    }
  });

  test("read on while one composes a letter, and nothing is lost", async () => {
    const ada = await open("Ada");
    await addNote(ada, "ab");
    const bo = await open("Bo", await boardOf(ada));
    await waitForText(bo, "ab");
    await write(ada);
    await write(bo);
    await ada.keyboard.press("ArrowLeft");
    const keyboard = await ada.context().newCDPSession(ada);
    await keyboard.send("Input.imeSetComposition", { text: "´", selectionStart: 1, selectionEnd: 1 });
    await bo.keyboard.press("Home");
    await bo.keyboard.type("123");
    await waitForText(ada, "123a´b");
    // What is composed is left alone.
    expect(await ada.inputValue(".note textarea")).toBe("a´b");
    await keyboard.send("Input.insertText", { text: "é" });
    await ada.keyboard.type("!");
    for (const page of [ada, bo]) {
      await waitForText(page, "123aé!b");
      expect(await page.inputValue(".note textarea")).toBe("123aé!b");
    }
    await ada.keyboard.press("Control+z");
    for (const page of [ada, bo]) await until(page, () => window.whiteboard.settled);
    const text = await ada.inputValue(".note textarea");
    await waitForText(bo, text);
    expect(text).toMatch(/^123a.*b$/);
  });

  test("are told that a note is full, and that it is gone", async () => {
    const ada = await open("Ada");
    await addNote(ada, "x".repeat(70));
    const bo = await open("Bo", await boardOf(ada));
    await waitForText(bo, "x".repeat(70));
    await write(bo);
    await bo.keyboard.insertText("y".repeat(30));
    await waitForText(ada, "x".repeat(70) + "y".repeat(10));
    expect(await bo.textContent("#toast")).toMatch(/^This note is full/);
    expect(await bo.inputValue(".note textarea")).toBe("x".repeat(70) + "y".repeat(10));
    await ada.waitForSelector(".note .status:text('Bo is writing')");
    await ada.focus(".note");
    await ada.keyboard.press("Delete");
    await bo.waitForSelector(".note", { state: "detached" });
    expect(await bo.textContent("#toast")).toBe("Somebody has deleted this note");
  });

  test("draw and erase", async () => {
    const ada = await open("Ada");
    const bo = await open("Bo", await boardOf(ada));
    await ada.keyboard.press("p");
    await ada.mouse.move(300, 300);
    await ada.mouse.down();
    await ada.mouse.move(700, 360, { steps: 12 });
    await ada.mouse.up();
    await until(bo, () => window.whiteboard.curves > 0);
    await bo.keyboard.press("e");
    await bo.mouse.move(290, 290);
    await bo.mouse.down();
    // There and back again: the eraser follows the pointer from tick to tick.
    for (let round = 0; round < 20 && (await ada.evaluate(() => window.whiteboard.curves)) > 0; round++) {
      await bo.mouse.move(290, 299);
      await bo.mouse.move(710, 362, { steps: 30 });
    }
    await bo.mouse.up();
    await until(ada, () => window.whiteboard.curves === 0);
  });
});

describe("somebody alone", () => {
  test("finds the board again after a reload", async () => {
    const page = await open("Ada");
    const board = await boardOf(page);
    await addNote(page, "Still here");
    await waitForText(page, "Still here");
    await page.reload();
    await waitForText(page, "Still here");
    expect(await boardOf(page)).toBe(board);
  });

  test("needs no mouse", async () => {
    const page = await open("Ada");
    await page.focus('[data-tool="note"]');
    await page.keyboard.press("Enter");
    await page.waitForSelector(".note textarea");
    await page.keyboard.type("By hand");
    await page.keyboard.press("Escape");
    await waitForText(page, "By hand");
    const [before] = await page.evaluate(() => window.whiteboard.notes);
    for (let i = 0; i < 5; i++) await page.keyboard.press("Shift+ArrowRight");
    await page.waitForFunction(({ x }) => window.whiteboard.notes[0].x === x + 250, before);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Home");
    await page.keyboard.type("All\n");
    await page.keyboard.press("Escape");
    await waitForText(page, "All\nBy hand");
    await page.keyboard.press("Delete");
    await until(page, () => window.whiteboard.notes.length === 0);
  });

  test("loses no letter over a bad network, nor when it breaks", async () => {
    const network = await startProxy({
      target: server.url,
      down: { delayMillis: 80, jitterMillis: 40 },
      up: { delayMillis: 80, jitterMillis: 60 },
    });
    const page = await open("Ada", "", {}, network.url);
    const text = "Every letter arrives, once and in order.";
    await addNote(page, text);
    await waitForText(page, text);
    network.cut();
    await until(page, () => window.whiteboard.state !== "joined");
    await until(page, () => window.whiteboard.state === "joined");
    await addNote(page, "Back again", 300, 250);
    await waitForText(page, "Back again");
  });

  test("brings what was written to the board from the background, too", async () => {
    const page = await open("Ada");
    const other = await open("Bo", await boardOf(page));
    await addNote(page, "");
    await write(page);
    await page.evaluate(() => {
      Object.defineProperty(document, "hidden", { get: () => true });
      window.requestAnimationFrame = () => 0;
    });
    await page.keyboard.type("More than eight letters");
    await waitForText(other, "More than eight letters");
  });

  test("sees what is not on the board yet, and what the board has when the seat is lost", async () => {
    const short = await ServerProcess.start({
      settings: ["roomTypes.whiteboard.game=whiteboard", "roomTypes.whiteboard.resumeGrace=1s"],
    });
    onTestFinished(() => short.stop());
    const network = await startProxy({ target: short.url });
    const page = await open("Ada", "", {}, network.url);
    await addNote(page, "Kept");
    await waitForText(page, "Kept");
    await until(page, () => window.whiteboard.settled);
    await write(page);
    network.cut();
    network.stall(5000);
    await page.keyboard.type(" lost");
    expect(await page.inputValue(".note textarea")).toBe("Kept lost");
    await page.waitForSelector(".note .status:text('Not on the board yet')");
    await page.waitForSelector("#toast.shown:text('is not on the board')", { timeout: 30_000 });
    await page.waitForSelector(".note textarea", { state: "detached" });
    expect(await page.textContent(".note .text")).toBe("Kept");
    expect(await page.textContent(".note .status")).toBe("");
  });

  test("is told when a board is gone, and may open another", async () => {
    const page = await browser.newPage();
    onTestFinished(() => page.context().close());
    await page.goto(`${server.url}/whiteboard/?room=no-such-board&name=Ada`);
    await page.waitForSelector("#start-message:not(:empty)");
    await page.click("#open");
    await until(page, () => "Ada" in window.whiteboard.people);
  });

  test("adds, writes and drags on a phone", async () => {
    const page = await open("Ada", "", PHONE);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.tap('[data-tool="note"]');
    await page.touchscreen.tap(190, 300);
    await page.waitForSelector(".note textarea");
    await page.keyboard.type("Thumbs");
    await page.keyboard.press("Escape");
    await waitForText(page, "Thumbs");
    const [before] = await page.evaluate(() => window.whiteboard.notes);
    const touch = await page.context().newCDPSession(page);
    const at = (x: number, y: number) => ({ touchPoints: [{ x, y }] });
    await touch.send("Input.dispatchTouchEvent", { type: "touchStart", ...at(190, 300) });
    await touch.send("Input.dispatchTouchEvent", { type: "touchMove", ...at(190, 340) });
    await touch.send("Input.dispatchTouchEvent", { type: "touchMove", ...at(190, 420) });
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await page.waitForFunction(({ y }) => window.whiteboard.notes[0].y > y + 100, before);
  });

  test.each([
    ["upright", 390, 844],
    ["on its side", 844, 390],
  ])("can tap each control on a phone %s, wherever the note is", async (_, width, height) => {
    const page = await open("Ada", "", { ...PHONE, viewport: { width, height } });
    expect(await page.evaluate(missedControls)).toEqual([]);
    for (const [x, y] of [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ]) {
      await page.evaluate(([x, y]) => document.getElementById("stage")!.scrollTo(x * 2000, y * 2000), [x, y]);
      const paper = (await page.locator("#paper").boundingBox())!;
      await page.tap('[data-tool="note"]');
      await page.touchscreen.tap(paper.x + 3 + x * (paper.width - 6), paper.y + 3 + y * (paper.height - 6));
      await page.waitForSelector(".note textarea");
      await page.keyboard.press("Escape");
      await page.waitForSelector(".note.selected .menu", { state: "visible" });
      expect(await page.evaluate(missedControls), `corner ${x} ${y}`).toEqual([]);
    }
  });
});

/** The controls that a tap at their centre does not hit. */
function missedControls(): string[] {
  const controls = [...document.querySelectorAll<HTMLElement>("button")].filter((control) => control.checkVisibility());
  return controls
    .filter((control) => {
      const { left, top, width, height } = control.getBoundingClientRect();
      return !control.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    })
    .map((control) => control.title || control.id);
}
