import { type Row, slotOf } from "tickwire-client";
import { make, setText } from "../../pages/dom.ts";
import { type Letter, textOf } from "./letters.ts";
import { type EditorActions, NoteEditor } from "./noteEditor.ts";
import { COLORS } from "./palette.ts";
import { WIDTH } from "./stage.ts";
import type { Whiteboard } from "./whiteboardTypes.ts";

export type Note = Row<Whiteboard["tables"]["notes"]>;

/** Of the text, in pixels: the first at which all of it can be seen. */
const SIZES = [20, 17, 14, 12];

/** This near to the right edge, the sentence below a note ends where the note ends; elsewhere it starts where the note starts. */
const FAR = 400;

/** What a person does with a note on the page. */
interface NoteActions {
  edit(): void;
  delete(): void;
  typed: EditorActions["typed"];
  closed(): void;
}

/** One note on the page. */
export class NoteCard {
  readonly element = make("div", "note");
  private readonly text = make("p", "text");
  private readonly status = make("span", "status");
  private editor: NoteEditor | undefined;
  private content = "";

  constructor(
    readonly note: Note,
    private readonly actions: NoteActions,
  ) {
    this.element.tabIndex = 0;
    this.element.setAttribute("role", "group");
    this.element.dataset.note = String(note.id);
    // Paper never lies quite straight.
    this.element.style.setProperty("--tilt", `${((slotOf(note.id) * 37) % 21) / 10 - 1}deg`);
    const menu = make("div", "menu");
    menu.append(
      this.button("Write", "m5 19 1-4.500L16.500 4 20 7.500 9.500 18zM14 6.500l3.500 3.500", () => this.actions.edit()),
      this.button("Delete", "M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12M10.500 10.500v5M13.500 10.500v5", () =>
        this.actions.delete(),
      ),
    );
    this.element.append(this.text, this.status, menu);
    this.place();
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
    style.setProperty("--x", `${x}px`);
    style.setProperty("--y", `${y}px`);
    this.element.classList.toggle("far", x > WIDTH - FAR);
    style.zIndex = String(height + 1);
    style.setProperty("--paper", COLORS[color].paper);
    style.setProperty("--ink", COLORS[color].ink);
    this.element.classList.toggle("held", held);
    this.label();
  }

  /** What is written on it; where it is written on, too. */
  show(letters: readonly Letter[]): void {
    this.editor?.show(letters);
    const content = textOf(letters);
    if (content === this.content) return;
    this.content = content;
    this.text.textContent = content;
    this.label();
    this.fit();
  }

  /** Says below the note what others do with it; empty: nothing. */
  showStatus(status: string, ink: string): void {
    setText(this.status, status);
    this.status.style.setProperty("--writer", ink);
  }

  select(selected: boolean): void {
    this.element.classList.toggle("selected", selected);
  }

  get isEditing(): boolean {
    return this.editor !== undefined;
  }

  /** Opens it for writing. */
  edit(letters: readonly Letter[]): void {
    if (this.editor) return;
    this.editor = new NoteEditor({
      typed: this.actions.typed,
      closed: (byKey) => {
        this.close();
        if (byKey) this.element.focus();
      },
    });
    this.show(letters);
    this.text.replaceWith(this.editor.element);
    this.element.classList.add("editing");
    this.editor.open();
    this.fit();
  }

  /** Ends the writing. */
  close(): void {
    const { editor } = this;
    if (!editor) return;
    this.editor = undefined;
    editor.element.replaceWith(this.text);
    this.element.classList.remove("editing");
    this.fit();
    this.actions.closed();
  }

  remove(): void {
    this.editor = undefined;
    this.element.remove();
  }

  private label(): void {
    this.element.setAttribute("aria-label", `${COLORS[this.note.color].label} note: ${this.content || "empty"}`);
  }

  /** Writes so large that all of the text can be seen; what does not fit at all fades out. */
  private fit(): void {
    const text = this.editor?.element ?? this.text;
    const isCut = !SIZES.some((size) => {
      text.style.fontSize = `${size}px`;
      return text.scrollHeight <= text.clientHeight;
    });
    text.classList.toggle("cut", isCut);
  }
}
