import type { Block, TableDelta } from "../generated/tickwire/frames.ts";
import type { Schema, Table } from "../../src/schema.ts";
import type { Snapshot } from "../../src/snapshot.ts";
import { emptyDelta, pack } from "./pack.ts";

/** The state of a world as plain maps: slow, and so plain that it is right. */
export interface World {
  tick: number;
  /** By table: raw values by id, of each column as many as it has cells. */
  tables: Map<number, number[]>[];
  texts: Map<number, string>;
}

export const emptyWorld = (schema: Schema): World => ({
  tick: 0,
  tables: schema.tables.map(() => new Map()),
  texts: new Map(),
});

export const copyOf = (world: World): World => ({
  tick: world.tick,
  tables: world.tables.map((rows) => new Map([...rows].map(([id, raws]) => [id, [...raws]]))),
  texts: new Map(world.texts),
});

/** What a client holds, with texts in place of their keys. */
export interface Held {
  tick: number;
  tables: Map<number, (number | string)[]>[];
}

/** What a client should hold of a world. */
export const heldOf = (schema: Schema, { tick, tables, texts }: World): Held => ({
  tick,
  tables: tables.map((rows, t) => {
    const { columns } = schema.tables[t];
    const kinds = columns.flatMap(({ kind, cells }) => new Array<string>(cells).fill(kind));
    const value = (raw: number, at: number) => (kinds[at] === "TEXT" ? (texts.get(raw) ?? "") : raw);
    return new Map([...rows].map(([id, raws]) => [id, raws.map(value)]));
  }),
});

export function worldOf(schema: Schema, snapshot: Snapshot): Held {
  const value = (t: number, c: number, raw: number) =>
    schema.tables[t].columns[c].kind === "TEXT" ? snapshot.texts.get(raw) : raw;
  return {
    tick: snapshot.tick,
    tables: snapshot.tables.map(
      (rows, t) =>
        new Map(
          Array.from(rows.ids.subarray(0, rows.size), (id, row) => [
            id,
            schema.tables[t].columns.flatMap(({ cells }, c) =>
              Array.from(rows.columns[c].subarray(row * cells, (row + 1) * cells), (raw) => value(t, c, raw)),
            ),
          ]),
        ),
    ),
  };
}

/** What an encoder may choose freely. */
export interface Choices {
  predicts(table: Table, column: number): boolean;
  /** How a column's changed rows are told, when not all changed. */
  rows(table: Table, column: number): "all" | "sparse" | "bitmap";
  /** The next Rice parameter, which makes it the codec PACKED: no bitmaps then. */
  parameter?(): number;
}

export const PLAIN: Choices = { predicts: () => false, rows: () => "all" };

const slot = (id: number) => id & 0xffff;
const bySlot = (ids: Iterable<number>) => [...ids].sort((a, b) => slot(a) - slot(b));

/** Encodes the way from one world to the next by the letter of PROTOCOL.md. No base: a keyframe. */
export function encodeBlock(
  schema: Schema,
  base: World | undefined,
  previous: World | undefined,
  next: World,
  choices = PLAIN,
): Block {
  const baselineAgo = base ? next.tick - base.tick : 0;
  const previousAgo = base && previous ? base.tick - previous.tick : 0;
  const texts: string[] = [];
  return {
    baselineAgo,
    previousAgo,
    layer: 0,
    tables: schema.tables.map((table) =>
      encodeTable(table, baselineAgo, previousAgo, base, previous, next, choices, texts),
    ),
    texts,
  };
}

function encodeTable(
  table: Table,
  baselineAgo: number,
  previousAgo: number,
  baseWorld: World | undefined,
  previousWorld: World | undefined,
  nextWorld: World,
  choices: Choices,
  texts: string[],
): TableDelta {
  const numberOf = (text: string) => {
    if (!texts.includes(text)) texts.push(text);
    return texts.indexOf(text) + 1;
  };
  const initialOf = (raw: number, isText: boolean) => {
    const text = isText ? nextWorld.texts.get(raw) : undefined;
    return !isText ? raw : text ? numberOf(text) : 0;
  };
  const textChange = (before: number, after: number) => {
    const text = nextWorld.texts.get(after);
    if (text === baseWorld?.texts.get(before)) return 0;
    return text === undefined ? -1 : numberOf(text);
  };
  const base = baseWorld?.tables[table.index] ?? new Map<number, number[]>();
  const previous = previousWorld?.tables[table.index] ?? new Map<number, number[]>();
  const next = nextWorld.tables[table.index];
  const baseIds = bySlot(base.keys());
  const entered = bySlot([...next.keys()].filter((id) => !base.has(id)));
  const enteredSlots = new Set(entered.map(slot));
  const left = baseIds.flatMap((id, rank) => (next.has(id) || enteredSlots.has(slot(id)) ? [] : [rank]));
  const survivors = baseIds.filter((id) => next.has(id));
  let at = 0;
  const columns = table.columns.map(({ index, kind, bits, cells }) => ({
    c: index,
    kind,
    bits,
    cells,
    at: (at += cells) - cells,
  }));
  const delta: TableDelta = {
    ...emptyDelta(table.index),
    left: gaps(left),
    entered: gaps(entered.map(slot)),
    generations: entered.map((id) => id >>> 16),
    initial: columns.flatMap(({ at, cells, kind }) =>
      entered.flatMap((id) => next.get(id)!.slice(at, at + cells)).map((raw) => initialOf(raw, kind === "TEXT")),
    ),
  };
  const bitmaps: number[] = [];
  let lastPartial: string | undefined;
  for (const { c, kind, bits, cells, at } of columns) {
    const predicts = kind !== "TEXT" && cells === 1 && previousAgo > 0 && choices.predicts(table, c);
    if (predicts) delta.predicted |= 1n << BigInt(c);
    const places = survivors.flatMap((id) => Array.from({ length: cells }, (_, cell) => ({ id, at: at + cell })));
    const residuals = places.map(({ id, at }) => {
      const b = base.get(id)![at];
      if (kind === "TEXT") return textChange(b, next.get(id)![at]);
      const p = previous.get(id)?.[at];
      let expected = b;
      if (predicts && p !== undefined) {
        let step = BigInt.asIntN(32, BigInt(b) - BigInt(p));
        if (kind === "ANGLE") step = BigInt.asIntN(bits, step);
        expected = Number(BigInt.asIntN(32, BigInt(b) + (step * BigInt(baselineAgo)) / BigInt(previousAgo)));
      }
      const difference = (next.get(id)![at] - expected) | 0;
      return kind === "ANGLE" ? (difference << (32 - bits)) >> (32 - bits) : difference;
    });
    if (residuals.every((residual) => residual === 0)) continue;
    delta.changed |= 1n << BigInt(c);
    const how = choices.rows(table, c);
    if (how === "all") {
      delta.residuals.push(...residuals);
      continue;
    }
    delta.partial |= 1n << BigInt(c);
    const ranks = residuals.flatMap((residual, rank) => (residual === 0 ? [] : [rank]));
    delta.residuals.push(...ranks.map((rank) => residuals[rank]));
    if (cells === 1 && ranks.join() === lastPartial) delta.sameRows |= 1n << BigInt(c);
    else if (how === "sparse") {
      delta.sparse |= 1n << BigInt(c);
      delta.rowGaps.push(ranks.length, ...gaps(ranks));
    } else {
      const bitmap = new Array<number>((places.length + 7) >> 3).fill(0);
      for (const rank of ranks) bitmap[rank >> 3] |= 1 << (rank & 7);
      bitmaps.push(...bitmap);
    }
    if (cells === 1) lastPartial = ranks.join();
  }
  delta.rowBitmaps = Uint8Array.from(bitmaps);
  return choices.parameter ? pack(delta, table.columns, survivors.length, choices.parameter) : delta;
}

export const gaps = (ascending: number[]): number[] =>
  ascending.map((number, i) => (i === 0 ? number : number - ascending[i - 1] - 1));
