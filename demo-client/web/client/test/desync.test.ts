import { describe, expect, test } from "vitest";
import { DesyncError, explain } from "../src/desync.ts";
import { MalformedFrameError } from "../src/malformedFrameError.ts";
import { Schema } from "../src/schema.ts";
import { Snapshot } from "../src/snapshot.ts";
import { WireWriter } from "../src/wireWriter.ts";
import {
  ColumnSchema_Kind as Kind,
  Desync,
  DesyncAnswer,
  type RowHashes,
  Schema as WireSchema,
} from "./generated/tickwire/frames.ts";
import { arena } from "./support/fakeEnvironment.ts";
import { joined, play } from "./support/joined.ts";
import { Random } from "./support/random.ts";

const schema = Schema.fromWire(
  WireSchema.fromPartial({
    tables: [
      {
        name: "boards",
        capacity: 128,
        columns: [
          { name: "title", kind: Kind.TEXT },
          { name: "ink", kind: Kind.INTEGER, max: 2 ** 30, cells: 1024 },
        ],
      },
      {
        name: "dots",
        capacity: 128,
        columns: [
          { name: "x", kind: Kind.INTEGER, max: 2 ** 30 },
          { name: "tag", kind: Kind.TEXT },
        ],
      },
    ],
  }),
);
const [BOARDS, DOTS] = [0, 1];
const idOf = (slot: number) => 65536 + slot;

/** Dots by slot: x and tag. */
function dots(...rows: (readonly [slot: number, x: number, tag: string])[]): Snapshot {
  const snapshot = new Snapshot(schema);
  snapshot.tick = 7;
  const table = snapshot.tables[DOTS];
  table.reserve(rows.length);
  for (const [slot, x, tag] of rows) {
    table.ids[table.size] = idOf(slot);
    table.columns[0][table.size] = x;
    table.columns[1][table.size++] = snapshot.texts.keyOf(tag);
  }
  return snapshot;
}

/** What a server that has sent this asks of a table. */
function hashesOf({ tables, texts }: Snapshot, table: number): RowHashes {
  const rows = tables[table];
  return {
    table,
    ids: [...rows.ids.subarray(0, rows.size)],
    hashes: Array.from({ length: rows.size }, (_, row) => rows.rowHash(row, texts)),
  };
}

/** What a page says to an answer, and what it reports. */
function ask(held: Snapshot | undefined, answer: Partial<DesyncAnswer>) {
  const said: Desync[] = [];
  const reported: unknown[] = [];
  const message = DesyncAnswer.encode({ tick: 7, tables: [], finding: "", ...answer }).finish();
  explain(
    message,
    held,
    (desync) => {
      const writer = new WireWriter();
      if (desync) desync.write(writer);
      said.push(Desync.decode(writer.finish()));
    },
    (error) => reported.push(error),
  );
  return { said, reported };
}

describe("a desync", () => {
  test("is told with the hashes of the tables, and the rows that the server then asks for", async () => {
    const { room, environment, socket } = await joined();
    socket.snapshot(101, { stateHash: 1 });
    const [first] = socket.sent.filter(({ resync }) => resync);
    expect(first.desync).toEqual({ tick: 101, tableHashes: arena.tables.map(() => 0), rows: [], moreRows: 0 });

    socket.receive({ desync: { tick: 101, tables: [{ table: 1, ids: [65540], hashes: [5] }], finding: "" } });
    expect(socket.sent.at(-1)!.desync).toEqual({
      tick: 101,
      tableHashes: [],
      rows: [{ table: 1, id: 65540, absent: true, values: [], texts: [] }],
      moreRows: 0,
    });

    socket.receive({ desync: { tick: 101, tables: [], finding: "table ships, row 4 (entity 65540)" } });
    expect(environment.errors).toEqual([expect.any(DesyncError)]);
    expect((environment.errors[0] as DesyncError).tick).toBe(101);
    expect((environment.errors[0] as DesyncError).message).toContain("table ships, row 4 (entity 65540)");
    socket.forgetBaseline();
    play(environment, 102, 20);
    expect(room.stats.desyncs).toBe(1);
    expect(socket.sent.filter(({ desync }) => desync).length).toBe(2);
  });

  test("is told as it was, whatever has come since", async () => {
    const { environment, socket } = await joined();
    socket.snapshot(101, { stateHash: 1 });
    socket.forgetBaseline();
    play(environment, 102, 80);
    socket.receive({ desync: { tick: 101, tables: [{ table: 0, ids: [65536], hashes: [5] }], finding: "" } });
    expect(socket.sent.at(-1)!.desync!.tick).toBe(101);
  });
});

describe("the rows that differ", () => {
  test("are those with other values, those that were not sent, and those that are not held", () => {
    const sent = dots([0, 5, "a"], [1, 6, "b"], [2, 7, "c"], [4, 9, ""]);
    const held = dots([0, 5, "a"], [1, -6, "b"], [2, 7, "ö"], [3, 8, ""]);
    const { said } = ask(held, { tables: [hashesOf(sent, DOTS)] });
    expect(said).toEqual([
      {
        tick: 7,
        tableHashes: [],
        rows: [
          { table: DOTS, id: idOf(1), absent: false, values: [-6], texts: ["b"] },
          { table: DOTS, id: idOf(2), absent: false, values: [7], texts: ["ö"] },
          { table: DOTS, id: idOf(3), absent: false, values: [8], texts: [""] },
          { table: DOTS, id: idOf(4), absent: true, values: [], texts: [] },
        ],
        moreRows: 0,
      },
    ]);
  });

  test("fit into a message, whatever they hold", () => {
    const many = dots(...Array.from({ length: 100 }, (_, slot) => [slot, 2 ** 30, "x"] as const));
    const [ofDots] = ask(many, { tables: [hashesOf(dots(), DOTS)] }).said;
    expect(ofDots.rows.length).toBe(64);
    expect(ofDots.moreRows).toBe(36);

    const board = dots();
    const rows = board.tables[BOARDS];
    rows.reserve(2);
    rows.size = 2;
    rows.ids.set([idOf(0), idOf(1)]);
    rows.columns[0].fill(board.texts.keyOf("🚀".repeat(1000)));
    rows.columns[1].fill(2 ** 30);
    const [ofBoard] = ask(board, { tables: [hashesOf(dots(), BOARDS)] }).said;
    expect(ofBoard.rows[0].values.length).toBe(500);
    expect(ofBoard.rows[0].texts).toEqual([]);
    expect(ofBoard.moreRows).toBe(1);
    expect(Desync.encode(ofBoard).finish().length).toBeLessThan(4000);
  });

  test("are not said of a tick that is not held, nor of tables that there are not", () => {
    const sent = hashesOf(dots([0, 5, "a"]), DOTS);
    expect(ask(undefined, { tables: [sent] }).said).toEqual([]);
    expect(ask(dots(), { tick: 8, tables: [sent] }).said).toEqual([]);
    expect(ask(dots(), { tables: [{ ...sent, table: 9 }] }).said[0].rows).toEqual([]);
    expect(ask(dots(), { tables: [{ ...sent, hashes: [] }] }).said[0].rows.length).toBe(1);
  });
});

test("an answer that is broken is refused in good order", () => {
  const random = new Random(1);
  const whole = DesyncAnswer.encode({ tick: 7, tables: [hashesOf(dots([0, 5, "a"]), DOTS)], finding: "" }).finish();
  for (let round = 0; round < 2000; round++) {
    const broken = whole.slice(0, random.int(whole.length + 1));
    for (let i = 0; i < 2 && broken.length > 0; i++) broken[random.int(broken.length)] = random.int(256);
    try {
      explain(
        broken,
        dots([0, 5, "a"]),
        () => {},
        () => {},
      );
    } catch (error) {
      expect(error).toBeInstanceOf(MalformedFrameError);
    }
  }
});
