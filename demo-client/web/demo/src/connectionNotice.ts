import type { Trouble } from "../../pages/connectionWatch.ts";
import { element, setText } from "../../pages/dom.ts";

/** Tells the player what is wrong with the connection, and what is being done about it. The browser keeps the focus in it. */
export class ConnectionNotice {
  private readonly notice = element<HTMLDialogElement>("connection");
  private readonly tryAgain = element("try-again");
  /** Where there is nothing to be done but wait, the ship keeps the keyboard. */
  private readonly silence = element("silence");
  private mustReload = false;

  constructor(actions: { tryAgain(): void; back(): void }) {
    this.tryAgain.addEventListener("click", () => (this.mustReload ? location.reload() : actions.tryAgain()));
    element("back").addEventListener("click", actions.back);
    // Esc does not mend a connection.
    this.notice.addEventListener("keydown", (event) => event.key === "Escape" && event.preventDefault());
  }

  /** Shows it, or undefined: nothing. May be called in every frame. */
  show(trouble: Trouble | undefined): void {
    const mustWait = trouble?.remedy === "";
    this.silence.hidden = !mustWait;
    if (mustWait) setText(this.silence, `${trouble.title} ${trouble.text}`);
    if (!trouble || mustWait) {
      if (this.notice.open) this.notice.close();
      return;
    }
    this.mustReload = trouble.remedy === "Reload the page";
    setText(element("connection-title"), trouble.title);
    setText(element("connection-text"), trouble.text);
    setText(this.tryAgain, trouble.remedy);
    if (this.notice.open) return;
    this.notice.showModal();
    this.tryAgain.focus();
  }
}
