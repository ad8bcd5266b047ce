import { expect, test } from "vitest";
import type { Rates } from "../src/index.ts";
import { joined, play } from "./support/joined.ts";

const TOKEN = Uint8Array.of(1, 2, 3);
const SLOW = [{ name: "turnRate", value: 1.5 }];
const QUICK = [{ name: "turnRate", value: 7 }];
/** What a frame says of rates, where nothing else matters. */
const inBand = (tickRateHz: number, tunables: { name: string; value: number }[]) => ({
  rates: { tickRateHz, ticksPerSnapshot: 2, tunables, mostViewAgo: 0 },
});

/** A room of a slow ship, and what its listener hears. */
async function listening() {
  const { room, ...rest } = await joined(
    {},
    { tickRateHz: 20, ticksPerSnapshot: 1, tunables: SLOW, resumeToken: TOKEN },
  );
  const heard: [rates: Rates, tunables: object, atThatTime: object][] = [];
  const end = room.onRates((rates, tunables) => heard.push([rates, tunables, [room.rates, room.tunables]]));
  return { room, heard, end, ...rest };
}

test("a room tells its rates and tunables from the first join on", async () => {
  const { room } = await listening();
  expect(room.rates).toEqual({ tickRateHz: 20, ticksPerSnapshot: 1 });
  expect(room.tunables).toEqual({ turnRate: 1.5 });
});

test("a listener hears of rates and tunables that change in a running room, when the room has them", async () => {
  const { environment, socket, heard } = await listening();
  play(environment, 101, 3);
  expect(heard).toEqual([]);
  socket.snapshot(104, inBand(60, QUICK));
  const now = [{ tickRateHz: 60, ticksPerSnapshot: 2 }, { turnRate: 7 }];
  expect(heard).toEqual([[...now, now]]);
});

test("a listener hears of a tunable alone, and not of what is said again", async () => {
  const { socket, heard } = await listening();
  socket.snapshot(101, inBand(20, SLOW));
  socket.snapshot(102, inBand(20, QUICK));
  socket.snapshot(103, inBand(20, QUICK));
  expect(heard.map(([{ ticksPerSnapshot }, tunables]) => [ticksPerSnapshot, tunables])).toEqual([
    [2, { turnRate: 1.5 }],
    [2, { turnRate: 7 }],
  ]);
});

test.each([true, false])("a listener hears of other rates after a break (resumed: %s)", async (resumed) => {
  const { environment, socket, heard } = await listening();
  const rejoin = (tickRateHz: number) => {
    environment.socket.drop(1006);
    environment.pass(1000);
    environment.socket.open();
    environment.socket.welcome({ resumed, tickRateHz, tunables: QUICK, resumeToken: TOKEN });
    expect(heard.length).toBeLessThan(2);
    environment.socket.snapshot(200);
  };
  rejoin(30);
  const now = [{ tickRateHz: 30, ticksPerSnapshot: 1 }, { turnRate: 7 }];
  expect(heard).toEqual([[...now, now]]);
  rejoin(30);
  expect(heard.length).toBe(1);
  expect(environment.socket).not.toBe(socket);
});

test("a listener that has been ended hears nothing", async () => {
  const { socket, heard, end } = await listening();
  end();
  socket.snapshot(101, inBand(60, QUICK));
  expect(heard).toEqual([]);
});

test("rates that cannot be end the connection, and nobody hears of them", async () => {
  const { room, socket, heard } = await listening();
  socket.snapshot(101, inBand(0, QUICK));
  expect(room.status).toMatchObject({ state: "closed", close: { name: "MALFORMED_FRAME" } });
  expect(heard).toEqual([]);
  expect(room.tunables).toEqual({ turnRate: 1.5 });
});
