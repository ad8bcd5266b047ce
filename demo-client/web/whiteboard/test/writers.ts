import { Draft, type Edit } from "../src/draft.ts";
import { codesOf, type Letter, LetterNumbers, moveSelection, type Selection, textOf } from "../src/letters.ts";

const TICK_RATE_HZ = 30;
/** The commands, in the order in which the rules declare them. */
const [ADD, STRIKE, WRITE] = [0, 5, 6];

/** What the rules' own module exports, as far as it is used here. */
interface RulesModule {
  rules(): {
    simulate(
      tickRateHz: number,
      seed: bigint,
    ): {
      tableNames(): string[];
      columnNames(table: number): string[];
      join(player: number, name: string, user: string, isCreator: boolean): void;
      /** Row of the command; −1: the step has as many of that kind from that player as it takes. */
      command(player: number, kind: number, raws: Int32Array, texts: string[]): number;
      commandAnswer(kind: number, row: number): number;
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
  /** Of all edits that it asked for and that were answered, in order: whether they were done. */
  readonly answers: readonly boolean[];
  readonly letters: readonly Letter[];
}

/** The rules of the whiteboard themselves, with one note, on which people write. */
export class Board {
  private readonly simulation = rules().simulate(TICK_RATE_HZ, 1n);
  private readonly note: number;
  /** By player: whether its edits were done. */
  private readonly answers: boolean[][];
  private asked: { player: number; kind: number; row: number }[] = [];

  constructor(people: number) {
    for (let player = 0; player < people; player++) this.simulation.join(player, `Person ${player}`, "", false);
    this.answers = Array.from({ length: people }, () => []);
    this.simulation.command(0, ADD, Int32Array.of(0, 0, 0), []);
    this.simulation.step();
    [this.note] = this.simulation.ids(this.simulation.tableNames().indexOf("notes"));
  }

  /** Takes an edit into the coming step; false: it has to wait for the next one. */
  take(player: number, edit: Edit): boolean {
    const kind = edit.kind === "strike" ? STRIKE : WRITE;
    const raws = edit.kind === "strike" ? [edit.first, edit.count] : [edit.after, edit.first];
    const texts = edit.kind === "strike" ? [] : [textOf(edit.letters).replaceAll("\n", "↵")];
    const row = this.simulation.command(player, kind, Int32Array.of(this.note, ...raws), texts);
    if (row >= 0) this.asked.push({ player, kind, row });
    return row >= 0;
  }

  step(): void {
    this.simulation.step();
    for (const { player, kind, row } of this.asked) {
      this.answers[player].push(this.simulation.commandAnswer(kind, row) === 0);
    }
    this.asked = [];
  }

  tell(player: number): Told {
    const letters = this.table("letters");
    const text = letters.rows
      .map((row) => ({ number: letters.of("number", row), code: letters.of("code", row), at: letters.of("at", row) }))
      .sort((a, b) => a.at - b.at)
      .map(({ number, code }) => ({ number, code }));
    return { answers: [...this.answers[player]], letters: text };
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
  readonly draft = new Draft([]);
  private readonly numbers: LetterNumbers;
  private readonly asked: Edit[] = [];
  private answered = 0;
  shown: readonly Letter[] = [];
  selection: Selection = { start: 0, end: 0 };
  /** While it is, the field is not touched. */
  isComposing = false;
  /** Letters that the page has said there is no space for. */
  lost = 0;

  constructor(player: number) {
    this.numbers = new LetterNumbers(player, 0.999_9);
  }

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

  /** What was told arrives; says what is asked for now. */
  exchange({ answers, letters }: Told): Edit[] {
    for (; this.answered < answers.length; this.answered++) {
      this.draft.answered(this.asked[this.answered], answers[this.answered]);
    }
    this.lost += this.draft.merge(letters);
    const edits = this.draft.edits(this.numbers);
    // The board gets them as they are now: what is refused gets other numbers.
    const sent = edits.map((edit) =>
      edit.kind === "write" ? { ...edit, letters: edit.letters.map((letter) => ({ ...letter })) } : edit,
    );
    this.asked.push(...edits);
    this.show();
    return sent;
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

/** A way between a page and the board, in order: what is sent comes later, and also what is sent while it is broken. */
class Way<Message> {
  private readonly underWay: { tick: number; message: Message }[] = [];
  private lastTick = 0;

  send(message: Message, tick: number): void {
    this.lastTick = Math.max(this.lastTick, tick);
    this.underWay.push({ tick: this.lastTick, message });
  }

  /** The next that has come by now. */
  next(tick: number): Message | undefined {
    return this.underWay.length > 0 && this.underWay[0].tick <= tick ? this.underWay[0].message : undefined;
  }

  take(): void {
    this.underWay.shift();
  }

  /** What is under way comes again later. */
  break(untilTick: number): void {
    this.lastTick = Math.max(this.lastTick, untilTick);
    for (const sent of this.underWay) sent.tick = Math.max(sent.tick, untilTick);
  }
}

/** Several pages and the board, with delays between them. */
export class Room {
  readonly board: Board;
  readonly writers: readonly Writer[];
  private readonly up: Way<Edit>[];
  private readonly down: Way<Told>[];
  private tick = 0;

  /** @param delay in ticks, for a message of a writer */
  constructor(
    people: number,
    private readonly delay: (writer: number) => number,
  ) {
    this.board = new Board(people);
    this.writers = Array.from({ length: people }, (_, player) => new Writer(player));
    this.up = this.writers.map(() => new Way());
    this.down = this.writers.map(() => new Way());
  }

  /** Breaks the connection of a writer, who comes back to the same seat; what is under way is sent again. */
  break(writer: number, ticks: number): void {
    this.up[writer].break(this.tick + ticks);
    this.down[writer].break(this.tick + ticks);
  }

  step(): void {
    this.tick++;
    this.up.forEach((way, i) => {
      for (let edit = way.next(this.tick); edit && this.board.take(i, edit); edit = way.next(this.tick)) way.take();
    });
    this.board.step();
    this.writers.forEach((writer, i) => {
      this.down[i].send(this.board.tell(i), this.tick + this.delay(i));
      for (let told = this.down[i].next(this.tick); told; told = this.down[i].next(this.tick)) {
        this.down[i].take();
        for (const edit of writer.exchange(told)) this.up[i].send(edit, this.tick + this.delay(i));
      }
    });
  }

  /** Goes on until nothing is under way any more. */
  rest(): void {
    for (const writer of this.writers) writer.isComposing = false;
    for (let i = 0; i < 3000; i++) {
      this.step();
      if (this.writers.every(({ draft, text }) => draft.isSettled && text === this.board.text)) return;
    }
  }
}
