import type { Column, ColumnValue, Table } from "./schema.ts";

/** What the player holds at the moment, as raw values in the order of the schema's inputs. */
export class InputState {
  /** The raw values for the next tick, as they are now: not to be changed. */
  next: Int32Array;
  readonly #held: number[];
  /** FLAGs that were true since the last input was taken: a tap shorter than a tick must not be lost. */
  readonly #tapped: boolean[];

  constructor(private readonly table: Table) {
    this.#held = table.columns.map(restingRaw);
    this.#tapped = table.columns.map(() => false);
    this.next = Int32Array.from(this.#held);
  }

  /** Replaces all values; columns that are not given rest (0, false, the first label). Errors leave the old values. */
  set(values: Readonly<Record<string, ColumnValue>>): void {
    for (const name of Object.keys(values)) this.table.column(name);
    const raws = this.table.columns.map((column) => {
      const value = Object.hasOwn(values, column.name) ? values[column.name] : undefined;
      return value === undefined ? restingRaw(column) : column.toRaw(value);
    });
    for (const column of this.table.columns) {
      this.#held[column.index] = raws[column.index]!;
      if (column.kind === "FLAG" && raws[column.index] === 1) this.#tapped[column.index] = true;
    }
    this.next = this.#withTaps();
  }

  /** The raw values for the next tick, which then has come. */
  take(): Int32Array {
    const { next } = this;
    this.#tapped.fill(false);
    this.next = this.#withTaps();
    return next;
  }

  #withTaps(): Int32Array {
    return Int32Array.from(this.#held, (raw, c) => (this.#tapped[c] ? 1 : raw));
  }
}

/** The raw value of one who does nothing. */
export function restingRaw(column: Column): number {
  const zero = Math.floor(-column.offset / column.scale + 0.5);
  return Math.min(Math.max(zero, column.minRaw), column.maxRaw);
}
