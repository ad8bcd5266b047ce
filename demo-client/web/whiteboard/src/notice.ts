import type { Status } from "tickwire-client";
import { element, setText } from "../../pages/dom.ts";

/** Says when the connection breaks, and what is being done about it. */
export class Notice {
  private readonly notice = element("notice");

  constructor(tryAgain: () => void) {
    element("try-again").addEventListener("click", tryAgain);
  }

  show(status: Status): void {
    const broken = status.state === "closed" ? status.close : status.state === "connecting" ? status.after : undefined;
    this.notice.hidden = !broken;
    document.body.classList.toggle("offline", broken !== undefined);
    if (!broken) return;
    const waiting = status.state === "connecting";
    setText(element("notice-text"), waiting ? `${broken.message} Reconnecting…` : broken.message);
    setText(element("try-again"), waiting ? "Try now" : "Try again");
  }
}
