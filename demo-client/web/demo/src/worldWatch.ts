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

/** Someone in the room, whether in sight or not. */
export interface Pilot {
  readonly player: number;
  /** Key of the name among the view's texts. */
  readonly key: number;
  name: string;
  /** As it was when last in sight; so are the others. */
  score: number;
  hull: number;
  x: number;
  y: number;
  seenMillis: number;
}

export interface Bullet {
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
  /** All who have been in sight and are still in the room, by player. */
  readonly pilots = new Map<number, Pilot>();
  readonly bullets = new Map<number, Bullet>();
  private readonly rocks = new Map<number, Thing<RockSize>>();
  private readonly pickups = new Map<number, Thing<PickupKind>>();
  private round = 0;
  /** How far from the own ship the farthest thing is that is in sight. */
  private farthest = 0;
  private ownX = 0;
  private ownY = 0;
  private readonly fallen: Ship[] = [];
  private readonly killers: Ship[] = [];

  constructor(private readonly happenings: Happenings) {}

  /** Forgets everything: what comes next is a new world. */
  reset(): void {
    this.round = 0;
    for (const known of [this.ships, this.pilots, this.bullets, this.rocks, this.pickups]) known.clear();
  }

  /** @param ownPlayer the player from whose ship all is seen */
  look(view: View<Arena["tables"]>, ownPlayer: number, nowMillis: number): void {
    const first = this.round++ === 0;
    this.lookAround(view, ownPlayer);
    this.lookAtShips(view, nowMillis, first);
    this.lookAtPilots(view, nowMillis);
    this.lookAtBullets(view, first);
    this.lookAtThings(view);
  }

  private lookAround(view: View<Arena["tables"]>, ownPlayer: number): void {
    this.farthest = 0;
    for (const { x, y, player } of view.table("ships")) if (player === ownPlayer) [this.ownX, this.ownY] = [x, y];
    for (const { x, y } of view.table("ships")) this.farthest = Math.max(this.farthest, this.distanceOf(x, y));
    for (const { x, y } of view.table("asteroids")) this.farthest = Math.max(this.farthest, this.distanceOf(x, y));
  }

  private distanceOf(x: number, y: number): number {
    return Math.hypot(x - this.ownX, y - this.ownY);
  }

  /** Whether something that is gone, or new, may only have crossed the end of sight: nothing has happened to it then. */
  private isAtTheEdge(thing: { x: number; y: number }): boolean {
    return this.distanceOf(thing.x, thing.y) > this.farthest * 0.9;
  }

  private lookAtShips(view: View<Arena["tables"]>, nowMillis: number, first: boolean): void {
    const { ships, happenings, round, fallen, killers } = this;
    fallen.length = killers.length = 0;
    for (const { id, x, y, hull, score, player, name, shielded } of view.table("ships")) {
      const known = ships.get(id);
      if (!known) {
        const ship = { id, player, name, x, y, hull, score, hitMillis: -1e9, seen: round };
        ships.set(id, ship);
        // One without a shield has been flying for a while, and comes into sight.
        if (!first && shielded) happenings.arrived(ship);
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

  private lookAtPilots(view: View<Arena["tables"]>, seenMillis: number): void {
    const keys = view.table("ships").values("name");
    let row = 0;
    for (const { player, name, score, hull, x, y } of view.table("ships")) {
      const key = keys[row++];
      const pilot = this.pilots.get(player);
      if (pilot?.key === key) Object.assign(pilot, { name, score, hull, x, y, seenMillis });
      else this.pilots.set(player, { player, key, name, score, hull, x, y, seenMillis });
    }
    // Names are known of all, wherever they are.
    for (const { player, key, name, seenMillis: seen } of this.pilots.values()) {
      if (seen !== seenMillis && view.texts.get(key) !== name) this.pilots.delete(player);
    }
  }

  private lookAtBullets(view: View<Arena["tables"]>, first: boolean): void {
    const { bullets, happenings, round } = this;
    const ships = view.table("ships");
    for (const { id, x, y, owner } of view.table("bullets")) {
      let bullet = bullets.get(id);
      if (!bullet) {
        // Until it has moved, it flies where its ship points.
        const heading = ships.get(owner)?.heading ?? 0;
        const player = ships.get(owner)?.player ?? 0;
        bullet = { x, y, dx: Math.cos(heading), dy: Math.sin(heading), player, fromX: x, fromY: y, seen: round };
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
    sweep(bullets, round, (bullet) => {
      if (!this.isAtTheEdge(bullet)) happenings.spent(bullet);
    });
  }

  private lookAtThings(view: View<Arena["tables"]>): void {
    for (const { id, x, y, size } of view.table("asteroids")) note(this.rocks, id, x, y, size, this.round);
    for (const { id, x, y, kind } of view.table("pickups")) note(this.pickups, id, x, y, kind, this.round);
    sweep(this.rocks, this.round, (rock) => {
      if (!this.isAtTheEdge(rock)) this.happenings.broken(rock.x, rock.y, rock.kind);
    });
    sweep(this.pickups, this.round, (pickup) => {
      if (!this.isAtTheEdge(pickup)) this.happenings.taken(pickup.x, pickup.y, pickup.kind);
    });
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
