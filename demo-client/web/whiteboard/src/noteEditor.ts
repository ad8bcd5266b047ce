import { make } from "../../pages/dom.ts";
import { type Codes, codesOf, type Letter, moveSelection, textOf } from "./letters.ts";

/** Hears what happens in an editor. */
export interface EditorActions {
  /** Something was typed: `Draft.type` returns the text to show. */
  typed(shown: readonly Letter[], codes: Codes, caret: number): readonly Letter[];
  /** The person has finished; `byKey`: and goes on with the keyboard. */
  closed(byKey: boolean): void;
}

/** The field for writing on a note: own letters show at once, those of others as they come. */
export class NoteEditor {
  readonly element = make("textarea", "text");
  /** The letters that are in the field. */
  private shown: readonly Letter[] = [];
  private isComposing = false;

  constructor(private readonly actions: EditorActions) {
    const { element } = this;
    element.setAttribute("aria-label", "Text of the note");
    element.addEventListener("input", () => this.read());
    // What is composed is the browser's until it is finished: others' letters wait for that.
    element.addEventListener("compositionstart", () => (this.isComposing = true));
    element.addEventListener("compositionend", () => (this.isComposing = false));
    element.addEventListener("keydown", (event) => {
      event.stopPropagation();
      const isDone = event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey));
      if (!isDone || event.isComposing) return;
      event.preventDefault();
      actions.closed(true);
    });
    element.addEventListener("pointerdown", (event) => event.stopPropagation());
    element.addEventListener("blur", () => actions.closed(false));
  }

  /** Takes the focus, with the caret at the end. */
  open(): void {
    const { element } = this;
    element.focus();
    element.setSelectionRange(element.value.length, element.value.length);
  }

  /** Shows a text, with the caret where it belongs in it. */
  show(letters: readonly Letter[]): void {
    if (this.isComposing || letters === this.shown) return;
    const { element, shown } = this;
    this.shown = letters;
    const text = textOf(letters);
    if (element.value === text) return;
    const { selectionStart, selectionEnd, selectionDirection, scrollTop } = element;
    const { start, end } = moveSelection(shown, letters, { start: selectionStart, end: selectionEnd });
    element.value = text;
    element.setSelectionRange(start, end, selectionDirection);
    element.scrollTop = scrollTop;
  }

  private read(): void {
    const { value, selectionEnd } = this.element;
    const caret = codesOf(value.slice(0, selectionEnd)).length;
    this.shown = this.actions.typed(this.shown, codesOf(value), caret);
  }
}
