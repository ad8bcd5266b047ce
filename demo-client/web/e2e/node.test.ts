import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { join, JoinError, type JoinOptions, type Room, type Rules } from "tickwire-client";
import { SlowNetwork, socketsThrough } from "tickwire-client/conditions";
import { build } from "vite";
import { WebSocket } from "ws";
import { startProxy } from "../client/test/support/networkProxy.ts";
import { type Arena, arenaSchema } from "../demo/src/arenaTypes.ts";
import { SOURCES } from "../pages/build.ts";
import { ServerProcess } from "./server.ts";

const web = new URL("../", import.meta.url);
const PATIENCE = { timeout: 20_000, interval: 20 };

let server: ServerProcess;

beforeAll(async () => {
  server = await ServerProcess.start();
});

afterAll(() => server?.stop());

const webSocketOf = (url: string) => `${url.replace("http", "ws")}/ws`;

async function joinFromNode(url: string, options: Partial<JoinOptions> = {}): Promise<Room<Arena>> {
  const room = await join<Arena>({
    url: webSocketOf(url),
    name: "Ada",
    schema: arenaSchema,
    socket: (address) => new WebSocket(address),
    ...options,
  });
  onTestFinished(() => room.leave());
  return room;
}

test("the bot of the README is the example, and hunts", async () => {
  const example = readFileSync(new URL("client/examples/bot.ts", web), "utf8");
  expect(readFileSync(new URL("client/README.md", web), "utf8")).toContain(`\`\`\`ts\n${example}\`\`\`\n`);
  const folder = fileURLToPath(new URL("node_modules/.bot", web));
  await build({
    ...SOURCES,
    root: fileURLToPath(web),
    configFile: false,
    logLevel: "error",
    build: { ssr: "client/examples/bot.ts", outDir: folder },
  });

  const room = await joinFromNode(server.url);
  const bot = spawn(process.execPath, [`${folder}/bot.js`, webSocketOf(server.url)]);
  let said = "";
  bot.stdout.on("data", (chunk: Buffer) => (said += chunk));
  bot.stderr.on("data", (chunk: Buffer) => (said += chunk));
  onTestFinished(async () => {
    if (bot.exitCode === null && bot.kill()) await once(bot, "exit");
  });
  const shots = () => {
    const view = room.view(performance.now());
    const hunter = [...view.table("ships")].find(({ name }) => name === "Hunter");
    return hunter ? [...view.table("bullets")].filter(({ owner }) => owner === hunter.id).length : 0;
  };
  await vi.waitFor(() => expect(shots(), said).toBeGreaterThan(0), PATIENCE);
  expect(bot.exitCode, said).toBeNull();
});

test("a client in Node comes back to its seat after its network was cut", async () => {
  const proxy = await startProxy({ target: server.url, down: { delayMillis: 20, jitterMillis: 10 } });
  const room = await joinFromNode(proxy.url);
  const { player } = room;
  room.setInput({ thrust: true });
  proxy.cut();
  await vi.waitFor(() => expect(room.status).toEqual({ state: "joined", resumed: true }), PATIENCE);
  const { tick } = room.stats;
  await vi.waitFor(() => expect(room.stats.tick).toBeGreaterThan(tick + 20), PATIENCE);
  expect([room.player, room.stats.desyncs]).toEqual([player, 0]);
});

test("a client that cuts its own network comes back to its seat, too", async () => {
  const network = new SlowNetwork();
  const room = await joinFromNode(server.url, { socket: socketsThrough(network, (url) => new WebSocket(url)) });
  network.cut();
  await vi.waitFor(() => expect(room.status).toEqual({ state: "joined", resumed: true }), PATIENCE);
});

test("a room follows the config file while it is played in", async () => {
  const folder = await mkdtemp(`${tmpdir()}/tickwire-`);
  onTestFinished(() => rm(folder, { recursive: true }));
  const config = `${folder}/tickwire.conf`;
  const write = (text: string) => writeFile(config, `roomTypes.arena { ${text} }`);
  await write("tickRateHz = 20, snapshotRateHz = 20");
  const tuned = await ServerProcess.start({ config });
  onTestFinished(() => tuned.stop());
  const room = await joinFromNode(tuned.url, { rules: await arenaRules() });
  const ended: string[] = [];
  room.onStatus(({ state }) => ended.push(state));
  room.setInput({ thrust: true, turn: 1, fire: true });

  await write("tickRateHz = fast");
  await write("tickRateHz = 60, snapshotRateHz = 20, tunables.topSpeed = 100");
  await vi.waitFor(() => expect(room.rates.tickRateHz).toBe(60), PATIENCE);
  await plays(room, 120);
  await write("tickRateHz = 10, snapshotRateHz = 10");
  await vi.waitFor(() => expect(room.rates.tickRateHz).toBe(10), PATIENCE);
  await plays(room, 20);

  expect(ended).toEqual([]);
  expect(room.stats.desyncs).toBe(0);
  const rooms = (await (await fetch(`${tuned.url}/api/v1/rooms`)).json()) as { tickRateHz: number }[];
  expect(rooms.map(({ tickRateHz }) => tickRateHz)).toEqual([10]);
});

/** Lets a room go on for so many ticks, and the player be taken notice of. */
async function plays(room: Room<Arena>, ticks: number): Promise<void> {
  const { tick } = room.stats;
  await vi.waitFor(() => {
    room.view(performance.now());
    expect(room.stats.tick).toBeGreaterThan(tick + ticks);
    expect(room.stats.prediction!.ticksAhead).toBeGreaterThan(0);
    expect(room.stats.inputMarginMillis).toBeGreaterThan(-50);
  }, PATIENCE);
}

async function arenaRules(): Promise<Rules> {
  const module = (await import(new URL("../../simulation/target/rules/arena.js", web).href)) as { rules(): Rules };
  return module.rules();
}

test("a client in Node is told that there is no server", async () => {
  const gone = await startProxy({ target: server.url });
  const { url } = gone;
  await gone.close();
  const failure: unknown = await joinFromNode(url).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(JoinError);
  expect((failure as JoinError).close).toMatchObject({ code: 1006, retry: true });
});

test("a client in a Node without WebSockets is told how to bring one", async () => {
  vi.stubGlobal("WebSocket", undefined);
  onTestFinished(() => void vi.unstubAllGlobals());
  await expect(join({ url: webSocketOf(server.url) })).rejects.toThrow("There is no WebSocket here");
});
