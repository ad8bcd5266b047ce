import type { Color } from "./palette.ts";
import { type Codes, nextWriting, type Writing } from "./writing.ts";
import type { Whiteboard } from "./whiteboardTypes.ts";

type Inputs = Whiteboard["inputs"];

/** What is to be done exactly once. */
export type Deed =
  | { kind: "add"; toX: number; toY: number; toColor: Color }
  | { kind: "move"; note: number; toX: number; toY: number }
  | { kind: "recolor"; note: number; toColor: Color }
  | { kind: "raise" | "delete"; note: number }
  | ({ kind: "write"; note: number } & Writing);

const LAST_DEED = 7;

/**
 * Hands deeds to the server one by one: each is said in every input until the own row in `people` tells that it was done.
 *
 * What is written on a note is no list of keystrokes: from what was told so far, and what the text is to be, the next eight letters follow.
 */
export class Deeds {
  private readonly waiting: { deed: Deed; onDone?: () => void }[] = [];
  private current: { deed: Deed; onDone?: () => void; number: number } | undefined;
  private readonly texts = new Map<number, { told: Codes; wanted: Codes }>();

  /** @param onDone is called when the server has done it */
  do(deed: Deed, onDone?: () => void): void {
    const last = this.waiting.at(-1);
    // Of many small moves the last one counts.
    if (deed.kind === "move" && last?.deed.kind === "move" && last.deed.note === deed.note) this.waiting.pop();
    this.waiting.push({ deed, onDone });
  }

  /** Somebody starts to write on a note which says this. */
  startWriting(note: number, codes: Codes): void {
    this.texts.set(note, { told: codes, wanted: codes });
  }

  /** The text of a note is to be this. */
  write(note: number, codes: Codes): void {
    const text = this.texts.get(note);
    if (text) text.wanted = codes;
    else this.texts.set(note, { told: [], wanted: codes });
  }

  /** Where a note will be when all is done; undefined: nothing moves it. */
  destination(note: number): { x: number; y: number } | undefined {
    const deeds = [...this.waiting.map(({ deed }) => deed).reverse(), this.current?.deed];
    for (const deed of deeds) if (deed?.kind === "move" && deed.note === note) return { x: deed.toX, y: deed.toY };
    return undefined;
  }

  /** The server says which deed was the last that it did. */
  told(done: number): void {
    if (this.current?.number === done) {
      const { onDone } = this.current;
      this.current = undefined;
      onDone?.();
    }
    if (this.current) return;
    const next = this.waiting.shift() ?? this.nextWrite();
    if (next) this.current = { ...next, number: (done % LAST_DEED) + 1 };
  }

  /** The seat is another one: nobody knows what became of the deeds of the last one. */
  restart(): void {
    this.waiting.length = 0;
    this.current = undefined;
    this.texts.clear();
  }

  /** Columns of the input. */
  get input(): Partial<Inputs> {
    if (!this.current) return {};
    const { deed, number } = this.current;
    if (deed.kind !== "write") return { ...deed, deed: number };
    const { letters, ...rest } = deed;
    return { ...rest, deed: number, ...Object.fromEntries(letters.map((code, i) => [`letter${i}`, code])) };
  }

  private nextWrite(): { deed: Deed } | undefined {
    for (const [note, text] of this.texts) {
      const next = nextWriting(text.told, text.wanted);
      if (next) {
        text.told = next.told;
        return { deed: { kind: "write", note, ...next.writing } };
      }
    }
    return undefined;
  }
}
