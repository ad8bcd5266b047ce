import { slotOf, type View } from "tickwire-client";
import type { Arena } from "./arena.ts";

/** What can be seen of bullets by comparing two views. */
interface Flights {
  fired(bullet: Bullet): void;
  /** A bullet is gone: it hit something, or it flew its time. */
  spent(bullet: Bullet): void;
}

export interface Ship {
  readonly id: number;
  player: number;
  name: string;
  x: number;
  y: number;
  hull: number;
  score: number;
  /** When it was last hit, on the clock of the views. */
  hitMillis: number;
  seen: number;
}

/** Someone in the room, whether in sight or not. */
export interface Pilot {
  readonly player: number;
  /** Key of the name among the view's texts: another one for somebody else. */
  readonly key: number;
  name: string;
  /** As it was when last in sight; so are the others. */
  score: number;
  hull: number;
  x: number;
  y: number;
  seenMillis: number;
}

interface Bullet {
  /** Direction of flight: a unit vector. */
  dx: number;
  dy: number;
  x: number;
  y: number;
  /** The number of the player who fired it; 0: not known. */
  player: number;
  readonly fromX: number;
  readonly fromY: number;
  seen: number;
}

/** Keeps what is needed from earlier views: which ships were hit and when, where bullets came from, which pilots were in sight. */
export class WorldWatch {
  readonly ships = new Map<number, Ship>();
  /** All pilots who have been in sight and are still in the room, by player. */
  readonly pilots = new Map<number, Pilot>();
  readonly bullets = new Map<number, Bullet>();
  /** Names of all players, by their numbers. */
  private readonly names = new Map<number, string>();
  private round = 0;

  constructor(private readonly flights: Flights) {}

  /** Forgets everything: what comes next is a new world. */
  reset(): void {
    this.round = 0;
    for (const known of [this.ships, this.pilots, this.bullets]) known.clear();
  }

  look(view: View<Arena["tables"]>, nowMillis: number): void {
    const first = this.round++ === 0;
    this.lookAtShips(view);
    this.lookAtPilots(view, nowMillis);
    this.lookAtBullets(view, first);
  }

  /** The ship of that id has just been hit. */
  hit(id: number, nowMillis: number): void {
    const ship = this.ships.get(id);
    if (ship) ship.hitMillis = nowMillis;
  }

  private lookAtShips(view: View<Arena["tables"]>): void {
    const { ships, round } = this;
    for (const { id, x, y, hull, score, player, name } of view.table("ships")) {
      const known = ships.get(id);
      if (known) Object.assign(known, { x, y, hull, score, player, name, seen: round });
      else ships.set(id, { id, player, name, x, y, hull, score, hitMillis: -1e9, seen: round });
    }
    sweep(ships, round, () => {});
  }

  private lookAtPilots(view: View<Arena["tables"]>, seenMillis: number): void {
    const keys = view.table("ships").values("name");
    let row = 0;
    for (const { player, name, score, hull, x, y } of view.table("ships")) {
      const key = keys[row++];
      const pilot = this.pilots.get(player);
      if (pilot?.key === key) Object.assign(pilot, { name, score, hull, x, y, seenMillis });
      else this.pilots.set(player, { player, key, name, score, hull, x, y, seenMillis });
    }
    // Who is there is known of all, wherever they are.
    this.names.clear();
    for (const { id, name } of view.table("pilots")) this.names.set(slotOf(id), name);
    for (const { player, name, seenMillis: seen } of this.pilots.values()) {
      if (seen !== seenMillis && this.names.get(player) !== name) this.pilots.delete(player);
    }
  }

  private lookAtBullets(view: View<Arena["tables"]>, first: boolean): void {
    const { bullets, flights, round } = this;
    const ships = view.table("ships");
    for (const { id, x, y, owner } of view.table("bullets")) {
      let bullet = bullets.get(id);
      if (!bullet) {
        // Until it has moved, it flies where its ship points.
        const heading = ships.get(owner)?.heading ?? 0;
        const player = ships.get(owner)?.player ?? 0;
        bullet = { x, y, dx: Math.cos(heading), dy: Math.sin(heading), player, fromX: x, fromY: y, seen: round };
        bullets.set(id, bullet);
        if (!first) flights.fired(bullet);
        continue;
      }
      const [flownX, flownY] = [x - bullet.fromX, y - bullet.fromY];
      const flown = Math.hypot(flownX, flownY);
      if (flown > 4) {
        bullet.dx = flownX / flown;
        bullet.dy = flownY / flown;
      }
      bullet.x = x;
      bullet.y = y;
      bullet.seen = round;
    }
    sweep(bullets, round, (bullet) => flights.spent(bullet));
  }
}

/** Takes away what was not seen in this round. */
function sweep<T extends { seen: number }>(known: Map<number, T>, round: number, gone: (thing: T) => void): void {
  for (const [id, thing] of known) {
    if (thing.seen === round) continue;
    known.delete(id);
    gone(thing);
  }
}
