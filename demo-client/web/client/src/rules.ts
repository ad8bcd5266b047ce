/** A game's rules, compiled from its Java class to JavaScript: what the module that comes of it exports. */
export interface Rules {
  predict(tickRateHz: number): PredictedWorld;
}

/**
 * A client's copy of the world, which rules can run ahead of the server.
 *
 * Tables are those with all entities of their name, by their index in the schema; *parts* are all tables of the schema. The arrays of
 * {@link column} are the world itself, not copies.
 */
export interface PredictedWorld {
  /** Hash of the schema that these rules were compiled with, as an int of 32 bits. */
  schemaHash(): number;
  setTickRateHz(tickRateHz: number): void;
  /** Gives a tunable the server's value; false: the rules know none of that name, or do not take that value. */
  tune(name: string, value: number): boolean;
  /** How far back rules may look for what a player saw, in {@link PARTS_PER_TICK}. */
  setMostViewAgo(parts: number): void;
  /** Which rows of a table are predicted: none, those of the player, or all. */
  predicted(table: number): Predicted;
  /** Forgets all rows, to take those of a snapshot. */
  begin(tick: number, player: number): void;
  /** Takes the rows of the first `count` entities of a list, all their values at rest. */
  add(table: number, ids: Int32Array, count: number): void;
  /** A column's raw values by slot. Another array after {@link add} or {@link step} had to make room. */
  column(part: number, column: number): Int32Array;
  /** The snapshot is complete. */
  loaded(): void;
  setInput(raws: Int32Array, viewAgo: number): void;
  step(): void;
  save(): void;
  /** Goes back to what {@link save} kept. */
  restore(): void;
  /** Fills in the ids of the predicted rows of a table, in slot order; returns how many there are. */
  predictedIds(table: number, ids: Int32Array): number;
}

/** Which rows of a table are predicted. */
export type Predicted = "NONE" | "OWN" | "ALL";

/** How many parts a tick has, in which the client says how far behind a view was. */
export const PARTS_PER_TICK = 16;
