import { Deeds } from "../src/deeds.ts";
import { Draft } from "../src/draft.ts";
import { codesOf, type Letter, moveSelection, type Selection, textOf } from "../src/letters.ts";

const TICK_RATE_HZ = 30;
const NOTE = 1;
/** The columns of the inputs, in the order in which the rules declare them. */
const INPUTS = [
  ...["x", "y", "pointing", "pen", "eraser", "color", "holds", "holdX", "holdY", "edits"],
  ...["deed", "kind", "note", "toX", "toY", "toColor", "after"],
  ...Array.from({ length: 8 }, (_, i) => `letter${i}`),
];
const KINDS = ["add", "move", "write", "recolor", "raise", "delete", "strike"];

/** What the rules' own module exports, as far as it is used here. */
interface RulesModule {
  rules(): {
    simulate(
      tickRateHz: number,
      seed: bigint,
    ): {
      tableNames(): string[];
      columnNames(table: number): string[];
      join(player: number, name: string): void;
      rest(player: number): void;
      setInput(player: number, raws: Int32Array, viewAgo: number): void;
      step(): void;
      ids(table: number): Int32Array;
      column(table: number, column: number): Int32Array;
    };
  };
}

const { rules } = (await import(
  new URL("../../../../simulation/target/rules/whiteboard.js", import.meta.url).href
)) as RulesModule;

/** What one person is told of the note. */
export interface Told {
  readonly done: number;
  readonly wrote: number;
  readonly letters: readonly Letter[];
}

/** The rules of the whiteboard themselves, with one note, on which people write. */
export class Board {
  private readonly simulation = rules().simulate(TICK_RATE_HZ, 1n);

  constructor(people: number) {
    for (let player = 0; player < people; player++) this.simulation.join(player, `Person ${player}`);
    // The deeds of who added it are counted from there: that is one more person.
    this.simulation.join(people, "Somebody");
    this.take(people, { deed: 1, kind: "add" });
    this.step();
  }

  take(player: number, input: Deeds["input"]): void {
    const { kind = "add", ...numbers } = input;
    const given: Record<string, unknown> = { ...numbers, kind: KINDS.indexOf(kind) };
    this.simulation.setInput(
      player,
      Int32Array.from(INPUTS, (name) => Number(given[name] ?? 0)),
      0,
    );
  }

  rest(player: number): void {
    this.simulation.rest(player);
  }

  step(): void {
    this.simulation.step();
  }

  tell(player: number): Told {
    const people = this.table("people");
    const letters = this.table("letters");
    const text = letters.rows
      .map((row) => ({ number: letters.of("number", row), code: letters.of("code", row), at: letters.of("at", row) }))
      .sort((a, b) => a.at - b.at)
      .map(({ number, code }) => ({ number, code }));
    return { done: people.of("done", player), wrote: people.of("wrote", player), letters: text };
  }

  get text(): string {
    return textOf(this.tell(0).letters);
  }

  private table(name: string) {
    const { simulation } = this;
    const table = simulation.tableNames().indexOf(name);
    const columns = simulation.columnNames(table);
    return {
      rows: [...simulation.ids(table)].map((id) => id & 0xffff),
      of: (column: string, row: number) => simulation.column(table, columns.indexOf(column))[row],
    };
  }
}

/** A page on which one person writes on the note, without a browser: a field that shows letters, and a selection in it. */
export class Writer {
  readonly deeds = new Deeds();
  readonly draft = new Draft([]);
  shown: readonly Letter[] = [];
  selection: Selection = { start: 0, end: 0 };
  /** While it is, the field is not touched. */
  isComposing = false;
  /** Letters that the page has said there is no space for. */
  lost = 0;

  /** Types in place of what is selected. */
  type(text: string): void {
    const before = textOf(this.shown);
    const { start, end } = this.selection;
    const value = before.slice(0, start) + text + before.slice(end);
    this.selection = { start: start + text.length, end: start + text.length };
    const { shown, lost } = this.draft.type(
      this.shown,
      codesOf(value),
      codesOf(value.slice(0, start + text.length)).length,
    );
    this.shown = shown;
    this.lost += lost;
    this.show();
  }

  /** What was told arrives; says what is done now. */
  exchange({ done, wrote, letters }: Told): Deeds["input"] {
    this.deeds.told(done, wrote);
    this.lost += this.draft.merge(letters);
    this.deeds.begin(() => {
      const edit = this.draft.next();
      return edit && { deed: { note: NOTE, ...edit }, onDone: (first) => this.draft.done(first) };
    });
    this.show();
    return this.deeds.input;
  }

  show(): void {
    if (this.isComposing) return;
    this.selection = moveSelection(this.shown, this.draft.letters, this.selection);
    this.shown = this.draft.letters;
  }

  get text(): string {
    return textOf(this.shown);
  }
}

/** The way between a page and the board: what is sent comes later, in order, and of what comes at once the newest counts. */
export class Way<Message> {
  private readonly underWay: { tick: number; message: Message }[] = [];
  private lastTick = 0;

  send(message: Message, tick: number): void {
    this.lastTick = Math.max(this.lastTick, tick);
    this.underWay.push({ tick: this.lastTick, message });
  }

  /** The newest that has come by now. */
  take(tick: number): Message | undefined {
    let newest: Message | undefined;
    while (this.underWay.length > 0 && this.underWay[0].tick <= tick) newest = this.underWay.shift()!.message;
    return newest;
  }
}

/** Several pages and the board, with delays between them. */
export class Room {
  readonly board: Board;
  readonly writers: readonly Writer[];
  private readonly up: Way<Deeds["input"]>[];
  private readonly down: Way<Told>[];
  /** By writer: until when the connection is broken. */
  private readonly awayUntil: number[];
  private tick = 0;

  /** @param delay in ticks, for a message of a writer */
  constructor(
    people: number,
    private readonly delay: (writer: number) => number,
  ) {
    this.board = new Board(people);
    this.writers = Array.from({ length: people }, () => new Writer());
    this.up = this.writers.map(() => new Way());
    this.down = this.writers.map(() => new Way());
    this.awayUntil = this.writers.map(() => 0);
  }

  /** Breaks the connection of a writer, who comes back to the same seat; what is under way is lost. */
  break(writer: number, ticks: number): void {
    this.up[writer] = new Way();
    this.down[writer] = new Way();
    this.board.rest(writer);
    this.awayUntil[writer] = this.tick + ticks;
  }

  step(): void {
    this.tick++;
    this.writers.forEach((_, i) => {
      const input = this.up[i].take(this.tick);
      if (input) this.board.take(i, input);
    });
    this.board.step();
    this.writers.forEach((writer, i) => {
      if (this.tick < this.awayUntil[i]) return;
      this.down[i].send(this.board.tell(i), this.tick + this.delay(i));
      const told = this.down[i].take(this.tick);
      if (told) this.up[i].send(writer.exchange(told), this.tick + this.delay(i));
    });
  }

  /** Goes on until nothing is under way any more. */
  rest(): void {
    for (const writer of this.writers) writer.isComposing = false;
    for (let i = 0; i < 3000; i++) {
      this.step();
      const isQuiet = this.writers.every(({ draft, deeds }) => draft.isSettled && deeds.isIdle);
      if (isQuiet && this.writers.every(({ text }) => text === this.board.text)) return;
    }
  }
}
