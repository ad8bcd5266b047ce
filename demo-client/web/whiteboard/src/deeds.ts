import type { Edit } from "./draft.ts";
import type { Color } from "./palette.ts";
import type { Whiteboard } from "./whiteboardTypes.ts";

type Inputs = Whiteboard["inputs"];

/** What is to be done exactly once. */
type Deed =
  | { kind: "add"; toX: number; toY: number; toColor: Color }
  | { kind: "move"; note: number; toX: number; toY: number }
  | { kind: "recolor"; note: number; toColor: Color }
  | { kind: "raise" | "delete"; note: number }
  | ({ note: number } & Edit);

/** A deed, and a function that is called when the server has done it. */
export interface Task {
  readonly deed: Deed;
  /** @param wrote number of the first letter that it wrote; 0: it wrote none */
  readonly onDone?: ((wrote: number) => void) | undefined;
}

const LAST_DEED = 7;

/** Hands deeds to the server one by one: each is in every input until the own row in `people` says that it was done. */
export class Deeds {
  private readonly waiting: Task[] = [];
  private current: (Task & { number: number }) | undefined;
  private done = 0;

  do(deed: Deed, onDone?: Task["onDone"]): void {
    const last = this.waiting.at(-1);
    // Of many small moves the last one counts.
    if (deed.kind === "move" && last?.deed.kind === "move" && last.deed.note === deed.note) this.waiting.pop();
    this.waiting.push({ deed, onDone });
  }

  /** Where a note will be when all is done; undefined: nothing moves it. */
  destination(note: number): { x: number; y: number } | undefined {
    const deeds = [...this.waiting.map(({ deed }) => deed).reverse(), this.current?.deed];
    for (const deed of deeds) if (deed?.kind === "move" && deed.note === note) return { x: deed.toX, y: deed.toY };
    return undefined;
  }

  /** The server says which deed was the last that it did, and what that wrote. */
  told(done: number, wrote: number): void {
    this.done = done;
    if (this.current?.number !== done) return;
    const { onDone } = this.current;
    this.current = undefined;
    onDone?.(wrote);
  }

  /** Takes up the next deed if there is none under way; `idle` gives a deed where none waits. */
  begin(idle: () => Task | undefined): void {
    if (this.current) return;
    const next = this.waiting.shift() ?? idle();
    if (next) this.current = { ...next, number: (this.done % LAST_DEED) + 1 };
  }

  /** Whether all is done. */
  get isIdle(): boolean {
    return !this.current && this.waiting.length === 0;
  }

  /** The seat is another one: nobody knows what became of the deeds of the last one. */
  restart(): void {
    this.waiting.length = 0;
    this.current = undefined;
  }

  /** Columns of the input. */
  get input(): Partial<Inputs> {
    if (!this.current) return {};
    const { deed, number } = this.current;
    if (!("letters" in deed)) return { ...deed, deed: number };
    const { letters, ...rest } = deed;
    return { ...rest, deed: number, ...Object.fromEntries(letters.map((code, i) => [`letter${i}`, code])) };
  }
}
