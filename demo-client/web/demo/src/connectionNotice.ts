import type { Close, Status } from "tickwire-client";
import { element, setText } from "../../pages/dom.ts";

/** Codes that say that this page is too old, or too new, for the server. */
const OUTDATED = new Set([4002, 4003]);

/** Whether a new page is all that helps. */
export const isOutdated = ({ code }: Close): boolean => OUTDATED.has(code);

/** Tells the player when the connection breaks, and what is being done about it. The browser keeps the focus in it. */
export class ConnectionNotice {
  private readonly notice = element<HTMLDialogElement>("connection");
  private readonly tryAgain = element("try-again");
  private outdated = false;

  constructor(actions: { tryAgain(): void; back(): void }) {
    this.tryAgain.addEventListener("click", () => (this.outdated ? location.reload() : actions.tryAgain()));
    element("back").addEventListener("click", actions.back);
    // Esc does not mend a connection.
    this.notice.addEventListener("keydown", (event) => event.key === "Escape" && event.preventDefault());
  }

  show(status: Status): void {
    const broken = status.state === "closed" ? status.close : status.state === "connecting" ? status.after : undefined;
    if (!broken) {
      this.hide();
      return;
    }
    const waiting = status.state === "connecting";
    this.outdated = isOutdated(broken);
    setText(element("connection-title"), broken.message);
    setText(element("connection-text"), waiting ? `Reconnecting… (attempt ${status.attempt})` : "");
    setText(this.tryAgain, this.outdated ? "Reload the page" : waiting ? "Try now" : "Try again");
    if (this.notice.open) return;
    this.notice.showModal();
    this.tryAgain.focus();
  }

  hide(): void {
    this.notice.close();
  }
}
