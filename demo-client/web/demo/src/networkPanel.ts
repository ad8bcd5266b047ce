import type { Stats } from "tickwire-client";
import { element, make, setText } from "./dom.ts";
import { remembered } from "./remembered.ts";

const REDRAW_MILLIS = 250;
const SAMPLES = 200;
const SAMPLE_MILLIS = 20;
/** The age at the top of the curve. */
const TOP_MILLIS = 150;

/** Figures on the connection: one line, or all of them. */
export class NetworkPanel {
  private readonly panel = element("network");
  private readonly toggleButton = element("network-toggle");
  private readonly figures = element("network-figures");
  private readonly sparkline = element<HTMLCanvasElement>("sparkline");
  private readonly open = remembered("network", "closed");
  private readonly ages = new Float32Array(SAMPLES);
  private sampled = 0;
  private nextSampleMillis = 0;
  private nextRedrawMillis = 0;

  constructor() {
    this.show();
  }

  toggle(): void {
    this.open.set(this.open.get() === "open" ? "closed" : "open");
    this.show();
  }

  /** @param stats is asked for only when something is drawn */
  update(stats: () => Stats, entities: () => number, snapshotAgeMillis: number, nowMillis: number): void {
    if (nowMillis >= this.nextSampleMillis) {
      this.nextSampleMillis = Math.max(this.nextSampleMillis + SAMPLE_MILLIS, nowMillis);
      this.ages[this.sampled++ % SAMPLES] = snapshotAgeMillis;
    }
    if (nowMillis < this.nextRedrawMillis) return;
    this.nextRedrawMillis = nowMillis + REDRAW_MILLIS;
    const now = stats();
    const rtt = Number.isNaN(now.rttMillis) ? "–" : `${Math.round(now.rttMillis)} ms`;
    const down = `${(now.bytesDownPerSecond / 1000).toFixed(1)} KB/s`;
    setText(element("network-line"), `${rtt} · ${down}`);
    this.panel.classList.toggle("bad", now.snapshotAgeMillis > TOP_MILLIS);
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
      ["Tick", String(now.tick)],
      ["Entities", String(entities())],
      ["Desyncs", String(now.desyncs)],
    ]);
    this.drawSparkline();
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

  private drawSparkline(): void {
    const { width, height } = this.sparkline;
    const context = this.sparkline.getContext("2d")!;
    context.clearRect(0, 0, width, height);
    context.beginPath();
    const held = Math.min(this.sampled, SAMPLES);
    for (let i = 0; i < held; i++) {
      const age = this.ages[(this.sampled - held + i) % SAMPLES];
      const x = ((SAMPLES - held + i) / (SAMPLES - 1)) * width;
      context.lineTo(x, height - 2 - Math.min(1, age / TOP_MILLIS) * (height - 4));
    }
    context.strokeStyle = "#5ff0e0";
    context.lineWidth = 2;
    context.lineJoin = "round";
    context.stroke();
  }
}
