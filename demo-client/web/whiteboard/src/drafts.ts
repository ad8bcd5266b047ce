import type { TableView } from "tickwire-client";
import type { Commands } from "./commands.ts";
import { Draft, type Edit } from "./draft.ts";
import { type Letter, LetterNumbers, textOf } from "./letters.ts";
import { textIn } from "./texts.ts";
import type { Whiteboard } from "./whiteboardTypes.ts";

/** Letters that the board has not taken after this long are said to be missing there. */
const MOST_WAIT_MILLIS = 2000;
/** Texts of commands have no line breaks: the rules take this for one. */
const LINE_BREAK = "↵";

/** By the ids of their notes, the texts that are written here: while a note is open for writing, and until the board has what was written. */
export class Drafts {
  private readonly byNote = new Map<number, { draft: Draft; heardMillis: number }>();
  private letters: TableView<Whiteboard["tables"]["letters"]> | undefined;
  private nowMillis = 0;
  private numbers = new LetterNumbers(0);

  constructor(private readonly commands: Commands) {}

  /** Begins anew, in the seat of a player. */
  restart(player: number): void {
    this.byNote.clear();
    this.numbers = new LetterNumbers(player);
  }

  /**
   * With each snapshot, after the answers to commands: takes in letters of others.
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

  /** Sends what was written here and is not asked for yet. */
  send(): void {
    for (const [note, entry] of this.byNote) {
      for (const edit of entry.draft.edits(this.numbers)) {
        void this.ask(note, edit).then((isDone) => {
          entry.heardMillis = this.nowMillis;
          entry.draft.answered(edit, isDone);
        });
      }
    }
  }

  private ask(note: number, edit: Edit): Promise<boolean> {
    if (edit.kind === "strike") return this.commands.send("strike", { note, first: edit.first, count: edit.count });
    const { after, first, letters } = edit;
    return this.commands.send("write", { note, after, first, text: textOf(letters).replaceAll("\n", LINE_BREAK) });
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
}

const isSame = (a: readonly Letter[], b: readonly Letter[]): boolean =>
  a.length === b.length && a.every(({ number }, i) => number === b[i].number);
