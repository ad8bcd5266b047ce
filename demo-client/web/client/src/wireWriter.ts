import { BYTES, FIXED32, FIXED64, VARINT } from "./wireReader.ts";

/** Writes protobuf's wire format. As in proto3, a field that is 0, false, empty or undefined is left out. */
export class WireWriter {
  private bytes = new Uint8Array(128);
  #at = 0;

  /** What was written. */
  finish(): Uint8Array {
    return this.bytes.slice(0, this.#at);
  }

  uint32(field: number, value?: number): void {
    if (value) this.present(field, value);
  }

  /** A number that is there even when it is 0. */
  present(field: number, value: number): void {
    this.#tag(field, VARINT);
    this.#varint(value);
  }

  bool(field: number, value?: boolean): void {
    if (value) this.present(field, 1);
  }

  fixed32(field: number, value?: number): void {
    if (!value) return;
    this.#tag(field, FIXED32);
    for (let shift = 0; shift < 32; shift += 8) this.#push(value >>> shift);
  }

  /** A number that is there even when it is 0. */
  double(field: number, value: number): void {
    this.#tag(field, FIXED64);
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, value, true);
    for (let i = 0; i < 8; i++) this.#push(view.getUint8(i));
  }

  text(field: number, value?: string): void {
    if (value) this.range(field, () => this.utf8(value));
  }

  blob(field: number, value?: Uint8Array): void {
    if (value?.length) this.range(field, () => this.#all(value));
  }

  /** A text that is there even when it is empty, within a {@link range}. */
  utf8(value: string): void {
    this.#all(new TextEncoder().encode(value));
  }

  uint32s(field: number, values?: readonly number[]): void {
    if (!values?.length) return;
    this.range(field, () => {
      for (const value of values) this.#varint(value);
    });
  }

  sint32s(field: number, values?: readonly number[]): void {
    this.uint32s(
      field,
      values?.map((value) => (value << 1) ^ (value >> 31)),
    );
  }

  /** A message, or anything else that has its length before it; `write` writes its content. */
  range(field: number, write: () => void): void {
    this.#tag(field, BYTES);
    const start = this.#at;
    // How many bytes the length takes is known when the rest is there.
    this.#varint(0);
    write();
    const end = this.#at;
    const length = end - start - 1;
    for (let more = length >>> 7; more > 0; more >>>= 7) this.#push(0);
    this.bytes.copyWithin(this.#at - length, start + 1, end);
    const after = this.#at;
    this.#at = start;
    this.#varint(length);
    this.#at = after;
  }

  #all(bytes: Uint8Array): void {
    for (const byte of bytes) this.#push(byte);
  }

  #tag(field: number, wireType: number): void {
    this.#varint(field * 8 + wireType);
  }

  #varint(value: number): void {
    let rest = value >>> 0;
    for (; rest > 0x7f; rest >>>= 7) this.#push((rest & 0x7f) | 0x80);
    this.#push(rest);
  }

  #push(byte: number): void {
    if (this.#at === this.bytes.length) {
      const grown = new Uint8Array(this.#at * 2);
      grown.set(this.bytes);
      this.bytes = grown;
    }
    this.bytes[this.#at++] = byte;
  }
}
