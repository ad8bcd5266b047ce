import type { Status } from "tickwire-client";
import { element, setText } from "./dom.ts";

/** Tells the player when the connection breaks, and what is being done about it. */
export class ConnectionNotice {
  private readonly notice = element("connection");
  private readonly tryAgain = element("try-again");

  constructor(actions: { tryAgain(): void; back(): void }) {
    this.tryAgain.addEventListener("click", actions.tryAgain);
    element("back").addEventListener("click", actions.back);
  }

  show(status: Status): void {
    const broken = status.state === "closed" ? status.close : status.state === "connecting" ? status.after : undefined;
    this.notice.hidden = !broken;
    if (!broken) return;
    const waiting = status.state === "connecting";
    setText(element("connection-title"), broken.message);
    setText(element("connection-text"), waiting ? `Reconnecting… (attempt ${status.attempt})` : "");
    setText(this.tryAgain, waiting ? "Try now" : "Try again");
    this.notice.classList.toggle("waiting", waiting);
    if (!waiting) this.tryAgain.focus();
  }

  hide(): void {
    this.notice.hidden = true;
  }
}
