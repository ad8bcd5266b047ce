/** The game's tables and inputs, as its Java class declares them. */
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
