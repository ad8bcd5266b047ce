import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FreshProject, node22 } from "../client/test/support/freshProject.ts";
import { launchBrowser, newPage } from "./browser.ts";
import { ServerProcess } from "./server.ts";

const RULES = fileURLToPath(new URL("../../../simulation/target/rules/arena.js", import.meta.url));
/** A site of somebody else, which has files of its own. */
class OtherSite {
  readonly files = new Map<string, string>();
  private readonly server = createServer(({ url }, answer) => {
    const type = url?.endsWith(".js") ? "text/javascript" : "text/html";
    answer.setHeader("Content-Type", type).end(this.files.get(url ?? "") ?? "");
  });

  static async open(): Promise<OtherSite> {
    const site = new OtherSite();
    site.server.listen(0);
    await once(site.server, "listening");
    return site;
  }

  /** The same site under one of its names, which are different origins. */
  url(host: string): string {
    return `http://${host}:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
  }
}

let site: OtherSite;
let server: ServerProcess;
let project: FreshProject;
let browser: Browser;

beforeAll(async () => {
  site = await OtherSite.open();
  [server, project, browser] = await Promise.all([
    ServerProcess.start({ settings: [`http.allowedOrigins=["${site.url("127.0.0.1")}"]`] }),
    FreshProject.create({ isBuilt: true }),
    launchBrowser(),
  ]);
  await project.link("ws");
  site.files.set("/rules.js", await readFile(RULES, "utf8"));
  site.files.set("/", page());
  await project.write({ "player.mjs": PLAYER, "rules.mjs": await readFile(RULES, "utf8") });
}, 120_000);

afterAll(async () => {
  site?.close();
  await Promise.all([server?.stop(), project?.remove(), browser?.close()]);
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

const page = () => `<!doctype html><script type="module">
import { join } from "${server.url}/tickwire-client.js";
import { rules } from "/rules.js";
const room = await join({ url: "${socketUrl()}", name: "Ada", rules: rules() });
${GAME}
window.seen = seen;
</script>`;

test("a page of a site that is allowed plays with the served library and rules", async () => {
  const tab = await newPage(browser);
  await tab.goto(site.url("127.0.0.1"));
  const seen = await tab.waitForFunction(() => (window as unknown as { seen?: object }).seen, undefined, {
    timeout: 20_000,
  });
  expect(await seen.jsonValue()).toEqual(SEEN);
});

test("a page of a site that is not allowed does not get the library", async () => {
  const tab = await newPage(browser);
  const refused = tab.waitForEvent("requestfailed", (request) => request.url().endsWith("/tickwire-client.js"));
  await tab.goto(site.url("localhost"));
  expect((await refused).failure()).not.toBeNull();
  expect(await tab.evaluate(() => "seen" in window)).toBe(false);
});
