import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Schema, ServerFrame, SnapshotDecoder } from "../src/index.ts";
import { type AccountRow, Row } from "../src/inspector/byteAccount.ts";
import { FrameAccount } from "../src/inspector/frameAccount.ts";
import { readWelcome } from "../src/welcome.ts";

const FOLDERS = ["./", "./arena/", "./private/", "./packed/", "./packed/arena/", "./packed/private/"];
const golden = new URL("../../../../proto/src/test/resources/golden/", import.meta.url);

const nameOf = ({ kind, name, audience, column }: AccountRow) =>
  [kind, name, name && audience, column].filter(Boolean).join(" ");
const sum = (bits: Iterable<number>) => [...bits].reduce((total, count) => total + count, 0);

/** The rows that have bits, by their names. */
const found = (account: FrameAccount) =>
  Object.fromEntries(
    account.layout.rows.flatMap((row, i) => (account.bits[i] === 0 ? [] : [[nameOf(row), account.bits[i]]])),
  );

describe.each(FOLDERS)("the golden frames in %s", (directory) => {
  const folder = new URL(directory, golden);
  const accounts = JSON.parse(readFileSync(new URL("accounts.json", folder), "utf8")) as Record<
    string,
    Record<string, number>
  >;

  /** Looks at each frame, and has the decoder apply it after that. */
  function look(
    see: (account: FrameAccount, file: string, bytes: Uint8Array, tick: number, schema: Schema) => void,
  ): void {
    const frame = new ServerFrame();
    let decoder: SnapshotDecoder;
    let account: FrameAccount;
    for (const file of readdirSync(folder)
      .filter((name) => /^\d+-.*\.bin$/.test(name))
      .sort()) {
      const bytes = new Uint8Array(readFileSync(new URL(file, folder)));
      frame.read(bytes);
      if (frame.welcome) {
        decoder = new SnapshotDecoder(Schema.fromWire(readWelcome(frame.welcome).schema));
        account = new FrameAccount(decoder);
      }
      if (frame.tick === 0) continue;
      see(account!, file, bytes, frame.tick, decoder!.schema);
      expect(decoder!.apply(frame)).toBe("applied");
    }
  }

  test("are put down to the rows that the server's reader puts them down to, and all of their bits", () => {
    let frames = 0;
    look((account, file, bytes, tick) => {
      frames++;
      account.read(bytes, tick);
      expect(sum(account.bits), file).toBe(8 * bytes.length);
      // That reader looks at blocks and events alone.
      account.bits.fill(0, 0, Row.BLOCKS);
      expect(found(account), file).toEqual(accounts[file]);
    });
    expect(frames).toBe(Object.keys(accounts).length);
  });

  test("are put down to their tables where their baselines are not held", () => {
    look((_, file, bytes, tick, schema) => {
      const account = new FrameAccount(new SnapshotDecoder(schema));
      account.read(bytes, tick);
      expect(sum(account.bits), file).toBe(8 * bytes.length);
      const taken = Object.keys(found(account)).filter((row) => /^(COLUMN|ENTITIES)/.test(row));
      if (!account.isKeyframe) expect(taken, file).toEqual([]);
    });
  });

  test("are accounted for to the bit whatever is wrong with them, and nothing is thrown", () => {
    let seed = 1;
    const random = (below: number) => (seed = (Math.imul(seed, 48271) >>> 0) % 0x7fffffff) % below;
    look((account, file, bytes, tick) => {
      for (let round = 0; round < 60; round++) {
        const spoilt = bytes.slice(0, round % 3 === 0 ? random(bytes.length + 1) : bytes.length);
        for (let i = random(4); i > 0 && spoilt.length > 0; i--) spoilt[random(spoilt.length)] = random(256);
        account.read(spoilt, tick);
        expect(sum(account.bits), `${file}, round ${round}`).toBe(8 * spoilt.length);
        expect(
          account.bits.every((bits) => bits >= 0),
          `${file}, round ${round}`,
        ).toBe(true);
      }
    });
  });
});
