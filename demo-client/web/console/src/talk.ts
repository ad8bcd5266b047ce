import { element, make } from "../../pages/dom.ts";
import type { ChatLine, EventLine, Value } from "./protocol.ts";

const MOST_LINES = 200;

/** What happens in a room, and what is said, as it does. */
export class Talk {
  private readonly events = new Log<EventLine>("events", "no-events", ({ tick, kind, values }) => [
    make("span", "quiet number", tick.toLocaleString("en")),
    make("b", "", kind),
    make("span", "", Object.entries(values).map(described).join(", ")),
  ]);
  private readonly chats = new Log<ChatLine>("chats", "no-chats", ({ tick, name, text }) => [
    make("span", "quiet number", tick.toLocaleString("en")),
    make("b", "", name),
    make("span", "", text),
  ]);

  /** Another room is looked at. */
  clear(): void {
    this.events.clear();
    this.chats.clear();
  }

  show(events: readonly EventLine[], chats: readonly ChatLine[]): void {
    this.events.show(events);
    this.chats.show(chats);
  }
}

const described = ([name, value]: [string, Value]) =>
  `${name} ${typeof value === "number" ? +value.toFixed(2) : value}`;

/** Lines that are told again and again, each shown once, the newest at the end. */
class Log<Line extends { readonly number: number }> {
  private readonly list: HTMLElement;
  private next = 0;

  constructor(
    id: string,
    private readonly nothing: string,
    private readonly cells: (line: Line) => Node[],
  ) {
    this.list = element(id);
  }

  clear(): void {
    this.next = 0;
    this.list.replaceChildren();
    element(this.nothing).hidden = false;
  }

  show(lines: readonly Line[]): void {
    const fresh = lines.filter(({ number }) => number >= this.next);
    if (fresh.length === 0) return;
    const { list } = this;
    // Who has scrolled up reads.
    const follows = list.scrollHeight - list.scrollTop - list.clientHeight < 8;
    const missed = fresh[0].number - this.next;
    if (this.next > 0 && missed > 0) list.append(make("li", "quiet", `… ${missed} more`));
    for (const line of fresh) {
      const item = make("li", "");
      item.append(...this.cells(line));
      list.append(item);
    }
    this.next = fresh.at(-1)!.number + 1;
    while (list.children.length > MOST_LINES) list.firstElementChild!.remove();
    element(this.nothing).hidden = true;
    if (follows) list.scrollTop = list.scrollHeight;
  }
}
