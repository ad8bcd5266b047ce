import { MalformedFrameError } from "./malformedFrameError.ts";

/** So many ones are not a quotient: the number itself follows, in 32 bits. */
const ESCAPE = 16;

/** Reads bits from a range of bytes, the highest of each byte first, without making objects. */
export class BitReader {
  private bytes: Uint8Array = new Uint8Array(0);
  /** Where the next bit is, counted from the start of the bytes. */
  at = 0;
  #endBit = 0;

  reset(bytes: Uint8Array, start: number, end: number): void {
    this.bytes = bytes;
    this.at = start * 8;
    this.#endBit = end * 8;
  }

  /** The next 0 to 25 bits. */
  bits(count: number): number {
    const value = (this.#window() >>> 1) >>> (31 - count);
    this.#advance(count);
    return value;
  }

  /** The next number, Rice-coded, as the int32 that has its bits. */
  number(parameter: number): number {
    const quotient = Math.clz32(~this.#window());
    if (quotient >= ESCAPE) {
      this.#advance(ESCAPE);
      return (this.bits(16) << 16) | this.bits(16);
    }
    this.#advance(quotient + 1);
    return (quotient << parameter) | this.bits(parameter);
  }

  /** Refuses anything after the zeros that fill up the last byte. */
  end(): void {
    const rest = this.#endBit - this.at;
    if (rest >= 8 || this.bits(rest) !== 0) throw new MalformedFrameError("a packed table is too long or cut off");
  }

  /** At least 25 bits from here on, from the highest bit down; bits beyond the end of the bytes are 0. */
  #window(): number {
    const { bytes } = this;
    const at = this.at >>> 3;
    const word =
      at + 4 <= bytes.length
        ? (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!
        : this.#lastWord(at);
    return word << (this.at & 7);
  }

  #lastWord(at: number): number {
    let word = 0;
    for (let i = at; i < this.bytes.length; i++) word |= this.bytes[i]! << (24 - 8 * (i - at));
    return word;
  }

  #advance(count: number): void {
    if (count > this.#endBit - this.at) throw new MalformedFrameError("a packed table is too long or cut off");
    this.at += count;
  }
}
