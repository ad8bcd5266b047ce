import { element, make, setText } from "../../pages/dom.ts";
import type { Api } from "./api.ts";
import { millis, plain, rate, sliderStep } from "./format.ts";
import type { Meters } from "./meters.ts";
import { fillTable } from "./plainTable.ts";
import type { Adjustable, RoomInside } from "./protocol.ts";
import type { Series } from "./series.ts";

/** How long before and after a change figures are compared. */
const COMPARED_MILLIS = 30_000;
/** While a slider is moved, a change is sent this often. */
const SEND_MILLIS = 120;
const OWN_ECHO_MILLIS = 1500;

interface Slider {
  readonly path: string;
  readonly range: HTMLInputElement;
  readonly number: HTMLInputElement;
  /** Until then what the server says may be older than what was set here. */
  heldUntil: number;
}

/** A slider for each number that may be changed, and what the last change did. */
export class Tuning {
  private sliders: Slider[] = [];
  private room: RoomInside | undefined;
  private changedMillis = NaN;
  private pending: { path: string; value: number } | undefined;
  private isSending = false;

  private declared = "";

  /** @param series curves 0 to 3: step p50, step p99, bytes per second, late p99 */
  constructor(
    private readonly api: Api,
    private readonly series: Series,
    private readonly meters: Meters,
  ) {}

  /** Another room is looked at. */
  clear(): void {
    this.sliders = [];
    this.room = undefined;
    this.changedMillis = NaN;
    element("sliders").replaceChildren();
    element("effect").hidden = true;
    element("tuned").hidden = true;
  }

  show(atMillis: number, room: RoomInside): void {
    // A room that goes by other rules may have other tunables.
    const declared = JSON.stringify(room.adjustable.map(({ value: _, ...rest }) => rest));
    if (!this.room || declared !== this.declared) {
      element("sliders").replaceChildren();
      this.build(room);
    }
    this.declared = declared;
    this.room = room;
    const values = new Map(room.adjustable.map(({ path, value }) => [path, value]));
    for (const slider of this.sliders) {
      const isHeld = performance.now() < slider.heldUntil || document.activeElement === slider.number;
      if (!isHeld) set(slider, values.get(slider.path)!);
    }
    this.showEffect(atMillis);
  }

  /** For which rooms changes are. */
  scope(): object {
    const chosen = element<HTMLSelectElement>("scope").value;
    const { id, type } = this.room!;
    if (chosen === "room") return { room: id };
    return chosen === "all" ? { type } : { type, percent: Number(chosen) };
  }

  private build(room: RoomInside): void {
    const scope = element<HTMLSelectElement>("scope");
    const chosen = scope.value;
    scope.replaceChildren(
      new Option("this room", "room"),
      new Option(`10 % of ${room.type}`, "10"),
      new Option(`half of ${room.type}`, "50"),
      new Option(`all rooms of ${room.type}`, "all"),
    );
    if (chosen) scope.value = chosen;
    this.sliders = room.adjustable.map((one) => this.add(one));
  }

  private add({ path, name, value, min, max, unit, text }: Adjustable): Slider {
    const step = unit === "Hz" ? 1 : sliderStep(min, max);
    const line = make("div", "slider");
    const label = make("label", "");
    label.append(make("b", "", name), make("span", "quiet", [text, unit && `in ${unit}`].filter(Boolean).join(", ")));
    const range = Object.assign(document.createElement("input"), {
      type: "range",
      min,
      max,
      step,
      value,
    });
    const number = Object.assign(document.createElement("input"), { type: "number", min, max, step: "any" });
    range.id = `slide-${name}`;
    range.ariaLabel = name;
    number.ariaLabel = `${name}, as a number`;
    label.htmlFor = range.id;
    line.append(label, range, number);
    element("sliders").append(line);
    const slider: Slider = { path, range, number, heldUntil: 0 };
    set(slider, value);
    range.addEventListener("input", () => this.change(slider, Number(range.value)));
    number.addEventListener("change", () => this.change(slider, Number(number.value)));
    return slider;
  }

  private change(slider: Slider, value: number): void {
    set(slider, value);
    slider.heldUntil = performance.now() + OWN_ECHO_MILLIS;
    this.pending = { path: slider.path, value };
    if (!this.isSending) void this.send();
  }

  /** Sends the newest value, and then what came meanwhile. */
  private async send(): Promise<void> {
    this.isSending = true;
    while (this.pending) {
      const { path, value } = this.pending;
      this.pending = undefined;
      try {
        const change = await this.api.adjust(this.scope(), settings(path, value));
        this.changedMillis = Date.parse(change.when);
        this.say("");
      } catch (error) {
        this.say((error as Error).message);
      }
      await new Promise((done) => setTimeout(done, SEND_MILLIS));
    }
    this.isSending = false;
  }

  private say(sentence: string): void {
    setText(element("tuned"), sentence);
    element("tuned").hidden = !sentence;
  }

  private showEffect(atMillis: number): void {
    const table = element<HTMLTableElement>("effect");
    table.hidden = Number.isNaN(this.changedMillis);
    if (table.hidden) return;
    const seconds = Math.min(COMPARED_MILLIS, atMillis - this.changedMillis) / 1000;
    const lines: [string, string, string][] = [["", "30 s before", `${plain(Math.max(0, seconds))} s after`]];
    const formats = [millis, millis, rate, millis];
    ["Step p50", "Step p99", "Bytes", "Late p99"].forEach((title, curve) => {
      const before = this.series.mean(curve, this.changedMillis - COMPARED_MILLIS, this.changedMillis);
      const after = this.series.mean(curve, this.changedMillis, this.changedMillis + COMPARED_MILLIS);
      lines.push([title, text(before, formats[curve]), text(after, formats[curve])]);
    });
    const before = this.meters.perMinute(this.changedMillis - COMPARED_MILLIS, this.changedMillis);
    const after = this.meters.perMinute(this.changedMillis, this.changedMillis + COMPARED_MILLIS);
    before.forEach(([name, rate], i) =>
      lines.push([`${name} per minute`, text(rate, plain), text(after[i][1], plain)]),
    );
    fillTable(table, lines);
  }
}

/** As a config has it; a tick rate takes the snapshot rate along, so that there are as many ticks per snapshot. */
export function settings(path: string, value: number): object {
  const dot = path.indexOf(".");
  return dot < 0 ? { [path]: value } : { [path.slice(0, dot)]: { [path.slice(dot + 1)]: value } };
}

const text = (value: number, format: (value: number) => string) => (Number.isNaN(value) ? "–" : format(value));

function set(slider: Slider, value: number): void {
  if (Number(slider.range.value) !== value) slider.range.value = String(value);
  const shown = String(Number(value.toPrecision(6)));
  if (slider.number.value !== shown) slider.number.value = shown;
}
