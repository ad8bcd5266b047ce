import type { ColumnValue } from "./schema.ts";

/** The types of a game: the columns of its tables, its inputs, and its events, commands and tunables if it has any. */
export interface GameTypes {
  tables: object;
  inputs: object;
  events?: object;
  commands?: object;
  tunables?: object;
  options?: object;
  labels?: object;
}

/** The columns of a game's events, by kind. */
export type EventsOf<Game extends GameTypes> = Game extends { events: infer Events extends object }
  ? Events
  : Record<never, never>;

/** The values of a game's commands, and what they are answered with, by kind. */
export type CommandsOf<Game extends GameTypes> = Game extends { commands: infer Commands extends object }
  ? Commands
  : Record<never, never>;

/** What `send` takes after the kind: nothing need be said where there is nothing to say. */
export type CommandValues<Command> = Command extends { values: infer Values }
  ? Record<never, never> extends Values
    ? [values?: Values]
    : [values: Values]
  : never;

/** What the rules answer to a kind of commands: true or false, or one of its labels. */
export type CommandAnswer<Command> = Command extends { answer: infer Answer } ? Answer : never;

/** The numbers that designers set, by name. */
export type TunablesOf<Game extends GameTypes> = Readonly<
  Game extends { tunables: infer Tunables extends object } ? Tunables : Record<string, number>
>;

/** What rooms of a game may be opened with. */
export type OptionsOf<Game extends GameTypes> = Game extends { options: infer Options extends object }
  ? Options
  : Record<string, ColumnValue>;

/** What rooms of a game can be looked for by: options that are labels, and labels that the rules give. */
export type LabelsOf<Game extends GameTypes> = OptionsOf<Game> &
  (Game extends { labels: infer Labels extends object } ? Labels : unknown);

/** What players may choose beside the options of a game, where the room type lets them. */
export interface RoomChoices {
  readonly playerLimit?: number | undefined;
  readonly tickRateHz?: number | undefined;
}

/** How fast a room goes. */
export interface Rates {
  readonly tickRateHz: number;
  /** A snapshot comes after each tick (1), after every other one (2), and so on. */
  readonly ticksPerSnapshot: number;
}

/** Any game: columns, inputs, events and commands are not checked by the compiler. */
export interface AnyGame {
  tables: Record<string, Record<string, any>>;
  inputs: Record<string, ColumnValue>;
  events: Record<string, Record<string, any>>;
  commands: Record<string, { values: Record<string, ColumnValue>; answer: any }>;
}
