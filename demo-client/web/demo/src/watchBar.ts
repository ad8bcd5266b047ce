import { bright } from "./colors.ts";
import { element, setText } from "../../pages/dom.ts";

/** A finger that goes this far across, in CSS pixels, means the next pilot. */
const SWIPE = 60;

/** What a watcher has at hand: whom the picture follows, and a way to take a seat. */
export class WatchBar {
  private readonly followed = element("followed");
  private readonly message = element("watch-message");
  private readonly seat = element<HTMLButtonElement>("take-seat");

  /** @param swipes where fingers may swipe */
  constructor(swipes: HTMLElement, actions: { step(by: 1 | -1): void; takeSeat(): void }) {
    element("previous").addEventListener("click", () => actions.step(-1));
    element("next").addEventListener("click", () => actions.step(1));
    this.seat.addEventListener("click", actions.takeSeat);
    let fromX = NaN;
    swipes.addEventListener("pointerdown", ({ clientX, pointerType }) => {
      fromX = pointerType === "touch" ? clientX : NaN;
    });
    swipes.addEventListener("pointerup", ({ clientX }) => {
      if (Math.abs(clientX - fromX) >= SWIPE) actions.step(clientX < fromX ? 1 : -1);
      fromX = NaN;
    });
    addEventListener("keydown", (event) => {
      const { target, ctrlKey, metaKey, altKey } = event;
      const free = !(target as HTMLElement).closest("input, select, dialog") && !ctrlKey && !metaKey && !altKey;
      if (free && event.code === "ArrowRight") actions.step(1);
      if (free && event.code === "ArrowLeft") actions.step(-1);
    });
  }

  /** @param players how many play in the room */
  update(room: string, players: number, name: string | undefined, hue: number, leads: boolean): void {
    const whom = name !== undefined && leads ? " · the leader" : "";
    setText(element("watched-room"), `Watching ${room}`);
    setText(element("watched-players"), `· ${players === 1 ? "1 player" : `${players} players`}${whom}`);
    setText(this.followed, name ?? "Nobody flies here");
    this.followed.style.color = name === undefined ? "" : bright(hue);
  }

  /** Says why there is no seat; empty: nothing is wrong. */
  say(text: string): void {
    setText(this.message, text);
  }

  /** While a seat is asked for, the button says so. */
  busy(asking: boolean): void {
    this.seat.disabled = asking;
    setText(this.seat, asking ? "Joining…" : "Take a seat");
  }
}
