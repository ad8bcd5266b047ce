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
  /** How many inputs the server got between the one whose margin it told before, and the one of {@link inputMarginMillis}. */
  inputsBetween = 0;
  stateHash: number | undefined;
  /** Until so many ticks before the snapshot, nothing had changed; 0: not known. */
  quietAgo = 0;
  /** What holds from the step after the snapshot on. */
  rates: Uint8Array | undefined;
  /** Start and end of each block in `bytes`. */
  readonly blocks = new IntList();
  /** Start and end of each batch of events in `bytes`. */
  readonly events = new IntList();
  /** Start and end of each chat in `bytes`. */
  readonly chats = new IntList();
  private readonly reader = new WireReader();

  read(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.rates = undefined;
    this.welcome = this.pong = this.inputAckAgo = this.inputMarginMillis = this.stateHash = undefined;
    this.tick = this.quietAgo = this.inputsBetween = 0;
    this.blocks.clear();
    this.events.clear();
    this.chats.clear();
    const reader = this.reader;
    reader.reset(bytes, 0, bytes.length);
    while (!reader.done) {
      const tag = reader.tag();
      const wireType = tag & 7;
      switch (tag >>> 3) {
        case 1:
          reader.expect(wireType, BYTES);
          reader.range();
          this.welcome = bytes.subarray(reader.rangeStart, reader.rangeEnd);
          break;
        case 2:
          reader.expect(wireType, VARINT);
          this.pong = reader.uint32();
          break;
        case 3:
          reader.expect(wireType, VARINT);
          this.tick = reader.uint32();
          break;
        case 4:
          reader.expect(wireType, VARINT);
          this.inputAckAgo = reader.uint32();
          break;
        case 5:
          reader.expect(wireType, VARINT);
          this.inputMarginMillis = reader.sint32();
          break;
        case 6:
          reader.expect(wireType, FIXED32);
          this.stateHash = reader.fixed32();
          break;
        case 7:
          reader.expect(wireType, BYTES);
          reader.range();
          this.blocks.push(reader.rangeStart);
          this.blocks.push(reader.rangeEnd);
          break;
        case 8:
          reader.expect(wireType, BYTES);
          reader.range();
          this.events.push(reader.rangeStart);
          this.events.push(reader.rangeEnd);
          break;
        case 9:
          reader.expect(wireType, VARINT);
          this.quietAgo = reader.uint32();
          break;
        case 10:
          reader.expect(wireType, BYTES);
          reader.range();
          this.chats.push(reader.rangeStart);
          this.chats.push(reader.rangeEnd);
          break;
        case 11:
          reader.expect(wireType, BYTES);
          reader.range();
          this.rates = bytes.subarray(reader.rangeStart, reader.rangeEnd);
          break;
        case 12:
          reader.expect(wireType, VARINT);
          this.inputsBetween = reader.uint32();
          break;
        default:
          reader.skip(wireType);
      }
    }
    if (this.tick === 0 && this.blocks.size > 0) throw new MalformedFrameError("blocks come without a tick");
    if (this.tick === 0 && this.events.size > 0) throw new MalformedFrameError("events come without a tick");
  }
}

/** A block's head, and where its parts are. */
export class BlockFields {
  baselineAgo = 0;
  previousAgo = 0;
  layer = 0;
  /** Start and end of each table delta. */
  readonly tables = new IntList();
  readonly texts = new Map<number, string>();
  private readonly reader = new WireReader();
  private readonly textReader = new WireReader();
  private readonly utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

  read(bytes: Uint8Array, start: number, end: number): void {
    this.baselineAgo = this.previousAgo = this.layer = 0;
    this.tables.clear();
    this.texts.clear();
    const reader = this.reader;
    reader.reset(bytes, start, end);
    while (!reader.done) {
      const tag = reader.tag();
      const wireType = tag & 7;
      switch (tag >>> 3) {
        case 1:
          reader.expect(wireType, VARINT);
          this.baselineAgo = reader.uint32();
          break;
        case 2:
          reader.expect(wireType, VARINT);
          this.previousAgo = reader.uint32();
          break;
        case 3:
          reader.expect(wireType, BYTES);
          reader.range();
          this.tables.push(reader.rangeStart);
          this.tables.push(reader.rangeEnd);
          break;
        case 4:
          reader.expect(wireType, BYTES);
          reader.range();
          this.readText(bytes, reader.rangeStart, reader.rangeEnd);
          break;
        case 5:
          reader.expect(wireType, VARINT);
          this.layer = reader.uint32();
          break;
        default:
          reader.skip(wireType);
      }
    }
  }

  private readText(bytes: Uint8Array, start: number, end: number): void {
    const reader = this.textReader;
    let key = 0;
    let value = "";
    reader.reset(bytes, start, end);
    while (!reader.done) {
      const tag = reader.tag();
      const wireType = tag & 7;
      if (tag >>> 3 === 1) {
        reader.expect(wireType, VARINT);
        key = reader.uint32();
      } else if (tag >>> 3 === 2) {
        reader.expect(wireType, BYTES);
        reader.range();
        try {
          value = this.utf8.decode(bytes.subarray(reader.rangeStart, reader.rangeEnd));
        } catch {
          throw new MalformedFrameError("a text is not UTF-8");
        }
      } else reader.skip(wireType);
    }
    if (key === 0) throw new MalformedFrameError("a text has the key 0, which stands for none");
    this.texts.set(key, value);
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
  readonly left = new IntList();
  readonly entered = new IntList();
  readonly generations = new IntList();
  readonly initial = new IntList();
  readonly rowGaps = new IntList();
  readonly residuals = new IntList();
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
      const field = tag >>> 3;
      const wireType = tag & 7;
      if (field >= 2 && field <= 13) plain = true;
      switch (field) {
        case 1:
          this.table = this.number(wireType);
          break;
        case 2:
          reader.repeated(wireType, false, this.left);
          break;
        case 3:
          reader.repeated(wireType, false, this.entered);
          break;
        case 4:
          reader.repeated(wireType, false, this.generations);
          break;
        case 5:
          reader.repeated(wireType, true, this.initial);
          break;
        case 6:
          this.predicted = this.number(wireType);
          break;
        case 7:
          this.changed = this.number(wireType);
          break;
        case 8:
          this.partial = this.number(wireType);
          break;
        case 9:
          this.sameRows = this.number(wireType);
          break;
        case 10:
          this.sparse = this.number(wireType);
          break;
        case 11:
          reader.expect(wireType, BYTES);
          reader.range();
          this.bitmapsStart = reader.rangeStart;
          this.bitmapsEnd = reader.rangeEnd;
          break;
        case 12:
          reader.repeated(wireType, false, this.rowGaps);
          break;
        case 13:
          reader.repeated(wireType, true, this.residuals);
          break;
        case 14:
          reader.expect(wireType, BYTES);
          reader.range();
          this.packed = true;
          this.packedStart = reader.rangeStart;
          this.packedEnd = reader.rangeEnd;
          break;
        default:
          reader.skip(wireType);
      }
    }
    if (this.packed && plain) throw new MalformedFrameError("a packed table has fields beside its bits");
  }

  private number(wireType: number): number {
    this.reader.expect(wireType, VARINT);
    return this.reader.uint32();
  }
}
