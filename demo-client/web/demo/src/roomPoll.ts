import { type OpenRooms, openRooms } from "./rooms.ts";

const POLL_MILLIS = 2000;

/** Keeps asking for the rooms, while somebody looks. */
export class RoomPoll {
  private wanted = false;
  /** Answers to questions of an earlier round come too late. */
  private round = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onAnswer hears which rooms are open; undefined: the server does not answer, and is asked again */
  constructor(private readonly onAnswer: (open: OpenRooms | undefined) => void) {
    document.addEventListener("visibilitychange", () => this.restart());
  }

  start(): void {
    this.wanted = true;
    this.restart();
  }

  stop(): void {
    this.wanted = false;
    this.restart();
  }

  private restart(): void {
    clearTimeout(this.timer);
    this.round++;
    if (this.wanted && !document.hidden) void this.ask(this.round);
  }

  private async ask(round: number): Promise<void> {
    const open = await openRooms();
    if (round !== this.round) return;
    this.onAnswer(open);
    this.timer = setTimeout(() => void this.ask(round), POLL_MILLIS);
  }
}
