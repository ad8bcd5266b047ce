import { element } from "../../pages/dom.ts";
import { Chart } from "./chart.ts";
import { plain } from "./format.ts";
import type { Meter } from "./protocol.ts";
import { Series } from "./series.ts";
import { color } from "./serverPage.ts";

/** A curve is of the seconds before each point: many enough to be smooth, few enough to follow a slider. */
const RATE_MILLIS = 10_000;
const LEAST_MILLIS = 3000;

/** A curve for each meter of a room's game: how often in a minute. */
export class Meters {
  private meters: readonly Meter[] = [];
  private counts = new Series(0);
  private curves: { readonly rates: Series; readonly chart: Chart }[] = [];
  private firstMillis = 0;

  /** Another room is looked at. */
  clear(): void {
    this.build([]);
  }

  show(atMillis: number, meters: readonly Meter[]): void {
    // A room that goes by other rules counts anew.
    const isOther = meters.some(({ name, count }, i) => name !== this.meters[i]?.name || count < this.meters[i].count);
    if (isOther || meters.length !== this.meters.length) this.build(meters);
    this.meters = meters;
    if (this.counts.times.length === 0) this.firstMillis = atMillis;
    this.counts.add(atMillis, ...meters.map(({ count }) => count));
    if (atMillis - this.firstMillis < LEAST_MILLIS) return;
    this.curves.forEach(({ rates, chart }, meter) => {
      rates.add(atMillis, this.counts.perMinute(meter, atMillis - RATE_MILLIS, atMillis + 1));
      chart.draw();
    });
  }

  /** How often each was counted in a minute, by its name, between two times; NaN: nothing is known of these. */
  perMinute(fromMillis: number, toMillis: number): readonly (readonly [name: string, rate: number])[] {
    return this.meters.map(({ name }, meter) => [name, this.counts.perMinute(meter, fromMillis, toMillis)]);
  }

  private build(meters: readonly Meter[]): void {
    this.meters = meters;
    this.counts = new Series(meters.length);
    this.curves.forEach(({ chart }) => chart.remove());
    this.curves = meters.map(({ name, text }) => {
      const rates = new Series(1);
      const title = text ? `${name} per minute: ${text}` : `${name} per minute`;
      return { rates, chart: new Chart(element("room-charts"), title, rates, [color([name, "var-accent"])], plain) };
    });
  }
}
