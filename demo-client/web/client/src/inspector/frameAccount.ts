import { LAYERS } from "../layer.ts";
import type { Snapshot } from "../snapshot.ts";
import type { SnapshotDecoder } from "../snapshotDecoder.ts";
import { BlockFields, TableDeltaFields } from "../serverFrame.ts";
import { AccountLayout, Row } from "./byteAccount.ts";
import { eachField, type FieldSeen } from "./fields.ts";
import { TableBits } from "./tableBits.ts";

/** What the fields of a server's frame are for, by their numbers. Blocks and events are looked into. */
const ROWS: Readonly<Record<number, number>> = {
  3: Row.TICK,
  4: Row.INPUTS,
  5: Row.INPUTS,
  6: Row.HASH,
  7: Row.BLOCKS,
  9: Row.TICK,
  10: Row.CHATS,
  11: Row.RATES,
  12: Row.INPUTS,
  16: Row.ANSWERS,
};
const BLOCKS_FIELD = 7;
const EVENTS_FIELD = 8;

/**
 * Says what the bits of a frame are for, by the rows of a layout: as many as the frame has, whatever is in it.
 *
 * How many changes a column has depends on the rows that the client holds, so it looks at those of the decoder, before that has applied the frame. It
 * keeps nothing of its own, and can begin with any frame. What cannot be taken apart (a block whose baseline is not held, a malformed table) is put
 * down to its table.
 */
export class FrameAccount {
  readonly layout: AccountLayout;
  /** Of the frame that was read last: bits by row. */
  readonly bits: Float64Array;
  /** Whether that frame begins anew: all its blocks have no baseline. */
  isKeyframe = false;
  readonly #decoder: SnapshotDecoder;
  readonly #block = new BlockFields();
  readonly #delta = new TableDeltaFields();
  readonly #table = new TableBits();

  constructor(decoder: SnapshotDecoder) {
    this.#decoder = decoder;
    this.layout = new AccountLayout(decoder.schema);
    this.bits = new Float64Array(this.layout.rows.length);
  }

  /** Reads the frame of a tick, which the decoder is to apply after that. */
  read(bytes: Uint8Array, tick: number): void {
    this.bits.fill(0);
    this.isKeyframe = false;
    try {
      const see: FieldSeen = (number, start, content, end) => {
        let row = ROWS[number] ?? Row.OTHER;
        if (number === EVENTS_FIELD) row = this.layout.events(firstNumber(bytes, content, end));
        if (number === BLOCKS_FIELD) this.#readBlock(bytes, content, end, tick);
        // Of a block, what its tables and texts are is taken from it.
        this.bits[row]! += 8 * (end - start);
      };
      eachField(bytes, 0, bytes.length, see);
    } catch {
      // The session refuses the frame, too, and says why.
      this.bits.fill(0);
      this.bits[Row.OTHER] = 8 * bytes.length;
    }
  }

  #readBlock(bytes: Uint8Array, from: number, to: number, tick: number): void {
    this.#block.read(bytes, from, to);
    const { layer, baselineAgo, previousAgo } = this.#block;
    const isKeyframe = baselineAgo === 0;
    if (isKeyframe && layer === 0) this.isKeyframe = true;
    const held = layer < LAYERS ? this.#decoder.layers[layer] : undefined;
    const base = isKeyframe ? undefined : held?.at(0);
    const isKnown = isKeyframe || held?.holds(tick, baselineAgo, previousAgo) === true;
    eachField(bytes, from, to, (number, start, content, end) => {
      if (number !== 3 && number !== 4) return;
      const bits = 8 * (end - start);
      this.bits[Row.BLOCKS]! -= bits;
      if (number === 4) this.bits[Row.TEXTS]! += bits;
      else this.#readTable(bytes, content, end, bits, isKnown, base);
    });
  }

  #readTable(bytes: Uint8Array, from: number, to: number, bits: number, isKnown: boolean, base?: Snapshot): void {
    const delta = this.#delta;
    delta.read(bytes, from, to);
    const table = this.#decoder.schema.tables[delta.table];
    const row = this.layout.table(delta.table);
    this.bits[row]! += bits;
    if (!table || !isKnown) return;
    const parts = this.#table;
    try {
      parts.read(delta, table, base?.tables[delta.table], bytes);
    } catch {
      // The decoder refuses it, too; its bits stay with the table.
      return;
    }
    const known = parts.columns.reduce((sum, column) => sum + column, parts.entities);
    if (!(known <= bits)) return;
    this.bits[row]! -= known;
    this.bits[row + 1]! += parts.entities;
    for (let c = 0; c < parts.columns.length; c++) this.bits[row + 2 + c]! += parts.columns[c]!;
  }
}

/** The number in the first field of a message, if that has the number 1: 0 where it is left out. */
function firstNumber(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  eachField(bytes, from, to, (number, _start, content) => {
    if (number === 1) value = bytes[content]! & 0x7f;
  });
  return value;
}
