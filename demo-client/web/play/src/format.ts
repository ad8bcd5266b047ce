import type { Column, ColumnValue } from "tickwire-client";
import { slotOf } from "./world.ts";

const NONE = "–";

/** A column's value as it is read by people. */
export function format(column: Column, value: ColumnValue | undefined): string {
  if (value === undefined) return NONE;
  switch (column.kind) {
    case "FIXED":
      return Number(value).toFixed(decimals(column.step));
    case "ANGLE":
      return `${Math.round((Number(value) * 180) / Math.PI)}°`;
    case "FLAG":
      return value ? "✓" : NONE;
    case "REFERENCE":
      return value ? `${column.target} ${slotOf(Number(value))}` : NONE;
    default:
      return String(value);
  }
}

/** How many digits are needed so that the column's steps look different, up to 3. */
const decimals = (step: number): number => Math.min(3, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));
