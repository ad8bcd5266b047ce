import type { View } from "tickwire-client";
import { type Arena, KILL_POINTS, type PickupKind, type RockSize } from "./arena.ts";

/** What has happened between two views. */
export interface Happenings {
  hit(ship: Ship, damage: number): void;
  /** `killer` is the one pilot whose score says so, if there is one. */
  destroyed(ship: Ship, killer: Ship | undefined): void;
  arrived(ship: Ship): void;
  scored(ship: Ship, points: number): void;
  fired(bullet: Bullet): void;
  /** A bullet is gone: it hit something, or it flew its time. */
  spent(bullet: Bullet): void;
  broken(x: number, y: number, size: RockSize): void;
  taken(x: number, y: number, kind: PickupKind): void;
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

export interface Bullet {
  /** Direction of flight: a unit vector. */
  dx: number;
  dy: number;
  x: number;
  y: number;
  owner: number;
  readonly fromX: number;
  readonly fromY: number;
  seen: number;
}

interface Thing<Kind> {
  x: number;
  y: number;
  kind: Kind;
  seen: number;
}

/**
 * Finds out what has happened by comparing each view with the one before: a hull that drops is a hit, a rock that is gone
 * was shot. The server sends state, and that is enough.
 */
export class WorldWatch {
  readonly ships = new Map<number, Ship>();
  readonly bullets = new Map<number, Bullet>();
  private readonly rocks = new Map<number, Thing<RockSize>>();
  private readonly pickups = new Map<number, Thing<PickupKind>>();
  private round = 0;
  private readonly fallen: Ship[] = [];
  private readonly killers: Ship[] = [];

  constructor(private readonly happenings: Happenings) {}

  /** Forgets everything: what comes next is a new world. */
  reset(): void {
    this.round = 0;
    for (const known of [this.ships, this.bullets, this.rocks, this.pickups]) known.clear();
  }

  look(view: View<Arena["tables"]>, nowMillis: number): void {
    const first = this.round++ === 0;
    this.lookAtShips(view, nowMillis, first);
    this.lookAtBullets(view, first);
    this.lookAtThings(view);
  }

  private lookAtShips(view: View<Arena["tables"]>, nowMillis: number, first: boolean): void {
    const { ships, happenings, round, fallen, killers } = this;
    fallen.length = killers.length = 0;
    for (const { id, x, y, hull, score, player, name } of view.table("ships")) {
      const known = ships.get(id);
      if (!known) {
        const ship = { id, player, name, x, y, hull, score, hitMillis: -1e9, seen: round };
        ships.set(id, ship);
        if (!first) happenings.arrived(ship);
        continue;
      }
      const [hullBefore, scoreBefore] = [known.hull, known.score];
      Object.assign(known, { x, y, hull, score, player, name, seen: round });
      if (hull === 0 && hullBefore > 0) fallen.push(known);
      else if (hull > 0 && hullBefore === 0) happenings.arrived(known);
      else if (hull < hullBefore) {
        known.hitMillis = nowMillis;
        happenings.hit(known, hullBefore - hull);
      }
      if (score > scoreBefore) {
        happenings.scored(known, score - scoreBefore);
        if (score - scoreBefore >= KILL_POINTS) killers.push(known);
      }
    }
    for (const ship of fallen) happenings.destroyed(ship, killers.length === 1 ? killers[0] : undefined);
    sweep(ships, round, () => {});
  }

  private lookAtBullets(view: View<Arena["tables"]>, first: boolean): void {
    const { bullets, happenings, round } = this;
    const ships = view.table("ships");
    for (const { id, x, y, owner } of view.table("bullets")) {
      let bullet = bullets.get(id);
      if (!bullet) {
        // Until it has moved, it flies where its ship points.
        const heading = ships.get(owner)?.heading ?? 0;
        bullet = { x, y, dx: Math.cos(heading), dy: Math.sin(heading), owner, fromX: x, fromY: y, seen: round };
        bullets.set(id, bullet);
        if (!first) happenings.fired(bullet);
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
    sweep(bullets, round, (bullet) => happenings.spent(bullet));
  }

  private lookAtThings(view: View<Arena["tables"]>): void {
    for (const { id, x, y, size } of view.table("asteroids")) note(this.rocks, id, x, y, size, this.round);
    for (const { id, x, y, kind } of view.table("pickups")) note(this.pickups, id, x, y, kind, this.round);
    sweep(this.rocks, this.round, ({ x, y, kind }) => this.happenings.broken(x, y, kind));
    sweep(this.pickups, this.round, ({ x, y, kind }) => this.happenings.taken(x, y, kind));
  }
}

function note<Kind>(
  things: Map<number, Thing<Kind>>,
  id: number,
  x: number,
  y: number,
  kind: Kind,
  round: number,
): void {
  const known = things.get(id);
  if (!known) things.set(id, { x, y, kind, seen: round });
  else {
    known.x = x;
    known.y = y;
    known.seen = round;
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
