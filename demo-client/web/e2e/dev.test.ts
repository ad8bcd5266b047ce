import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { DevServer, Project } from "./devGame.ts";

/** Compilers that have just been started, on a busy machine. */
const PATIENCE = { timeout: Number(process.env.PATIENCE ?? 60_000) };
const MARK = "if (step.isPrediction()) return;";
const RULE = "for (int dot = dots.first(); dot >= 0; dot = dots.next(dot)) score.set(dot, 42);";

const project = new Project();
let browser: Browser;
let server: DevServer;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  project.change(project.game, "SPEED = 240,", "SPEED = 240");
  server = await DevServer.start(project.directory);
  page = await browser.newPage();
  await page.goto(`${server.url}/`);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  if (process.env.VERBOSE) console.log(server.said());
  await server?.stop();
  project.remove();
});

const overlay = (text: string | RegExp) => page.locator("#tickwire-dev").getByText(text).first().waitFor(PATIENCE);
const mended = () => page.locator("#tickwire-dev").waitFor({ ...PATIENCE, state: "detached" });
const joined = () => page.waitForFunction(() => window.room?.status.state === "joined", undefined, PATIENCE);
const predicts = () => page.waitForFunction(() => window.room?.stats.prediction, undefined, PATIENCE);
const hasScore = (score: number) =>
  page.waitForFunction(
    (wanted) =>
      window.room &&
      Array.from(window.room.view(performance.now()).table("dots"), ({ score }) => score).includes(wanted),
    score,
    PATIENCE,
  );
const own = () =>
  page.evaluate(() => {
    const [place] = Array.from(window.room.view(performance.now()).table("dots"), ({ x, y }) => ({ x, y }));
    return { room: window.room.id, player: window.room.player, ...place };
  });

test(
  "a game that does not compile at the start shows where, and begins when it is mended",
  { timeout: 120_000 },
  async () => {
    await overlay("src/main/java/Coins.java:4");
    await overlay("';' expected");
    expect(server.said()).toContain("src/main/java/Coins.java:4: ';' expected");
    project.change(project.game, "SPEED = 240", "SPEED = 240,");
    await joined();
    await mended();
    await predicts();
  },
);

test(
  "a rule that is saved is in the room: nobody moves or leaves, and the page goes on predicting",
  PATIENCE,
  async () => {
    await page.evaluate(() => (window.isOld = true));
    const before = await own();
    project.change(project.game, MARK, `${MARK}\n        ${RULE}`);
    await hasScore(42);
    await predicts();
    expect(await own()).toEqual(before);
    project.change(
      project.game,
      "final Table coins",
      'final Column lives = dots.integer("lives", 0, 9);\n    final Table coins',
    );
    await page.waitForFunction(
      () =>
        window.room.status.state === "joined" &&
        Array.from(window.room.view(performance.now()).table("dots"), ({ lives }) => lives).includes(0),
      undefined,
      PATIENCE,
    );
    await predicts();
    await hasScore(42);
    expect(await own()).toEqual(before);
    expect(await page.evaluate(() => window.isOld)).toBe(true);
  },
);

test("what is wrong is shown, and the room goes on by what was right", { timeout: 180_000 }, async () => {
  const before = project.read(project.game);
  project.write(project.game, before.replace("42", '"4" - 2'));
  await overlay(/bad operand types for binary operator/);
  project.write(project.game, before.slice(0, before.length / 2));
  await overlay("reached end of file while parsing");
  project.write(project.game, before);
  await mended();

  project.write(project.game, before.replace("42", "43 / dot"));
  await overlay(/keeps its rules|back at its rules/);
  project.write(
    project.game,
    before.replace(
      "static final double",
      'static { if (true) throw new IllegalStateException("no"); }\n    static final double',
    ),
  );
  await overlay(/The games are not taken/);
  project.write(project.game, before.replace("public final class", "final class"));
  await overlay(/Coins is not public/);
  rmSync(join(project.directory, project.game));
  await overlay(/cannot find symbol/);
  project.write(
    project.game,
    before.replace("42", "44 + java.lang.management.ManagementFactory.getGarbageCollectorMXBeans().size() * 0"),
  );
  await overlay(/only the part of Java that compiles to JavaScript/);
  await overlay("src/main/java/Coins.java:35");
  await hasScore(44);
  project.write(project.game, before);
  await mended();
  await hasScore(42);
  expect(await page.evaluate(() => window.isOld)).toBe(true);
});

test("a page that is saved is loaded anew, into the same seat", PATIENCE, async () => {
  const before = await own();
  project.change(project.page, "Arrow keys move your dot.", "Go and get coins.");
  await page.getByText("Go and get coins.").waitFor(PATIENCE);
  await joined();
  expect(await page.evaluate(() => window.isOld)).toBeFalsy();
  expect(await own()).toEqual(before);
});
