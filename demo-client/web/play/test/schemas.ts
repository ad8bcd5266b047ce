import { Column, type ColumnKind, Schema, Table } from "tickwire-client";

interface Sketch {
  kind?: ColumnKind;
  min?: number;
  max?: number;
  step?: number;
  labels?: readonly string[];
  target?: string;
}

/** A table of columns by name; an INTEGER from -1 to 1 where nothing else is said. */
export function table(name: string, columns: Record<string, Sketch>, capacity = 64, index = 0): Table {
  return new Table(
    index,
    name,
    capacity,
    Object.entries(columns).map(([column, sketch], at) => {
      const { kind = "INTEGER", min = -1, max = 1, step = 1, labels = [], target = "" } = sketch;
      return new Column(at, column, kind, min, max, step, kind === "ANGLE" ? 10 : 0, labels, target);
    }),
  );
}

export const schema = (tables: Table[], inputs = table("keys", {})): Schema => new Schema(tables, inputs);

export const FLAG: Sketch = { kind: "FLAG" };
export const place = (max: number): Sketch => ({ kind: "FIXED", min: 0, max, step: 0.25 });
