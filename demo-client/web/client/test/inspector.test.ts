import { describe, expect, test } from "vitest";
import { type RowShare, Inspection } from "../src/inspector/inspection.ts";
import { Corrections } from "../src/inspector/corrections.ts";
import { FrameHistory } from "../src/inspector/frameHistory.ts";
import { number, whole } from "../src/inspector/format.ts";
import { inspect } from "../src/inspector/index.ts";
import { Ranking } from "../src/inspector/ranking.ts";
import { RollingAccount, tenthsOfPercent } from "../src/inspector/rollingAccount.ts";
import { joined } from "./support/joined.ts";
import { Random } from "./support/random.ts";

const PACE = { tickRateHz: 20, ticksPerSnapshot: 1 };
const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, each) => total + each, 0);

describe("shares", () => {
  test("come to 100 % exactly, whatever they are of, each within a tenth of the truth", () => {
    const seed = 54;
    const random = new Random(seed);
    for (let round = 0; round < 2000; round++) {
      const numbers = Array.from({ length: 1 + random.int(90) }, () =>
        random.chance(0.3) ? 0 : random.int(10 ** random.int(8)),
      );
      const total = sum(numbers);
      const tenths = tenthsOfPercent(numbers);
      expect(sum(tenths), `seed ${seed}, round ${round}`).toBe(total === 0 ? 0 : 1000);
      const off = total === 0 ? [0] : tenths.map((share, i) => Math.abs(share - (numbers[i]! / total) * 1000));
      expect(Math.max(...off), `seed ${seed}, round ${round}`).toBeLessThan(1);
    }
  });
});

describe("sums of the last ten seconds", () => {
  test("lose a second at a time, and all of them after a pause", () => {
    const account = new RollingAccount(2, 0);
    for (let second = 0; second < 30; second++) account.add(Float64Array.of(8, second), second * 1000 + 500);
    expect([...account.sum(29_900)]).toEqual([80, 245]);
    expect([...account.sum(30_000)]).toEqual([72, 225]);
    expect(account.spanSeconds(29_900)).toBeCloseTo(9.9);
    expect([...account.sum(60_000)]).toEqual([0, 0]);
    account.add(Float64Array.of(8, 1), 61_000);
    expect([...account.sum(61_000)]).toEqual([8, 1]);
  });
});

describe("the snapshots of the last ten seconds", () => {
  const history = new FrameHistory();
  const at = (tick: number, lateMillis = 0, quietAgo = 0) => {
    history.add(1000 + tick * 50 + lateMillis, tick, 100, "delta", quietAgo, PACE);
    return history.recent(1000 + tick * 50 + lateMillis).at(-1)!;
  };

  test("are late when they were under way for longer than there is between two", () => {
    for (let tick = 100; tick < 120; tick++) expect(at(tick).isLate).toBe(false);
    expect(at(120, 49).isLate).toBe(false);
    expect(at(121, 70)).toMatchObject({ isLate: true, lateMillis: 70 });
  });

  test("have gaps where ticks were left out, but not where nothing had changed", () => {
    expect(at(125).skippedTicks).toBe(3);
    expect(at(140, 0, 1).skippedTicks).toBe(0);
  });

  test("are late for no longer than three seconds when the way has become longer for good", () => {
    const late = Array.from({ length: 100 }, (_, i) => at(141 + i, 200).isLate);
    expect(late.slice(0, 50).every(Boolean)).toBe(true);
    expect(late.slice(65).some(Boolean)).toBe(false);
  });

  test("are forgotten after ten seconds, and when ticks go at another rate", () => {
    const newest = history.recent(0).at(-1)!;
    expect(history.recent(newest.atMillis + 10_001)).toEqual([]);
    at(300);
    history.add(16_100, 301, 50, "keyframe", 0, { tickRateHz: 40, ticksPerSnapshot: 1 });
    expect(history.recent(16_100)).toMatchObject([{ tick: 301, lateMillis: 0, kind: "keyframe" }]);
  });
});

test("corrections are counted by column, those that are wrong most often first", () => {
  const corrections = new Corrections();
  corrections.add("ships", { x: -2 });
  corrections.add("ships", { x: 4, y: 0.5 });
  expect(corrections.columns).toEqual([
    { table: "ships", column: "x", count: 2, mean: 3, largest: 4 },
    { table: "ships", column: "y", count: 1, mean: 0.5, largest: 0.5 },
  ]);
});

test("rows that are nearly alike keep their places, and what is clearly larger goes up", () => {
  const ranking = new Ranking<string>();
  const ranked = (sizes: Record<string, number>) =>
    ranking
      .sort(
        Object.entries(sizes),
        ([name]) => name,
        ([, size]) => size,
      )
      .map(([name]) => name)
      .join("");
  expect(ranked({ a: 10, b: 30, c: 20 })).toBe("bca");
  expect(ranked({ a: 10, b: 30, c: 33 })).toBe("bca");
  expect(ranked({ a: 50, b: 30, c: 33 })).toBe("abc");
  expect(ranked({ a: 50, c: 33, d: 90 })).toBe("dac");
});

test("numbers are written with what can be read of them", () => {
  expect([0, 0.0421, 3.14159, 12.75, 128.4, 41200, -1234567].map(number)).toEqual([
    "0",
    "0.042",
    "3.14",
    "12.8",
    "128",
    "41\u202f200",
    "−1\u202f234\u202f567",
  ]);
  expect([number(NaN), whole(-Infinity), whole(27.6)]).toEqual(["–", "–", "28"]);
});

describe("an inspection", () => {
  test("keeps what the server found out of the last desyncs, the newest first", async () => {
    const { room, socket } = await joined();
    const inspection = new Inspection();
    room.observers.add((session, bytes) => inspection.see(session, bytes, 0));
    expect(inspection.read(0).findings).toEqual([]);
    for (let tick = 101; tick <= 104; tick++) {
      const desync = { tick, tables: [], finding: `ships.x of row 3 was sent as 5, and was ${tick} here.` };
      socket.receive({ desync });
    }
    socket.receive({ desync: { tick: 105, tables: [], finding: "" } });
    expect(inspection.read(0).findings.map(({ tick }) => tick)).toEqual([104, 103, 102]);
    expect(inspection.read(0).findings[0].text).toBe("ships.x of row 3 was sent as 5, and was 104 here.");
  });

  const shareOf = (rows: readonly RowShare[]) => sum(rows.map(({ tenths }) => tenths));

  test("begins in the middle of a connection, and puts all bytes of snapshots down to something", async () => {
    const { room, socket } = await joined();
    const inspection = new Inspection();
    let bytesSeen = 0;
    room.observers.add((session, bytes) => {
      if (session.joined) bytesSeen += bytes.length;
      inspection.see(session, bytes, 20_000);
    });
    socket.receive({ pong: 7 });
    expect(inspection.read(20_000).rows).toEqual([]);
    bytesSeen = 0;
    for (let tick = 101; tick < 105; tick++)
      socket.snapshot(tick, { chats: [{ name: "Ada", text: "hello", tick, player: 1 }] });
    const { rows, bytesPerSecond, snapshots } = inspection.read(21_000);
    expect(snapshots.map(({ kind }) => kind)).toEqual(["delta", "delta", "delta", "delta"]);
    expect(bytesPerSecond).toBe(bytesSeen);
    expect(shareOf(rows)).toBe(1000);
    expect(Math.max(...rows.map(({ tenths }) => tenths))).toBe(rows.find(({ row }) => row.kind === "CHATS")!.tenths);
  });

  test("goes on over a reconnect, and says which snapshots are keyframes and which say that nothing has changed", async () => {
    const { room, environment, socket } = await joined();
    const inspection = new Inspection();
    room.observers.add((session, bytes) => inspection.see(session, bytes, environment.nowMillis()));
    environment.pass(50);
    socket.snapshot(101);
    socket.drop(1006);
    environment.pass(600);
    environment.socket.open();
    environment.socket.welcome({ resumed: false });
    environment.socket.snapshot(200);
    environment.pass(50);
    environment.socket.receive({ tick: 201 });
    const { snapshots, rows } = inspection.read(environment.nowMillis());
    expect(snapshots.map(({ tick, kind }) => [tick, kind])).toEqual([
      [101, "delta"],
      [200, "keyframe"],
      [201, "quiet"],
    ]);
    expect(shareOf(rows)).toBe(1000);
  });

  test("leaves what is malformed to the session, and what throws harms nobody", async () => {
    const { room, environment, socket } = await joined();
    const inspection = new Inspection();
    room.observers.add(() => {
      throw new Error("not my day");
    });
    room.observers.add((session, bytes) => inspection.see(session, bytes, 0));
    socket.snapshot(101);
    expect(environment.errors.splice(0)).toEqual([new Error("not my day")]);
    room.observers.clear();
    room.observers.add((session, bytes) => inspection.see(session, bytes, 0));
    socket.onmessage?.({ data: Uint8Array.of(255, 255, 255).buffer });
    expect(inspection.read(0).snapshots.length).toBe(1);
    expect(room.status).toMatchObject({ state: "closed", close: { code: 4001 } });
    expect(environment.errors).toEqual([]);
  });
});

test("a room of another version of the library is refused with a sentence", () => {
  const room = { stats: {} as never, onCorrection: () => () => {} };
  expect(() => inspect(room)).toThrow("this room is not of the same version of tickwire-client as the inspector");
});
