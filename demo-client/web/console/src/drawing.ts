import type { TableInfo, Value } from "./protocol.ts";
import type { Frame } from "./recording.ts";

/** What a game's drawing is given: docs/recording.md. */
export interface DrawnView {
  readonly tick: number;
  /** Since the room was opened. */
  readonly seconds: number;
  /** Pixels of the canvas to one of the page. */
  readonly density: number;
  /** The row that somebody has clicked on. */
  readonly picked: { readonly table: string; readonly row: number } | undefined;
  /** Of each table its rows, with a property for each column, hidden ones too. */
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, Value>>[]>>;
}

/** A module beside the class of a game that draws its world. */
export interface Drawing {
  draw(canvas: HTMLCanvasElement, view: DrawnView): void;
}

/** The rows of a frame as objects. */
export function viewOf(
  { tick, world = {} }: Pick<Frame, "tick" | "world">,
  infos: readonly TableInfo[],
  tickRateHz: number,
  density: number,
  picked: DrawnView["picked"],
): DrawnView {
  const tables = infos.map(({ name, columns }) => [
    name,
    (world[name] ?? []).map((values) => {
      const row: Record<string, Value> = { row: values[0]! };
      columns.forEach((column, i) => (row[column.name] = values[i + 1]!));
      return row;
    }),
  ]);
  return { tick, seconds: tick / tickRateHz, density, picked, tables: Object.fromEntries(tables) };
}

/** Makes a canvas as large as it is shown, in pixels of the screen; how many of these are one of the page. */
export function fit(canvas: HTMLCanvasElement): number {
  const density = devicePixelRatio || 1;
  const [width, height] = [Math.round(canvas.clientWidth * density), Math.round(canvas.clientHeight * density)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  return density;
}
