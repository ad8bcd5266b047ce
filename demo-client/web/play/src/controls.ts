import type { Column, ColumnValue, Table } from "tickwire-client";
import { element, make, setText } from "../../pages/dom.ts";
import { ARROWS, type Binding, bindingsOf, keyOf, played } from "./keys.ts";
import { format } from "./format.ts";

const NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Space: "Space",
  KeyE: "E",
  KeyQ: "Q",
  KeyF: "F",
};
const DEGREES = 180 / Math.PI;

/** One input that can be set by hand. */
interface Control {
  readonly column: Column;
  get(): ColumnValue;
  show(value: ColumnValue): void;
}

/** What the player does: keys, buttons that stand for them, and a control for each input. */
export class Controls {
  private readonly bindings: readonly Binding[];
  private readonly controls: readonly Control[];
  private readonly down = new Set<string>();
  private readonly buttons = new Map<string, HTMLElement>();
  /** What was set by hand, or pointed at. */
  private readonly set = new Map<Column, ColumnValue>();

  constructor(inputs: Table) {
    this.bindings = bindingsOf(inputs);
    this.controls = inputs.columns.map((column) => this.makeControl(column));
    this.makeButtons();
    element("inputs-section").hidden = inputs.columns.length === 0;
    element("rest").addEventListener("click", () => this.set.clear());
    addEventListener("keydown", (event) => this.press(event, true));
    addEventListener("keyup", (event) => this.press(event, false));
    addEventListener("blur", () => this.release());
  }

  /** What to send now. */
  get input(): Record<string, ColumnValue> {
    const keys = played(this.bindings, this.down);
    const input: Record<string, ColumnValue> = {};
    for (const { column, show, get } of this.controls) {
      const value = keys.get(column) ?? this.set.get(column);
      if (value !== undefined) input[column.name] = value;
      const shown = value ?? restOf(column);
      if (get() !== shown) show(shown);
    }
    return input;
  }

  /** Sets inputs that are not on the page's keys, such as where the pointer is. */
  point(column: Column, value: number): void {
    this.set.set(column, Math.min(column.max, Math.max(column.min, value)));
  }

  /** Lets all go: what was set by hand, and keys that are down. */
  rest(): void {
    this.set.clear();
    this.release();
  }

  private press(event: KeyboardEvent, isDown: boolean): void {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.closest("input, select, summary, .scroll") || (event.code === "Space" && target.closest("button, a")))
      return;
    const key = keyOf(event.code, this.bindings);
    if (!key) return;
    event.preventDefault();
    this.hold(key, isDown);
  }

  private hold(key: string, isDown: boolean): void {
    if (isDown) this.down.add(key);
    else this.down.delete(key);
    this.buttons.get(key)?.classList.toggle("down", isDown);
  }

  private release(): void {
    for (const key of [...this.down]) this.hold(key, false);
  }

  private makeButtons(): void {
    const arrows = element("arrows");
    const others = element("others");
    arrows.replaceChildren();
    others.replaceChildren();
    for (const { key, column, value } of this.bindings) {
      const isArrow = (ARROWS as readonly string[]).includes(key);
      const button = make("button", "key");
      button.type = "button";
      button.dataset.key = key;
      const does = typeof value === "number" ? `${column.name} ${value > 0 ? "+" : "−"}` : column.name;
      button.append(make("b", "", NAMES[key]), make("small", "", does));
      button.setAttribute("aria-label", `${NAMES[key]}: ${does}`);
      button.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        button.setPointerCapture(event.pointerId);
        this.hold(key, true);
      });
      for (const type of ["pointerup", "pointercancel", "lostpointercapture"] as const) {
        button.addEventListener(type, () => this.hold(key, false));
      }
      button.addEventListener("contextmenu", (event) => event.preventDefault());
      // Without a pointer: Enter is a short press.
      button.addEventListener("keydown", (event) => event.key === "Enter" && this.hold(key, true));
      button.addEventListener("keyup", (event) => event.key === "Enter" && this.hold(key, false));
      (isArrow ? arrows : others).append(button);
      this.buttons.set(key, button);
    }
    element("keys").hidden = this.bindings.length === 0;
    arrows.hidden = arrows.children.length === 0;
  }

  private makeControl(column: Column): Control {
    const line = make("label", "control");
    const output = make("output", "");
    const name = make("span", "", column.name);
    const { input, get, put } = controlOf(column);
    let shown: ColumnValue = restOf(column);
    const show = (value: ColumnValue) => {
      shown = value;
      put(value);
      setText(output, column.kind === "ENUM" || column.kind === "FLAG" ? "" : format(column, value));
    };
    input.addEventListener("input", () => this.set.set(column, get()));
    line.append(name, input, output);
    element("inputs").append(line);
    show(shown);
    return { column, get: () => shown, show };
  }
}

/** What a column is where nobody does anything: as the server has it. */
function restOf({ kind, min, max, labels }: Column): ColumnValue {
  if (kind === "FLAG") return false;
  if (kind === "ENUM") return labels[0];
  return kind === "INTEGER" || kind === "FIXED" ? Math.min(max, Math.max(min, 0)) : 0;
}

/** The element that a column's kind is set with. */
export function controlOf(column: Column): {
  input: HTMLElement;
  get: () => ColumnValue;
  put: (value: ColumnValue) => void;
} {
  if (column.kind === "ENUM") {
    const input = make("select", "");
    input.append(...column.labels.map((label) => new Option(label, label)));
    return { input, get: () => input.value, put: (value) => (input.value = String(value)) };
  }
  const input = make("input", "");
  if (column.kind === "FLAG") {
    input.type = "checkbox";
    return { input, get: () => input.checked, put: (value) => (input.checked = value === true) };
  }
  if (column.kind === "TEXT") {
    input.type = "text";
    return { input, get: () => input.value, put: (value) => (input.value = String(value)) };
  }
  if (column.kind === "ANGLE") {
    Object.assign(input, { type: "range", min: "0", max: "359", step: "1" });
    return {
      input,
      get: () => Number(input.value) / DEGREES,
      put: (value) => (input.value = String(Math.round(Number(value) * DEGREES))),
    };
  }
  const hasRange = column.kind === "INTEGER" || column.kind === "FIXED";
  const step = column.kind === "FIXED" ? column.step : 1;
  if (hasRange) Object.assign(input, { type: "range", min: column.min, max: column.max, step });
  else Object.assign(input, { type: "number", min: 0, step: 1 });
  return { input, get: () => Number(input.value), put: (value) => (input.value = String(value)) };
}
