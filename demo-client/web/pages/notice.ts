import type { Trouble } from "./connectionWatch.ts";
import { element, setText } from "./dom.ts";

/** Shows what is wrong with the connection, and what happens about it. */
export class Notice {
  private readonly notice = element("notice");
  private readonly button = element("try-again");
  private mustReload = false;

  constructor(tryAgain: () => void) {
    this.button.addEventListener("click", () => (this.mustReload ? location.reload() : tryAgain()));
  }

  /** Shows it, or undefined: nothing. May be called in every frame. */
  show(trouble: Trouble | undefined): void {
    this.notice.hidden = !trouble;
    document.body.classList.toggle("offline", trouble !== undefined);
    if (!trouble) return;
    this.mustReload = trouble.remedy === "Reload the page";
    setText(element("notice-text"), `${trouble.title} ${trouble.text}`.trim());
    setText(this.button, trouble.remedy);
    this.button.hidden = trouble.remedy === "";
  }
}
