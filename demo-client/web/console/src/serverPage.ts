import { element, make, setText } from "../../pages/dom.ts";
import { Chart } from "./chart.ts";
import { count, millis, plain, rate, words } from "./format.ts";
import type { RoomFigures, ServerFigures } from "./protocol.ts";
import { Series } from "./series.ts";
import { SortedTable } from "./sortedTable.ts";
import { Tiles } from "./tiles.ts";

/** What is counted, and is a sign that something was refused, dropped or late. */
const TROUBLE =
  /refused|Refused|dropped|Dropped|lost|Lost|late|Late|tooMany|TooMany|stale|Stale|skipped|Skipped|failed|Failed|stuck|banned|full|Full|disconnects|resyncs|Paced|Moved|early|Early/;

/** What the address of a room's page ends with; `beside` is one that it is compared with, or empty. */
export const roomHash = (id: string, beside = ""): string =>
  `#room=${encodeURIComponent(id)}${beside && `&beside=${encodeURIComponent(beside)}`}`;

/** A link to a room. */
export function roomLink(id: string): HTMLAnchorElement {
  const link = make("a", "", id);
  link.href = roomHash(id);
  return link;
}

/** The page of the whole server. */
export class ServerPage {
  private readonly tiles = new Tiles(element("tiles"));
  private readonly lateness = new Series(2);
  private readonly steps = new Series(1);
  private readonly bytes = new Series(1);
  private readonly players = new Series(2);
  private readonly charts: Chart[];
  private readonly rooms = new SortedTable<RoomFigures>(
    element<HTMLTableElement>("rooms"),
    [
      { title: "Room", show: (room) => roomLink(room.id), by: (room) => room.id },
      { title: "Type", show: (room) => room.type, by: (room) => room.type },
      { title: "State", show: (room) => room.state, by: (room) => room.state },
      {
        title: "Players",
        isNumber: true,
        show: (room) => `${room.players} / ${room.playerLimit}`,
        by: (room) => room.players,
      },
      { title: "Bots", isNumber: true, show: (room) => String(room.bots), by: (room) => room.bots },
      {
        title: "Step p99",
        hint: "Time from the begin of a tick to the end of its step, of the last 3 s",
        isNumber: true,
        show: (room) => millis(room.stepMillis.p99),
        by: (room) => room.stepMillis.p99,
      },
      {
        title: "Late p99",
        hint: "How late ticks began, of the last 3 s",
        isNumber: true,
        show: (room) => millis(room.lateMillis.p99),
        by: (room) => room.lateMillis.p99,
      },
      {
        title: "Ticks",
        hint: "Ticks per second that were run, and that are wanted",
        isNumber: true,
        show: (room) => `${plain(room.ticksPerSecond)} / ${plain(room.tickRateHz)}`,
        by: (room) => room.ticksPerSecond / room.tickRateHz,
      },
      {
        title: "Bytes",
        isNumber: true,
        show: (room) => rate(room.bytesPerSecond),
        by: (room) => room.bytesPerSecond,
      },
      {
        title: "Per person",
        isNumber: true,
        show: (room) => rate(room.bytesPerPlayer),
        by: (room) => room.bytesPerPlayer,
      },
    ],
    5,
    ({ id }) => id,
  );
  private readonly refusals = new SortedTable<readonly [string, number]>(
    element<HTMLTableElement>("refusals"),
    [
      { title: "What", show: ([name]) => words(name), by: ([name]) => name },
      { title: "Per second", isNumber: true, show: ([, value]) => plain(value), by: ([, value]) => value },
    ],
    1,
    ([name]) => name,
  );

  constructor() {
    const place = element("server-charts");
    this.charts = [
      new Chart(
        place,
        "How late ticks begin",
        this.lateness,
        [
          ["p50", "var-ok"],
          ["p99", "var-warn"],
        ].map(color),
        millis,
      ),
      new Chart(place, "Steps, p99", this.steps, [["p99", "var-accent"]].map(color), millis),
      new Chart(place, "Bytes to players", this.bytes, [["bytes", "var-accent"]].map(color), rate),
      new Chart(
        place,
        "Who is here",
        this.players,
        [
          ["people", "var-accent"],
          ["bots", "var-quiet"],
        ].map(color),
        plain,
      ),
    ];
  }

  show(atMillis: number, server: ServerFigures): void {
    this.tiles.show([
      ["Players", plain(server.players), count(server.bots, "bot")],
      ["Rooms", plain(server.rooms), `${plain(server.sleeping)} sleep, ${count(server.spectators, "spectator")}`],
      ["Ticks begin late", millis(server.lateMillis.p99), `p99 of 3 s, worst ${millis(server.lateMillis.max)}`],
      ["Step", millis(server.stepMillis.p99), `p99 of 3 s, worst ${millis(server.stepMillis.max)}`],
      ["To players", rate(server.bytesPerSecond), `${plain(server.ticksPerSecond)} ticks/s`],
    ]);
    this.lateness.add(atMillis, server.lateMillis.p50, server.lateMillis.p99);
    this.steps.add(atMillis, server.stepMillis.p99);
    this.bytes.add(atMillis, server.bytesPerSecond);
    this.players.add(atMillis, server.players, server.bots);
    this.charts.forEach((chart) => chart.draw());
    this.rooms.show(server.list);
    element("no-rooms").hidden = server.list.length > 0;
    const trouble = Object.entries(server.perSecond).filter(([name]) => TROUBLE.test(name));
    this.refusals.show(trouble);
    element("no-refusals").hidden = trouble.length > 0;
    this.showLoops(server.loops);
  }

  private showLoops(loops: ServerFigures["loops"]): void {
    const place = element("loops");
    while (place.children.length > loops.length) place.lastElementChild!.remove();
    loops.forEach((loop, i) => {
      let line = place.children[i] as HTMLElement | undefined;
      if (!line) {
        line = make("div", "loop");
        line.append(make("span", ""), document.createElement("meter"), make("span", "number"));
        place.append(line);
      }
      const [name, meter, load] = line.children as unknown as [HTMLElement, HTMLMeterElement, HTMLElement];
      setText(name, `${loop.name}, ${count(loop.rooms, "room")}`);
      Object.assign(meter, { min: 0, max: 1, low: 0.5, high: 0.8, optimum: 0, value: loop.load });
      meter.ariaLabel = `load of ${loop.name}`;
      setText(load, `${plain(loop.load * 100)} %`);
    });
  }
}

/** A curve in one of the page's colours. */
export function color([label, name]: readonly string[]): readonly [string, string] {
  return [label, getComputedStyle(document.documentElement).getPropertyValue(name.replace("var-", "--")).trim()];
}
