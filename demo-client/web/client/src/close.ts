/** Why a connection ended. */
export interface Close {
  /** The WebSocket close code: see PROTOCOL.md. */
  readonly code: number;
  /** The code's name, such as `ROOM_FULL`. */
  readonly name: string;
  /** A sentence for the player: the server's own when it gave one. */
  readonly message: string;
  /** Whether trying again makes sense without changing anything. */
  readonly retry: boolean;
}

const RETRY = true;
type Entry = readonly [name: string, message?: string, retry?: boolean];

/** Without a sentence are those with which the server always says one. */
const STANDARD: Readonly<Record<number, Entry>> = {
  1000: ["LEFT", "You left the room."],
  1001: ["SERVER_STOPPING", "The server is restarting or shutting down.", RETRY],
  1003: ["TEXT_FRAME"],
  1006: ["CONNECTION_LOST", "The connection to the server was lost.", RETRY],
  1009: ["MESSAGE_TOO_BIG"],
  1011: ["ROOM_FAILED", "The room stopped because of an error in its game.", RETRY],
};
/** From 4001 on, one after the other. */
const OWN: readonly Entry[] = [
  ["MALFORMED_FRAME"],
  ["PROTOCOL_VERSION"],
  ["SCHEMA_MISMATCH", "The game was updated: reload to get the new version."],
  ["UNKNOWN_ROOM_TYPE", "There is no room type of that name."],
  ["UNKNOWN_ROOM", "There is no such room; it may have closed."],
  ["ROOM_FULL", "The room is full."],
  ["SERVER_FULL", "The server is full: try again later.", RETRY],
  ["ALREADY_JOINED"],
  ["NOT_JOINED"],
  ["INVALID_NAME"],
  ["INVALID_INPUT"],
  ["JOIN_TIMEOUT"],
  ["IDLE_TIMEOUT", "Nothing was heard from you for too long.", RETRY],
  ["TOO_SLOW", "Your connection could not keep up.", RETRY],
  ["TOO_MANY_MESSAGES"],
  ["ROOM_CLOSED", "", RETRY],
  ["SEAT_EXPIRED", "", RETRY],
  ["RESUMED_ELSEWHERE", "You went on playing in another window."],
  ["REMOVED"],
  ["NOT_ADMITTED"],
  ["INVALID_OPTIONS"],
  ["TOO_MANY_ATTEMPTS"],
  ["NOT_SIGNED_IN"],
  ["TICKET_INVALID"],
  ["TICKET_EXPIRED"],
  ["ALREADY_PLAYING"],
  ["TOO_MANY_JOINS", "", RETRY],
  ["TOO_MANY_ROOMS", "", RETRY],
  ["SAVES_AWAY", "", RETRY],
  ["BANNED"],
];

const lost = (name: string, message: string, retry = RETRY): Close => ({ code: 1006, name, message, retry });

/** The server did not answer at all. */
export const UNREACHABLE: Close = lost(
  "SERVER_UNREACHABLE",
  "The server cannot be reached: it may be down, or your network is.",
);

/** The browser knows that there is no network. */
export const OFFLINE: Close = lost("OFFLINE", "You are offline: the game goes on when your network is back.");

export const NO_WEBSOCKET: Close = lost(
  "NO_WEBSOCKET",
  "There is no WebSocket here, which the game needs: try another browser.",
  false,
);

/** Says what a close code means; `reason` is the server's sentence, if it gave one. */
export function closeOf(code: number, reason = ""): Close {
  // Codes that are not Tickwire's come from something in between, such as a proxy that restarts.
  const [name, message, retry = false] = STANDARD[code] ?? OWN[code - 4001] ?? ["CLOSED", "", code < 4000];
  return { code, name, message: reason || message || `The connection was closed (${code}).`, retry };
}
