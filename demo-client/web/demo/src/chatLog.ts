import type { Chat } from "tickwire-client";
import { bright } from "./colors.ts";
import { make } from "../../pages/dom.ts";

const LINES = 50;
const FRESH_MILLIS = 12_000;

/** What was said in the room, newest last. Old lines fade, unless the box is open. */
export class ChatLog {
  constructor(private readonly list: HTMLElement) {}

  /** @param hue of the player who wrote it; undefined: it was a spectator */
  add({ name, text }: Chat, hue: number | undefined): void {
    const { list } = this;
    const line = make("li", "");
    // Names and texts are what others typed: they never become markup.
    const who = make("b", "", name);
    if (hue === undefined) who.append(make("small", "", " watching"));
    else who.style.color = bright(hue);
    line.append(who, ` ${text}`);
    list.append(line);
    while (list.children.length > LINES) list.firstChild!.remove();
    this.toEnd();
    setTimeout(() => line.classList.add("old"), FRESH_MILLIS);
  }

  toEnd(): void {
    this.list.scrollTop = this.list.scrollHeight;
  }

  clear(): void {
    this.list.replaceChildren();
  }
}
