import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FreshProject, node22 } from "../client/test/support/freshProject.ts";
import { launchBrowser, newPage } from "./browser.ts";
import { ServerProcess } from "./server.ts";
import { Site } from "./site.ts";

const RULES = fileURLToPath(new URL("../../../simulation/target/rules/arena.js", import.meta.url));

let server: ServerProcess;
let friend: Site;
let stranger: Site;
let project: FreshProject;
let browser: Browser;

beforeAll(async () => {
  [friend, stranger, project, browser] = await Promise.all([
    Site.open(),
    Site.open(),
    FreshProject.create(),
    launchBrowser(),
  ]);
  const rules = await readFile(RULES, "utf8");
  await project.link("ws");
  await project.write({ "player.mjs": PLAYER, "rules.mjs": rules, "rules.js": rules, "own.html": page("") });
  server = await ServerProcess.start({
    settings: [`http.allowedOrigins=["${friend.url}"]`],
    pages: [project.folder],
  });
  for (const site of [friend, stranger]) site.files.set("/own.html", page(server.url)).set("/rules.js", rules);
}, 120_000);

afterAll(async () => {
  await Promise.all([server?.stop(), friend?.close(), stranger?.close(), project?.remove(), browser?.close()]);
});

/** Joins with rules, plays for a moment, and says what it saw. */
const GAME = `
  room.setInput({ thrust: true });
  for (let frame = 0; frame < 60; frame++) {
    await new Promise((resolve) => setTimeout(resolve, 16));
    room.view(performance.now());
  }
  const [ship] = room.mine("ships");
  const { prediction, desyncs } = room.stats;
  const seen = { own: ship?.player === room.player, predicted: prediction !== undefined, desyncs, name: room.playerName };
  room.leave();
`;
const PLAYER = `import { join } from "tickwire-client";
import { rules } from "./rules.mjs";
const [url] = process.argv.slice(2);
const socket = globalThis.WebSocket ? undefined : (await import("ws")).WebSocket;
const room = await join({ url, name: "Ada", rules: rules(), socket: socket && ((address) => new socket(address)) });
${GAME}
console.log(JSON.stringify({ ...seen, node: process.versions.node.split(".")[0], own: seen.own }));
process.exit();
`;
const SEEN = { own: true, predicted: true, desyncs: 0, name: "Ada" };
const socketUrl = () => `${server.url.replace("http", "ws")}/ws`;

test("the packed library joins a server from this Node", async () => {
  const said = await project.node(["player.mjs", socketUrl()]);
  expect(JSON.parse(said)).toEqual({ ...SEEN, node: process.versions.node.split(".")[0] });
});

test.skipIf(!node22())("the packed library joins a server from Node 22, by its own WebSocket", async () => {
  const said = await project.node(["player.mjs", socketUrl()], node22());
  expect(JSON.parse(said)).toEqual({ ...SEEN, node: "22" });
});

/** A page that gets the library from a server; empty: from its own. */
const page = (library: string) => `<!doctype html><script type="module">
import { join } from "${library}/tickwire-client.js";
import { rules } from "/rules.js";
const url = new URL("/ws", "${library}" || location.href);
const room = await join({ url: url.href.replace("http", "ws"), name: "Ada", rules: rules() });
${GAME}
window.seen = seen;
</script>`;

test.each([
  ["the server's own", () => server.url],
  ["another site's", () => friend.url],
])("a page without a build, which is %s, plays with the served library and rules", async (_, site) => {
  const tab = await newPage(browser);
  await tab.goto(`${site()}/own.html`);
  const seen = await tab.waitForFunction(() => (window as unknown as { seen?: object }).seen, undefined, {
    timeout: 20_000,
  });
  expect(await seen.jsonValue()).toEqual(SEEN);
});

test("a page of a site that is not allowed does not get the library", async () => {
  const tab = await newPage(browser);
  await tab.goto(`${stranger.url}/own.html`);
  // As a string: what vitest makes of an import() is none in a page.
  const failed = await tab.evaluate(`import("${server.url}/tickwire-client.js").then(() => "imported", (e) => e.name)`);
  expect(failed).toBe("TypeError");
});
