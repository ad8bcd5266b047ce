import type { Close, Stats, Status } from "tickwire-client";

/** A break that is over within this time, or a server that is silent for no longer, is not worth a word. */
const PATIENCE_MILLIS = 1000;
/** A ping is late when it takes this long, or twice as long as others. */
const LATE_PONG_MILLIS = 500;
const SERVER_STOPPING = 1001;
/** Codes that say that this page is too old, or too new, for the server. */
const OUTDATED = new Set([4002, 4003]);

/** Whether a new page is all that helps. */
export const isOutdated = ({ code }: Close): boolean => OUTDATED.has(code);

/** What is wrong with a connection, in words for the player. */
export interface Trouble {
  readonly title: string;
  readonly text: string;
  /** What the player can do: try again now or at all, load the page anew, or wait. */
  readonly remedy: "Try now" | "Try again" | "Reload the page" | "";
}

/** What is to be known of a room; {@link Room} is one. */
interface Watched {
  readonly id: string;
  readonly spectating: boolean;
  readonly stats: Stats;
}

const SILENT: Trouble = { title: "The server does not answer.", text: "Waiting for it…", remedy: "" };

/**
 * Finds the sentences for a connection that has trouble, and for a player who is back after it.
 *
 * It has no clock: times come in as arguments, from one that does not go back.
 */
export class ConnectionWatch {
  private status: Status = { state: "joined", resumed: false };
  private brokenMillis = NaN;
  /** The server said itself that it was going. */
  private wasStopping = false;
  private wasUnreachable = false;
  private wasShown = false;
  /** The room when all was well. */
  private roomId: string;

  /** @param round what a room of this page is called */
  constructor(
    private readonly room: Watched,
    private readonly round: string,
  ) {
    this.roomId = room.id;
  }

  /** Takes a change of the room's status. A sentence for the player comes back when there is news of the seat; else "". */
  changed(status: Status, nowMillis: number): string {
    this.status = status;
    if (status.state !== "joined") {
      if (Number.isNaN(this.brokenMillis)) this.brokenMillis = nowMillis;
      const after = status.state === "connecting" ? status.after : undefined;
      if (after?.code === SERVER_STOPPING) this.wasStopping = true;
      if (after?.name === "SERVER_UNREACHABLE") this.wasUnreachable = true;
      return "";
    }
    const news = this.news(status.resumed);
    this.brokenMillis = NaN;
    this.wasStopping = this.wasUnreachable = this.wasShown = false;
    this.roomId = this.room.id;
    return news;
  }

  /** What is wrong at the moment; undefined: nothing that is worth a word. To be asked in every frame. */
  trouble(nowMillis: number): Trouble | undefined {
    const trouble = this.find(nowMillis);
    if (trouble) this.wasShown = true;
    return trouble;
  }

  private find(nowMillis: number): Trouble | undefined {
    const { status } = this;
    if (status.state === "joined") return this.isSilent() ? SILENT : undefined;
    const close = status.state === "closed" ? status.close : status.after;
    if (!close) return undefined;
    if (isOutdated(close)) return { title: close.message, text: "", remedy: "Reload the page" };
    if (status.state === "closed") return { title: close.message, text: "", remedy: "Try again" };
    if (nowMillis - this.brokenMillis < PATIENCE_MILLIS) return undefined;
    // That it cannot be reached now follows from what it said.
    const title = this.wasStopping ? "The server is restarting or shutting down." : close.message;
    return { title, text: `Reconnecting… (attempt ${status.attempt})`, remedy: "Try now" };
  }

  private isSilent(): boolean {
    const { snapshotAgeMillis, unansweredMillis, rttMillis } = this.room.stats;
    return snapshotAgeMillis > PATIENCE_MILLIS && unansweredMillis > Math.max(LATE_PONG_MILLIS, 2 * (rttMillis || 0));
  }

  private news(resumed: boolean): string {
    const { id, spectating } = this.room;
    if (resumed) return this.wasShown ? "The connection is back" : "";
    // Ids of rooms never come again, also not after a restart.
    const isSameRound = id === this.roomId;
    if (isSameRound && spectating) return this.wasShown ? "The connection is back" : "";
    if (isSameRound) return "Your seat was given away meanwhile: you have joined anew";
    if (this.wasStopping) return `The server was restarted: this is a new ${this.round}, ${id}`;
    const meanwhile = this.wasUnreachable ? "The server was away" : "You were away";
    return `${meanwhile}, and your ${this.round} is over: this is a new one, ${id}`;
  }
}
