import { MalformedFrameError } from "./malformedFrameError.ts";
import { BYTES, FIXED32, FIXED64, VARINT, WireReader } from "./wireReader.ts";

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text that bytes stand for. */
export function textOf(utf8: Uint8Array): string {
  try {
    return UTF8.decode(utf8);
  } catch {
    throw new MalformedFrameError("a text is not UTF-8");
  }
}

/** The tags of fields, by their numbers. */
export const varint = (field: number) => field * 8 + VARINT;
export const bytes = (field: number) => field * 8 + BYTES;
export const fixed32 = (field: number) => field * 8 + FIXED32;
export const fixed64 = (field: number) => field * 8 + FIXED64;

/** Reads the fields of a message that comes rarely: `fields` has, by tag, what takes each. Those that it has not are skipped. */
export function readFields(
  message: Uint8Array,
  fields: Readonly<Record<number, (field: MessageReader) => void>>,
): void {
  const reader = new MessageReader(message);
  while (reader.next()) (fields[reader.tag] ?? skip)(reader);
}

const skip = (field: MessageReader) => field.skip();

/** The field of a message that is next. */
export class MessageReader {
  tag = 0;
  private readonly reader = new WireReader();

  constructor(private readonly message: Uint8Array) {
    this.reader.reset(message, 0, message.length);
  }

  /** Goes on to the next field; false: there is none. */
  next(): boolean {
    if (this.reader.done) return false;
    this.tag = this.reader.tag();
    return true;
  }

  uint32(): number {
    return this.reader.uint32();
  }

  bool(): boolean {
    return this.reader.bool();
  }

  fixed32(): number {
    return this.reader.fixed32();
  }

  double(): number {
    return this.reader.double();
  }

  /** A part of the message, not a copy of it. */
  bytes(): Uint8Array {
    this.reader.range();
    return this.message.subarray(this.reader.rangeStart, this.reader.rangeEnd);
  }

  text(): string {
    return textOf(this.bytes());
  }

  skip(): void {
    this.reader.skip(this.tag);
  }
}
