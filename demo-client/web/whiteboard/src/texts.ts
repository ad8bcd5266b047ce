import type { Room } from "tickwire-client";
import { type Codes } from "./writing.ts";
import type { Whiteboard } from "./whiteboardTypes.ts";

/** What the notes say, put together from the letters on the board. */
export class Texts {
  private readonly byNote = new Map<number, number[]>();
  private readonly changed = new Set<number>();

  watch(room: Room<Whiteboard>): void {
    room.entities("letters", {
      enter: (letter) => this.put(letter.note, letter.at, letter.code),
      change: (letter) => this.put(letter.note, letter.at, letter.code),
      leave: (letter) => this.put(letter.note, letter.at, 0),
    });
  }

  of(note: number): Codes {
    return (this.byNote.get(note) ?? []).filter((code) => code > 0);
  }

  /** The notes whose text is another one since this was last asked. */
  takeChanged(): number[] {
    const notes = [...this.changed];
    this.changed.clear();
    return notes;
  }

  private put(note: number, at: number, code: number): void {
    let codes = this.byNote.get(note);
    if (!codes) this.byNote.set(note, (codes = []));
    while (codes.length < at) codes.push(0);
    codes[at] = code;
    this.changed.add(note);
  }
}
