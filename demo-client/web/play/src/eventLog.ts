import type { Room } from "tickwire-client";
import { element, make } from "../../pages/dom.ts";
import { format } from "./format.ts";

const MOST_LINES = 40;

/** What happens, newest first. */
export function logEvents(room: Room): void {
  const list = element("events");
  const { events } = room.schema;
  element("events-section").hidden = events.length === 0;
  for (const kind of events) {
    room.on(kind.name, (event) => {
      const line = make("li", "");
      const columns = kind.columns.map((column) => `${column.name} ${format(column, event[column.name])}`);
      line.append(make("time", "", String(event.tick)), make("b", "", kind.name), make("span", "", columns.join(", ")));
      list.prepend(line);
      while (list.children.length > MOST_LINES) list.lastElementChild!.remove();
    });
  }
}
