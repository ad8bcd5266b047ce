import { MalformedFrameError } from "./malformedFrameError.ts";
import { BYTES, bytes as range, FIXED32, IntList, VARINT, varint, WireReader } from "./wireReader.ts";

/**
 * One frame from the server, read only as far as its outermost fields.
 *
 * One object serves all frames of a connection: `read` fills it anew.
 */
export class ServerFrame {
  bytes: Uint8Array = new Uint8Array(0);
  welcome: Uint8Array | undefined;
  pong: number | undefined;
  /** 0: the frame has no snapshot. */
  tick = 0;
  inputAckAgo: number | undefined;
  inputMarginMillis: number | undefined;
  /** How many inputs the server got between the one whose margin it reported before, and the one of {@link inputMarginMillis}. */
  inputsBetween = 0;
  stateHash: number | undefined;
  /** Nothing had changed until this many ticks before the snapshot; 0: not known. */
  quietAgo = 0;
  /** What holds from the step after the snapshot on. */
  rates: Uint8Array | undefined;
  /** Answers to this player's commands. */
  answers: Uint8Array | undefined;
  /** What those who run the server say. */
  notice: Uint8Array | undefined;
  /** What the server says of a desync. */
  desync: Uint8Array | undefined;
  /** Start and end of each block in `bytes`. */
  readonly blocks: IntList = new IntList();
  /** Start and end of each batch of events in `bytes`. */
  readonly events: IntList = new IntList();
  /** Start and end of each chat in `bytes`. */
  readonly chats: IntList = new IntList();
  readonly #reader = new WireReader();

  read(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.rates = this.answers = this.notice = this.desync = undefined;
    this.welcome = this.pong = this.inputAckAgo = this.inputMarginMillis = this.stateHash = undefined;
    this.tick = this.quietAgo = this.inputsBetween = 0;
    this.blocks.clear();
    this.events.clear();
    this.chats.clear();
    const reader = this.#reader;
    reader.reset(bytes, 0, bytes.length);
    while (!reader.done) {
      const tag = reader.tag();
      switch (tag) {
        case (1 << 3) | BYTES:
          this.welcome = merged(this.welcome, reader.part());
          break;
        case (2 << 3) | VARINT:
          this.pong = reader.uint32();
          break;
        case (3 << 3) | VARINT:
          this.tick = reader.uint32();
          break;
        case (4 << 3) | VARINT:
          this.inputAckAgo = reader.uint32();
          break;
        case (5 << 3) | VARINT:
          this.inputMarginMillis = reader.sint32();
          break;
        case (6 << 3) | FIXED32:
          this.stateHash = reader.fixed32();
          break;
        case (7 << 3) | BYTES:
          reader.place(this.blocks);
          break;
        case (8 << 3) | BYTES:
          reader.place(this.events);
          break;
        case (9 << 3) | VARINT:
          this.quietAgo = reader.uint32();
          break;
        case (10 << 3) | BYTES:
          reader.place(this.chats);
          break;
        case (11 << 3) | BYTES:
          this.rates = merged(this.rates, reader.part());
          break;
        case (12 << 3) | VARINT:
          this.inputsBetween = reader.uint32();
          break;
        case (16 << 3) | BYTES:
          this.answers = merged(this.answers, reader.part());
          break;
        case (17 << 3) | BYTES:
          this.notice = merged(this.notice, reader.part());
          break;
        case (20 << 3) | BYTES:
          this.desync = merged(this.desync, reader.part());
          break;
        default:
          reader.skip(tag);
      }
    }
    if (this.tick === 0 && this.blocks.size + this.events.size > 0) {
      throw new MalformedFrameError("blocks or events come without a tick");
    }
  }
}

/** A message that comes in parts is what all its parts are, one after the other. */
function merged(before: Uint8Array | undefined, part: Uint8Array): Uint8Array {
  if (!before) return part;
  const whole = new Uint8Array(before.length + part.length);
  whole.set(before);
  whole.set(part, before.length);
  return whole;
}

/** A block's head, and where its parts are. */
export class BlockFields {
  baselineAgo = 0;
  previousAgo = 0;
  layer = 0;
  /** Start and end of each table delta. */
  readonly tables: IntList = new IntList();
  /** TEXT columns count them from 1. */
  readonly texts: string[] = [];
  readonly #reader = new WireReader();

  read(bytes: Uint8Array, start: number, end: number): void {
    this.baselineAgo = this.previousAgo = this.layer = 0;
    this.tables.clear();
    this.texts.length = 0;
    const reader = this.#reader;
    reader.reset(bytes, start, end);
    while (!reader.done) {
      const tag = reader.tag();
      switch (tag) {
        case (1 << 3) | VARINT:
          this.baselineAgo = reader.uint32();
          break;
        case (2 << 3) | VARINT:
          this.previousAgo = reader.uint32();
          break;
        case (3 << 3) | BYTES:
          reader.place(this.tables);
          break;
        case (4 << 3) | BYTES:
          this.texts.push(reader.text());
          break;
        case (5 << 3) | VARINT:
          this.layer = reader.uint32();
          break;
        default:
          reader.skip(tag);
      }
    }
  }
}

/** What a {@link TableDeltaFields.ways way} can be made of: a bit for each of the fields with columns, in their order. */
export const PREDICTED = 1;
export const CHANGED = 2;
export const PARTIAL = 4;
export const SAME_ROWS = 8;
export const SPARSE = 16;
/** The first of these fields. */
const FIRST_WAY = 6;

/**
 * A table delta's fields, as frames.proto names them.
 *
 * One of the codec PACKED is read only as far as to know where its bits are: {@link PackedTable} fills in the rest.
 */
export class TableDeltaFields {
  table = 0;
  /** How each column changes; of those that the table does not have, too. */
  readonly ways: Uint8Array = new Uint8Array(64);
  bitmapsStart = 0;
  bitmapsEnd = 0;
  packed = false;
  packedStart = 0;
  packedEnd = 0;
  readonly left: IntList = new IntList();
  readonly entered: IntList = new IntList();
  readonly generations: IntList = new IntList();
  readonly initial: IntList = new IntList();
  readonly rowGaps: IntList = new IntList();
  readonly residuals: IntList = new IntList();
  /** The lists, by the numbers of their fields. */
  private readonly lists: Readonly<Record<number, IntList>> = {
    2: this.left,
    3: this.entered,
    4: this.generations,
    5: this.initial,
    12: this.rowGaps,
    13: this.residuals,
  };
  readonly #reader = new WireReader();

  read(bytes: Uint8Array, start: number, end: number): void {
    this.table = this.bitmapsStart = this.bitmapsEnd = 0;
    this.ways.fill(0);
    this.packed = false;
    let plain = false;
    for (const field in this.lists) this.lists[field]!.clear();
    const reader = this.#reader;
    reader.reset(bytes, start, end);
    while (!reader.done) {
      const tag = reader.tag();
      const field = tag >>> 3;
      const list = this.lists[field];
      if (field >= 2 && field <= 13) plain = true;
      if (tag === varint(1)) this.table = reader.uint32();
      else if (list && (tag === varint(field) || tag === range(field))) {
        reader.repeated(tag, list === this.initial || list === this.residuals, list);
      } else if (field >= FIRST_WAY && field <= 10 && tag === varint(field))
        this.#readColumns(1 << (field - FIRST_WAY));
      else if (tag === range(11)) {
        reader.range();
        this.bitmapsStart = reader.rangeStart;
        this.bitmapsEnd = reader.rangeEnd;
      } else if (tag === range(14)) {
        reader.range();
        this.packed = true;
        this.packedStart = reader.rangeStart;
        this.packedEnd = reader.rangeEnd;
      } else reader.skip(tag);
    }
    if (this.packed && plain) throw new MalformedFrameError("a packed table has fields beside its bits");
  }

  /** Reads a set of columns: those of which `way` is true. */
  #readColumns(way: number): void {
    const { ways } = this;
    const reader = this.#reader;
    const low = reader.uint32();
    for (let c = 0; c < ways.length; c++) {
      ways[c] = (ways[c]! & ~way) | (((c < 32 ? low : reader.high) >>> c) & 1 && way);
    }
  }
}
