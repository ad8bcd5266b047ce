/** A text as Unicode code points. */
export type Codes = readonly number[];

/** A letter in a note's text; it is one object from when it comes to when it is gone. */
export interface Letter {
  readonly code: number;
  /** By which the board knows it, within its note; 0: the board has not been asked to take it yet. */
  number: number;
}

export const LONGEST_TEXT = 80;
const NUMBERS_EACH = 1 << 20;

export const codesOf = (text: string): Codes => [...text].map((letter) => letter.codePointAt(0)!);

export const textOf = (letters: readonly { code: number }[]): string =>
  letters.map(({ code }) => String.fromCodePoint(code)).join("");

/** Of what is no text in itself, what the board takes: the parts of some emoji and of some scripts. */
const JOINERS = /^[\u200c\u200d\u{e0020}-\u{e007f}]$/u;
const NO_LETTER = /[\p{C}\p{Zl}\p{Zp}]/u;

/** Whether the board takes a character: line breaks, and what is no control character and no half of a pair. */
export function isLetter(code: number): boolean {
  const letter = String.fromCodePoint(code);
  return letter === "\n" || JOINERS.test(letter) || !NO_LETTER.test(letter);
}

/** Numbers the letters that one person writes: none has the number of another on the board. */
export class LetterNumbers {
  private next: number;

  /** @param start a random number from 0 up to 1: a page that comes back to its seat does not go on with the numbers that it had */
  constructor(
    private readonly player: number,
    start = Math.random(),
  ) {
    this.next = 1 + Math.floor(start * (NUMBERS_EACH - 1));
  }

  /** The first of so many consecutive ones. */
  take(count: number): number {
    if (this.next + count > NUMBERS_EACH) this.next = 1;
    const first = this.next;
    this.next += count;
    return this.player * NUMBERS_EACH + first;
  }
}

/** What differs between two texts: letters `start` to `end` of the first became those of the other up to `writtenEnd`. */
interface Difference {
  start: number;
  end: number;
  writtenEnd: number;
}

/**
 * Finds the letters that were typed. Among equal letters side by side, those behind the caret are the old ones.
 *
 * @param caret how many letters of the new text are before it
 */
export function difference(before: Codes, now: Codes, caret: number): Difference {
  const shorter = Math.min(before.length, now.length);
  const same = (fromEnd: number) => before[before.length - 1 - fromEnd] === now[now.length - 1 - fromEnd];
  let tail = 0;
  while (tail < Math.min(shorter, now.length - caret) && same(tail)) tail++;
  let start = 0;
  while (start < shorter - tail && before[start] === now[start]) start++;
  while (tail < shorter - start && same(tail)) tail++;
  return { start, end: before.length - tail, writtenEnd: now.length - tail };
}

/** A selection in a text, in UTF-16 units as a text area counts them. */
export interface Selection {
  start: number;
  end: number;
}

/** Where a selection is after letters have come and gone: a caret stays behind its letter, and selected letters stay selected. */
export function moveSelection(from: readonly Letter[], to: readonly Letter[], { start, end }: Selection): Selection {
  const movedEnd = behind(from.slice(0, lettersIn(from, end)), to);
  if (start === end) return { start: movedEnd, end: movedEnd };
  const selected = from.slice(lettersIn(from, start)).find((letter) => to.includes(letter));
  const movedStart = selected ? textOf(to.slice(0, to.indexOf(selected))).length : movedEnd;
  return { start: Math.min(movedStart, movedEnd), end: movedEnd };
}

/** The place behind the last of these letters that is still there. */
function behind(letters: readonly Letter[], text: readonly Letter[]): number {
  const last = letters.findLast((letter) => text.includes(letter));
  return last ? textOf(text.slice(0, text.indexOf(last) + 1)).length : 0;
}

function lettersIn(text: readonly Letter[], units: number): number {
  return codesOf(textOf(text).slice(0, units)).length;
}
