/** The game's tables, events and inputs, as its Java class declares them. */
export interface Arena {
  tables: {
    ships: {
      x: number;
      y: number;
      /** Radians, 0 towards +x, clockwise on the screen. */
      heading: number;
      /** 0 to 100; 0: destroyed, waiting for the next ship. */
      hull: number;
      score: number;
      /** The number of the player, as in `room.player`. */
      player: number;
      name: string;
      thrusting: boolean;
      /** Just arrived: cannot be hurt. */
      shielded: boolean;
    };
    bullets: { x: number; y: number; /** Id of a ship; 0 when it is gone. */ owner: number };
    asteroids: { x: number; y: number; size: RockSize };
    pickups: { x: number; y: number; kind: PickupKind };
  };
  events: {
    /** `damage` 0: a shield took it, or it was a rock. `by`: the player who fired, or NOBODY. */
    hits: { x: number; y: number; ship: number; damage: number; by: number };
    kills: { x: number; y: number; player: number; name: string; by: number; byName: string };
    breakups: { x: number; y: number; size: RockSize; by: number };
    finds: { x: number; y: number; kind: PickupKind; player: number };
    arrivals: { x: number; y: number; player: number };
  };
  inputs: { turn: number; thrust: boolean; fire: boolean };
}

export type RockSize = "small" | "medium" | "large";
export type PickupKind = "repair" | "rapid";

export const ARENA_SIZE = 2400;
export const SHIP_RADIUS = 14;
export const PICKUP_RADIUS = 12;
export const ROCK_RADIUS: Readonly<Record<RockSize, number>> = { small: 18, medium: 34, large: 60 };
/** How fast a ship turns, in radians per second. Only steering by touch makes use of it, and tolerates another rate. */
export const TURN_RATE = 3.7;
export const KILL_POINTS = 10;
export const ROCK_POINTS = 1;
export const NOBODY = -1;
