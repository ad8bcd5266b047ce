import type { Room } from "tickwire-client";
import type { Commands } from "./commands.ts";
import { element, toast } from "../../pages/dom.ts";
import type { Drafts } from "./drafts.ts";
import type { Hand } from "./hand.ts";
import { type Codes, type Letter, LONGEST_TEXT } from "./letters.ts";
import { type Note, NoteCard } from "./noteCard.ts";
import { type Color, inkOf } from "./palette.ts";
import { clamp, type Stage } from "./stage.ts";
import { Texts } from "./texts.ts";
import type { Whiteboard } from "./whiteboardTypes.ts";

const DRAG_FROM_PIXELS = 4;
const NOT_SENT = { status: "Not on the board yet", ink: "#9c1c1c" };
const NOTE_IS_FULL = `This note is full: it takes ${LONGEST_TEXT} letters`;
const NOTE_IS_GONE = "Somebody has deleted this note";
const STEP = 10;
const LARGE_STEP = 50;
const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The notes on the page, and how they are moved, written and removed. */
export class Notes {
  private readonly container = element("notes");
  private readonly byId = new Map<number, NoteCard>();
  private readonly texts = new Texts();
  private selected: NoteCard | undefined;
  private drag: { card: NoteCard; pointer: number; fromX: number; fromY: number; x: number; y: number } | undefined;
  /** By their ids, where notes will be that were pushed by keys. */
  private readonly pushed = new Map<number, { x: number; y: number }>();
  /** Id of a note that this person has added, and is to write on when it is there. */
  private awaited = 0;

  constructor(
    private readonly stage: Stage,
    private readonly hand: Hand,
    private readonly commands: Commands,
    private readonly drafts: Drafts,
    private readonly isSelecting: () => boolean,
  ) {
    addEventListener("pointermove", (event) => this.move(event));
    addEventListener("pointerup", (event) => this.drop(event));
    addEventListener("pointercancel", (event) => this.drop(event));
    this.container.addEventListener("focusin", ({ target }) => {
      const card = this.cardOf(target);
      if (card) this.select(card);
    });
    this.container.addEventListener("keydown", (event) => this.press(event));
  }

  get count(): number {
    return this.byId.size;
  }

  watch(room: Room<Whiteboard>): void {
    room.entities("notes", {
      enter: (note) => this.enter(note),
      change: (_, card) => card.place(),
      leave: (_, card) => this.leave(card),
    });
    this.texts.watch(room);
  }

  /** With each snapshot, when drafts have taken it: own letters show at once. */
  showDrafts(lost: number): void {
    if (lost > 0) toast(NOTE_IS_FULL);
    for (const [id, card] of this.byId) {
      const draft = this.drafts.get(id);
      if (draft) card.show(draft.letters);
    }
  }

  /** After each view: texts, the people who write, and a new note that was waited for. */
  update(people: Iterable<Writer>, own: number): void {
    for (const id of this.texts.takeChanged()) {
      if (!this.drafts.get(id)) this.byId.get(id)?.show(this.texts.of(id));
    }
    this.showStatus(writersByNote(people, own));
    this.drafts.dropSettled(
      (id) => this.byId.get(id)?.isEditing ?? false,
      (id) => this.texts.of(id),
    );
    const awaited = this.byId.get(this.awaited);
    if (awaited) {
      this.awaited = 0;
      this.edit(awaited);
    }
  }

  private showStatus(writers: ReadonlyMap<number, { names: string[]; ink: string }>): void {
    for (const [id, card] of this.byId) {
      const writer = writers.get(id);
      if (this.drafts.isLate(id)) card.showStatus(NOT_SENT.status, NOT_SENT.ink);
      else card.showStatus(writer ? sentence(writer.names) : "", writer?.ink ?? "");
    }
  }

  /** Takes what the board has from now on, which may be another one. */
  restart(): void {
    this.awaited = 0;
    for (const card of this.byId.values()) card.close();
  }

  /** Opens a note for writing as soon as it is there. */
  editWhenThere(id: number): void {
    this.awaited = id;
  }

  /** Gives the selected note another colour. */
  recolor(color: Color): void {
    if (this.selected) void this.commands.send("recolor", { note: this.selected.note.id, color });
  }

  deselect(): void {
    this.selected?.select(false);
    this.selected = undefined;
  }

  private enter(note: Note): NoteCard {
    const card: NoteCard = new NoteCard(note, {
      edit: () => this.edit(card),
      delete: () => this.delete(card),
      typed: (shown, codes, caret) => this.type(card, shown, codes, caret),
      closed: () => (this.hand.edits = 0),
    });
    card.element.addEventListener("pointerdown", (event) => this.grab(card, event));
    this.byId.set(note.id, card);
    this.container.append(card.element);
    card.show(this.texts.of(note.id));
    return card;
  }

  private leave(card: NoteCard): void {
    if (card.isEditing) this.hand.edits = 0;
    const draft = this.drafts.get(card.note.id);
    if (card.isEditing || draft?.isSettled === false) toast(NOTE_IS_GONE);
    this.drafts.drop(card.note.id);
    if (this.drag?.card === card) this.endDrag();
    if (this.selected === card) this.selected = undefined;
    if (this.byId.get(card.note.id) === card) this.byId.delete(card.note.id);
    card.remove();
  }

  private cardOf(target: EventTarget | null): NoteCard | undefined {
    const id = (target as HTMLElement).closest<HTMLElement>(".note")?.dataset.note;
    return this.byId.get(Number(id));
  }

  private select(card: NoteCard): void {
    if (this.selected === card) return;
    this.deselect();
    this.selected = card;
    card.select(true);
  }

  private edit(card: NoteCard): void {
    if (card.isEditing) return;
    this.select(card);
    const { id } = card.note;
    this.hand.edits = id;
    card.edit(this.drafts.open(id).letters);
  }

  private type(card: NoteCard, before: readonly Letter[], codes: Codes, caret: number): readonly Letter[] {
    const { shown, lost } = this.drafts.open(card.note.id).type(before, codes, caret);
    if (lost > 0) toast(NOTE_IS_FULL);
    return shown;
  }

  private delete(card: NoteCard): void {
    // What was written on it is to go with it.
    this.drafts.drop(card.note.id);
    card.show(this.texts.of(card.note.id));
    void this.commands.send("delete", { note: card.note.id });
  }

  private grab(card: NoteCard, event: PointerEvent): void {
    if (event.button !== 0 || this.drag || card.isEditing || !this.isSelecting()) return;
    event.preventDefault();
    const wasSelected = this.selected === card;
    card.element.focus({ preventScroll: true });
    card.element.setPointerCapture(event.pointerId);
    const { x, y } = card.note;
    this.drag = { card, pointer: event.pointerId, fromX: event.clientX, fromY: event.clientY, x, y };
    if (!wasSelected) void this.commands.send("raise", { note: card.note.id });
    card.element.dataset.second = String(wasSelected);
  }

  private move(event: PointerEvent): void {
    const { drag, hand } = this;
    if (!drag || event.pointerId !== drag.pointer) return;
    const far = Math.hypot(event.clientX - drag.fromX, event.clientY - drag.fromY) >= DRAG_FROM_PIXELS;
    if (!far && hand.holds === 0) return;
    hand.holds = drag.card.note.id;
    const { x, y } = this.dragged(event);
    hand.holdX = x;
    hand.holdY = y;
  }

  private drop(event: PointerEvent): void {
    const { drag, hand } = this;
    if (!drag || event.pointerId !== drag.pointer) return;
    const note = drag.card.note.id;
    if (hand.holds > 0) {
      // The newest input may not have been sent yet: this says for certain where it came to lie.
      const { x, y } = event.type === "pointercancel" ? { x: hand.holdX, y: hand.holdY } : this.dragged(event);
      void this.commands.send("move", { note, x, y });
    } else if (event.type === "pointerup" && drag.card.element.dataset.second === "true") {
      this.edit(drag.card);
    }
    this.endDrag();
  }

  private dragged(event: PointerEvent): { x: number; y: number } {
    const { x, y, fromX, fromY } = this.drag!;
    const { zoom } = this.stage;
    return clamp({ x: x + (event.clientX - fromX) / zoom, y: y + (event.clientY - fromY) / zoom });
  }

  private endDrag(): void {
    this.drag = undefined;
    this.hand.holds = 0;
  }

  /** Moves a note from where it will be when all that was asked for is done. */
  private async push({ id, x, y }: Note, byX: number, byY: number): Promise<void> {
    const from = this.pushed.get(id) ?? { x, y };
    const to = clamp({ x: from.x + byX, y: from.y + byY });
    this.pushed.set(id, to);
    await this.commands.send("move", { note: id, ...to });
    if (this.pushed.get(id) === to) this.pushed.delete(id);
  }

  private press(event: KeyboardEvent): void {
    const card = this.cardOf(event.target);
    if (!card || event.target !== card.element || event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    if (arrow) {
      const step = event.shiftKey ? LARGE_STEP : STEP;
      void this.push(card.note, arrow[0] * step, arrow[1] * step);
    } else if (event.key === "Enter" || event.key === "F2") this.edit(card);
    else if (event.key === "Delete" || event.key === "Backspace") this.delete(card);
    else if (event.key === "Escape") {
      this.deselect();
      card.element.blur();
    } else return;
    event.preventDefault();
  }
}

/** A person, and the note that it writes on. */
interface Writer {
  readonly player: number;
  readonly name: string;
  readonly edits: number;
}

/** Who else writes on which note, in the colour of the last of them. */
function writersByNote(people: Iterable<Writer>, own: number): Map<number, { names: string[]; ink: string }> {
  const writers = new Map<number, { names: string[]; ink: string }>();
  for (const { player, name, edits } of people) {
    if (edits === 0 || player === own) continue;
    writers.set(edits, { names: [...(writers.get(edits)?.names ?? []), name], ink: inkOf(player) });
  }
  return writers;
}

function sentence(names: readonly string[]): string {
  if (names.length === 1) return `${names[0]} is writing`;
  return names.length === 2 ? `${names[0]} and ${names[1]} are writing` : `${names.length} people are writing`;
}
