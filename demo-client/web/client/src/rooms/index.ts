// For lobbies: which rooms there are, and places in them. Nothing of it is in pages that do not import it.

/** What a label or an option can be. */
export type LabelValue = number | string | boolean;

/** A room type, as the server lists it. */
export interface RoomTypeInfo {
  readonly name: string;
  readonly game: string;
  /** How many play at least, of whom bots are those that are no people. */
  readonly bots: number;
  readonly playerLimit: number;
  readonly spectatorLimit: number;
  readonly tickRateHz: number;
  readonly snapshotRateHz: number;
  /** Names of the labels of its game, by which rooms are found. */
  readonly labels: readonly string[];
}

/** A room, as the server lists it; `join({ url, room: id })` goes there. */
export interface RoomInfo {
  readonly id: string;
  readonly type: string;
  readonly state: "open" | "full" | "locked";
  /** People, also those for whom a place is reserved; bots make way for them. */
  readonly players: number;
  readonly bots: number;
  readonly playerLimit: number;
  /** How many more can play now. */
  readonly free: number;
  readonly spectators: number;
  readonly spectatorLimit: number;
  readonly tickRateHz: number;
  /** What the game and its backend say of it. */
  readonly labels: Readonly<Record<string, LabelValue>>;
  /** What it was opened with, as far as clients see it. */
  readonly options: Readonly<Record<string, LabelValue>>;
}

/** Which rooms are wanted: those for which all of it holds. */
export interface RoomFilter {
  readonly type?: string | undefined;
  /** So many more can play. */
  readonly free?: number | undefined;
  readonly labels?: Readonly<Record<string, LabelValue>> | undefined;
}

/** What a quick match is to find. */
export interface MatchWanted {
  /** Name of a room type. */
  readonly type: string;
  /** Labels that the room must have; a new one has them as options, or as its rules say. */
  readonly where?: Readonly<Record<string, LabelValue>> | undefined;
  /** What a new room is to be like beside that. */
  readonly options?: Readonly<Record<string, LabelValue>> | undefined;
  /** How many come together: 1 to 8, default 1. */
  readonly seats?: number | undefined;
}

/** Places in one room. */
export interface Match {
  readonly room: RoomInfo;
  /** One for each seat: `join({ url, room: reservations[0] })` takes it, once. Give the others to friends, in a link perhaps. */
  readonly reservations: readonly string[];
  /** After so long, places are given up for which nobody has come. */
  readonly expiresInSeconds: number;
}

/** What a request may be given beside what it asks for. */
export interface RequestOptions {
  /** Ends it: the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** The server refuses a request; its message is a sentence that says why. */
export class RoomsError extends Error {
  override readonly name = "RoomsError";

  constructor(
    message: string,
    /** The HTTP status: 400 for what there is not, 409 where the room is full, 429 where the network asks too often, 503 where the server is full. */
    readonly status: number,
  ) {
    super(message);
  }
}

/**
 * Lists rooms, the oldest first; unlisted ones are in no list. Rejects with a {@link RoomsError} where a filter names what there is not, and as `fetch` does where the server cannot be reached.
 *
 * @param url - The server's WebSocket, as `join` takes it.
 */
export function rooms(url: string, filter: RoomFilter = {}, options?: RequestOptions): Promise<RoomInfo[]> {
  const query = new URLSearchParams();
  if (filter.type !== undefined) query.set("type", filter.type);
  if (filter.free !== undefined) query.set("free", `${filter.free}`);
  for (const [name, value] of Object.entries(filter.labels ?? {})) query.set(`label.${name}`, `${value}`);
  return ask(url, query.size > 0 ? `rooms?${query}` : "rooms", {}, options);
}

/**
 * Lists the room types, the server's default first; rejects as {@link rooms} does.
 *
 * @param url - The server's WebSocket, as `join` takes it.
 */
export const roomTypes = (url: string, options?: RequestOptions): Promise<RoomTypeInfo[]> =>
  ask(url, "room-types", {}, options);

/**
 * Reserves places in the listed room where most play that fits, or in a new one. It counts as so many joins for the limits of the player's network. Rejects with a {@link RoomsError}: 401 where
 * players of the room type sign in, since then only the game's backend may ask.
 *
 * @param url - The server's WebSocket, as `join` takes it.
 */
export const quickMatch = (url: string, wanted: MatchWanted, options?: RequestOptions): Promise<Match> =>
  ask(url, "quick-match", { method: "POST", headers: JSON_BODY, body: JSON.stringify(wanted) }, options);

/**
 * Gives a reserved place back, for a player who does not come after all; its room has a place more at once. Rejects with a {@link RoomsError}: 404 where nobody keeps it any more, since somebody
 * has joined with it, or its time is up.
 *
 * @param url - The server's WebSocket, as `join` takes it.
 */
export async function cancelReservation(url: string, reservation: string, options?: RequestOptions): Promise<void> {
  await ask(url, `reservations/${encodeURIComponent(reservation)}`, { method: "DELETE" }, options);
}

async function ask<T>(url: string, path: string, init: RequestInit, options: RequestOptions = {}): Promise<T> {
  const address = new URL(url);
  address.protocol = address.protocol.replace("ws", "http");
  if (options.signal) init.signal = options.signal;
  const response = await fetch(new URL(`api/v1/${path}`, address), init);
  if (response.ok) return (await response.json()) as T;
  throw new RoomsError(await problemOf(response), response.status);
}

const JSON_BODY = { "Content-Type": "application/json" };

/** What is in between may answer with something else. */
async function problemOf(response: Response): Promise<string> {
  const problem = (await response.json().catch(() => undefined)) as { detail?: unknown } | undefined;
  return typeof problem?.detail === "string" ? problem.detail : `The server answers with ${response.status}.`;
}
