import type { Room } from "tickwire-client";
import { type Arena, fullHull } from "./arena.ts";
import type { Camera } from "./camera.ts";
import { bright, hueOf } from "./colors.ts";
import { element, make, setText } from "../../pages/dom.ts";
import { announce } from "./dom.ts";
import { ranked } from "./follow.ts";
import type { Pilot, Ship } from "./worldWatch.ts";

const BOARD_MILLIS = 250;
/** Pixels from a ship at which a panel is in its way. */
const SHIP_ROOM = 30;
const FEED_LINES = 4;
const FEED_MILLIS = 5000;
const FLASH_MILLIS = 400;

/** The display over the arena: scores, hull, kills, and the screen between two lives. */
export class Hud {
  private readonly hud = element("hud");
  private readonly hull = document.querySelector<HTMLElement>(".hull")!;
  private readonly scores = element("scores");
  private readonly feed = element("feed");
  private readonly death = element("death");
  private readonly flashing = element("flash");
  private readonly pointsBox = element("points");
  private readonly panels = document.querySelectorAll<HTMLElement>("#hud .panel");
  private nextBoardMillis = 0;
  private shownHull = -1;

  /** @param rows how many pilots fit on the board */
  constructor(
    private readonly camera: Camera,
    private readonly rows: () => number,
  ) {}

  /** Begins anew, for a player or a watcher. */
  enter(watching: boolean): void {
    this.hud.hidden = false;
    this.hud.classList.toggle("watching", watching);
    this.feed.replaceChildren();
    this.pointsBox.replaceChildren();
    this.death.hidden = true;
    this.shownHull = -1;
    this.nextBoardMillis = 0;
  }

  leave(): void {
    this.hud.hidden = true;
  }

  /** @param players how many there are in the room; not all of them need be known */
  update(
    room: Room<Arena>,
    pilots: ReadonlyMap<number, Pilot>,
    players: number,
    own: Ship | undefined,
    nowMillis: number,
  ): void {
    const hull = own?.hull ?? 0;
    if (hull !== this.shownHull) {
      this.shownHull = hull;
      const full = fullHull(room.schema);
      const isLow = hull <= full / 4;
      this.hull.style.setProperty("--hull", `${(100 * hull) / full}%`);
      this.hull.classList.toggle("low", isLow);
      this.hull.setAttribute("aria-valuemax", String(full));
      this.hull.setAttribute("aria-valuenow", String(hull));
      const text = hull === 0 ? "" : isLow ? `Hull ${hull}: low` : `Hull ${hull}`;
      setText(this.hull.querySelector("span")!, text);
    }
    if (hull > 0) this.death.hidden = true;
    if (nowMillis < this.nextBoardMillis) return;
    this.nextBoardMillis = nowMillis + BOARD_MILLIS;
    this.makeWay(own && hull > 0 ? own : undefined);
    setText(element("room-name"), room.id);
    setText(element("player-count"), `${players} / ${room.playerLimit}`);
    this.drawScores(ranked(pilots), room.player, nowMillis);
  }

  /** @param byName the name of the pilot who did it; empty: nobody did, or the pilot is gone */
  died(byName: string): void {
    setText(element("death-title"), byName ? "Shot down" : "Destroyed");
    setText(element("death-by"), byName ? `by ${byName}` : "");
    this.death.hidden = false;
    announce(byName ? `You were shot down by ${byName}.` : "Your ship was destroyed.");
  }

  /** Reddens the rim of the screen for a moment. */
  hurt(): void {
    this.flashing.animate({ opacity: [1, 0] }, FLASH_MILLIS);
  }

  /** Points that this player has just made. */
  points(points: number, what: string): void {
    const line = make("p", "point", `+${points}`);
    if (what) {
      line.append(make("small", "", what));
      announce(`You shot down ${what}.`);
    }
    line.addEventListener("animationend", () => line.remove());
    this.pointsBox.append(line);
    while (this.pointsBox.children.length > 3) this.pointsBox.firstChild!.remove();
  }

  /** Who shot whom. */
  tell({ player, name, by, byName }: Arena["events"]["kills"], ownPlayer: number): void {
    const line = make("p", "");
    const own = player === ownPlayer;
    if (byName) line.append(nameOf(by, by === ownPlayer ? "You" : byName, ownPlayer), make("i", "", "shot down"));
    line.append(nameOf(player, own ? (byName ? "you" : "You") : name, ownPlayer));
    if (!byName) line.append(make("i", "", own ? "were destroyed" : "was destroyed"));
    this.feed.append(line);
    while (this.feed.children.length > FEED_LINES) this.feed.firstChild!.remove();
    setTimeout(() => line.remove(), FEED_MILLIS);
  }

  /** Lets the own ship be seen through panels that it is under. */
  private makeWay(own: Ship | undefined): void {
    const { camera } = this;
    const x = own ? (own.x - camera.x) * camera.zoom + camera.width / 2 : NaN;
    const y = own ? (own.y - camera.y) * camera.zoom + camera.height / 2 : NaN;
    for (const panel of this.panels) {
      const { left, right, top, bottom } = panel.getBoundingClientRect();
      const across = x > left - SHIP_ROOM && x < right + SHIP_ROOM;
      panel.classList.toggle("in-the-way", across && y > top - SHIP_ROOM && y < bottom + SHIP_ROOM);
    }
  }

  private drawScores(pilots: Pilot[], ownPlayer: number, nowMillis: number): void {
    const rows = this.rows();
    const shown = pilots.slice(0, rows).map((pilot, i) => ({ pilot, place: i + 1 }));
    const ownPlace = pilots.findIndex((pilot) => pilot.player === ownPlayer);
    if (ownPlace >= rows) shown.push({ pilot: pilots[ownPlace], place: ownPlace + 1 });
    const { scores } = this;
    while (scores.children.length > shown.length) scores.lastChild!.remove();
    while (scores.children.length < shown.length) {
      const line = make("li", "");
      line.append(make("b", ""), make("span", ""), make("em", ""));
      scores.append(line);
    }
    shown.forEach(({ pilot, place }, i) => {
      const line = scores.children[i] as HTMLElement;
      const own = pilot.player === ownPlayer;
      line.className = own ? "own" : "";
      line.classList.toggle("unseen", pilot.seenMillis < nowMillis);
      line.style.setProperty("--color", bright(hueOf(pilot.player, own)));
      const [placeBox, nameBox, scoreBox] = line.children as unknown as HTMLElement[];
      setText(placeBox, String(place));
      setText(nameBox, pilot.name);
      setText(scoreBox, String(pilot.score));
    });
  }
}

function nameOf(player: number, name: string, ownPlayer: number): HTMLElement {
  const own = player === ownPlayer;
  const box = make("b", "", name);
  box.style.color = bright(hueOf(player, own));
  return box;
}
