import { element, setText } from "../../pages/dom.ts";
import { Chart } from "./chart.ts";
import { millis, plain, rate } from "./format.ts";
import { fillTable } from "./plainTable.ts";
import type { Adjustable, RoomDetail, RoomGone } from "./protocol.ts";
import { roomTiles } from "./roomTiles.ts";
import { Series } from "./series.ts";
import { color, roomLink } from "./serverPage.ts";
import { Tiles } from "./tiles.ts";

const CURVES: readonly (readonly [
  title: string,
  of: (room: RoomDetail) => number,
  format: (value: number) => string,
])[] = [
  ["Step, p99", (room) => room.stepMillis.p99, millis],
  ["How late ticks begin, p99", (room) => room.lateMillis.p99, millis],
  ["Bytes to its people", (room) => room.bytesPerSecond, rate],
  ["Players", (room) => room.players, plain],
];

/** A room and another one beside it: their figures, their curves in one chart each, and in what they differ. */
export class Comparison {
  private readonly select = element<HTMLSelectElement>("beside");
  private readonly tiles = [new Tiles(element("tiles-one")), new Tiles(element("tiles-other"))];
  private readonly headings = [element("heading-one"), element("heading-other")];
  private charts: { readonly series: Series; readonly chart: Chart }[] = [];
  private other = "";

  /**
   * @param onChoose called with the id of the other room; empty: none
   * @param onAsk called when somebody is about to choose: newer rooms are wanted
   */
  constructor(onChoose: (other: string) => void, onAsk: () => void) {
    this.select.addEventListener("change", () => onChoose(this.select.value));
    this.select.addEventListener("focus", onAsk);
  }

  /** Which rooms are compared; empty: only the one is looked at. */
  open(one: string, other: string): void {
    this.other = other;
    this.offer([]);
    this.charts.forEach(({ chart }) => chart.remove());
    this.charts = [];
    element("comparison").hidden = other === "";
    if (other === "") return;
    this.headings.forEach((heading, i) => heading.replaceChildren(roomLink(i === 0 ? one : other)));
    const colors = ["var-accent", "var-warn"].map((name) => color(["", name]));
    this.charts = CURVES.map(([title, , format]) => {
      const series = new Series(2);
      const place = element("comparison-charts");
      return { series, chart: new Chart(place, title, series, colors, format) };
    });
  }

  /** Rooms that can be chosen. */
  offer(others: readonly string[]): void {
    const all = this.other === "" || others.includes(this.other) ? others : [this.other, ...others];
    if (
      all.join() !==
      [...this.select.options]
        .slice(1)
        .map(({ value }) => value)
        .join()
    ) {
      this.select.replaceChildren(new Option("nothing", ""), ...all.map((id) => new Option(id, id)));
    }
    this.select.value = this.other;
  }

  show(atMillis: number, one: RoomDetail, other: RoomDetail | RoomGone): void {
    if (other.id !== this.other) return;
    const isThere = "adjustable" in other;
    element("other-gone").hidden = isThere || other.state === "new";
    setText(element("other-gone"), `Room ${this.other} is not there any more, or never was.`);
    element("tiles-other").hidden = !isThere;
    this.tiles[0].show(roomTiles(one));
    if (!isThere) return;
    this.tiles[1].show(roomTiles(other));
    this.charts.forEach(({ series, chart }, i) => {
      const [, of] = CURVES[i];
      series.add(atMillis, of(one), of(other));
      chart.draw();
    });
    const differing = differences(one.adjustable, other.adjustable);
    setText(element("no-differences"), "Rates, sight, budget and tunables of the two are the same.");
    element("no-differences").hidden = differing.length > 0;
    element("differences").hidden = differing.length === 0;
    fillTable(element<HTMLTableElement>("differences"), [["What differs", one.id, other.id], ...differing]);
  }
}

/** Name and both values of what differs; "–" where one of them has no such thing. */
export function differences(one: readonly Adjustable[], other: readonly Adjustable[]): string[][] {
  const all = [...one, ...other.filter(({ path }) => one.every((known) => known.path !== path))];
  return all
    .map(({ path, name, unit }) => {
      const values = [one, other].map((of) => of.find((known) => known.path === path)?.value);
      const texts = values.map((value) => (value === undefined ? "–" : [plain(value), unit].filter(Boolean).join(" ")));
      return { isSame: values[0] === values[1], line: [name, ...texts] };
    })
    .filter(({ isSame }) => !isSame)
    .map(({ line }) => line);
}
