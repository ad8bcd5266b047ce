import { readFields } from "./messageReader.ts";

/** Something that somebody in the room said. */
export interface Chat {
  /** The number of the player who said it; undefined: a spectator did. */
  readonly player?: number | undefined;
  /** The name of who said it. */
  readonly name: string;
  readonly text: string;
  /** The tick by which it was said. */
  readonly tick: number;
}

const LONGEST = 200;
/** Joiners format, too, but are part of emoji and of some languages' words. */
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/u;

/** The text as it is sent, without white space around it; one that the server would not pass on is a RangeError. */
export function chatText(text: string): string {
  const trimmed = text.trim();
  const length = [...trimmed].length;
  if (length === 0) throw new RangeError("there is nothing to say in an empty text");
  if (length > LONGEST) throw new RangeError(`a text has at most ${LONGEST} characters, not ${length}`);
  if (FORBIDDEN.test(trimmed)) throw new RangeError("a text has no control characters, nor line breaks");
  return trimmed;
}

/** Reads a chat from a frame. It keeps nothing of `bytes`. */
export function readChat(bytes: Uint8Array): Chat {
  const chat: { player: number | undefined; name: string; text: string; tick: number } = {
    player: undefined,
    name: "",
    text: "",
    tick: 0,
  };
  readFields(bytes, {
    1: (field) => (chat.player = field.uint32()),
    2: (field) => (chat.name = field.text()),
    3: (field) => (chat.text = field.text()),
    4: (field) => (chat.tick = field.uint32()),
  });
  return chat;
}
