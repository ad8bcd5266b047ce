import type { Column, Schema, Table } from "tickwire-client";

/** Where a table's rows are: a pair of columns that can be drawn. */
export interface Place {
  readonly x: Column;
  readonly y: Column;
}

/** A table that is drawn, and which of its columns say how. */
export interface Layer {
  readonly table: Table;
  readonly place: Place;
  readonly heading: Column | undefined;
  readonly name: Column | undefined;
  /** Says whose a row is: a player's number, or an entity of a table with a row per player. */
  readonly owner: Column | undefined;
  /** Whether a row's place in the table is its player's number. */
  readonly perPlayer: boolean;
}

/** The part of the plane in which everything is. */
export interface Bounds {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** The slot of an entity, which is its row's place in its table. */
export const slotOf = (id: number): number => id & 0xffff;

/** The first pair of columns that are named like places, `x` and `y` or `coinX` and `coinY`; undefined: there is none. */
export function placeOf({ columns }: Table): Place | undefined {
  for (const x of columns) {
    const [, prefix, letter] = /^(|.*[a-z0-9_])(X|(?<=^|_)x)$/.exec(x.name) ?? [];
    if (letter === undefined || !isNumber(x)) continue;
    const y = columns.find(({ name }) => name === prefix + (letter === "X" ? "Y" : "y"));
    if (y && isNumber(y)) return { x, y };
  }
  return undefined;
}

/** The tables of a game that can be drawn. */
export function layersOf(schema: Schema): Layer[] {
  const layers: Layer[] = [];
  // The first with as many rows as there are players; others may have as many by chance.
  const ofPlayers = schema.tables.find(({ capacity }) => capacity === schema.inputs.capacity);
  for (const table of schema.tables) {
    const place = table.audience === "EVERYBODY" && placeOf(table);
    if (!place) continue;
    const first = (kind: Column["kind"]) => table.columns.find((column) => column.kind === kind);
    layers.push({
      table,
      place,
      heading: first("ANGLE"),
      name: first("TEXT"),
      owner: table.columns.find(({ name, kind }) => /^(player|owner|keeper)$/.test(name) && kind !== "FIXED"),
      perPlayer: table === ofPlayers,
    });
  }
  // Those of players are drawn over the others.
  return layers.sort((a, b) => Number(a.perPlayer) - Number(b.perPlayer));
}

/** What holds all that the layers may draw; undefined: there are none. */
export function boundsOf(layers: readonly Layer[]): Bounds | undefined {
  if (layers.length === 0) return undefined;
  const xs = layers.map(({ place }) => place.x);
  const ys = layers.map(({ place }) => place.y);
  return {
    minX: Math.min(...xs.map(({ min }) => min)),
    minY: Math.min(...ys.map(({ min }) => min)),
    maxX: Math.max(...xs.map(({ max }) => max)),
    maxY: Math.max(...ys.map(({ max }) => max)),
  };
}

const isNumber = ({ kind, min, max }: Column): boolean => (kind === "FIXED" || kind === "INTEGER") && max > min;
