import {
  type RequestOptions,
  type RoomInfo,
  rooms as listRooms,
  roomTypes as listRoomTypes,
  type RoomTypeInfo,
} from "tickwire-client/rooms";

export type { RoomInfo, RoomTypeInfo };

/** What there is, where a page's own game is not. */
export interface Elsewhere {
  readonly message: string;
  readonly href: string;
  readonly label: string;
}

const TIMEOUT_MILLIS = 4000;
/** Games with a page of their own, by their names; all others are shown by the page for any game. */
const PAGES: Readonly<Record<string, string>> = { arena: "", whiteboard: "whiteboard/" };

/** Where all pages of the server begin; each but the first is in a folder of its own. */
const ROOT = new URL(/\/(whiteboard|play)\/[^/]*$/.test(location.pathname) ? "../" : "./", document.baseURI);

/** The address of a page, or of something else of this server, such as `ws`. */
const addressOf = (path: string): URL => new URL(path, ROOT);

/** The server's WebSocket. */
export function socketAddress(): string {
  const url = addressOf("ws");
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}

/** The room types of the server, the default first; undefined: it does not answer. */
export const roomTypes = (): Promise<RoomTypeInfo[] | undefined> =>
  inTime((options) => listRoomTypes(socketAddress(), options));

/** The rooms that are open; undefined: the server does not answer. */
export const rooms = (): Promise<RoomInfo[] | undefined> =>
  inTime((options) => listRooms(socketAddress(), {}, options));

/** The page that shows rooms of a type. */
export function pageOf({ name, game }: RoomTypeInfo, room = ""): string {
  const page = PAGES[game];
  const url = addressOf(page ?? "play/");
  if (page === undefined) url.searchParams.set("type", name);
  if (room) url.searchParams.set("room", room);
  return url.href;
}

/** The game that the server has in place of a page's own, if it refused the page because of that; undefined: it has the page's game. */
export async function elsewhere(game: string, room: string): Promise<Elsewhere | undefined> {
  const [types, open] = await Promise.all([roomTypes(), rooms()]);
  if (!types || !open) return undefined;
  const typeOfRoom = open.find(({ id }) => id === room)?.type;
  const type = types.find(({ name }) => name === typeOfRoom);
  if (type && type.game !== game) {
    return { message: `The room ${room} is of another game.`, href: pageOf(type, room), label: `Open ${room}` };
  }
  if (types.some((each) => each.game === game)) return undefined;
  return { message: `There is no ${game} on this server.`, href: pageOf(types[0]), label: `Open ${types[0].name}` };
}

const inTime = <T>(ask: (options: RequestOptions) => Promise<T>): Promise<T | undefined> =>
  ask({ signal: AbortSignal.timeout(TIMEOUT_MILLIS) }).catch(() => undefined);
