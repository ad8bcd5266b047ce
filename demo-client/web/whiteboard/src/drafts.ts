import type { TableView } from "tickwire-client";
import type { Task } from "./deeds.ts";
import { Draft } from "./draft.ts";
import type { Letter } from "./letters.ts";
import { textIn } from "./texts.ts";
import type { Whiteboard } from "./whiteboardTypes.ts";

/** Letters that the board has not taken after this long are said to be missing there. */
const MOST_WAIT_MILLIS = 2000;

/** By their notes' numbers, the texts that are written here: while a note is open for writing, and until the board has what was written. */
export class Drafts {
  private readonly byNote = new Map<number, { draft: Draft; heardMillis: number }>();
  private letters: TableView<Whiteboard["tables"]["letters"]> | undefined;
  private nowMillis = 0;

  /**
   * With each snapshot, after the answers to deeds: takes in letters of others.
   *
   * @returns how many letters there is no space for any more
   */
  merge(letters: TableView<Whiteboard["tables"]["letters"]>, nowMillis: number): number {
    this.letters = letters;
    this.nowMillis = nowMillis;
    let lost = 0;
    for (const [note, entry] of this.byNote) {
      lost += entry.draft.merge(textIn(letters, note));
      if (entry.draft.isSettled) entry.heardMillis = nowMillis;
    }
    return lost;
  }

  /** The next edit to send, so that the board gets the letters that are written here. */
  nextEdit(): Task | undefined {
    for (const [note, entry] of this.byNote) {
      const edit = entry.draft.next();
      if (!edit) continue;
      const onDone = (wrote: number) => {
        entry.heardMillis = this.nowMillis;
        entry.draft.done(wrote);
      };
      return { deed: { note, ...edit }, onDone };
    }
    return undefined;
  }

  /** The draft of a note: a new one says what the board does. */
  open(note: number): Draft {
    const known = this.byNote.get(note);
    if (known) return known.draft;
    const draft = new Draft(this.letters ? textIn(this.letters, note) : []);
    this.byNote.set(note, { draft, heardMillis: this.nowMillis });
    return draft;
  }

  get(note: number): Draft | undefined {
    return this.byNote.get(note)?.draft;
  }

  /** Whether the board has had no news for a while of what was written on a note. */
  isLate(note: number): boolean {
    const entry = this.byNote.get(note);
    return entry !== undefined && this.nowMillis - entry.heardMillis > MOST_WAIT_MILLIS;
  }

  /** Whether the board has all that was written here. */
  get isSettled(): boolean {
    return [...this.byNote.values()].every(({ draft }) => draft.isSettled);
  }

  /** Drops drafts that the board has, as soon as the board is drawn with them: views are a little older than snapshots. */
  dropSettled(isOpen: (note: number) => boolean, drawn: (note: number) => readonly Letter[]): void {
    for (const [note, { draft }] of this.byNote) {
      if (draft.isSettled && !isOpen(note) && isSame(draft.letters, drawn(note))) this.byNote.delete(note);
    }
  }

  drop(note: number): void {
    this.byNote.delete(note);
  }

  clear(): void {
    this.byNote.clear();
  }
}

const isSame = (a: readonly Letter[], b: readonly Letter[]): boolean =>
  a.length === b.length && a.every(({ number }, i) => number === b[i].number);
