/** How one column of predicted entities was corrected, in what the column counts in; angles in radians. */
export interface ColumnCorrections {
  readonly table: string;
  readonly column: string;
  readonly count: number;
  readonly mean: number;
  readonly largest: number;
}

/** Counts by how much predictions were wrong, column by column. */
export class Corrections {
  private readonly byColumn = new Map<
    string,
    { table: string; column: string; count: number; sum: number; largest: number }
  >();

  /** @param by how far off each column was that was not right */
  add(table: string, by: Readonly<Record<string, number>>): void {
    for (const [column, amount] of Object.entries(by)) {
      const key = `${table}.${column}`;
      let entry = this.byColumn.get(key);
      if (!entry) this.byColumn.set(key, (entry = { table, column, count: 0, sum: 0, largest: 0 }));
      entry.count++;
      entry.sum += Math.abs(amount);
      entry.largest = Math.max(entry.largest, Math.abs(amount));
    }
  }

  /** Those that were most often wrong first. */
  get columns(): ColumnCorrections[] {
    return [...this.byColumn.values()]
      .map(({ sum, ...entry }) => ({ ...entry, mean: sum / entry.count }))
      .sort((a, b) => b.count - a.count || a.column.localeCompare(b.column));
  }
}
