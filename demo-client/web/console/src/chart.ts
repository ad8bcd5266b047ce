import uPlot from "uplot";
import { make } from "../../pages/dom.ts";
import type { Series } from "./series.ts";

const HEIGHT = 130;
const SPAN_SECONDS = 300;
const LEAST_SECONDS = 30;

const clock = (seconds: number) => new Date(seconds * 1000).toTimeString().slice(0, 8);

/** Curves of the last minutes, with a heading; they follow the width of their place. */
export class Chart {
  private readonly plot: uPlot;
  private readonly body: HTMLElement;
  private readonly panel: HTMLElement;
  private readonly resized = new ResizeObserver(() => this.resize());

  /** @param curves label and colour of each curve of the series, in its order; without labels, others say whose they are */
  constructor(
    place: HTMLElement,
    title: string,
    private readonly series: Series,
    curves: readonly (readonly [label: string, color: string])[],
    format: (value: number) => string,
  ) {
    this.panel = make("figure", "panel chart");
    const caption = make("figcaption", "", title);
    for (const [label, color] of curves) {
      const key = make("span", "key", label);
      key.style.setProperty("--key", color);
      if (curves.length > 1 && label) caption.append(key);
    }
    this.panel.append(caption);
    this.body = make("div", "plot");
    this.panel.append(this.body);
    place.append(this.panel);
    const ink = () => getComputedStyle(document.documentElement).getPropertyValue("--quiet");
    const grid = { stroke: () => getComputedStyle(document.documentElement).getPropertyValue("--line"), width: 1 };
    this.plot = new uPlot(
      {
        width: 300,
        height: HEIGHT,
        cursor: { y: false },
        legend: { show: false },
        scales: { y: { range: (_, __, most) => [0, most > 0 ? most * 1.1 : 1] } },
        axes: [
          { stroke: ink, grid, ticks: { show: false }, size: 24, values: (_, splits) => splits.map(clock) },
          {
            stroke: ink,
            grid,
            ticks: { show: false },
            size: 64,
            values: (_, splits) => splits.map(format),
          },
        ],
        series: [
          {},
          ...curves.map(([label, color]) => ({
            label,
            stroke: color,
            width: 1.5,
            points: { show: false },
          })),
        ],
      },
      this.data(),
      this.body,
    );
    this.resized.observe(this.body);
  }

  /** Takes it off the page, for good. */
  remove(): void {
    this.resized.disconnect();
    this.plot.destroy();
    this.panel.remove();
  }

  /** Draws what the series has by now. */
  draw(): void {
    const newest = this.series.times.at(-1);
    this.plot.batch(() => {
      this.plot.setData(this.data(), false);
      if (newest !== undefined) {
        const span = Math.min(SPAN_SECONDS, Math.max(LEAST_SECONDS, newest - this.series.times[0]));
        this.plot.setScale("x", { min: newest - span, max: newest });
      }
    });
  }

  private data(): uPlot.AlignedData {
    return [this.series.times, ...this.series.values];
  }

  private resize(): void {
    const width = Math.floor(this.body.clientWidth);
    if (width > 0) this.plot.setSize({ width, height: HEIGHT });
  }
}
