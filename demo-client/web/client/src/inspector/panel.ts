import type { Stats } from "../session.ts";
import type { AccountRow } from "./byteAccount.ts";
import type { ColumnCorrections } from "./corrections.ts";
import { make, section, setText } from "./dom.ts";
import { millis, number, percent, perSecond, whole } from "./format.ts";
import { Grid, type GridRow } from "./grid.ts";
import type { Reading, RowShare } from "./inspection.ts";
import { Ranges } from "./ranges.ts";
import { Ranking } from "./ranking.ts";
import { Strip } from "./strip.ts";

/** What rows that are of no table are called. */
const NAMES: Readonly<Record<string, readonly [name: string, title: string]>> = {
  TICK: ["header: tick", "Which tick it is, and until when nothing had changed"],
  INPUTS: ["header: inputs", "Which input was taken last, and how early inputs come"],
  ANSWERS: ["answers", "Answers to commands"],
  RATES: ["rates", "Rates and tunables that hold from now on"],
  HASH: ["state hash", "What the client's state is checked by"],
  CHATS: ["chat", "What was said"],
  BLOCKS: ["header: blocks", "Which layer a block is of, its baseline, and how long it is"],
  TEXTS: ["texts", "The texts themselves, of all tables"],
  OTHER: ["other", "Pongs, notices, and what this version does not know"],
};

/** The parts of the inspector that show figures: they are handed what to show. */
export class Panel {
  readonly parts: readonly HTMLElement[];
  readonly #strip = new Strip();
  readonly #flow = new Grid([], "Snapshots of the last 10 s");
  readonly #bytes = new Grid(["Column", "share", "bytes"], "Bytes by table and column");
  readonly #corrections = new Grid(["Column", "times", "mean", "largest"], "Corrections by column");
  readonly #clocks = new Grid(["Clock", "now", "last 10 s, ms"], "Clocks");
  readonly #findings = make("ul", { class: "findings" });
  readonly #noCorrections = make("p", { class: "quiet" });
  #shownFindings: Reading["findings"] = [];
  readonly #ranges = new Ranges(40);
  readonly #ranking = new Ranking<AccountRow>();

  constructor() {
    const key = (of: string, text: string) => {
      const mark = make("i");
      mark.style.setProperty("--of", `var(--${of})`);
      return make("li", {}, mark, text);
    };
    const legend = make(
      "ul",
      { class: "key" },
      key("delta", "delta"),
      key("keyframe", "keyframe"),
      key("quiet", "quiet"),
      key("late", "late"),
      key("gap", "left out"),
    );
    for (const grid of [this.#flow, this.#clocks]) grid.element.className = "figures";
    this.parts = [
      section("Snapshots", "last 10 s", this.#strip.element, legend, this.#flow.element, this.#findings),
      section("Bytes by column", "last 10 s", this.#bytes.element),
      make(
        "div",
        {},
        section("Clocks", "", this.#clocks.element),
        section("Corrections by column", "since it is open", this.#corrections.element, this.#noCorrections),
      ),
    ];
  }

  show(reading: Reading, stats: Stats, corrections: readonly ColumnCorrections[], nowMillis: number): void {
    this.#showSnapshots(reading, stats, nowMillis);
    this.#showFindings(reading);
    this.#showBytes(reading);
    this.#showCorrections(corrections, stats);
    this.#showClocks(reading, stats, nowMillis);
  }

  #showSnapshots({ snapshots, snapshotsPerSecond, bytesPerSecond }: Reading, stats: Stats, nowMillis: number): void {
    this.#strip.draw(snapshots, nowMillis);
    const keyframes = snapshots.filter(({ kind }) => kind === "keyframe").length;
    const late = snapshots.filter(({ isLate }) => isLate);
    const gaps = snapshots.filter(({ skippedTicks }) => skippedTicks > 0);
    const mean = snapshots.reduce((sum, { bytes }) => sum + bytes, 0) / snapshots.length;
    const latest = Math.max(...late.map(({ lateMillis }) => lateMillis));
    const rows: [name: string, value: string][] = [
      ["Rate", `${snapshotsPerSecond.toFixed(1)} /s`],
      ["Down", perSecond(bytesPerSecond)],
      ["Mean length", `${number(mean)} B`],
      ["Keyframes", String(keyframes)],
      ["Late", late.length > 0 ? `${late.length}, at most by ${millis(latest)}` : "0"],
      ["Gaps", gaps.length > 0 ? `${gaps.length}, ${gaps.reduce((sum, gap) => sum + gap.skippedTicks, 0)} ticks` : "0"],
      ["Desyncs", String(stats.desyncs)],
    ];
    this.#flow.show(rows.map(([name, value]) => ({ name, cells: [value] })));
    const label = `${snapshots.length} snapshots in 10 s: ${keyframes} keyframes, ${late.length} late, ${gaps.length} gaps`;
    this.#strip.element.setAttribute("aria-label", label);
  }

  #showFindings({ findings }: Reading): void {
    if (findings === this.#shownFindings) return;
    this.#shownFindings = findings;
    this.#findings.replaceChildren(
      ...findings.map(({ tick, text }) => make("li", {}, make("b", {}, `Desync at tick ${tick}`), ` ${text}`)),
    );
  }

  #showBytes({ rows, bytesPerSecond }: Reading): void {
    const ranked = this.#ranking.sort(
      rows,
      ({ row }) => row,
      (share) => share.bytesPerSecond,
    );
    const most = Math.max(...rows.map((share) => share.bytesPerSecond));
    const sum = rows.reduce((total, { tenths }) => total + tenths, 0);
    const all = { name: "all", cells: [percent(sum), perSecond(bytesPerSecond)] };
    this.#bytes.show([...ranked.map((row) => rowOf(row, most)), all]);
  }

  #showCorrections(corrections: readonly ColumnCorrections[], { prediction }: Stats): void {
    const most = corrections[0]?.count ?? 1;
    this.#corrections.show(
      corrections.map(({ table, column, count, mean, largest }) => ({
        name: `${table}.${column}`,
        cells: [String(count), number(mean), number(largest)],
        bar: count / most,
      })),
    );
    this.#corrections.element.hidden = corrections.length === 0;
    const why = prediction ? "All predictions were right." : "This page predicts nothing.";
    setText(this.#noCorrections, corrections.length === 0 ? why : "");
  }

  #showClocks({ offsetMillis, tickMillis }: Reading, stats: Stats, nowMillis: number): void {
    const ranged = (name: string, value: number): GridRow => {
      const { now, least, most } = this.#ranges.add(name, value);
      return { name, cells: [millis(now), least < most ? `${whole(least)} to ${whole(most)}` : ""] };
    };
    const ticks = (value: number) => (Number.isFinite(value) ? `${value.toFixed(1)} ticks` : "–");
    const { prediction } = stats;
    const behind = (nowMillis - offsetMillis - stats.renderDelayMillis) / tickMillis;
    this.#clocks.show([
      ranged("Round trip", stats.rttMillis),
      ranged("Jitter", stats.jitterMillis),
      ranged("Offset", offsetMillis),
      ranged("Snapshot age", stats.snapshotAgeMillis),
      ranged("Render delay", stats.renderDelayMillis),
      ranged("Input margin", stats.inputMarginMillis),
      { name: "Newest tick", cells: [whole(stats.tick), ""] },
      { name: "Drawn behind", cells: [ticks(stats.tick - behind), ""] },
      { name: "Predicted ahead", cells: [prediction ? ticks(prediction.ticksAhead) : "–", ""] },
    ]);
  }
}

function rowOf({ row, tenths, bytesPerSecond }: RowShare, most: number): GridRow {
  const { kind, name, audience, column } = row;
  const whose = audience === "EVERYBODY" ? "" : ` (${audience.toLowerCase()})`;
  const [text, title] = NAMES[kind] ?? [
    kind === "COLUMN"
      ? `${name}.${column}${whose}`
      : kind === "EVENTS"
        ? `events: ${name}${whose}`
        : `${name}: ${kind === "ENTITIES" ? "ids" : "header"}${whose}`,
    kind === "ENTITIES" ? "Which entities came and went, and their ids" : "",
  ];
  return { name: text, title, cells: [percent(tenths), perSecond(bytesPerSecond)], bar: bytesPerSecond / most };
}
