import type { Environment, TabStorage } from "./environment.ts";
import type { Welcome } from "./welcome.ts";

export const NO_TOKEN: Uint8Array = new Uint8Array();
/** In place of the page that has a seat: it has gone away. */
const NO_PAGE = 0;

/** Which seat a page asks for. */
interface Wish {
  readonly name?: string | undefined;
  readonly roomType?: string | undefined;
  readonly room?: string | undefined;
  readonly create?: boolean | "ifMissing" | undefined;
  readonly code?: string | undefined;
  readonly spectate?: boolean | undefined;
}

/**
 * Keeps a player's seat in `sessionStorage`, for the page that is loaded next in the same tab.
 *
 * A tab that is duplicated gets a copy. So a seat counts only when the page that had it has gone away or, as after a crash, this page was loaded again in its place.
 */
export class SeatMemory {
  readonly #key: string;

  constructor(
    private readonly environment: Environment,
    key: string,
    private readonly wish: Wish,
  ) {
    this.#key = key;
  }

  /** The token of the seat that can be come back to, if it is one that is wished for; else it is empty. */
  token(): Uint8Array {
    const { environment, wish } = this;
    const { name = "", roomType = "", room = "", code = "", create, spectate } = wish;
    const read = (storage: TabStorage) => {
      const kept = JSON.parse(storage.getItem(this.#key)!);
      const isThere = code
        ? code.replace(/[-\s]/g, "").toUpperCase() === kept.code
        : room
          ? [kept.room, create && kept.room.slice(kept.roomType.length + 1)].includes(room)
          : [kept.roomType, ""].includes(roomType);
      const isFree = kept.page === NO_PAGE || (environment.wasReloaded() && kept.page !== environment.pageId());
      return name === kept.name && isThere && isFree ? Uint8Array.from(kept.token) : NO_TOKEN;
    };
    return (create !== true && !spectate && this.#use(read)) || NO_TOKEN;
  }

  /** This page has a seat. */
  keep(seat: Welcome): void {
    this.#write(seat, this.environment.pageId());
  }

  /** The page of a seat goes away. Whether the seat is kept: there may be no storage. */
  release(seat: Welcome): boolean {
    return this.#write(seat, NO_PAGE);
  }

  forget(): void {
    this.#use((storage) => storage.removeItem(this.#key));
  }

  #write({ roomType, room, code, resumeToken }: Welcome, page: number): boolean {
    const kept = { page, name: this.wish.name ?? "", roomType, room, code, token: [...resumeToken] };
    const write = (storage: TabStorage) => {
      storage.setItem(this.#key, JSON.stringify(kept));
      return true;
    };
    return resumeToken.length > 0 && this.#use(write) === true;
  }

  /** A browser may have no storage for this page, or no more space: then nothing is kept. */
  #use<Result>(access: (storage: TabStorage) => Result): Result | undefined {
    try {
      const storage = this.environment.storage();
      return storage && access(storage);
    } catch {
      return undefined;
    }
  }
}
