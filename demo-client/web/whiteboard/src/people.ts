import type { Room, Row } from "tickwire-client";
import { element, make, setText } from "../../pages/dom.ts";
import { inkOf } from "./palette.ts";
import type { Whiteboard } from "./whiteboardTypes.ts";

type Person = Row<Whiteboard["tables"]["people"]>;

const ARROW = `<svg viewBox="0 0 20 22"><path d="M2 1.500 18 11l-7.200 1.300L7 19z"/></svg>`;

/** Shows who is here, and where the others point. */
export class People {
  private readonly list = element("people");
  private readonly cursors = element("cursors");

  watch(room: Room<Whiteboard>): void {
    room.entities("people", {
      enter: (person) => {
        const line = this.line(person, room);
        const cursor = person.player === room.player ? undefined : this.cursor(person);
        return { line, cursor };
      },
      change: (person, { cursor }) => {
        if (cursor) place(cursor, person);
      },
      leave: (_, { line, cursor }) => {
        line.remove();
        cursor?.remove();
      },
    });
  }

  private line({ player, name }: Person, room: Room<Whiteboard>): HTMLElement {
    const line = make("li", "");
    const isOwn = player === room.player;
    const face = make("i", "", initials(name));
    face.style.background = inkOf(player);
    line.append(face, make("span", "", isOwn ? `${name} (you)` : name));
    line.title = name;
    if (isOwn) this.list.prepend(line);
    else this.list.append(line);
    return line;
  }

  private cursor(person: Person): HTMLElement {
    const cursor = make("div", "cursor");
    cursor.innerHTML = ARROW;
    cursor.style.setProperty("--ink", inkOf(person.player));
    const label = make("span", "");
    setText(label, person.name);
    cursor.append(label);
    place(cursor, person);
    this.cursors.append(cursor);
    return cursor;
  }
}

function place(cursor: HTMLElement, { x, y, pointing }: Person): void {
  cursor.style.translate = `${x}px ${y}px`;
  cursor.classList.toggle("away", !pointing);
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== "");
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return letters.map((word) => [...word][0].toUpperCase()).join("");
}
