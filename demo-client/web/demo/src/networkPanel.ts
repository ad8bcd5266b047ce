import type { Rates, Stats } from "tickwire-client";
import { element, make, setText } from "../../pages/dom.ts";
import { NetworkGraph } from "./networkGraph.ts";
import { remembered } from "./remembered.ts";

const REDRAW_MILLIS = 250;
/** A newest snapshot that is so much older than the time between two is worth a warning. */
const LATE_MILLIS = 100;

/** Figures on the connection: one line, or all of them. */
export class NetworkPanel {
  private readonly panel = element("network");
  private readonly toggleButton = element("network-toggle");
  private readonly figures = element("network-figures");
  private readonly graph = new NetworkGraph(element("network-graph"));
  private readonly ghosts = element<HTMLInputElement>("ghosts");
  private readonly open = remembered("network", "closed");
  private nextRedrawMillis = 0;

  constructor() {
    this.show();
  }

  toggle(): void {
    this.open.set(this.open.get() === "open" ? "closed" : "open");
    this.show();
  }

  /** Whether to show where the server has the ships, beside where they are drawn. */
  get showsGhosts(): boolean {
    return this.open.get() === "open" && this.ghosts.checked;
  }

  /** @param stats is asked for only when something is drawn */
  update(stats: () => Stats, { tickRateHz, ticksPerSnapshot }: Rates, entities: () => number, nowMillis: number): void {
    this.graph.update(stats, this.open.get() === "open", nowMillis);
    if (nowMillis < this.nextRedrawMillis) return;
    this.nextRedrawMillis = nowMillis + REDRAW_MILLIS;
    const now = stats();
    const rtt = Number.isNaN(now.rttMillis) ? "–" : `${Math.round(now.rttMillis)} ms`;
    const down = `${(now.bytesDownPerSecond / 1000).toFixed(1)} KB/s`;
    const late = now.snapshotAgeMillis > (1000 * ticksPerSnapshot) / tickRateHz + LATE_MILLIS;
    setText(element("network-line"), `${rtt} · ${down}${late ? " · late" : ""}`);
    this.panel.classList.toggle("bad", late);
    if (this.open.get() !== "open") return;
    this.fill([
      ["Round trip", rtt],
      ["Down", down],
      ["Up", `${(now.bytesUpPerSecond / 1000).toFixed(1)} KB/s`],
      ["Snapshots", `${now.snapshotsPerSecond.toFixed(0)} /s`],
      ["Snapshot age", `${Math.round(now.snapshotAgeMillis)} ms`],
      ["Jitter", `${now.jitterMillis.toFixed(0)} ms`],
      ["Render delay", `${Math.round(now.renderDelayMillis)} ms`],
      ["Input margin", Number.isNaN(now.inputMarginMillis) ? "–" : `${Math.round(now.inputMarginMillis)} ms`],
      ["Predicted ahead", `${(now.prediction?.ticksAhead ?? 0).toFixed(1)} ticks`],
      ["Corrections", correctionsOf(now)],
      ["Tick", String(now.tick)],
      ["Entities", String(entities())],
      ["Desyncs", String(now.desyncs)],
    ]);
  }

  private show(): void {
    const open = this.open.get() === "open";
    this.panel.dataset.open = String(open);
    this.toggleButton.setAttribute("aria-pressed", String(open));
    this.nextRedrawMillis = 0;
  }

  private fill(figures: [name: string, value: string][]): void {
    if (this.figures.children.length !== figures.length) {
      this.figures.replaceChildren(
        ...figures.map(([name]) => {
          const line = make("div", "");
          line.append(make("dt", "", name), make("dd", ""));
          return line;
        }),
      );
    }
    figures.forEach(([, value], i) => setText(this.figures.children[i].lastElementChild as HTMLElement, value));
  }
}

function correctionsOf({ prediction }: Stats): string {
  if (!prediction || prediction.corrections === 0) return "none";
  return `${prediction.corrections}, last ${prediction.lastCorrection.toFixed(1)}`;
}
