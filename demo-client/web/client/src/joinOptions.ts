import type { Close } from "./close.ts";
import type { Environment, Socket } from "./environment.ts";
import type { AnyGame, GameTypes, LabelsOf, OptionsOf, RoomChoices } from "./gameTypes.ts";
import type { Room } from "./room.ts";
import type { Rules } from "./rules.ts";
import type { NeededSchema } from "./schema.ts";
import type { TeleportDistances } from "./view.ts";

/** How to join. */
export interface JoinOptions<Game extends GameTypes = AnyGame> {
  /** The server's WebSocket, such as `wss://example.org/ws`. */
  readonly url: string;
  /** Name of a room type; the server's first one when left out. */
  readonly roomType?: string | undefined;
  /** Id of one room; when left out, the server takes one that is listed and has space, or opens one. */
  readonly room?: string | undefined;
  /** An invitation code, as a friend has read it from {@link Room.code}. */
  readonly code?: string | undefined;
  /**
   * Opens a new room, even where another has space. With `"ifMissing"`, `room` is a name that players chose, such as `w1`: 1 to 32 ASCII letters, digits, `_` and `-`; the room of the type with that
   * name is joined, or opened if there is none.
   */
  readonly create?: boolean | "ifMissing" | undefined;
  /** False: a room that this opens is in no list, strangers do not come into it, and it gets a {@link Room.code}. Default true. */
  readonly listed?: boolean | undefined;
  /** What a room that this opens is to be like; what is left out has its initial value. Anything that the game or the server does not take is refused with 4021. */
  readonly options?: (Partial<OptionsOf<Game>> & RoomChoices) | undefined;
  /** Joins only a room that is listed with these labels. One that this opens has them as options; labels that the rules give it are as the rules say. */
  readonly where?: Partial<LabelsOf<Game>> | undefined;
  /** For the game to check; a game that lets nobody in without it ends the join with 4020. */
  readonly password?: string | undefined;
  /**
   * Says who the player is: a ticket from the game's backend, or the token of a service where people sign in. A ticket is good for one join: a function is asked for
   * one at each, also when the player comes back and its seat is gone; it has some seconds for it. Coming back into a seat takes none.
   */
  readonly token?: string | (() => string | Promise<string>) | undefined;
  /** Watches, and is no player: sees everything, has no inputs. Default false. */
  readonly spectate?: boolean | undefined;
  /** What other players see, 1 to 24 characters; the server makes one up when left out. */
  readonly name?: string | undefined;
  /**
   * What the page reads of the game, as `./tickwire types` writes it: a game that lacks any of it, or has it otherwise, is closed with 4003 and a sentence that names it.
   * A game that has more is no matter, also when it comes to have it while the connection is broken.
   */
  readonly schema?: NeededSchema | undefined;
  /**
   * Whether to join again when the connection breaks: into the same seat while the server keeps it, else into the same room while
   * it exists, else into another of its type. Default true.
   */
  readonly reconnect?: boolean | undefined;
  /**
   * Ends it: `join` rejects with the signal's reason, or, when it has joined, the room is left; after that `reconnect()` does nothing.
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * A key in `sessionStorage` under which the seat is kept, so that a player who reloads the page, or whose tab crashes, comes back into it: to the same
   * room, number and entities, while the server keeps the seat. Then a page that goes away does not leave: a player who closes it is in the room until the server gives the seat up.
   *
   * The seat is taken again by a `join` with the same key and name in the same tab, unless that asks for another room or type. A tab that is duplicated joins anew, as a player of its own. Should two tabs come
   * to the same seat all the same, the later one has it, and the other ends with 4018. Two rooms in one page need two keys.
   */
  readonly remember?: string | undefined;
  /** How many snapshot intervals a view is drawn behind, besides the measured jitter: at least 1, default 2. */
  readonly renderDelaySnapshots?: number | undefined;
  /** Distances beyond which an entity has teleported, and is not drawn in between. */
  readonly teleportDistances?: TeleportDistances | undefined;
  /**
   * The game's rules, compiled from its Java class: with them, what the player does shows at once, ahead of the server.
   * `import { rules } from "./my-game-rules.js"`, then `rules: rules()`. They are for one schema: a server with another one refuses the page, or, if it has all of
   * {@link schema}, lets it in, and nothing is predicted.
   */
  readonly rules?: Rules | undefined;
  /** Asks for a state hash with every snapshot: for tests, it costs time on both sides. */
  readonly hashEverySnapshot?: boolean | undefined;
  /** Hears each change of {@link Room.status}, from the first on, as a listener of {@link Room.onStatus} does. */
  readonly onStatus?: ((status: Status) => void) | undefined;
  /**
   * Opens a WebSocket, as in `(url) => new WebSocket(url)` with the `ws` package, for Node before 22; where it is left out, the browser's own is
   * taken. When it throws, `join` rejects with what was thrown; later that is reported, and tried again like a server that cannot be reached.
   */
  readonly socket?: ((url: string) => Socket) | undefined;
  /** For tests: stands in for the browser's clock, timers and sockets. */
  readonly environment?: Environment | undefined;
}

/** Where a room's connection stands. */
export type Status =
  | {
      readonly state: "connecting";
      /** From 1; counts up until it succeeds. */
      readonly attempt: number;
      /** How the connection before ended; undefined for the very first. */
      readonly after?: Close;
      /** How long after this was said the attempt will be made; 0: it is under way. */
      readonly retryInMillis: number;
    }
  | {
      readonly state: "joined";
      /** Whether this is the seat that the player had before: the same room, the same number, the same entities. */
      readonly resumed: boolean;
    }
  | { readonly state: "closed"; readonly close: Close };
