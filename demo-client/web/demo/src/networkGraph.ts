import type { Stats } from "tickwire-client";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";

const SECONDS = 30;
const SAMPLES_PER_SECOND = 5;
const HEIGHT = 96;
/** They differ in lightness and in dash as well as in hue, for people who see fewer hues. */
const CURVES = [
  { label: "Round trip", stroke: "#5ff0e0", unit: "ms", scale: "millis", of: (stats: Stats) => stats.rttMillis },
  {
    label: "Input margin",
    stroke: "#ffd166",
    unit: "ms",
    scale: "millis",
    dash: [2, 3],
    of: (stats: Stats) => stats.inputMarginMillis,
  },
  {
    label: "Snapshot age",
    stroke: "#ffffff",
    unit: "ms",
    scale: "millis",
    dash: [7, 3],
    of: (stats: Stats) => stats.snapshotAgeMillis,
  },
  {
    label: "Down",
    stroke: "#c08cff",
    unit: "KB/s",
    scale: "bytes",
    of: (stats: Stats) => stats.bytesDownPerSecond / 1000,
  },
] as const;

/** What the connection was like in the last half minute, as curves. */
export class NetworkGraph {
  private readonly samples: (number | null)[][];
  private plot: uPlot | undefined;
  private nextMillis = 0;

  constructor(private readonly place: HTMLElement) {
    const count = SECONDS * SAMPLES_PER_SECOND;
    const seconds = Array.from({ length: count }, (_, i) => (i + 1 - count) / SAMPLES_PER_SECOND);
    this.samples = [seconds, ...CURVES.map(() => new Array<null>(count).fill(null))];
  }

  /** Takes a sample when it is time for one; draws only what can be seen. */
  update(stats: () => Stats, shown: boolean, nowMillis: number): void {
    if (nowMillis < this.nextMillis) return;
    this.nextMillis = nowMillis + 1000 / SAMPLES_PER_SECOND;
    const now = stats();
    CURVES.forEach(({ of }, i) => {
      const curve = this.samples[i + 1];
      curve.shift();
      const value = of(now);
      curve.push(Number.isFinite(value) ? value : null);
    });
    if (!shown) return;
    this.plot ??= this.open();
    const width = this.place.clientWidth;
    if (width !== this.plot.width) this.plot.setSize({ width, height: HEIGHT });
    this.plot.setData(this.samples as uPlot.AlignedData);
  }

  private open(): uPlot {
    const axis = (scale: string, unit: string, side: 1 | 3): uPlot.Axis => ({
      scale,
      side,
      size: 42,
      stroke: "#9fb0cc",
      font: "10px system-ui, sans-serif",
      grid: { show: side === 3, stroke: "rgb(255 255 255 / 0.07)", width: 1 },
      ticks: { show: false },
      values: (_plot, splits) => {
        const inSeconds = unit === "ms" && splits[splits.length - 1] >= 1000;
        const shown = inSeconds ? splits.map((millis) => millis / 1000) : splits;
        return shown.map((value, i) => (i < shown.length - 1 ? `${value}` : `${value} ${inSeconds ? "s" : unit}`));
      },
    });
    return new uPlot(
      {
        width: this.place.clientWidth,
        height: HEIGHT,
        padding: [8, 0, 6, 0],
        cursor: { show: false },
        legend: { show: false },
        scales: {
          x: { time: false },
          millis: { range: (_plot, low, high) => [Math.min(0, low ?? 0), Math.max(100, high ?? 0)] },
          bytes: { range: (_plot, _low, high) => [0, Math.max(4, high ?? 0)] },
        },
        axes: [{ show: false }, axis("millis", "ms", 3), axis("bytes", "KB", 1)],
        series: [
          {},
          ...CURVES.map(({ label, stroke, scale, ...rest }) => ({
            label,
            stroke,
            scale,
            width: 1.5,
            points: { show: false },
            ...("dash" in rest ? { dash: [...rest.dash] } : {}),
          })),
        ],
      },
      this.samples as uPlot.AlignedData,
      this.place,
    );
  }
}
