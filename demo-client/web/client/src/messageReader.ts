import { MalformedFrameError } from "./malformedFrameError.ts";
import { BYTES, FIXED32, FIXED64, VARINT, WireReader } from "./wireReader.ts";

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Reads the fields of a message that comes rarely: `fields` has, by number, what takes each. Those that it has not are skipped. */
export function readFields(bytes: Uint8Array, fields: Readonly<Record<number, (field: MessageReader) => void>>): void {
  const reader = new MessageReader(bytes);
  while (reader.next()) (fields[reader.number] ?? skip)(reader);
}

const skip = (field: MessageReader) => field.skip();

/** The field of a message that is next. */
export class MessageReader {
  number = 0;
  private wireType = 0;
  private readonly reader = new WireReader();

  constructor(private readonly message: Uint8Array) {
    this.reader.reset(message, 0, message.length);
  }

  /** Goes on to the next field; false: there is none. */
  next(): boolean {
    if (this.reader.done) return false;
    const tag = this.reader.tag();
    this.number = tag >>> 3;
    this.wireType = tag & 7;
    return true;
  }

  uint32(): number {
    this.reader.expect(this.wireType, VARINT);
    return this.reader.uint32();
  }

  bool(): boolean {
    return this.uint32() !== 0;
  }

  fixed32(): number {
    this.reader.expect(this.wireType, FIXED32);
    return this.reader.fixed32();
  }

  double(): number {
    this.reader.expect(this.wireType, FIXED64);
    return this.reader.double();
  }

  /** A part of the message, not a copy of it. */
  bytes(): Uint8Array {
    this.reader.expect(this.wireType, BYTES);
    this.reader.range();
    return this.message.subarray(this.reader.rangeStart, this.reader.rangeEnd);
  }

  text(): string {
    try {
      return UTF8.decode(this.bytes());
    } catch (error) {
      throw error instanceof MalformedFrameError ? error : new MalformedFrameError("a text is not UTF-8");
    }
  }

  skip(): void {
    this.reader.skip(this.wireType);
  }
}
