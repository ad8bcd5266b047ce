import { element } from "../../pages/dom.ts";

export const WIDTH = 1600;
export const HEIGHT = 1000;
const SMALLEST = 0.35;
const LARGEST = 2;
/** Beside the board, and above and below it together, where the panels are. */
const SIDES = 48;
const PANELS = 156;
/** A screen on which notes of a whole board could not be read shows a part of it, and scrolls. */
const SMALLEST_WHOLE = 0.55;
const FIRST_PART = 0.62;

/** The part of the board that the window shows: scrolled by the browser, zoomed here. */
export class Stage {
  readonly element = element("stage");
  private readonly paper = element("paper");
  private readonly board = element("board");
  private readonly listeners: (() => void)[] = [];
  zoom = 1;

  constructor() {
    const whole = Math.min(1, (innerWidth - SIDES) / WIDTH, (innerHeight - PANELS) / HEIGHT);
    this.setZoom(whole < SMALLEST_WHOLE ? FIRST_PART : whole);
    this.element.addEventListener(
      "wheel",
      (event) => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        this.setZoom(this.zoom * Math.exp(-event.deltaY / 300), event.clientX, event.clientY);
      },
      { passive: false },
    );
  }

  onZoom(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Zooms, and keeps the point of the board at a place of the window where it is. */
  setZoom(zoom: number, clientX = innerWidth / 2, clientY = innerHeight / 2): void {
    const before = this.place(clientX, clientY);
    this.zoom = Math.max(SMALLEST, Math.min(LARGEST, zoom));
    this.paper.style.width = `${WIDTH * this.zoom}px`;
    this.paper.style.height = `${HEIGHT * this.zoom}px`;
    this.board.style.setProperty("--zoom", String(this.zoom));
    const after = this.place(clientX, clientY);
    this.element.scrollLeft += (before.x - after.x) * this.zoom;
    this.element.scrollTop += (before.y - after.y) * this.zoom;
    for (const listener of this.listeners) listener();
  }

  /** The place on the board that is at a place of the window. */
  place(clientX: number, clientY: number): { x: number; y: number } {
    const { left, top } = this.paper.getBoundingClientRect();
    return clamp({ x: (clientX - left) / this.zoom, y: (clientY - top) / this.zoom });
  }

  isInside(clientX: number, clientY: number): boolean {
    const { left, top, right, bottom } = this.paper.getBoundingClientRect();
    return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
  }
}

/** The nearest place on the board. */
export function clamp({ x, y }: { x: number; y: number }): { x: number; y: number } {
  return { x: Math.max(0, Math.min(WIDTH, x)), y: Math.max(0, Math.min(HEIGHT, y)) };
}
