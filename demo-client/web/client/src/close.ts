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
/** Without a sentence are those with which the server always says one. */
const CODES: Readonly<Record<number, readonly [name: string, message?: string | undefined, retry?: boolean]>> = {
  1000: ["LEFT", "You left the room."],
  1001: ["SERVER_STOPPING", "The server is restarting or shutting down.", RETRY],
  1003: ["TEXT_FRAME"],
  1006: ["CONNECTION_LOST", "The connection to the server was lost.", RETRY],
  1009: ["MESSAGE_TOO_BIG"],
  1011: ["ROOM_FAILED", "The room stopped because of an error in its game.", RETRY],
  4001: ["MALFORMED_FRAME"],
  4002: ["PROTOCOL_VERSION"],
  4003: ["SCHEMA_MISMATCH", "The game was updated: reload to get the new version."],
  4004: ["UNKNOWN_ROOM_TYPE", "There is no room type of that name."],
  4005: ["UNKNOWN_ROOM", "There is no such room; it may have closed."],
  4006: ["ROOM_FULL", "The room is full."],
  4007: ["SERVER_FULL", "The server is full: try again later.", RETRY],
  4008: ["ALREADY_JOINED"],
  4009: ["NOT_JOINED"],
  4010: ["INVALID_NAME"],
  4011: ["INVALID_INPUT"],
  4012: ["JOIN_TIMEOUT"],
  4013: ["IDLE_TIMEOUT", "Nothing was heard from you for too long.", RETRY],
  4014: ["TOO_SLOW", "Your connection could not keep up.", RETRY],
  4015: ["TOO_MANY_MESSAGES"],
  4016: ["ROOM_CLOSED", undefined, RETRY],
  4017: ["SEAT_EXPIRED", undefined, RETRY],
  4018: ["RESUMED_ELSEWHERE", "You went on playing in another window."],
  4019: ["REMOVED"],
  4020: ["NOT_ADMITTED"],
  4021: ["INVALID_OPTIONS"],
  4022: ["TOO_MANY_ATTEMPTS"],
  4023: ["NOT_SIGNED_IN"],
  4024: ["TICKET_INVALID"],
  4025: ["TICKET_EXPIRED"],
  4026: ["ALREADY_PLAYING"],
  4027: ["TOO_MANY_JOINS", undefined, RETRY],
  4028: ["TOO_MANY_ROOMS", undefined, RETRY],
};

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
  const [name, message = `The connection was closed (${code}).`, retry = false] = CODES[code] ?? [
    "CLOSED",
    undefined,
    code < 4000,
  ];
  return { code, name, message: reason || message, retry };
}
