import type { Room, Row, TableView } from "tickwire-client";
import type { Letter } from "./letters.ts";
import type { Whiteboard } from "./whiteboardTypes.ts";

type LetterRow = Row<Whiteboard["tables"]["letters"]>;

/** What the notes say, put together from the letters on the board as they are drawn. */
export class Texts {
  private readonly byNote = new Map<number, Set<LetterRow>>();
  private readonly changed = new Set<number>();

  watch(room: Room<Whiteboard>): void {
    room.entities("letters", {
      enter: (letter) => {
        const letters = this.byNote.get(letter.note);
        if (letters) letters.add(letter);
        else this.byNote.set(letter.note, new Set([letter]));
        this.changed.add(letter.note);
      },
      change: (letter) => void this.changed.add(letter.note),
      leave: (letter) => {
        this.byNote.get(letter.note)?.delete(letter);
        this.changed.add(letter.note);
      },
    });
  }

  of(note: number): Letter[] {
    return inOrder([...(this.byNote.get(note) ?? [])]);
  }

  /** The notes whose text is another one since this was last asked. */
  takeChanged(): number[] {
    const notes = [...this.changed];
    this.changed.clear();
    return notes;
  }
}

/** What a note says in one snapshot. */
export function textIn(letters: TableView<Whiteboard["tables"]["letters"]>, note: number): Letter[] {
  const notes = letters.values("note");
  const rows: LetterRow[] = [];
  for (let row = 0; row < letters.size; row++) if (notes[row] === note) rows.push(letters.at(row));
  return inOrder(rows);
}

const inOrder = (letters: LetterRow[]): Letter[] =>
  letters.sort((a, b) => a.at - b.at).map(({ code, number }) => ({ code, number }));
