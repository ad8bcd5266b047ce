import type { Row } from "tickwire-client";
import { make, setText } from "../../pages/dom.ts";
import { COLORS } from "./palette.ts";
import type { Whiteboard } from "./whiteboardTypes.ts";
import { type Codes, codesOf, LONGEST_TEXT, textOf } from "./writing.ts";

export type Note = Row<Whiteboard["tables"]["notes"]>;

const LONG_TEXT = 44;

/** One note on the page. */
export class NoteCard {
  readonly element = make("div", "note");
  private readonly text = make("p", "text");
  private readonly writers = make("span", "writers");
  private area: HTMLTextAreaElement | undefined;

  constructor(
    readonly note: Note,
    private readonly actions: { edit(): void; delete(): void; written(codes: Codes): void; closed(): void },
  ) {
    this.element.tabIndex = 0;
    this.element.setAttribute("role", "group");
    this.element.dataset.number = String(note.number);
    // Paper never lies quite straight.
    this.element.style.setProperty("--tilt", `${((note.number * 37) % 21) / 10 - 1}deg`);
    const menu = make("div", "menu");
    menu.append(
      this.button("Write", "m5 19 1-4.500L16.500 4 20 7.500 9.500 18zM14 6.500l3.500 3.500", () => this.actions.edit()),
      this.button("Delete", "M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12M10.500 10.500v5M13.500 10.500v5", () =>
        this.actions.delete(),
      ),
    );
    this.element.append(this.text, this.writers, menu);
    this.place();
    this.show([]);
  }

  private button(label: string, path: string, action: () => void): HTMLButtonElement {
    const button = make("button", "");
    button.type = "button";
    button.title = label;
    button.setAttribute("aria-label", `${label} note`);
    button.innerHTML = `<svg viewBox="0 0 24 24"><path d="${path}"/></svg>`;
    button.addEventListener("click", action);
    button.addEventListener("pointerdown", (event) => event.stopPropagation());
    return button;
  }

  /** Draws it where it is now. */
  place(): void {
    const { x, y, color, height, held } = this.note;
    const { style } = this.element;
    style.translate = `${x}px ${y}px`;
    style.zIndex = String(height + 1);
    style.setProperty("--paper", COLORS[color].paper);
    style.setProperty("--ink", COLORS[color].ink);
    this.element.classList.toggle("held", held);
  }

  /** What the board says is written on it. */
  show(codes: Codes): void {
    const text = textOf(codes);
    setText(this.text, text);
    this.text.classList.toggle("long", codes.length > LONG_TEXT);
    this.element.setAttribute("aria-label", `${COLORS[this.note.color].label} note: ${text || "empty"}`);
  }

  /** Names of the others who write on it, in the colour of the last of them. */
  showWriters(names: string, ink: string): void {
    setText(this.writers, names);
    this.writers.style.setProperty("--writer", ink);
  }

  select(selected: boolean): void {
    this.element.classList.toggle("selected", selected);
  }

  get isEditing(): boolean {
    return this.area !== undefined;
  }

  /** Opens it for writing; what is typed shows at once, whatever the network does. */
  edit(codes: Codes): void {
    if (this.area) return;
    const area = make("textarea", "text");
    area.value = textOf(codes);
    area.setAttribute("aria-label", "Text of the note");
    area.classList.toggle("long", codes.length > LONG_TEXT);
    area.addEventListener("input", () => {
      const wanted = codesOf(area.value);
      if ([...area.value].length > LONGEST_TEXT) area.value = textOf(wanted);
      area.classList.toggle("long", wanted.length > LONG_TEXT);
      this.actions.written(wanted);
    });
    area.addEventListener("keydown", (event) => {
      event.stopPropagation();
      const isDone = event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey));
      if (!isDone) return;
      event.preventDefault();
      this.close();
      this.element.focus();
    });
    area.addEventListener("pointerdown", (event) => event.stopPropagation());
    area.addEventListener("blur", () => this.close());
    this.area = area;
    this.text.replaceWith(area);
    this.element.classList.add("editing");
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  }

  /** Ends the writing. */
  close(): void {
    const { area } = this;
    if (!area) return;
    this.area = undefined;
    this.show(codesOf(area.value));
    area.replaceWith(this.text);
    this.element.classList.remove("editing");
    this.actions.closed();
  }

  remove(): void {
    this.area = undefined;
    this.element.remove();
  }
}
