import { type Codes, difference, isLetter, type Letter, type LetterNumbers, LONGEST_TEXT } from "./letters.ts";

/** What the rules do to the text of a note: write all letters behind one, or none; or strike some out. They go by their numbers. */
export type Edit =
  | { kind: "write"; after: number; first: number; letters: readonly Letter[] }
  | { kind: "strike"; first: number; count: number };

/**
 * The text of a note as somebody here writes it: what the board has, without what was struck out here, and with what was typed here.
 *
 * What was typed is asked for at once, behind letters for which was asked already. What is refused, since the letter before it is gone or the note is full, is
 * asked for again, as the text is then. So the text is the board's as soon as all is answered.
 */
export class Draft {
  /** The text; another array whenever it is another text. */
  letters: readonly Letter[];
  /** Numbers of letters that are to be struck out, and are on the board or on their way there. */
  private readonly struck = new Set<number>();
  /** Numbers of letters that the board was asked to write, or to strike out, and has not answered. */
  private readonly writing = new Set<number>();
  private readonly striking = new Set<number>();

  /** @param board what the board has */
  constructor(board: readonly Letter[]) {
    this.letters = board;
  }

  /** Whether the board has this text. */
  get isSettled(): boolean {
    const { struck, writing, striking } = this;
    return struck.size + writing.size + striking.size === 0 && this.letters.every(({ number }) => number > 0);
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
   * Takes what the board has now; comes after {@link answered}.
   *
   * @returns how many letters there is no space for any more
   */
  merge(board: readonly Letter[]): number {
    const onBoard = new Set(board.map(({ number }) => number));
    for (const number of this.struck) if (!onBoard.has(number) && !this.writing.has(number)) this.struck.delete(number);
    const known = new Map(this.letters.map((letter) => [letter.number, letter]));
    const own = this.ownByPrevious(onBoard);
    const merged = [...(own.get(0) ?? [])];
    for (const letter of board) {
      if (!this.struck.has(letter.number)) merged.push(known.get(letter.number) ?? letter);
      merged.push(...(own.get(letter.number) ?? []));
    }
    const lost = cut(merged);
    const isSame = merged.length === this.letters.length && merged.every((letter, i) => letter === this.letters[i]);
    if (!isSame) this.letters = merged;
    return lost;
  }

  /** What is to be asked for now; {@link answered} says what became of each. */
  edits(numbers: LetterNumbers): Edit[] {
    return [...this.strikes(), ...this.writes(numbers)];
  }

  /** @param isDone false: the board is as if it had not been asked */
  answered(edit: Edit, isDone: boolean): void {
    if (edit.kind === "strike") {
      for (let i = 0; i < edit.count; i++) this.striking.delete(edit.first + i);
      return;
    }
    for (const letter of edit.letters) {
      this.writing.delete(letter.number);
      if (isDone) continue;
      this.struck.delete(letter.number);
      letter.number = 0;
    }
  }

  /** Letters with consecutive numbers, as of a word that was typed here, are struck out by one edit. */
  private strikes(): Edit[] {
    const edits: Extract<Edit, { kind: "strike" }>[] = [];
    const numbers = [...this.struck].filter((number) => !this.striking.has(number) && !this.writing.has(number));
    for (const number of numbers.sort((a, b) => a - b)) {
      const last = edits.at(-1);
      if (last && last.first + last.count === number && last.count < LONGEST_TEXT) last.count++;
      else edits.push({ kind: "strike", first: number, count: 1 });
      this.striking.add(number);
    }
    return edits;
  }

  private writes(numbers: LetterNumbers): Edit[] {
    const edits: Edit[] = [];
    const text = this.letters;
    for (let start = 0; start < text.length; start++) {
      if (text[start].number > 0) continue;
      let end = start + 1;
      while (text[end]?.number === 0) end++;
      const letters = text.slice(start, end);
      const first = numbers.take(letters.length);
      letters.forEach((letter, i) => {
        letter.number = first + i;
        this.writing.add(letter.number);
      });
      edits.push({ kind: "write", after: start > 0 ? text[start - 1].number : 0, first, letters });
    }
    return edits;
  }

  /** The letters that the board does not have yet, by the number of the one before them that it has. */
  private ownByPrevious(onBoard: ReadonlySet<number>): Map<number, Letter[]> {
    const own = new Map<number, Letter[]>();
    let previous = 0;
    for (const letter of this.letters) {
      if (onBoard.has(letter.number)) previous = letter.number;
      else if (letter.number === 0 || this.writing.has(letter.number)) {
        own.set(previous, [...(own.get(previous) ?? []), letter]);
      }
    }
    return own;
  }
}

/** Takes away the last of the letters that the board was not asked for yet, until the rest fits, and returns how many. */
function cut(letters: Letter[]): number {
  let lost = 0;
  for (let i = letters.length - 1; i >= 0 && letters.length > LONGEST_TEXT; i--) {
    if (letters[i].number > 0) continue;
    letters.splice(i, 1);
    lost++;
  }
  return lost;
}
