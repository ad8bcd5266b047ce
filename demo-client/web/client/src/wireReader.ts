import { MalformedFrameError } from "./malformedFrameError.ts";

/** Protobuf wire types, as in the low three bits of a tag. */
export const VARINT = 0;
export const FIXED64 = 1;
export const BYTES = 2;
const START_GROUP = 3;
const END_GROUP = 4;
export const FIXED32 = 5;
/** How deep groups may be within one another, as in protobuf's own parsers. */
const DEEPEST_GROUP = 100;

/** A list of ints that keeps its memory when cleared, so that a frame costs no garbage. */
export class IntList {
  values: Int32Array = new Int32Array(64);
  size = 0;

  clear(): void {
    this.size = 0;
  }

  push(value: number): void {
    if (this.size === this.values.length) {
      const grown = new Int32Array(this.size * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.size++] = value;
  }
}

/** The signed number that protobuf writes as this one. */
export const unzigzag = (zigzag: number): number => (zigzag >>> 1) ^ -(zigzag & 1);

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Reads protobuf's wire format from a range of bytes, without making objects.
 *
 * It takes and refuses what protobuf's own parsers do: a known field number with another wire type is an unknown field, for {@link skip}.
 *
 * Snapshots go through here as they are; messages that come rarely through {@link readFields}.
 */
export class WireReader {
  /** Start and end of the field that {@link range} read last. */
  rangeStart = 0;
  rangeEnd = 0;
  /** The 32 bits above the number that {@link uint32} read last. */
  high = 0;
  private bytes: Uint8Array = new Uint8Array(0);
  #at = 0;
  #end = 0;

  reset(bytes: Uint8Array, start: number, end: number): void {
    this.bytes = bytes;
    this.#at = start;
    this.#end = end;
  }

  get done(): boolean {
    return this.#at >= this.#end;
  }

  /** Field number × 8 + wire type. */
  tag(): number {
    const tag = this.uint32();
    if (tag >>> 3 === 0) throw new MalformedFrameError("a field has the number 0");
    return tag;
  }

  /** A varint's lowest 32 bits, unsigned. */
  uint32(): number {
    let value = (this.high = 0);
    for (let shift = 0; shift < 70; shift += 7) {
      if (this.#at >= this.#end) throw new MalformedFrameError("a number is cut off");
      const byte = this.bytes[this.#at++]!;
      if (shift < 32) value |= (byte & 0x7f) << shift;
      if (shift === 28) this.high = (byte & 0x7f) >>> 4;
      if (shift > 32) this.high |= (byte & 0x7f) << (shift - 32);
      if (byte < 0x80) return value >>> 0;
    }
    throw new MalformedFrameError("a number is longer than ten bytes");
  }

  /** Whether any bit of a varint is set. */
  bool(): boolean {
    return (this.uint32() | this.high) !== 0;
  }

  sint32(): number {
    return unzigzag(this.uint32());
  }

  fixed32(): number {
    const { bytes } = this;
    const at = this.#at;
    this.#advance(4);
    return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
  }

  double(): number {
    const { buffer, byteOffset } = this.bytes;
    this.#advance(8);
    return new DataView(buffer, byteOffset + this.#at - 8).getFloat64(0, true);
  }

  /** Steps over a length-delimited field and leaves its place in `rangeStart` and `rangeEnd`. */
  range(): void {
    const length = this.uint32();
    this.rangeStart = this.#at;
    this.#advance(length);
    this.rangeEnd = this.#at;
  }

  /** A length-delimited field: a part of the message, not a copy of it. */
  part(): Uint8Array {
    this.range();
    return this.bytes.subarray(this.rangeStart, this.rangeEnd);
  }

  text(): string {
    const utf8 = this.part();
    try {
      return UTF8.decode(utf8);
    } catch {
      throw new MalformedFrameError("a text is not UTF-8");
    }
  }

  /** Steps over a length-delimited field, and appends where it starts and ends. */
  place(into: IntList): void {
    this.range();
    into.push(this.rangeStart);
    into.push(this.rangeEnd);
  }

  /** Appends a repeated number, packed or not: protobuf asks readers to take both. */
  repeated(tag: number, signed: boolean, into: IntList): void {
    if ((tag & 7) === BYTES) {
      const outerEnd = this.#end;
      this.range();
      this.#at = this.rangeStart;
      this.#end = this.rangeEnd;
      while (this.#at < this.#end) into.push(signed ? this.sint32() : this.uint32());
      this.#end = outerEnd;
    } else into.push(signed ? this.sint32() : this.uint32());
  }

  /** Steps over a field that this version does not know. */
  skip(tag: number, depth = 0): void {
    const wireType = tag & 7;
    if (wireType === VARINT) this.uint32();
    else if (wireType === BYTES) this.range();
    else if (wireType === FIXED32) this.#advance(4);
    else if (wireType === FIXED64) this.#advance(8);
    else if (wireType === START_GROUP && depth < DEEPEST_GROUP) {
      const end = tag - START_GROUP + END_GROUP;
      for (let inner = this.tag(); inner !== end; inner = this.tag()) this.skip(inner, depth + 1);
    } else throw new MalformedFrameError(`a field of wire type ${wireType} cannot be skipped`);
  }

  #advance(bytes: number): void {
    if (bytes > this.#end - this.#at) throw new MalformedFrameError("a field is cut off");
    this.#at += bytes;
  }
}

/** The tags of fields, by their numbers. */
export const varint = (field: number): number => field * 8 + VARINT;
export const bytes = (field: number): number => field * 8 + BYTES;
export const fixed32 = (field: number): number => field * 8 + FIXED32;
export const fixed64 = (field: number): number => field * 8 + FIXED64;

/** Reads the fields of a message that comes rarely: `fields` has, by tag, what takes each. Those that it has not are skipped. */
export function readFields(
  message: Uint8Array,
  fields: Readonly<Record<number, (field: WireReader, tag: number) => void>>,
): void {
  const reader = new WireReader();
  reader.reset(message, 0, message.length);
  while (!reader.done) {
    const tag = reader.tag();
    if (fields[tag]) fields[tag](reader, tag);
    else reader.skip(tag);
  }
}
