import { type Codes, difference, isLetter, type Letter, LONGEST_TEXT } from "./letters.ts";

/** What the rules do to the text of a note: write all letters after one, or none; or strike letters out. Letters that are there go by their numbers. */
export type Edit = { kind: "write"; after: number; letters: number[] } | { kind: "strike"; letters: number[] };

const LETTERS_AT_ONCE = 8;

/**
 * The text of a note as somebody here writes it: what the board has, without what was struck out here, and with what was typed here.
 *
 * Edits are made one by one, each by what the board had when the last one was done. So the text is the board's as soon as all are done.
 */
export class Draft {
  /** The text; another array whenever it is another text. */
  letters: readonly Letter[];
  /** Numbers of letters that are to be struck out. */
  private readonly struck = new Set<number>();
  /** What the edit that was asked for last is to write; undefined: that one is done. */
  private underWay: readonly Letter[] | undefined;

  /** @param board what the board has */
  constructor(board: readonly Letter[]) {
    this.letters = board;
  }

  /** Whether the board has this text. */
  get isSettled(): boolean {
    return !this.underWay && this.struck.size === 0 && this.letters.every(({ number }) => number > 0);
  }

  /**
   * Takes what was typed.
   *
   * @param shown the letters before, which may be older than {@link letters}
   * @param caret how many letters are before it now
   * @returns the letters that are shown now, and how many of them there is no space for
   */
  type(shown: readonly Letter[], codes: Codes, caret: number): { shown: readonly Letter[]; lost: number } {
    const before = shown.map(({ code }) => code);
    const { start, end, writtenEnd } = difference(before, codes, caret);
    const removed = new Set(shown.slice(start, end));
    const written = codes.slice(start, writtenEnd).map((code) => ({ code, number: 0 }));
    for (const { number } of removed) if (number > 0) this.struck.add(number);
    const rest = this.letters.filter((letter) => !removed.has(letter));
    const previous = shown.slice(0, start).findLast((letter) => rest.includes(letter));
    const at = previous ? rest.indexOf(previous) + 1 : 0;
    const letters = written.filter(({ code }) => isLetter(code));
    const fitting = letters.slice(0, Math.max(0, LONGEST_TEXT - rest.length));
    this.letters = [...rest.slice(0, at), ...fitting, ...rest.slice(at)];
    return {
      shown: [...shown.slice(0, start), ...written, ...shown.slice(end)],
      lost: letters.length - fitting.length,
    };
  }

  /**
   * Takes what the board has now; comes after {@link done}.
   *
   * @returns how many letters there is no space for any more
   */
  merge(board: readonly Letter[]): number {
    const onBoard = new Set(board.map(({ number }) => number));
    for (const number of this.struck) if (!onBoard.has(number)) this.struck.delete(number);
    const known = new Map(this.letters.map((letter) => [letter.number, letter]));
    const own = this.ownByPrevious(onBoard);
    const merged = [...(own.get(0) ?? [])];
    for (const letter of board) {
      if (!this.struck.has(letter.number)) merged.push(known.get(letter.number) ?? letter);
      merged.push(...(own.get(letter.number) ?? []));
    }
    const lost = this.cut(merged);
    const isSame = merged.length === this.letters.length && merged.every((letter, i) => letter === this.letters[i]);
    if (!isSame) this.letters = merged;
    return lost;
  }

  /** The next edit to ask for; undefined: the last one is not done, or there is none. */
  next(): Edit | undefined {
    if (this.underWay) return undefined;
    // First what makes space.
    if (this.struck.size > 0) {
      this.underWay = [];
      return { kind: "strike", letters: [...this.struck].slice(0, LETTERS_AT_ONCE) };
    }
    const start = this.letters.findIndex(({ number }) => number === 0);
    if (start < 0) return undefined;
    let end = start + 1;
    while (end < start + LETTERS_AT_ONCE && this.letters[end]?.number === 0) end++;
    this.underWay = this.letters.slice(start, end);
    const after = start > 0 ? this.letters[start - 1].number : 0;
    return { kind: "write", after, letters: this.underWay.map(({ code }) => code) };
  }

  /** @param wrote number of the first letter that the edit wrote, and those after it follow; 0: it wrote none */
  done(wrote: number): void {
    const written = this.underWay ?? [];
    this.underWay = undefined;
    if (wrote === 0) return;
    written.forEach((letter, i) => {
      letter.number = wrote + i;
      if (!this.letters.includes(letter)) this.struck.add(letter.number);
    });
  }

  /** The letters that the board does not have yet, by the number of the one before them that it has. */
  private ownByPrevious(onBoard: ReadonlySet<number>): Map<number, Letter[]> {
    const own = new Map<number, Letter[]>();
    let previous = 0;
    for (const letter of this.letters) {
      if (letter.number === 0) own.set(previous, [...(own.get(previous) ?? []), letter]);
      else if (onBoard.has(letter.number)) previous = letter.number;
    }
    return own;
  }

  /** Takes away the last of the letters that the board does not have yet, until the rest fits. */
  private cut(letters: Letter[]): number {
    let lost = 0;
    for (let i = letters.length - 1; i >= 0 && letters.length > LONGEST_TEXT; i--) {
      if (letters[i].number > 0) continue;
      letters.splice(i, 1);
      lost++;
    }
    return lost;
  }
}
