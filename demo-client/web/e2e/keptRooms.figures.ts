import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { join, type Room } from "tickwire-client";
import { afterAll, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { type Arena, arenaSchema } from "../demo/src/arenaTypes.ts";
import { ServerProcess } from "./server.ts";

/** How many rooms, players in each, and kills; more by the environment. */
const ROOMS = Number(process.env.ROOMS ?? 20);
const PLAYERS = Number(process.env.PLAYERS ?? 20);
const TIMES = Number(process.env.TIMES ?? 5);
const SIGNAL = process.env.SIGNAL === "SIGTERM" ? "SIGTERM" : "SIGKILL";

const folder = mkdtempSync(path(tmpdir(), "tickwire-kept-"));
const rooms: Room<Arena>[] = [];
let server: ServerProcess;

const start = (port = 0) =>
  ServerProcess.start({
    port,
    folder,
    settings: [
      "roomTypes.arena.bots=0",
      `roomTypes.arena.playerLimit=${PLAYERS}`,
      "roomTypes.arena.keep=journal",
      "limits.perAddress.keptSeats=100000",
      "limits.perAddress.handshakesPerMinute=100000",
      "limits.perAddress.joinsPerMinute=100000",
      "limits.perAddress.createsPerMinute=100000",
    ],
  });

afterAll(async () => {
  rooms.forEach((room) => room.leave());
  await server?.stop();
});

test(
  `${ROOMS} rooms of ${PLAYERS} come back after ${SIGNAL}, ${TIMES} times in a row`,
  async () => {
    server = await start();
    const { port } = server;
    for (let i = 0; i < ROOMS * PLAYERS; i++) {
      rooms.push(
        await join<Arena>({
          url: `ws://127.0.0.1:${port}/ws`,
          name: `P${i}`,
          schema: arenaSchema,
          socket: (address) => new WebSocket(address),
        }),
      );
    }
    const flying = setInterval(() => {
      for (const room of rooms) {
        if (room.status.state === "joined")
          room.setInput({ thrust: Math.random() < 0.5, turn: Math.random() < 0.5 ? 1 : -1 });
      }
    }, 200);
    const upMillis: number[] = [];
    const pauses: number[] = [];
    for (let time = 0; time < TIMES; time++) {
      await new Promise((done) => setTimeout(done, 3000));
      const seats = rooms.map((room) => `${room.id} ${room.player}`);
      const killed = performance.now();
      await server.stop(SIGNAL);
      server = await start(port);
      const up = performance.now();
      const back = new Map<number, number>();
      await vi.waitFor(
        () => {
          rooms.forEach((room, i) => {
            if (room.status.state === "joined" && room.status.resumed && !back.has(i)) back.set(i, performance.now());
          });
          expect(back.size).toBe(rooms.length);
        },
        { timeout: 60_000, interval: 10 },
      );
      upMillis.push(Math.max(...back.values()) - up);
      pauses.push(...[...back.values()].map((at) => at - killed));
      expect(rooms.map((room) => `${room.id} ${room.player}`)).toEqual(seats);
    }
    await new Promise((done) => setTimeout(done, 2000));
    clearInterval(flying);
    const desyncs = rooms.reduce((sum, room) => sum + room.stats.desyncs, 0);
    pauses.sort((a, b) => a - b);
    console.log(
      `all back ${upMillis.map(Math.round).join(", ")} ms after the process was up; pause p50 ${Math.round(pauses[pauses.length >> 1]!)}, p99 ${Math.round(pauses[Math.floor(pauses.length * 0.99)]!)} ms; ${desyncs} desyncs`,
    );
    expect(desyncs).toBe(0);
  },
  60_000 * TIMES + 120_000,
);
