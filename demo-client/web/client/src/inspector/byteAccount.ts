import type { Audience, Schema, Table } from "../schema.ts";

/** The rows of which an account has one each, by their indexes. The server's account has the same, but for OTHER. */
export const Row = {
  TICK: 0,
  INPUTS: 1,
  ANSWERS: 2,
  RATES: 3,
  HASH: 4,
  CHATS: 5,
  BLOCKS: 6,
  TEXTS: 7,
  OTHER: 8,
} as const;

/** What bits of a frame can be for. */
export type RowKind = keyof typeof Row | "EVENTS" | "TABLE" | "ENTITIES" | "COLUMN";

/** One thing that bits are for. */
export interface AccountRow {
  readonly kind: RowKind;
  /** Of the table or of the kind of events; empty where it is of neither. */
  readonly name: string;
  readonly audience: Audience;
  /** Empty where it is of no column. */
  readonly column: string;
}

/** Which rows an account of a game's frames has, in which order. */
export class AccountLayout {
  readonly rows: readonly AccountRow[];
  readonly #events: readonly number[];
  readonly #tables: readonly number[];

  constructor(schema: Schema) {
    const rows: AccountRow[] = (Object.keys(Row) as RowKind[]).map((kind) => ({
      kind,
      name: "",
      audience: "EVERYBODY",
      column: "",
    }));
    const add = (kind: RowKind, { name, audience }: Table, column = "") =>
      rows.push({ kind, name, audience, column }) - 1;
    this.#events = schema.events.map((kind) => add("EVENTS", kind));
    this.#tables = schema.tables.map((table) => {
      const first = add("TABLE", table);
      add("ENTITIES", table);
      for (const column of table.columns) add("COLUMN", table, column.name);
      return first;
    });
    this.rows = rows;
  }

  /** Index of the row of a kind of events; of OTHER where there is no such kind. */
  events(kind: number): number {
    return this.#events[kind] ?? Row.OTHER;
  }

  /** Index of the row TABLE of a table; those of its ENTITIES and of its columns follow. OTHER where there is no such table. */
  table(index: number): number {
    return this.#tables[index] ?? Row.OTHER;
  }
}
