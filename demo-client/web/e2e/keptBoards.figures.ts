import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { join, type Room } from "tickwire-client";
import { afterAll, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { type Whiteboard, whiteboardSchema } from "../whiteboard/src/whiteboardTypes.ts";
import { ServerProcess } from "./server.ts";

/** How many boards are asleep, and how many of them are drawn on, for how long; more by the environment. */
const BOARDS = Number(process.env.BOARDS ?? 1000);
const DRAWN = Number(process.env.DRAWN ?? 20);
const DRAWN_SECONDS = Number(process.env.DRAWN_SECONDS ?? 20);
const BATCH = 20;
/** Between batches: their files are forced to the disk, one by one. */
const PAUSE_MILLIS = 700;
const WARM = 40;
const CPU_SECONDS = 20;

const folder = mkdtempSync(path(tmpdir(), "tickwire-boards-"));
let server: ServerProcess;
afterAll(() => server?.stop());

const start = (inFolder: string) =>
  ServerProcess.start({
    folder: inFolder,
    settings: [
      "limits.rooms=3000",
      "roomTypes.whiteboard.roomLimit=3000",
      "limits.perAddress.handshakesPerMinute=100000",
      "limits.perAddress.joinsPerMinute=100000",
      "limits.perAddress.createsPerMinute=100000",
    ],
  });

const open = (at: object): Promise<Room<Whiteboard>> =>
  join<Whiteboard>({
    url: server.url.replace("http", "ws") + "/ws",
    roomType: "whiteboard",
    name: "Ada",
    schema: whiteboardSchema,
    socket: (address) => new WebSocket(address),
    ...at,
  });

async function boards(count: number): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < count) {
    const some = await Promise.all(Array.from({ length: BATCH }, () => open({ create: true })));
    ids.push(...some.map((room) => room.id));
    some.forEach((room) => room.leave());
    await new Promise((done) => setTimeout(done, PAUSE_MILLIS));
  }
  return ids;
}

async function draw(ids: readonly string[]): Promise<void> {
  const rooms = await Promise.all(ids.map((room) => open({ room })));
  const pens = setInterval(() => {
    for (const room of rooms) {
      room.setInput({ pen: true, pointing: true, x: Math.random() * 1600, y: Math.random() * 1000 });
    }
  }, 33);
  await new Promise((done) => setTimeout(done, DRAWN_SECONDS * 1000));
  clearInterval(pens);
  rooms.forEach((room) => room.leave());
}

/** Waits until no room is open, and all that is kept is written. */
async function allAsleep(): Promise<void> {
  await vi.waitFor(
    async () => {
      const metrics = await (await fetch(`${await server.adminUrl()}/metrics`)).text();
      const busy = /^tickwire_(rooms\{[^}]*\}|queue_depth\{queue="recorder"\}) ([1-9]\S*)$/gm;
      expect([...metrics.matchAll(busy)].map(([line]) => line)).toEqual([]);
    },
    { timeout: 120_000, interval: 500 },
  );
}

/** Bytes on the heap that something refers to. */
function heap(): number {
  execFileSync("jcmd", [String(server.pid), "GC.run"]);
  const histogram = execFileSync("jcmd", [String(server.pid), "GC.class_histogram"], { maxBuffer: 1 << 26 }).toString();
  return Number(/^Total\s+\d+\s+(\d+)/m.exec(histogram)![1]);
}

async function cpuMillisPerSecond(): Promise<number> {
  const millis = () => {
    const [user, system] = readFileSync(`/proc/${server.pid}/stat`, "utf8").split(") ")[1]!.split(" ").slice(11, 13);
    return (Number(user) + Number(system)) * 10;
  };
  const before = millis();
  await new Promise((done) => setTimeout(done, CPU_SECONDS * 1000));
  return (millis() - before) / CPU_SECONDS;
}

test(
  `${BOARDS} boards are asleep, and some wake`,
  async () => {
    server = await start(mkdtempSync(path(tmpdir(), "tickwire-none-")));
    const emptyHeap = heap();
    const emptyCpu = await cpuMillisPerSecond();
    await server.stop();

    server = await start(folder);
    await boards(WARM);
    await allAsleep();
    const warmHeap = heap();
    const ids = await boards(BOARDS - WARM);
    await allAsleep();
    const keptHeap = heap();
    console.log(`put aside: ${Math.round((keptHeap - warmHeap) / (BOARDS - WARM))} B of heap for each`);
    await draw(ids.slice(0, DRAWN));
    await allAsleep();
    await server.stop();

    server = await start(folder);
    const restartedHeap = heap();
    const restartedCpu = await cpuMillisPerSecond();
    console.log(
      `after a restart: ${Math.round((restartedHeap - emptyHeap) / BOARDS)} B of heap for each (${emptyHeap} B without); processor ${emptyCpu.toFixed(2)} ms/s without, ${restartedCpu.toFixed(2)} ms/s with`,
    );
    await boards(BATCH);
    const first = await wake(ids[0]!);
    const drawn: number[] = [];
    for (const id of ids.slice(1, DRAWN)) drawn.push(await wake(id));
    const empty: number[] = [];
    for (const id of ids.slice(DRAWN, DRAWN + 100)) empty.push(await wake(id));
    console.log(
      `join to first snapshot: the first, drawn on, ${first.toFixed(0)} ms; drawn on ${figures(drawn)}; empty ${figures(empty)}`,
    );
    expect(ids.length).toBe(BOARDS - WARM);
  },
  20 * 60_000,
);

/** Milliseconds from the first byte to a server until its board is seen. */
async function wake(id: string): Promise<number> {
  const began = performance.now();
  const room = await open({ room: id });
  const took = performance.now() - began;
  expect(room.id).toBe(id);
  room.leave();
  return took;
}

function figures(millis: number[]): string {
  const sorted = [...millis].sort((a, b) => a - b);
  return `p50 ${sorted[sorted.length >> 1]!.toFixed(0)}, most ${sorted.at(-1)!.toFixed(0)} ms`;
}
