import type { Column, ColumnValue } from "tickwire-client";
import { slotOf } from "./world.ts";

const NONE = "–";
/** Of a row's cells no more are written, so that the rows stay readable. */
const MOST_WORDS = 12;

/** A column's value as it is read by people. */
export function format(column: Column, value: ColumnValue | Int32Array | undefined): string {
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
    case "CELLS":
      return cells([...(value as Int32Array)]);
    default:
      return String(value);
  }
}

/** Numbers one after the other, and how often those come that come often in a row. */
function cells(numbers: readonly number[]): string {
  const words: string[] = [];
  for (let i = 0, end = 0; i < numbers.length && words.length < MOST_WORDS; i = end) {
    while (numbers[end] === numbers[i]) end++;
    words.push(end - i > 2 ? `${numbers[i]}×${end - i}` : new Array(end - i).fill(numbers[i]).join(" "));
    if (words.length === MOST_WORDS && end < numbers.length) words.push("…");
  }
  return words.join(" ");
}

/** How many digits are needed so that the column's steps look different, up to 3. */
const decimals = (step: number): number => Math.min(3, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));
