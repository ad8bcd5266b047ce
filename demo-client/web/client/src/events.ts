import { MalformedFrameError } from "./malformedFrameError.ts";
import type { Column, ColumnValue, Schema, Table } from "./schema.ts";
import type { ServerFrame } from "./serverFrame.ts";
import { bytes as range, IntList, readFields, varint, type WireReader } from "./wireReader.ts";

const MAX_EVENTS = 4096;
/** The most events that wait to be drawn. If there are more, nobody draws: listeners hear the oldest early. */
const MAX_WAITING = 4096;
const NONE: readonly RawEvent[] = [];

/** Something that happened: the `tick` at which it did, and a property for each column. */
export type GameEvent<Columns> = { readonly tick: number } & Readonly<Columns>;

/** Something that happened, as it came: the raw integers of its kind's columns, and the texts of TEXT columns. */
export interface RawEvent {
  readonly kind: Table;
  readonly tick: number;
  readonly raws: readonly (number | string)[];
}

/** Reads the events of frames, as PROTOCOL.md says under "Events"; what no correct server sends is a {@link MalformedFrameError}. */
export class EventDecoder {
  private readonly ago = new IntList();
  private readonly values = new IntList();
  private texts: string[] = [];

  readonly #schema: Schema;

  constructor(schema: Schema) {
    this.#schema = schema;
  }

  /** The events of a frame: by tick, then by kind. */
  read(frame: ServerFrame): readonly RawEvent[] {
    if (frame.events.size === 0) return NONE;
    const events: RawEvent[] = [];
    const seen = new Set<Table>();
    for (let i = 0; i < frame.events.size; i += 2) {
      const kind = this.#readBatch(frame, i);
      if (seen.has(kind)) throw new MalformedFrameError(`a frame has events "${kind.name}" twice`);
      seen.add(kind);
      this.#addEvents(kind, frame.tick, events);
    }
    return events.sort((a, b) => a.tick - b.tick || a.kind.index - b.kind.index);
  }

  #readBatch({ bytes, events }: ServerFrame, at: number): Table {
    const { ago, values } = this;
    let index = 0;
    ago.clear();
    values.clear();
    this.texts = [];
    const takeAgo = (field: WireReader, tag: number) => field.repeated(tag, false, ago);
    const takeValues = (field: WireReader, tag: number) => field.repeated(tag, true, values);
    readFields(bytes.subarray(events.values[at], events.values[at + 1]), {
      [varint(1)]: (field) => (index = field.uint32()),
      [varint(2)]: takeAgo,
      [range(2)]: takeAgo,
      [varint(3)]: takeValues,
      [range(3)]: takeValues,
      [range(4)]: (field) => this.texts.push(field.text()),
    });
    const kind = this.#schema.events[index];
    if (!kind) throw new MalformedFrameError(`there is no kind of events ${index}`);
    return kind;
  }

  #addEvents(kind: Table, frameTick: number, events: RawEvent[]): void {
    const { ago, values } = this;
    const count = ago.size;
    if (events.length + count > MAX_EVENTS) throw new MalformedFrameError(`a frame has over ${MAX_EVENTS} events`);
    if (values.size !== count * kind.columns.length) {
      throw new MalformedFrameError(`${count} events "${kind.name}" have ${values.size} values`);
    }
    let ticksAgo = 0;
    for (let i = 0; i < count; i++) {
      // Counts above 2^31 look negative in the list.
      const difference = ago.values[i]! >>> 0;
      ticksAgo = i === 0 ? difference : ticksAgo - difference;
      if (ticksAgo < 0 || ticksAgo >= frameTick) throw new MalformedFrameError("an event is of a tick that was not");
      events.push({
        kind,
        tick: frameTick - ticksAgo,
        raws: kind.columns.map((column, c) => this.#rawOf(column, values.values[c * count + i]!)),
      });
    }
  }

  #rawOf({ kind }: Column, value: number): number | string {
    if (kind !== "TEXT") return value;
    const text = value === 0 ? "" : this.texts[value - 1];
    if (text === undefined) throw new MalformedFrameError(`there is no text ${value}`);
    return text;
  }
}

/** The event that a game's author gets. */
export function eventOf({ kind, tick, raws }: RawEvent): GameEvent<Record<string, ColumnValue>> {
  const values = kind.columns.map((column) => [column.name, valueOf(column, raws[column.index]!)] as const);
  // Also where a column is called `__proto__`.
  return Object.fromEntries<ColumnValue>([...values, ["tick", tick]]) as GameEvent<Record<string, ColumnValue>>;
}

function valueOf(column: Column, raw: number | string): ColumnValue {
  if (typeof raw === "string") return raw;
  if (column.kind === "FLAG") return raw !== 0;
  if (column.kind === "ENUM") return column.labels[raw] ?? "";
  return column.toNumber(raw);
}

interface Happening {
  readonly kind: string;
  readonly event: GameEvent<any>;
}

/** Tells of events in order: of each once when it has arrived, and once when it is drawn. */
export class EventQueue {
  private readonly arrived: Happening[] = [];
  private readonly waiting: Happening[] = [];

  constructor(private readonly tell: (kind: string, event: GameEvent<any>, drawn: boolean) => void) {}

  push(kind: string, event: GameEvent<any>): void {
    this.arrived.push({ kind, event });
  }

  tellArrived(): void {
    for (let next = this.arrived.shift(); next; next = this.arrived.shift()) {
      this.waiting.push(next);
      this.tell(next.kind, next.event, false);
    }
    while (this.waiting.length > MAX_WAITING) this.#tellOldest();
  }

  /** Tells of what has happened up to a tick. */
  tellDrawn(tick: number): void {
    while (this.waiting.length > 0 && this.waiting[0]!.event.tick <= tick) this.#tellOldest();
  }

  #tellOldest(): void {
    const { kind, event } = this.waiting.shift()!;
    this.tell(kind, event, true);
  }
}
