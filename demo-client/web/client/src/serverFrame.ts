import { MalformedFrameError } from "./malformedFrameError.ts";
import { BYTES, FIXED32, IntList, VARINT, WireReader } from "./wireReader.ts";

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
  /** Start and end of each block in `bytes`. */
  readonly blocks: IntList = new IntList();
  /** Start and end of each batch of events in `bytes`. */
  readonly events: IntList = new IntList();
  /** Start and end of each chat in `bytes`. */
  readonly chats: IntList = new IntList();
  private readonly reader = new WireReader();

  read(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.rates = this.answers = undefined;
    this.welcome = this.pong = this.inputAckAgo = this.inputMarginMillis = this.stateHash = undefined;
    this.tick = this.quietAgo = this.inputsBetween = 0;
    this.blocks.clear();
    this.events.clear();
    this.chats.clear();
    const reader = this.reader;
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
  private readonly reader = new WireReader();

  read(bytes: Uint8Array, start: number, end: number): void {
    this.baselineAgo = this.previousAgo = this.layer = 0;
    this.tables.clear();
    this.texts.length = 0;
    const reader = this.reader;
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

/**
 * A table delta's fields, as frames.proto names them.
 *
 * One of the codec PACKED is read only as far as to know where its bits are: {@link PackedTable} fills in the rest.
 */
export class TableDeltaFields {
  table = 0;
  predicted = 0;
  changed = 0;
  partial = 0;
  sameRows = 0;
  sparse = 0;
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
  private readonly reader = new WireReader();

  read(bytes: Uint8Array, start: number, end: number): void {
    this.table = this.predicted = this.changed = this.partial = this.sameRows = this.sparse = 0;
    this.bitmapsStart = this.bitmapsEnd = 0;
    this.packed = false;
    let plain = false;
    this.left.clear();
    this.entered.clear();
    this.generations.clear();
    this.initial.clear();
    this.rowGaps.clear();
    this.residuals.clear();
    const reader = this.reader;
    reader.reset(bytes, start, end);
    while (!reader.done) {
      const tag = reader.tag();
      if (tag >>> 3 >= 2 && tag >>> 3 <= 13) plain = true;
      switch (tag) {
        case (1 << 3) | VARINT:
          this.table = reader.uint32();
          break;
        case (2 << 3) | VARINT:
        case (2 << 3) | BYTES:
          reader.repeated(tag, false, this.left);
          break;
        case (3 << 3) | VARINT:
        case (3 << 3) | BYTES:
          reader.repeated(tag, false, this.entered);
          break;
        case (4 << 3) | VARINT:
        case (4 << 3) | BYTES:
          reader.repeated(tag, false, this.generations);
          break;
        case (5 << 3) | VARINT:
        case (5 << 3) | BYTES:
          reader.repeated(tag, true, this.initial);
          break;
        case (6 << 3) | VARINT:
          this.predicted = reader.uint32();
          break;
        case (7 << 3) | VARINT:
          this.changed = reader.uint32();
          break;
        case (8 << 3) | VARINT:
          this.partial = reader.uint32();
          break;
        case (9 << 3) | VARINT:
          this.sameRows = reader.uint32();
          break;
        case (10 << 3) | VARINT:
          this.sparse = reader.uint32();
          break;
        case (11 << 3) | BYTES:
          reader.range();
          this.bitmapsStart = reader.rangeStart;
          this.bitmapsEnd = reader.rangeEnd;
          break;
        case (12 << 3) | VARINT:
        case (12 << 3) | BYTES:
          reader.repeated(tag, false, this.rowGaps);
          break;
        case (13 << 3) | VARINT:
        case (13 << 3) | BYTES:
          reader.repeated(tag, true, this.residuals);
          break;
        case (14 << 3) | BYTES:
          reader.range();
          this.packed = true;
          this.packedStart = reader.rangeStart;
          this.packedEnd = reader.rangeEnd;
          break;
        default:
          reader.skip(tag);
      }
    }
    if (this.packed && plain) throw new MalformedFrameError("a packed table has fields beside its bits");
  }
}
