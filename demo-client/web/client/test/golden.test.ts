import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readChat } from "../src/chat.ts";
import { type ClientFrame, encodeClientFrame } from "../src/clientFrame.ts";
import { readAnswers } from "../src/commands.ts";
import { EventDecoder, Schema, ServerFrame, SnapshotDecoder } from "../src/index.ts";
import { readRates, readWelcome } from "../src/welcome.ts";

interface GoldenFrame {
  file: string;
  tick?: number;
  stateHash?: number;
  tables?: { name: string; audience?: string; ids: number[]; columns: Record<string, (number | string)[]> }[];
  chats?: { player?: number; name: string; text: string; tick: number }[];
  answers?: { first: number; values: number[] };
  rates?: { tickRateHz: number; ticksPerSnapshot: number; tunables: object[]; mostViewAgo: number };
  events?: { kind: string; tick: number; values: Record<string, number | string> }[];
}

const FOLDERS = ["./", "./arena/", "./private/", "./packed/", "./packed/arena/", "./packed/private/"];
const golden = new URL("../../../../proto/src/test/resources/golden/", import.meta.url);

// Checked in beside the Java codec, which wrote them.
describe("the golden frames", () => {
  test.each(FOLDERS)("decode to what the server meant, one after the other, in %s", (directory) => {
    const folder = new URL(directory, golden);
    const { frames } = JSON.parse(readFileSync(new URL("expected.json", folder), "utf8")) as { frames: GoldenFrame[] };
    const frame = new ServerFrame();
    let decoder: SnapshotDecoder | undefined;
    let events: EventDecoder | undefined;
    for (const expected of frames) {
      frame.read(readFileSync(new URL(expected.file, folder)));
      if (frame.welcome) {
        const welcome = readWelcome(frame.welcome);
        const schema = Schema.fromWire(welcome.schema);
        expect(schema.hash(), `schema hash of ${expected.file}`).toBe(welcome.schemaHash);
        decoder = new SnapshotDecoder(schema);
        events = new EventDecoder(schema);
      }
      if (frame.tick === 0) continue;
      expect(decoder!.apply(frame), expected.file).toBe("applied");
      const told = events!.read(frame).map(({ kind, tick, raws }) => {
        const values = Object.fromEntries(kind.columns.map(({ name, index }) => [name, raws[index]]));
        return { kind: kind.name, tick, values };
      });
      expect(told, `${expected.file}: events`).toEqual(expected.events ?? []);
      const chats = [];
      for (let i = 0; i < frame.chats.size; i += 2) {
        chats.push(readChat(frame.bytes.subarray(frame.chats.values[i], frame.chats.values[i + 1])));
      }
      expect(frame.rates && readRates(frame.rates), `${expected.file}: rates`).toEqual(expected.rates);
      expect(frame.answers && readAnswers(frame.answers), `${expected.file}: answers`).toEqual(expected.answers);
      expect(chats, `${expected.file}: chats`).toEqual(expected.chats ?? []);
      const snapshot = decoder!.newest!;
      if (expected.tick !== undefined) expect(snapshot.tick, expected.file).toBe(expected.tick);
      for (const [index, { name, audience, ids, columns }] of (expected.tables ?? []).entries()) {
        const table = decoder!.schema.tables[index];
        expect([table.name, table.audience], expected.file).toEqual([name, audience ?? "EVERYBODY"]);
        const rows = snapshot.tables[index];
        expect([...rows.ids.subarray(0, rows.size)], `${expected.file}: ids of ${name}`).toEqual(ids);
        for (const [column, raws] of Object.entries(columns)) {
          const { kind, index: c, cells } = table.column(column);
          const actual = [...rows.columns[c].subarray(0, rows.size * cells)];
          const held = kind === "TEXT" ? actual.map((key) => snapshot.texts.get(key)) : actual;
          expect(held, `${expected.file}: ${name}.${column}`).toEqual(raws);
        }
      }
      if (expected.stateHash !== undefined) expect(snapshot.stateHash(), expected.file).toBe(expected.stateHash);
    }
  });

  test.each(["./", "./packed/"])("of a client are the bytes that this client would send, in %s", (directory) => {
    const folder = new URL(directory, golden);
    const { clientFrames } = JSON.parse(readFileSync(new URL("expected.json", folder), "utf8")) as {
      clientFrames: ({ file: string } & ClientFrame)[];
    };
    for (const { file, ...frame } of clientFrames) {
      const resumeToken = Uint8Array.from(frame.join?.resumeToken ?? []);
      const join = frame.join && { ...frame.join, resumeToken };
      expect([...encodeClientFrame({ ...frame, join })], file).toEqual([...readFileSync(new URL(file, folder))]);
    }
  });
});
