import { MalformedFrameError } from "../malformedFrameError.ts";

/** Where a field of a protobuf message is: its number, its first byte, that of its content, and the byte after it. */
export type FieldSeen = (number: number, start: number, content: number, end: number) => void;

/** Says where the fields of a message are, one after the other; they cover all of its bytes. */
export function eachField(bytes: Uint8Array, start: number, end: number, see: FieldSeen): void {
  let at = start;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      if (at >= end || shift > 63) throw new MalformedFrameError("a number is cut off");
      const byte = bytes[at++]!;
      if (shift < 32) value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  };
  while (at < end) {
    const from = at;
    const tag = varint();
    let content = at;
    const wireType = tag & 7;
    if (wireType === 0) varint();
    else if (wireType === 1) at += 8;
    else if (wireType === 5) at += 4;
    else if (wireType === 2) {
      const length = varint();
      content = at;
      at += length;
      // A group is of a version of protobuf that nobody speaks here.
    } else throw new MalformedFrameError(`a field has the wire type ${wireType}`);
    if (at > end) throw new MalformedFrameError("a field is cut off");
    see(tag >>> 3, from, content, at);
  }
}

/** How many bits an unsigned number takes as a varint. */
export function varintBits(value: number): number {
  let bits = 8;
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bits += 8;
  return bits;
}
