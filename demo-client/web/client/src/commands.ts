import { checkText } from "./chat.ts";
import type { Command } from "./clientFrame.ts";
import { restingRaw } from "./inputState.ts";
import { MalformedFrameError } from "./malformedFrameError.ts";
import type { ColumnKind, ColumnValue, Table } from "./schema.ts";
import { bytes as range, IntList, readFields, varint, type WireReader } from "./wireReader.ts";

/** Most commands that wait for their answers. A server takes fewer, so this bounds what piles up while there is no connection. */
const MOST_WAITING = 256;
/** Most commands in one frame. */
const MOST_IN_FRAME = 32;
/** With so many values and characters, of up to five bytes each, a frame is full: a server takes messages of 4096 bytes. */
const FULL_VALUES = 256;
/** A frame goes out at once; what comes within this time after it waits, and goes together. */
const SPACING_MILLIS = 10;
/** Most characters of a text column that says nothing else. */
const USUAL_TEXT = 200;
const REFUSED = 0;

const SENTENCES = {
  tooMany: "Too many commands wait to be done: this one was not done.",
  left: "You left the room before the answer came.",
  closed: "The connection ended before the answer came.",
  seatLost: "The seat was lost before the answer came.",
};

/**
 * Why a command has no answer. `tooMany`: it was refused, and not done. `left`, `closed`, `seatLost`: it was done or not, and nobody will say which.
 */
export type CommandFailure = keyof typeof SENTENCES;

/** A command was refused, or can never be answered; `message` is a sentence for the player. */
export class CommandError extends Error {
  override readonly name = "CommandError";

  constructor(
    readonly reason: CommandFailure,
    message: string = SENTENCES[reason],
  ) {
    super(message);
  }
}

interface Waiting {
  readonly command: Command;
  readonly labels: readonly string[];
  readonly resolve: (answer: boolean | string) => void;
  readonly reject: (reason: CommandError) => void;
}

/**
 * A player's commands that have no answer yet, over as many connections as it takes.
 *
 * Numbers them as PROTOCOL.md says under "Commands": the server does each number once, so what may have got lost with a connection is sent again.
 */
export class SentCommands {
  /** Oldest first; their numbers follow one another. */
  private readonly waiting: Waiting[] = [];
  /** Number of the first that waits, or else of the next one. */
  #first = 1;
  /** The numbers are not known, as long as no seat is: the welcome says them. */
  #isUnnumbered = true;
  /** How many of those that wait have been sent over this connection. */
  #sent = 0;
  /** Number of the newest answer of which the server has heard over this connection. */
  #confirmed = 0;
  #nextFrameMillis = -Infinity;

  /**
   * Takes a command, to be sent by {@link take}. A value that a column cannot hold is a RangeError, one that is missing a TypeError, an unknown name an Error.
   *
   * @param known the columns that the page knows of; others rest
   */
  add(
    kind: Table,
    values: Readonly<Record<string, ColumnValue>>,
    known: Readonly<Record<string, ColumnKind>> | undefined,
  ): Promise<boolean | string> {
    const command = commandOf(kind, values, known);
    const answer = new Promise<boolean | string>((resolve, reject) => {
      if (this.waiting.length >= MOST_WAITING) reject(new CommandError("tooMany"));
      else this.waiting.push({ command, labels: kind.answers, resolve, reject });
    });
    // A page need not look at how it ends.
    answer.catch(() => {});
    return answer;
  }

  /** A connection begins: in the seat that these commands are of, or in another one. */
  begin(nextCommand: number, isSameSeat: boolean): void {
    if (!isSameSeat) this.fail("seatLost");
    if (this.#isUnnumbered) this.#first = Math.max(1, nextCommand);
    this.#isUnnumbered = false;
    // What the server has taken it will answer.
    this.#sent = Math.min(Math.max(0, nextCommand - this.#first), this.waiting.length);
    this.#confirmed = 0;
    this.#nextFrameMillis = -Infinity;
  }

  /** The room goes by other rules: what was not sent by those before is sent to nobody. */
  swapped(): void {
    for (const { reject } of this.waiting.splice(this.#sent)) reject(new CommandError("seatLost"));
  }

  /** After how many milliseconds there is something to send. */
  millisUntilDue(nowMillis: number): number {
    return this.#sent < this.waiting.length ? Math.max(0, this.#nextFrameMillis - nowMillis) : Infinity;
  }

  /** What is to be sent now; undefined: nothing. */
  take(nowMillis: number): { first: number; commands: Command[] } | undefined {
    if (this.#isUnnumbered || this.millisUntilDue(nowMillis) > 0) return undefined;
    this.#nextFrameMillis = nowMillis + SPACING_MILLIS;
    const first = this.#first + this.#sent;
    const commands: Command[] = [];
    for (let size = 0; size < FULL_VALUES && commands.length < MOST_IN_FRAME && this.#sent < this.waiting.length; ) {
      const { command } = this.waiting[this.#sent++]!;
      commands.push(command);
      size += command.texts.reduce((sum, text) => sum + text.length, command.values.length);
    }
    return { first, commands };
  }

  /** The number of the newest answer, if the server has not heard that it came; else 0. */
  takeConfirmation(): number {
    const newest = this.#first - 1;
    if (newest <= this.#confirmed) return 0;
    this.#confirmed = newest;
    return newest;
  }

  /** Takes the answers of a frame. */
  answered(message: Uint8Array): void {
    const { first, values } = readAnswers(message);
    // Those before the first were told over an earlier connection, or are for the page that was here before.
    for (let i = Math.max(0, this.#first - first); i < values.length; i++) {
      if (first + i !== this.#first || this.#sent === 0) throw new MalformedFrameError("an answer is to no command");
      this.#settle(values[i]!);
    }
  }

  /** Nobody will answer what waits. */
  fail(reason: CommandFailure): void {
    for (const { reject } of this.waiting.splice(0)) reject(new CommandError(reason));
    this.#sent = 0;
    this.#isUnnumbered = true;
  }

  #settle(value: number): void {
    const { labels, resolve, reject } = this.waiting[0]!;
    const answer = labels.length > 0 ? labels[value - 1] : [true, false][value - 1];
    if (value !== REFUSED && answer === undefined) throw new MalformedFrameError(`there is no answer ${value}`);
    this.waiting.shift();
    this.#first++;
    this.#sent--;
    if (answer === undefined) reject(new CommandError("tooMany"));
    else resolve(answer);
  }
}

/** Reads which commands a frame answers, and with what: 0 for one that was refused, else one more than the index of the answer. */
export function readAnswers(message: Uint8Array): { first: number; values: number[] } {
  let first = 0;
  const values = new IntList();
  const takeValues = (field: WireReader, tag: number) => field.repeated(tag, false, values);
  readFields(message, {
    [varint(1)]: (field) => (first = field.uint32()),
    [varint(2)]: takeValues,
    [range(2)]: takeValues,
  });
  return { first, values: [...values.values.subarray(0, values.size)] };
}

/** What goes over the wire for values by name. */
function commandOf(
  kind: Table,
  values: Readonly<Record<string, ColumnValue>>,
  known: Readonly<Record<string, ColumnKind>> | undefined,
): Command {
  for (const name of Object.keys(values)) kind.column(name);
  const command = { kind: kind.index, values: [] as number[], texts: [] as string[] };
  for (const column of kind.columns) {
    const { name } = column;
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    const rests = value === undefined && known && !Object.hasOwn(known, name);
    if (value === undefined && !rests) throw new TypeError(`command "${kind.name}" lacks "${name}"`);
    if (column.kind === "TEXT") {
      const text = value ?? "";
      if (typeof text !== "string") throw new TypeError(`column "${name}" takes a text`);
      checkText(text, column.max || USUAL_TEXT);
      command.texts.push(text);
    } else command.values.push(value === undefined ? restingRaw(column) : column.toRaw(value));
  }
  return command;
}
