import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { ServerProcess } from "./server.ts";

/** How many rooms, bots in each, and restarts; how the server ends: SIGKILL is a crash, SIGTERM an orderly stop. */
const ROOMS = Number(process.env.ROOMS ?? 20);
const BOTS = Number(process.env.BOTS ?? 20);
const TIMES = Number(process.env.TIMES ?? 5);
const SIGNAL = process.env.SIGNAL === "SIGTERM" ? "SIGTERM" : "SIGKILL";
const ALL = ROOMS * BOTS;

const swarmJar = fileURLToPath(new URL("../../target/tickwire-demo-client.jar", import.meta.url));
const folder = mkdtempSync(path(tmpdir(), "tickwire-restart-"));
const report = path(folder, "report.json");
let server: ServerProcess;
let swarm: ChildProcess;

const start = (port = 0) =>
  ServerProcess.start({
    port,
    folder,
    settings: [
      "roomTypes.arena.bots=0",
      `roomTypes.arena.playerLimit=${BOTS}`,
      "roomTypes.arena.keep=journal",
      ...["keptSeats", "handshakesPerMinute", "joinsPerMinute", "createsPerMinute"].map(
        (limit) => `limits.perAddress.${limit}=100000`,
      ),
    ],
  });

/** Resolves when the server's counter of that name is at least so high, and says when that was. */
async function reached(counter: string, least: number): Promise<number> {
  const metrics = `${await server.adminUrl()}/metrics`;
  for (;;) {
    const text = await (await fetch(metrics)).text();
    const line = text.split("\n").find((one) => one.startsWith(counter));
    if (line && Number(line.split(" ").at(-1)) >= least) return performance.now();
    await new Promise((done) => setTimeout(done, 100));
  }
}

afterAll(async () => {
  swarm?.kill("SIGKILL");
  await server?.stop();
});

test(
  `${ROOMS} rooms of ${BOTS} bots come back after ${SIGNAL}, ${TIMES} times in a row`,
  async () => {
    server = await start();
    const { port } = server;
    swarm = spawn(
      "java",
      ["-jar", swarmJar, "swarm", "--url", server.url, "--bots", String(ALL), "--resume"].concat([
        "--duration",
        "2h",
        "--report",
        report,
        "--seed",
        "7",
      ]),
      { stdio: ["ignore", "ignore", "ignore"] },
    );
    await reached('tickwire_players{room_type="arena"}', ALL);
    // So that the bots' code is compiled.
    await new Promise((done) => setTimeout(done, 15_000));
    const backMillis: number[] = [];
    const upMillis: number[] = [];
    for (let time = 0; time < TIMES; time++) {
      await new Promise((done) => setTimeout(done, 5000));
      const ended = performance.now();
      await server.stop(SIGNAL);
      server = await start(port);
      const up = performance.now();
      upMillis.push(up - ended);
      backMillis.push((await reached('tickwire_seats_total{event="resumed"}', ALL)) - up);
      console.log(
        `${time + 1}: up after ${Math.round(up - ended)} ms, all back ${Math.round(backMillis[time]!)} ms later`,
      );
    }
    await new Promise((done) => setTimeout(done, 2000));
    const over = new Promise((done) => swarm.once("exit", done));
    swarm.kill("SIGINT");
    await over;
    const seen = JSON.parse(readFileSync(report, "utf8"));
    console.log(
      `all back at most ${Math.round(Math.max(...backMillis))} ms after the process was up, which took at most ${Math.round(Math.max(...upMillis))} ms; ` +
        `away ${JSON.stringify(seen.pauseMillis)}; ${JSON.stringify(seen.disconnects)}, ${seen.resumes} resumes, ${seen.away} away, ${seen.desyncs} desyncs`,
    );
    expect(seen.resumes).toBe(ALL * TIMES);
    expect(seen.connected).toBe(ALL);
    expect(seen.desyncs).toBe(0);
  },
  30_000 * TIMES + 120_000,
);
