import type { Arena } from "./arenaTypes.ts";

export { type Arena, arenaSchema } from "./arenaTypes.ts";

export type RockSize = Arena["tables"]["asteroids"]["size"];
export type PickupKind = Arena["tables"]["pickups"]["kind"];

// What the game's rules know beyond its tables: see its Java class.
export const ARENA_SIZE = 2400;
export const SHIP_RADIUS = 14;
export const PICKUP_RADIUS = 12;
export const ROCK_RADIUS: Readonly<Record<RockSize, number>> = { small: 18, medium: 34, large: 60 };
/** How fast a ship turns, in radians per second. Only steering by touch makes use of it, and tolerates another rate. */
export const TURN_RATE = 3.7;
export const KILL_POINTS = 10;
export const ROCK_POINTS = 1;
/** Stands for a player in events that no player caused. */
export const NOBODY = -1;
