import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { ServerProcess } from "./server.ts";

let browser: Browser;
let server: ServerProcess;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), ServerProcess.start()]);
});
afterAll(async () => {
  await Promise.all([browser?.close(), server?.stop()]);
});

test("a page that holds one column wrong by one says which, and both values", async () => {
  const page = await browser.newPage();
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto(`${server.url}/tickwire-client.js`);
  const errors: Error[] = [];
  page.on("pageerror", (error) => errors.push(error));
  // As text: what is compiled here has no import of the page's.
  await page.evaluate("import('/tickwire-client.js').then((library) => (window.library = library))");
  await page.evaluate(async () => {
    const { join } = (window as any).library;
    const url = location.origin.replace("http", "ws") + "/ws";
    const room = await join({ url, roomType: "arena", name: "Ada", hashEverySnapshot: true });
    let snapshots = 0;
    // Those who look at messages can spoil what the next one builds on.
    room.observers.add((session: any) => {
      const ships = session.joined.snapshots.layers[0].at(0).tables[0];
      if (++snapshots !== 40) return;
      const { columns } = ships.table;
      const score = columns.find(({ name }: { name: string }) => name === "score").index;
      ships.columns[score][0] += 1;
      (window as any).spoiledMillis = performance.now();
    });
    (window as any).room = room;
    addEventListener("error", () => ((window as any).saidMillis = performance.now()));
  });
  await page.waitForFunction(() => (window as any).saidMillis);

  expect(errors.length).toBe(1);
  expect(errors[0].name).toBe("DesyncError");
  expect(errors[0].message).toMatch(
    /At tick \d+ .*table ships, row 0 \(entity \d+\), column score: the server sent (\d+) \(raw \1\), the client held \d+ \(raw \d+\)$/,
  );
  const [sent, held] = [...errors[0].message.matchAll(/raw (\d+)/g)].map(([, raw]) => Number(raw));
  expect(held).toBe(sent + 1);
  expect(loaded.filter((path) => path.includes("tickwire-client-desync")).length).toBe(1);
  const millis = await page.evaluate(() => (window as any).saidMillis - (window as any).spoiledMillis);
  console.log(`from the wrong value to the error in the page: ${Math.round(millis)} ms`);
  expect(await page.evaluate(() => (window as any).room.stats.desyncs)).toBe(1);
  await page.context().close();
});
