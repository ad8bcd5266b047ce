import { bytes, readFields, varint } from "./wireReader.ts";

/** What those who run the server tell the people in a room. */
export interface Notice {
  readonly text: string;
  /** When the room ends, on the clock of `performance.now()`; undefined: that is not known. */
  readonly endsAtMillis: number | undefined;
}

/** Reads a notice from a frame that came at a time. It keeps nothing of `message`. */
export function readNotice(message: Uint8Array, nowMillis: number): Notice {
  const notice: { text: string; endsAtMillis: number | undefined } = { text: "", endsAtMillis: undefined };
  readFields(message, {
    [bytes(1)]: (field) => (notice.text = field.text()),
    [varint(2)]: (field) => (notice.endsAtMillis = nowMillis + field.uint32()),
  });
  return notice;
}
