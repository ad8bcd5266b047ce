import type { Column, Table } from "tickwire-client";

/** The keys that stand on the page, in their order. */
export const ARROWS = ["ArrowLeft", "ArrowUp", "ArrowDown", "ArrowRight"] as const;
const OTHERS = ["Space", "KeyE", "KeyQ", "KeyF"] as const;
const LETTERS: Readonly<Record<string, string>> = {
  KeyA: "ArrowLeft",
  KeyW: "ArrowUp",
  KeyS: "ArrowDown",
  KeyD: "ArrowRight",
};

/** What a key does while it is down: it has a column be a value. */
export interface Binding {
  readonly key: string;
  readonly column: Column;
  readonly value: number | boolean;
}

const RIGHTWARDS = /^(d?x|vx|ax|move_?x|right|turn|steer|rotate|horizontal)$/i;
const DOWNWARDS = /^(d?y|vy|ay|move_?y|down|vertical)$/i;
const UPWARDS = /^(up|thrust|throttle|forwards?|ahead|accelerate|gas)$/i;
const FLAGS: Readonly<Record<string, RegExp>> = {
  ArrowLeft: /^(go|turn|move)?_?left$/i,
  ArrowRight: /^(go|turn|move)?_?right$/i,
  ArrowUp: UPWARDS,
  ArrowDown: /^(down|brake|reverse|backwards?)$/i,
};

/** Which keys play a game, guessed from the names and ranges of its inputs; what has no key has a control all the same. */
export function bindingsOf(inputs: Table): Binding[] {
  const bindings: Binding[] = [];
  const isFree = (key: string) => bindings.every((binding) => binding.key !== key);
  const isUnused = (column: Column) => bindings.every((binding) => binding.column !== column);
  const bind = (key: string, column: Column | undefined, value: number | boolean) => {
    if (column && isFree(key)) bindings.push({ key, column, value });
  };
  const axis = (column: Column | undefined, negative: string, positive: string) => {
    if (!column || !isFree(negative) || !isFree(positive)) return;
    bind(negative, column, column.min);
    bind(positive, column, column.max);
  };
  const flags = inputs.columns.filter(({ kind }) => kind === "FLAG");
  const axes = inputs.columns.filter(({ kind, min, max }) => isNumber(kind) && min < 0 && max > 0);
  const called = (columns: readonly Column[], name: RegExp) => columns.find((column) => name.test(column.name));
  axis(called(axes, RIGHTWARDS), "ArrowLeft", "ArrowRight");
  axis(called(axes, DOWNWARDS), "ArrowUp", "ArrowDown");
  axis(called(axes, UPWARDS), "ArrowDown", "ArrowUp");
  for (const key of ARROWS) bind(key, called(flags, FLAGS[key]), true);
  // A throttle from 0 on has one key.
  const gas = inputs.columns.find(
    ({ kind, name, min, max }) => isNumber(kind) && UPWARDS.test(name) && min === 0 && max > 0,
  );
  bind("ArrowUp", gas, gas?.max ?? 0);
  // Names that say nothing: the first that can go both ways goes sideways, the next down.
  axis(axes.find(isUnused), "ArrowLeft", "ArrowRight");
  axis(axes.find(isUnused), "ArrowUp", "ArrowDown");
  for (const key of OTHERS) bind(key, flags.find(isUnused), true);
  return bindings;
}

/** The key that a keyboard's key stands for: letters are arrows, too, where they have nothing else to do. */
export function keyOf(code: string, bindings: readonly Binding[]): string | undefined {
  const key = bindings.some((binding) => binding.key === code) ? code : LETTERS[code];
  return bindings.some((binding) => binding.key === key) ? key : undefined;
}

/** What the keys that are down make of the inputs that they play: opposite ones cancel each other. */
export function played(bindings: readonly Binding[], down: ReadonlySet<string>): Map<Column, number | boolean> {
  const values = new Map<Column, number | boolean>();
  for (const { key, column, value } of bindings) {
    if (!down.has(key)) continue;
    const before = values.get(column);
    values.set(
      column,
      typeof value === "number" && typeof before === "number" ? resting(before + value, column) : value,
    );
  }
  return values;
}

/** Within the column's range. */
const resting = (value: number, { min, max }: Column): number => Math.min(max, Math.max(min, value));

const isNumber = (kind: Column["kind"]): boolean => kind === "INTEGER" || kind === "FIXED";
