import { MalformedFrameError } from "./malformedFrameError.ts";
import type { SchemaMessage, TableMessage } from "./welcome.ts";

/** How a column's raw 32-bit integer reads; CELLS: there are several in each row. */
export type ColumnKind = "FIXED" | "ANGLE" | "INTEGER" | "FLAG" | "ENUM" | "REFERENCE" | "TEXT" | "CELLS";

/** Who gets a table's columns: everybody, the player whose entity it is, or that player and its team. */
export type Audience = "EVERYBODY" | "OWNER" | "TEAM";

/** What a page reads of a game, and sends: the kind of each column, by the names of tables, of kinds of events and of columns. */
export interface NeededSchema {
  readonly tables: Readonly<Record<string, NeededColumns>>;
  readonly events?: Readonly<Record<string, NeededColumns>>;
  readonly commands?: Readonly<Record<string, NeededColumns>>;
  readonly inputs: NeededColumns;
}

type NeededColumns = Readonly<Record<string, ColumnKind>>;

/** What a game author gives for, or gets from, one column. */
export type ColumnValue = number | boolean | string;

const MAX_COLUMNS = 63;
const MAX_SLOTS = 65536;
const MAX_CELLS = 1024;
const MAX_CELLS_OF_TABLE = 2 ** 22;
/** Of events, and of commands. */
const MAX_KINDS = 64;
const TOO_LARGE = "the schema is too large";
const FULL_TURN = 2 * Math.PI;
const AUDIENCES: readonly Audience[] = ["EVERYBODY", "OWNER", "TEAM"];
/** By their numbers on the wire; 0 is none. */
const KINDS: readonly (ColumnKind | undefined)[] = [
  undefined,
  "FIXED",
  "ANGLE",
  "INTEGER",
  "FLAG",
  "ENUM",
  "REFERENCE",
  "TEXT",
];

/** One column of a table: a name, and the mapping between raw integers and values. */
export class Column {
  /** Numbers per raw step and at raw 0: value = offset + raw × scale. */
  readonly scale: number;
  readonly offset: number;

  constructor(
    readonly index: number,
    readonly name: string,
    readonly kind: ColumnKind,
    readonly min: number,
    readonly max: number,
    readonly step: number,
    /** ANGLE: a full turn is 2^bits raw steps. */
    readonly bits: number,
    /** ENUM: the name of each value, from 0. */
    readonly labels: readonly string[],
    /** REFERENCE: the table that it points into. */
    readonly target: string,
    /** CELLS: how many values each row has. */
    readonly cells = 1,
  ) {
    this.scale = kind === "FIXED" ? step : kind === "ANGLE" ? FULL_TURN / 2 ** bits : 1;
    this.offset = kind === "FIXED" ? min : 0;
  }

  /** The least and greatest raw value. */
  get minRaw(): number {
    return this.kind === "INTEGER" ? this.min : 0;
  }

  get maxRaw(): number {
    switch (this.kind) {
      case "FIXED":
        return Math.floor((this.max - this.min) / this.step + 0.5);
      case "ANGLE":
        return 2 ** this.bits - 1;
      case "INTEGER":
        return this.max;
      case "FLAG":
        return 1;
      case "ENUM":
        return this.labels.length - 1;
      default:
        return 0x7fffffff;
    }
  }

  /** A raw integer as a number: units for FIXED, radians for ANGLE, else the integer itself. */
  toNumber(raw: number): number {
    return this.offset + raw * this.scale;
  }

  /** What to add to a raw integer to come to another; where the column goes round, the shorter way. */
  wayFrom(from: number, to: number): number {
    if (this.kind !== "ANGLE") return to - from;
    const unused = 32 - this.bits;
    return ((to - from) << unused) >> unused;
  }

  /** A raw number within the column's turn, if it goes round. */
  wrapped(raw: number): number {
    if (this.kind !== "ANGLE") return raw;
    const turn = 2 ** this.bits;
    return ((raw % turn) + turn) % turn;
  }

  /** The raw integer for a value; RangeError when the column cannot hold it. */
  toRaw(value: ColumnValue): number {
    let raw: number;
    if (this.kind === "ENUM" && typeof value === "string") raw = this.labels.indexOf(value);
    else if (typeof value === "boolean") raw = value ? 1 : 0;
    else if (typeof value === "string") raw = NaN;
    else raw = this.wrapped(Math.floor((value - this.offset) / this.scale + 0.5));
    if (!(raw >= this.minRaw && raw <= this.maxRaw)) {
      throw new RangeError(`column "${this.name}" (${this.#describeRange()}) cannot hold ${JSON.stringify(value)}`);
    }
    return raw;
  }

  #describeRange(): string {
    if (this.kind === "ENUM") return this.labels.join(", ");
    if (this.kind === "FLAG") return "true or false";
    if (this.kind === "FIXED" || this.kind === "INTEGER") return `${this.min} to ${this.max}`;
    return this.kind;
  }
}

/** A table's name and columns, without its rows. */
export class Table {
  private readonly byName = new Map<string, Column>();

  constructor(
    readonly index: number,
    readonly name: string,
    readonly capacity: number,
    readonly columns: readonly Column[],
    /** Who is told of it. Where there are several of one name, that for the most players has all entities, and the others more columns of some. */
    readonly audience: Audience = "EVERYBODY",
    /** Index of the column with the number of the player to whom an entity belongs; -1: to the one whose number its slot is; the number of columns: clients are not told. */
    readonly ownerColumn: number = -1,
    /** Of commands: what they are answered with; none: true or false. */
    readonly answers: readonly string[] = [],
  ) {
    for (const column of columns) this.byName.set(column.name, column);
  }

  /** The column of that name; an Error that lists the columns when there is none. */
  column(name: string): Column {
    return named(this.byName, name, `table "${this.name}" has no column`);
  }
}

/** What a game's state and inputs are made of, as the server described it when this client joined. */
export class Schema {
  /** Of each name the table that has all of its entities: that for the most players. */
  readonly wholeTables: readonly Table[];
  private readonly byName = new Map<string, Table>();
  readonly #eventsByName = new Map<string, Table>();
  readonly #commandsByName = new Map<string, Table>();

  constructor(
    /** First those for everybody, then those for owners, then those for teams. */
    readonly tables: readonly Table[],
    readonly inputs: Table,
    /** The kinds of events; their capacity is the most of them in one tick. */
    readonly events: readonly Table[] = [],
    /** False: some columns are of kinds that this client does not know. They read as INTEGER, and the hash is another one. */
    readonly knowsAllKinds = true,
    /** The kinds of commands; their capacity is the most of one player that one tick takes. */
    readonly commands: readonly Table[] = [],
  ) {
    for (const table of tables) {
      const whole = this.byName.get(table.name);
      // An owner is in its own team.
      if (!whole || whole.audience === "OWNER") this.byName.set(table.name, table);
    }
    this.wholeTables = [...this.byName.values()];
    for (const kind of events) this.#eventsByName.set(kind.name, kind);
    for (const kind of commands) this.#commandsByName.set(kind.name, kind);
  }

  /** The tables with the further columns that only some get of a whole table's entities. */
  partsOf(table: Table): readonly Table[] {
    return this.tables.filter((part) => part.name === table.name && part !== table);
  }

  /** Checks and converts the schema of a welcome. */
  static fromWire(wire: SchemaMessage | undefined): Schema {
    if (!wire) throw new MalformedFrameError("the welcome has no schema");
    const inputs = wire.inputs ?? { name: "", capacity: 0, columns: [], audience: 0, ownerColumn: 0, answers: [] };
    if (Math.max(wire.events.length, wire.commands.length) > MAX_KINDS) throw new MalformedFrameError(TOO_LARGE);
    const all = [...wire.tables, inputs, ...wire.events, ...wire.commands];
    const schema = new Schema(
      wire.tables.map(tableFromWire),
      tableFromWire(inputs, 0),
      wire.events.map(tableFromWire),
      all.every(({ columns }) => columns.every(({ kind }) => KINDS[kind])),
      wire.commands.map(tableFromWire),
    );
    schema.tables.forEach((table, index) => schema.#check(table, schema.tables[index - 1]));
    if (schema.inputs.audience !== "EVERYBODY") throw new MalformedFrameError("the inputs are for few");
    const names = [schema.tables, schema.events, [schema.inputs], schema.commands].flatMap(namesOf);
    if (new Set(names).size < names.length) throw new MalformedFrameError("a name comes twice");
    return schema;
  }

  #check(table: Table, before: Table | undefined): void {
    if (AUDIENCES.indexOf(table.audience) < AUDIENCES.indexOf(before?.audience ?? "EVERYBODY")) {
      throw new MalformedFrameError(`table "${table.name}" comes after one for fewer players`);
    }
    if (this.byName.get(table.name)?.capacity !== table.capacity) {
      throw new MalformedFrameError(`table "${table.name}" has two capacities`);
    }
  }

  /** The first thing that a page needs and the game does not have, or has otherwise; undefined: it has all. */
  lackOf({ tables, events = {}, commands = {}, inputs }: NeededSchema): string | undefined {
    const asked = (what: string, all: readonly Table[], needed: Readonly<Record<string, NeededColumns>>) =>
      Object.entries(needed).map(
        ([name, columns]) => [`${what} "${name}"`, all.filter((table) => table.name === name), columns] as const,
      );
    const parts = [
      ...asked("table", this.tables, tables),
      ...asked("event", this.events, events),
      ...asked("command", this.commands, commands),
    ];
    for (const [what, found, needed] of [...parts, ["input", [this.inputs], inputs] as const]) {
      if (found.length === 0) return `there is no ${what}`;
      const kinds = new Map(found.flatMap(({ columns }) => columns.map(({ name, kind }) => [name, kind])));
      for (const [name, kind] of Object.entries(needed)) {
        if (kinds.get(name) !== kind) return `${what} has no ${kind} column "${name}"`;
      }
    }
    return undefined;
  }

  /** The table of that name; an Error that lists the tables when there is none. */
  table(name: string): Table {
    return named(this.byName, name, "the game has no table");
  }

  /** The kind of events of that name; an Error that lists the kinds when there is none. */
  event(name: string): Table {
    return named(this.#eventsByName, name, "the game has no events");
  }

  /** The kind of commands of that name; an Error that lists the kinds when there is none. */
  command(name: string): Table {
    return named(this.#commandsByName, name, "the game has no command");
  }

  /** 32-bit FNV-1a over the schema's text form, unsigned; equal hashes mean that client and server agree. */
  hash(): number {
    let text = "";
    for (const table of [...this.tables, this.inputs]) text += textOf("table", table);
    for (const kind of this.events) text += textOf("events", kind);
    for (const kind of this.commands) text += `${textOf("commands", kind)}answers ${kind.answers.join(",")}\n`;
    let hash = 2166136261;
    for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 16777619);
    return hash >>> 0;
  }
}

/** What has a name; an Error that lists the names when nothing has that one. */
export function named<Thing>(things: ReadonlyMap<string, Thing>, name: string, lack: string): Thing {
  const thing = things.get(name);
  if (thing !== undefined) return thing;
  throw new Error(`${lack} "${name}"; it has ${[...things.keys()].join(", ") || "none"}`);
}

function textOf(what: string, table: Table): string {
  const audience = table.audience === "EVERYBODY" ? "" : ` ${table.audience}`;
  let text = `${what} ${table.name} ${table.capacity}${audience}\n`;
  for (const { name, kind, min, max, step, bits, labels, target, cells } of table.columns) {
    text += `${name} ${kind}${cells > 1 ? ` ${cells}` : ""} ${hex(min)} ${hex(max)} ${hex(step)} ${bits} ${labels.join(",")} ${target}\n`;
  }
  return text;
}

function tableFromWire(wire: TableMessage, index: number): Table {
  if (wire.columns.length > MAX_COLUMNS || wire.capacity > MAX_SLOTS) {
    throw new MalformedFrameError(TOO_LARGE);
  }
  if (wire.ownerColumn > wire.columns.length + 1) {
    throw new MalformedFrameError(`table "${wire.name}" has no column ${wire.ownerColumn} for owners`);
  }
  const columns = wire.columns.map((column, columnIndex) => {
    const { name, min, max, step, bits, labels, target } = column;
    const cells = column.cells || 1;
    const kind = cells > 1 ? "CELLS" : (KINDS[column.kind] ?? "INTEGER");
    const isRange =
      kind === "FIXED"
        ? step > 0 && step < Infinity && min <= max && (max - min) / step < 2 ** 31
        : kind === "ANGLE"
          ? bits >= 1 && bits <= 31
          : KINDS[column.kind] !== "INTEGER" || ((min | 0) === min && (max | 0) === max && min <= max);
    const isWhole =
      cells === 1 ||
      (KINDS[column.kind] === "INTEGER" && cells <= MAX_CELLS && cells * wire.capacity <= MAX_CELLS_OF_TABLE);
    if (!isRange || !isWhole) throw new MalformedFrameError(`column "${name}" makes no sense`);
    return new Column(columnIndex, name, kind, min, max, step, bits, labels, target, cells);
  });
  const audience = AUDIENCES[wire.audience];
  if (!audience) throw new MalformedFrameError(`table "${wire.name}" is for an unknown audience`);
  return new Table(index, wire.name, wire.capacity, columns, audience, wire.ownerColumn - 1, wire.answers);
}

/** Names that must be there only once. Column names differ within all tables of one name. */
function namesOf(tables: readonly Table[], kind: number): string[] {
  return tables.flatMap(({ name, audience, columns }) => [
    `${kind} ${name} ${audience}`,
    ...columns.map((column) => `${kind} ${name}.${column.name}`),
  ]);
}

function hex(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, "0");
}
