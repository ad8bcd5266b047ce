import { type RoomInfo, rooms, roomTypes, type RoomTypeInfo } from "../../pages/server.ts";

export type { RoomInfo };

/** What is open to players of this game now. */
export interface OpenRooms {
  /** Names of the room types that run this game; the server's first one is the first. */
  readonly types: readonly string[];
  readonly rooms: readonly RoomInfo[];
  /** Room types of other games, which this page cannot draw. */
  readonly others: readonly RoomTypeInfo[];
}

export const GAME = "arena";

/** Asks the server for its rooms; undefined: it does not answer. */
export async function openRooms(): Promise<OpenRooms | undefined> {
  const [allTypes, allRooms] = await Promise.all([roomTypes(), rooms()]);
  if (!allTypes || !allRooms) return undefined;
  const types = allTypes.filter(({ game }) => game === GAME).map(({ name }) => name);
  return {
    types,
    rooms: allRooms.filter(({ type }) => types.includes(type)),
    others: allTypes.filter(({ game }) => game !== GAME),
  };
}
