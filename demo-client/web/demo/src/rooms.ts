/** A room, as the server's list has it. */
export interface RoomInfo {
  readonly id: string;
  readonly type: string;
  readonly players: number;
  readonly playerLimit: number;
  readonly spectators: number;
  readonly spectatorLimit: number;
}

/** What is open to players of this game now. */
export interface OpenRooms {
  /** Names of the room types that run this game; the server's first one is the first. */
  readonly types: readonly string[];
  readonly rooms: readonly RoomInfo[];
}

const GAME = "arena";
const TIMEOUT_MILLIS = 4000;

/** Asks the server for its rooms; undefined: it does not answer. Other games may run there too, which this page cannot draw: they are left out. */
export async function openRooms(): Promise<OpenRooms | undefined> {
  const [allTypes, allRooms] = await Promise.all([
    get<{ name: string; game: string }[]>("api/v1/room-types"),
    get<RoomInfo[]>("api/v1/rooms"),
  ]);
  if (!allTypes || !allRooms) return undefined;
  const types = allTypes.filter(({ game }) => game === GAME).map(({ name }) => name);
  return { types, rooms: allRooms.filter(({ type }) => types.includes(type)) };
}

async function get<T>(path: string): Promise<T | undefined> {
  try {
    const response = await fetch(path, { signal: AbortSignal.timeout(TIMEOUT_MILLIS) });
    return response.ok ? ((await response.json()) as T) : undefined;
  } catch {
    return undefined;
  }
}
