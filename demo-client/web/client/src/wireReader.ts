import { MalformedFrameError } from "./malformedFrameError.ts";

/** Protobuf wire types, as in the low three bits of a tag. */
export const VARINT = 0;
export const FIXED64 = 1;
export const BYTES = 2;
export const FIXED32 = 5;

/** A list of ints that keeps its memory when cleared, so that a frame costs no garbage. */
export class IntList {
  values = new Int32Array(64);
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

/**
 * Reads protobuf's wire format from a range of bytes, without making objects.
 *
 * Snapshots go through here as they are; messages that come rarely through a {@link MessageReader}.
 */
export class WireReader {
  /** Start and end of the field that {@link range} read last. */
  rangeStart = 0;
  rangeEnd = 0;
  private bytes: Uint8Array = new Uint8Array(0);
  private at = 0;
  private end = 0;

  reset(bytes: Uint8Array, start: number, end: number): void {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  get done(): boolean {
    return this.at >= this.end;
  }

  /** Field number × 8 + wire type. */
  tag(): number {
    const tag = this.uint32();
    if (tag >>> 3 === 0) throw new MalformedFrameError("a field has the number 0");
    return tag;
  }

  /** A varint's lowest 32 bits, unsigned. */
  uint32(): number {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (this.at >= this.end) throw new MalformedFrameError("a number is cut off");
      const byte = this.bytes[this.at++];
      if (shift < 32) value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
    throw new MalformedFrameError("a number is longer than ten bytes");
  }

  sint32(): number {
    const zigzag = this.uint32();
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  fixed32(): number {
    if (this.end - this.at < 4) throw new MalformedFrameError("a fixed32 is cut off");
    const { bytes, at } = this;
    this.at += 4;
    return (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)) >>> 0;
  }

  double(): number {
    if (this.end - this.at < 8) throw new MalformedFrameError("a double is cut off");
    const { buffer, byteOffset } = this.bytes;
    const value = new DataView(buffer, byteOffset + this.at).getFloat64(0, true);
    this.at += 8;
    return value;
  }

  /** Steps over a length-delimited field and leaves its place in `rangeStart` and `rangeEnd`. */
  range(): void {
    const length = this.uint32();
    if (length > this.end - this.at) throw new MalformedFrameError("a field is longer than its message");
    this.rangeStart = this.at;
    this.at += length;
    this.rangeEnd = this.at;
  }

  /** Appends a repeated number, packed or not: protobuf asks readers to take both. */
  repeated(wireType: number, signed: boolean, into: IntList): void {
    if (wireType === VARINT) {
      into.push(signed ? this.sint32() : this.uint32());
      return;
    }
    this.expect(wireType, BYTES);
    this.range();
    const outerEnd = this.end;
    this.at = this.rangeStart;
    this.end = this.rangeEnd;
    while (this.at < this.end) into.push(signed ? this.sint32() : this.uint32());
    this.end = outerEnd;
  }

  expect(wireType: number, expected: number): void {
    if (wireType !== expected) {
      throw new MalformedFrameError(`a field has wire type ${wireType} where ${expected} belongs`);
    }
  }

  /** Steps over a field that this version does not know. */
  skip(wireType: number): void {
    if (wireType === VARINT) this.uint32();
    else if (wireType === BYTES) this.range();
    else if (wireType === FIXED32) this.advance(4);
    else if (wireType === FIXED64) this.advance(8);
    else throw new MalformedFrameError(`there is no wire type ${wireType}`);
  }

  private advance(bytes: number): void {
    if (bytes > this.end - this.at) throw new MalformedFrameError("a field is cut off");
    this.at += bytes;
  }
}
