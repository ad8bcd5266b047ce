import { spawn, spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { launchBrowser, newPage, play } from "./browser.ts";
import { ended, serving } from "./server.ts";

const target = fileURLToPath(new URL("../../target/", import.meta.url));
const unzip = fileURLToPath(new URL("../../scripts/unzip", import.meta.url));
/** What a shell has on any machine. */
const SHELL = ["bash", "cat", "dirname", "env", "head", "readlink", "sed"];
const PATIENCE = { timeout: 20_000, interval: 20 };

// Only -Ppackage makes it, as our own builds do.
const zip = existsSync(target) ? readdirSync(target).find((name) => /^tickwire-\d.*\.zip$/.test(name)) : undefined;
if (!zip && process.env.CI === "true") throw new Error("there is no zip in demo-client/target: build with -Ppackage");

const folder = mkdtempSync(join(tmpdir(), "tickwire-zip-"));
const launcher = () => join(folder, zip!.slice(0, -".zip".length), "bin/tickwire");
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const which = (command: string): string =>
  process.env
    .PATH!.split(delimiter)
    .map((directory) => join(directory, command))
    .find((file) => existsSync(file))!;

/** A PATH with a shell and a java, and nothing else. */
function bareMachine(): { PATH: string } {
  const PATH = join(folder, "commands");
  mkdirSync(PATH);
  for (const command of [...SHELL, "java"]) symlinkSync(which(command), join(PATH, command));
  return { PATH };
}

/** What a command of the zip says. */
function run(env: Record<string, string | undefined>, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(launcher(), args, { cwd: folder, env, encoding: "utf8" });
  expect(status, stderr).toBe(0);
  return stdout;
}

async function serve(env: Record<string, string | undefined>, cwd: string, ...args: string[]): Promise<string> {
  const child = spawn(launcher(), ["serve", "--port", "0", ...args], { cwd, env });
  onTestFinished(() => ended(child));
  return serving(child, "the server of the zip");
}

/** Bots join, are sent snapshots, and hold what the server says that they should. */
function playWithBots(env: Record<string, string | undefined>, url: string, type: string): void {
  const bad = ["desyncs>0", "connected<5", "snapshots<5"].flatMap((condition) => ["--fail-if", condition]);
  run(env, "swarm", "--url", url, "--room-type", type, "--bots", "5", "--duration", "2s", ...bad);
}

test.runIf(zip)("a machine with only a JRE plays as soon as the zip is unpacked", async () => {
  const { status, stdout, stderr } = spawnSync(unzip, { encoding: "utf8" });
  expect(status, stderr).toBe(0);
  expect(spawnSync(stdout.trim(), ["-q", join(target, zip!), "-d", folder]).status).toBe(0);
  accessSync(launcher(), constants.X_OK);
  const env = bareMachine();

  const url = await serve(env, folder);
  await play(await newPage(browser), url, "Ada");
  playWithBots(env, url, "arena");
});

test.runIf(zip)("it makes a project for a game, which is built, tested and played", { timeout: 300_000 }, async () => {
  const project = join(folder, "coin-race");
  run(process.env, "new", "coin-race");
  const built = spawnSync("mvn", ["-B", "-ntp", "package"], { cwd: project, encoding: "utf8" });
  expect(built.stdout).toContain("Tests run: 3, Failures: 0, Errors: 0, Skipped: 0");
  expect(built.status, built.stdout).toBe(0);

  const options = ["--config", "tickwire.conf", "--games", "target/coin-race-1.jar"];
  const url = await serve(process.env, project, ...options, "--web", "page", "--web", "target/rules");
  await (await newPage(browser)).goto(url);
  const people = async () => ((await (await fetch(`${url}/api/v1/rooms`)).json()) as { players: number }[])[0]?.players;
  await vi.waitFor(async () => expect(await people()).toBe(1), PATIENCE);
  playWithBots(process.env, url, "coinrace");
});
