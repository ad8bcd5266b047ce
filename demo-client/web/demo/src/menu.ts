import { element, setText } from "../../pages/dom.ts";

/** What Esc opens: the way out, and the keys. The browser keeps the focus in it, and closes it on Esc. */
export class Menu {
  private readonly dialog = element<HTMLDialogElement>("menu");

  constructor(actions: { invite(): void; leave(): void }) {
    const onClick = (id: string, action: () => void) => {
      element(id).addEventListener("click", () => {
        this.close();
        action();
      });
    };
    onClick("menu-resume", () => {});
    onClick("menu-invite", actions.invite);
    onClick("menu-leave", actions.leave);
  }

  open(room: string): void {
    if (this.dialog.open) return;
    setText(element("menu-title"), room);
    this.dialog.showModal();
  }

  close(): void {
    this.dialog.close();
  }
}
