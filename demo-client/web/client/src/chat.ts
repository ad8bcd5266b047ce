import { bytes, readFields, varint } from "./wireReader.ts";

/** Something that somebody in the room said. */
export interface Chat {
  /** The number of the player who wrote it; undefined: it was a spectator. */
  readonly player?: number | undefined;
  /** The name of the player or spectator. */
  readonly name: string;
  readonly text: string;
  /** The tick by which it was said. */
  readonly tick: number;
}

const LONGEST = 200;
/** What the server refuses, as PROTOCOL.md lists it under "Names and chat". */
const FORBIDDEN =
  /[\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\uf8ff\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e001f}\u{e0080}-\u{e00ff}\u{e01f0}-\u{10ffff}]/u;

/** The text as it is sent, without white space around it; one that is empty, too long, or has what the server refuses is a RangeError. */
export function chatText(text: string): string {
  const trimmed = text.trim();
  if (!trimmed) throw new RangeError("a text is empty");
  checkText(trimmed, LONGEST);
  return trimmed;
}

/** Throws a RangeError if the server would refuse a text that players read. */
export function checkText(text: string, longest: number): void {
  const length = [...text].length;
  if (length > longest) throw new RangeError(`a text has at most ${longest} characters, not ${length}`);
  if (FORBIDDEN.test(text)) throw new RangeError("a text has no control characters, nor line breaks");
}

/** Reads a chat from a frame. It keeps nothing of `message`. */
export function readChat(message: Uint8Array): Chat {
  const chat: { player: number | undefined; name: string; text: string; tick: number } = {
    player: undefined,
    name: "",
    text: "",
    tick: 0,
  };
  readFields(message, {
    [varint(1)]: (field) => (chat.player = field.uint32()),
    [bytes(2)]: (field) => (chat.name = field.text()),
    [bytes(3)]: (field) => (chat.text = field.text()),
    [varint(4)]: (field) => (chat.tick = field.uint32()),
  });
  return chat;
}
