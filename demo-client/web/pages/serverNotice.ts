import type { Notice, Room } from "tickwire-client";
import { make, setText } from "./dom.ts";

/** For how long something is shown that has no end. */
const SHOWN_MILLIS = 15_000;
const PERIOD_MILLIS = 250;

/** Shows at the top of the page what those who run the server say, and how much time is left. */
export class ServerNotice {
  private readonly banner = make("div", "server-notice");
  private readonly said = make("p", "");
  private readonly ending = make("p", "");
  private readonly left = make("b", "");
  private saidUntilMillis = -Infinity;
  private endsAtMillis = -Infinity;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(room: Room<any>) {
    this.banner.setAttribute("role", "status");
    // A reader that hears each second of a countdown hears nothing else.
    this.left.setAttribute("aria-live", "off");
    this.banner.append(this.said, this.ending, this.left);
    room.onNotice((notice) => this.hear(notice));
    // The room or the server has ended, or another one has begun: what was said of it is over. One that goes on says so anew.
    room.onStatus(() => this.hide());
  }

  private hear({ text, endsAtMillis }: Notice): void {
    if (endsAtMillis === undefined) {
      setText(this.said, text);
      this.saidUntilMillis = performance.now() + SHOWN_MILLIS;
    } else {
      setText(this.ending, text);
      this.endsAtMillis = endsAtMillis;
    }
    this.timer ??= setInterval(() => this.show(), PERIOD_MILLIS);
    this.show();
  }

  private hide(): void {
    this.saidUntilMillis = this.endsAtMillis = -Infinity;
    this.show();
  }

  private show(): void {
    const now = performance.now();
    const isEnding = this.endsAtMillis > -Infinity;
    this.said.hidden = now >= this.saidUntilMillis;
    this.ending.hidden = this.left.hidden = !isEnding;
    if (isEnding) setText(this.left, clock(this.endsAtMillis - now));
    if (isEnding || !this.said.hidden) {
      if (!this.banner.isConnected) document.body.append(this.banner);
    } else {
      this.banner.remove();
      clearInterval(this.timer);
      this.timer = undefined;
    }
  }
}

/** Such as 1:05; what has passed is 0:00. */
export function clock(millis: number): string {
  const seconds = Math.max(0, Math.ceil(millis / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
