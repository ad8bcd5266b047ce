import { element, make, setText } from "../../pages/dom.ts";
import { makeButton } from "./dom.ts";
import type { RoomInfo } from "./rooms.ts";

/** The rooms that are open, a line for each: how full it is, and buttons to play there and to watch. */
export class RoomList {
  private readonly list = element("rooms");
  private readonly note = element("rooms-note");

  /** @param onEnter hears which room was chosen */
  constructor(private readonly onEnter: (room: string, spectate: boolean) => void) {}

  /** @param linked the room that the page's address leads to; it comes first */
  show(rooms: readonly RoomInfo[], linked: string): void {
    this.say(rooms.length === 0 ? "No room is open yet. Quick play opens one." : "");
    const sorted = [...rooms].sort(
      (a, b) => Number(b.id === linked) - Number(a.id === linked) || b.players - a.players || a.id.localeCompare(b.id),
    );
    this.keepLines(sorted.map(({ id }) => id));
    sorted.forEach((room, i) => fill(this.list.children[i] as HTMLElement, room, room.id === linked));
  }

  /** There is nothing to show, but something to say. */
  sayOnly(text: string): void {
    this.list.replaceChildren();
    this.say(text);
  }

  private say(text: string): void {
    setText(this.note, text);
    this.note.hidden = text === "";
  }

  /** Puts the lines in that order. Lines that stay are the same elements, so that a button that is about to be pressed stays, too. */
  private keepLines(ids: readonly string[]): void {
    const { list } = this;
    const lines = new Map(([...list.children] as HTMLElement[]).map((line) => [line.dataset.room!, line]));
    for (const [id, line] of lines) if (!ids.includes(id)) line.remove();
    ids.forEach((id, i) => {
      const line = lines.get(id) ?? this.line(id);
      if (list.children[i] !== line) list.insertBefore(line, list.children[i] ?? null);
    });
  }

  private line(id: string): HTMLElement {
    const line = make("li", "room");
    line.dataset.room = id;
    const name = make("strong", "", id);
    name.title = id;
    const bar = make("span", "seats");
    bar.append(make("i", ""));
    line.append(
      name,
      make("small", "tag"),
      bar,
      make("small", "crowd"),
      makeButton("play", "Play", `Play in ${id}`, () => this.onEnter(id, false)),
      makeButton("watch", "Watch", `Watch ${id}`, () => this.onEnter(id, true)),
    );
    return line;
  }
}

function fill(line: HTMLElement, room: RoomInfo, linked: boolean): void {
  const { state, players, bots, playerLimit, spectators, spectatorLimit } = room;
  const full = state !== "open";
  line.classList.toggle("full", full);
  line.classList.toggle("linked", linked);
  line.style.setProperty("--share", `${playerLimit > 0 ? Math.min(100, (100 * players) / playerLimit) : 100}%`);
  const part = <T extends HTMLElement>(name: string) => line.querySelector<T>(`.${name}`)!;
  setText(part("tag"), linked ? "your link" : "");
  const seats = full ? `${state}: ${players} players` : `${players} of ${playerLimit}`;
  const others = [bots === 1 ? "1 bot" : bots > 0 && `${bots} bots`, spectators > 0 && `${spectators} watching`];
  setText(part("crowd"), [seats, ...others].filter(Boolean).join(" · "));
  part<HTMLButtonElement>("play").disabled = full;
  const watch = part<HTMLButtonElement>("watch");
  watch.disabled = spectators >= spectatorLimit;
  watch.title = watch.disabled ? "No more people may watch this room" : "";
}
