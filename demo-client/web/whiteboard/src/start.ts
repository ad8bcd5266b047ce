import { element, setLink, setText } from "../../pages/dom.ts";
import type { Elsewhere } from "../../pages/server.ts";

const KEY = "tickwire.whiteboard.name";

/** Asks for a name, once: this browser remembers it. */
export class Start {
  private readonly screen = element("start");
  private readonly name = element<HTMLInputElement>("name");

  /** @param onOpen with whether it is to be a new board */
  constructor(name: string, onOpen: (isNew: boolean) => void) {
    this.name.value = name || remembered();
    element("start-form").addEventListener("submit", (event) => {
      event.preventDefault();
      onOpen(false);
    });
    element("open-new").addEventListener("click", () => onOpen(true));
  }

  /** The name that was given; empty: none yet. */
  takeName(): string {
    const name = this.name.value.trim();
    try {
      localStorage.setItem(KEY, name);
    } catch {
      // Storage is forbidden here, as in some private windows.
    }
    return name;
  }

  get hasName(): boolean {
    return this.name.value.trim() !== "";
  }

  /** @param elsewhere what the server has in place of boards, if it has none */
  show(message = "", elsewhere?: Elsewhere): void {
    const place = element("start-message");
    if (elsewhere) setLink(place, elsewhere.message, elsewhere.label, elsewhere.href);
    else setText(place, message);
    this.screen.hidden = false;
    this.busy(false);
    this.name.focus();
  }

  busy(busy: boolean): void {
    element<HTMLButtonElement>("open").disabled = busy;
    element<HTMLButtonElement>("open-new").disabled = busy;
  }

  hide(): void {
    this.screen.hidden = true;
  }
}

function remembered(): string {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}
