import { CommandError, type Room, type Table } from "tickwire-client";
import { element, make, setText } from "../../pages/dom.ts";
import { controlOf } from "./controls.ts";

/** A form for each kind of commands, which says what the rules have answered. */
export function showCommands(room: Room): void {
  const kinds = room.spectating ? [] : room.schema.commands;
  element("commands-section").hidden = kinds.length === 0;
  element("commands").replaceChildren(...kinds.map((kind) => formOf(room, kind)));
}

function formOf(room: Room, kind: Table): HTMLElement {
  const form = make("form", "command");
  const controls = kind.columns.map((column) => {
    const { input, get } = controlOf(column);
    const line = make("label", "control");
    line.append(make("span", "", column.name), input);
    form.append(line);
    return { column, get };
  });
  const button = make("button", "", kind.name);
  const answer = make("output", "");
  form.append(button, answer);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    setText(answer, "…");
    const values = Object.fromEntries(controls.map(({ column, get }) => [column.name, get()]));
    try {
      room.send(kind.name, values).then(
        (said) => setText(answer, String(said)),
        (error: unknown) => setText(answer, error instanceof CommandError ? error.message : String(error)),
      );
    } catch (error) {
      setText(answer, (error as Error).message);
    }
  });
  return form;
}
