import type { Schema } from "tickwire-client";
import type { Arena } from "./arenaTypes.ts";

export { type Arena, arenaSchema } from "./arenaTypes.ts";

export type RockSize = Arena["tables"]["asteroids"]["size"];
export type PickupKind = Arena["tables"]["pickups"]["kind"];

/** Places are from 0 to this number, on both axes. */
export const arenaSize = (schema: Schema): number => schema.table("ships").column("x").max;

/** The hull of a ship that nothing has happened to. */
export const fullHull = (schema: Schema): number => schema.table("ships").column("hull").max;

// What the game's rules know beyond its tables and tunables: see its Java classes.
export const SHIP_RADIUS = 14;
export const PICKUP_RADIUS = 12;
export const ROCK_RADIUS: Readonly<Record<RockSize, number>> = { small: 18, medium: 34, large: 60 };
export const KILL_POINTS = 10;
export const ROCK_POINTS = 1;
/** Stands for a player in events that no player caused. */
export const NOBODY = -1;
