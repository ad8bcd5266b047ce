import type { Column, ColumnValue, Table } from "./schema.ts";

/** What the player holds at the moment, as raw values in the order of the schema's inputs. */
export class InputState {
  private readonly held: number[];
  /** FLAGs that were true since the last input was taken: a tap shorter than a tick must not be lost. */
  private readonly tapped: boolean[];

  constructor(private readonly table: Table) {
    this.held = table.columns.map(restingRaw);
    this.tapped = table.columns.map(() => false);
  }

  /** Replaces all values; what is not given rests (0, false, the first label). Errors leave the old values. */
  set(values: Readonly<Record<string, ColumnValue>>): void {
    for (const name of Object.keys(values)) this.table.column(name);
    const raws = this.table.columns.map((column) => {
      const value = values[column.name];
      return value === undefined ? restingRaw(column) : column.toRaw(value);
    });
    for (const column of this.table.columns) {
      this.held[column.index] = raws[column.index];
      if (column.kind === "FLAG" && raws[column.index] === 1) this.tapped[column.index] = true;
    }
  }

  /** The raw values for the next tick. */
  take(): number[] {
    const raws = this.held.map((raw, c) => (this.tapped[c] ? 1 : raw));
    this.tapped.fill(false);
    return raws;
  }
}

function restingRaw(column: Column): number {
  const zero = Math.floor(-column.offset / column.scale + 0.5);
  return Math.min(Math.max(zero, column.minRaw), column.maxRaw);
}
