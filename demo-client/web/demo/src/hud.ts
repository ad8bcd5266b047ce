import type { Room } from "tickwire-client";
import type { Arena } from "./arena.ts";
import { bright, hueOf } from "./colors.ts";
import { element, make, setText } from "./dom.ts";
import type { Ship } from "./worldWatch.ts";

const BOARD_MILLIS = 250;
const FEED_LINES = 4;
const FEED_MILLIS = 5000;

/** What lies over the arena: scores, hull, who shot whom, and the screen between two lives. */
export class Hud {
  private readonly hull = document.querySelector<HTMLElement>(".hull")!;
  private readonly scores = element("scores");
  private readonly feed = element("feed");
  private readonly death = element("death");
  private readonly flashing = element("flash");
  private readonly pointsBox = element("points");
  private nextBoardMillis = 0;
  private shownHull = -1;

  /** @param rows how many pilots fit on the board */
  constructor(private readonly rows: () => number) {}

  reset(): void {
    this.feed.replaceChildren();
    this.pointsBox.replaceChildren();
    this.death.hidden = true;
    this.shownHull = -1;
    this.nextBoardMillis = 0;
  }

  update(room: Room<Arena>, ships: ReadonlyMap<number, Ship>, own: Ship | undefined, nowMillis: number): void {
    const hull = own?.hull ?? 0;
    if (hull !== this.shownHull) {
      this.shownHull = hull;
      this.hull.style.setProperty("--hull", `${hull}%`);
      this.hull.classList.toggle("low", hull <= 25);
      this.hull.setAttribute("aria-valuenow", String(hull));
      setText(this.hull.querySelector("span")!, hull > 0 ? `Hull ${hull}` : "");
    }
    if (hull > 0) this.death.hidden = true;
    if (nowMillis < this.nextBoardMillis) return;
    this.nextBoardMillis = nowMillis + BOARD_MILLIS;
    setText(element("room-name"), room.id);
    setText(element("player-count"), `${ships.size} / ${room.playerLimit}`);
    this.drawScores([...ships.values()], room.player);
  }

  died(killer: Ship | undefined): void {
    setText(element("death-title"), killer ? "Shot down" : "Destroyed");
    setText(element("death-by"), killer ? `by ${killer.name}` : "");
    this.death.hidden = false;
  }

  /** Reddens the rim of the screen for a moment. */
  hurt(): void {
    this.flashing.classList.remove("shown");
    void this.flashing.offsetWidth;
    this.flashing.classList.add("shown");
  }

  /** Points that this player has just made. */
  points(points: number, what: string): void {
    const line = make("p", "point", `+${points}`);
    if (what) line.append(make("small", "", what));
    line.addEventListener("animationend", () => line.remove());
    this.pointsBox.append(line);
    while (this.pointsBox.children.length > 3) this.pointsBox.firstChild!.remove();
  }

  /** Who shot whom. */
  tell(killer: Ship | undefined, victim: Ship, ownPlayer: number): void {
    const line = make("p", "");
    if (killer) line.append(pilot(killer, ownPlayer), make("i", "", "shot down"));
    line.append(pilot(victim, ownPlayer));
    if (!killer) line.append(make("i", "", victim.player === ownPlayer ? "were destroyed" : "was destroyed"));
    this.feed.append(line);
    while (this.feed.children.length > FEED_LINES) this.feed.firstChild!.remove();
    setTimeout(() => line.remove(), FEED_MILLIS);
  }

  private drawScores(ships: Ship[], ownPlayer: number): void {
    ships.sort((a, b) => b.score - a.score || a.player - b.player);
    const rows = this.rows();
    const shown = ships.slice(0, rows).map((ship, i) => ({ ship, place: i + 1 }));
    const ownPlace = ships.findIndex((ship) => ship.player === ownPlayer);
    if (ownPlace >= rows) shown.push({ ship: ships[ownPlace], place: ownPlace + 1 });
    const { scores } = this;
    while (scores.children.length > shown.length) scores.lastChild!.remove();
    while (scores.children.length < shown.length) {
      const line = make("li", "");
      line.append(make("b", ""), make("span", ""), make("em", ""));
      scores.append(line);
    }
    shown.forEach(({ ship, place }, i) => {
      const line = scores.children[i] as HTMLElement;
      const own = ship.player === ownPlayer;
      line.className = own ? "own" : "";
      line.style.setProperty("--color", bright(hueOf(ship.player, own)));
      const [placeBox, nameBox, scoreBox] = line.children as unknown as HTMLElement[];
      setText(placeBox, String(place));
      setText(nameBox, ship.name);
      setText(scoreBox, String(ship.score));
    });
  }
}

function pilot(ship: Ship, ownPlayer: number): HTMLElement {
  const own = ship.player === ownPlayer;
  const name = make("b", "", own ? "You" : ship.name);
  name.style.color = bright(hueOf(ship.player, own));
  return name;
}
