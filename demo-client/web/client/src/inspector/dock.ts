import { make } from "./dom.ts";
import { STYLE } from "./style.ts";

/** Where the inspector is: along the bottom or the right of the page, or in a window of its own. */
export type Place = "bottom" | "right" | "window";

/** A page so narrow has room for it along the bottom alone, one so low along the right, and each half the page at most. */
const NARROW = "(max-width: 640px)";
const LOW = "(max-height: 480px)";
const FIRST_SIZES = { bottom: 290, right: 370 };
const LEAST_SIZES = { bottom: 120, right: 220 };
const KEY_STEP = 24;
const MEMORY = "tickwire.inspector";

interface PictureInPicture {
  requestWindow(size: { width: number; height: number }): Promise<Window>;
}

function icon(path: string): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/** The inspector's frame: a shadow root at the edge of the page, which can be moved, resized and folded, by keyboard too. */
export class Dock {
  readonly body: HTMLElement = make("div", { class: "body", tabindex: 0, role: "group", "aria-label": "Figures" });
  readonly summary: HTMLElement = make("span", { class: "sum" });
  readonly #host = make("div");
  readonly #root = this.#host.attachShadow({ mode: "open" });
  readonly #edge = make("div", {
    class: "edge",
    role: "separator",
    tabindex: 0,
    "aria-label": "Size of the inspector",
  });
  readonly #places: Record<Place, HTMLButtonElement>;
  readonly #fold: HTMLButtonElement;
  readonly #ended = new AbortController();
  readonly #sizes = { ...FIRST_SIZES };
  #wanted: "bottom" | "right" = "bottom";
  #window: Window | undefined;

  /** @param onFold hears that it was folded or unfolded */
  constructor(
    place: "bottom" | "right" | undefined,
    collapsed: boolean,
    private readonly onFold: () => void,
    onClose: () => void,
  ) {
    this.#recall();
    if (place) this.#wanted = place;
    const button = (label: string, path: string, click: () => void, name = "") =>
      make("button", { type: "button", class: name, title: label, "aria-label": label, click }, icon(path));
    this.#places = {
      bottom: button("Along the bottom", "M4 5h16v14H4zM4 14h16", () => this.#dock("bottom"), "side"),
      right: button("Along the right", "M4 5h16v14H4zM14 5v14", () => this.#dock("right"), "side"),
      window: button("In a window of its own", "M9 4h11v11H9zM15 15v5H4V9h5", () => void this.#toggleWindow()),
    };
    this.#fold = button("Fold", "m6 9 6 6 6-6", () => this.#setCollapsed(!this.collapsed), "fold");
    const { bottom, right, window } = this.#places;
    const header = make(
      "header",
      {},
      make("strong", {}, "Inspector"),
      this.summary,
      make("span", { class: "docks" }, bottom, right, window),
      this.#fold,
      button("Close", "M6 6l12 12M18 6 6 18", onClose),
    );
    this.#root.append(make("section", { class: "panel", "aria-label": "Inspector" }, this.#edge, header, this.body));
    this.#listen();
    document.body.append(this.#host);
    this.#host.toggleAttribute("data-collapsed", collapsed);
    this.#arrange();
  }

  get collapsed(): boolean {
    return this.#host.hasAttribute("data-collapsed");
  }

  /** Whether somebody may be looking. */
  get visible(): boolean {
    return !this.collapsed && !this.#host.ownerDocument.hidden;
  }

  close(): void {
    this.#ended.abort();
    this.#window?.close();
    this.#host.remove();
  }

  #listen(): void {
    const { signal } = this.#ended;
    // What is typed here is not for the game.
    for (const kind of ["keydown", "keyup", "keypress"]) {
      this.#host.addEventListener(kind, (event) => event.stopPropagation(), { signal });
    }
    for (const query of [NARROW, LOW]) matchMedia(query).addEventListener("change", () => this.#arrange(), { signal });
    const edge = this.#edge;
    edge.addEventListener("pointerdown", (event) => edge.setPointerCapture(event.pointerId), { signal });
    edge.addEventListener(
      "pointermove",
      ({ pointerId, clientX, clientY }) => {
        if (!edge.hasPointerCapture(pointerId)) return;
        this.#resize(this.#place === "bottom" ? innerHeight - clientY : innerWidth - clientX);
      },
      { signal },
    );
    edge.addEventListener(
      "keydown",
      (event) => {
        const steps = { ArrowUp: 1, ArrowLeft: 1, ArrowDown: -1, ArrowRight: -1 }[event.key];
        if (!steps || this.#place === "window") return;
        event.preventDefault();
        this.#resize(this.#sizes[this.#place] + steps * KEY_STEP);
      },
      { signal },
    );
  }

  get #place(): Place {
    if (this.#window) return "window";
    if (matchMedia(NARROW).matches) return "bottom";
    return matchMedia(LOW).matches ? "right" : this.#wanted;
  }

  /** Shows the place and size that hold now. */
  #arrange(): void {
    const place = this.#place;
    const host = this.#host;
    host.dataset["dock"] = place;
    host.toggleAttribute("data-small", place !== "window" && matchMedia(`${NARROW}, ${LOW}`).matches);
    if (place !== "window") {
      host.style.setProperty("--size", `${this.#sizes[place]}px`);
      const whole = place === "bottom" ? innerHeight : innerWidth;
      this.#edge.setAttribute("aria-valuenow", String(Math.round((100 * this.#sizes[place]) / whole)));
      this.#edge.setAttribute("aria-orientation", place === "bottom" ? "horizontal" : "vertical");
    }
    for (const [name, button] of Object.entries(this.#places)) {
      button.setAttribute("aria-pressed", String(name === place));
    }
    this.#fold.setAttribute("aria-expanded", String(!this.collapsed));
    // A sheet belongs to the document that it was made in.
    const view = host.ownerDocument.defaultView as (Window & typeof globalThis) | null;
    if (!view || this.#root.adoptedStyleSheets.length > 0) return;
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(STYLE);
    this.#root.adoptedStyleSheets = [sheet];
  }

  #resize(size: number): void {
    const place = this.#place;
    if (place === "window") return;
    const most = (place === "bottom" ? innerHeight : innerWidth) * 0.8;
    this.#sizes[place] = Math.round(Math.max(LEAST_SIZES[place], Math.min(size, most)));
    this.#remember();
    this.#arrange();
  }

  #setCollapsed(collapsed: boolean): void {
    this.#host.toggleAttribute("data-collapsed", collapsed);
    this.#arrange();
    this.onFold();
  }

  #dock(place: "bottom" | "right"): void {
    this.#wanted = place;
    this.#remember();
    if (this.#window) this.#window.close();
    else this.#arrange();
  }

  async #toggleWindow(): Promise<void> {
    if (this.#window) return this.#window.close();
    const opened = await openWindow();
    // A browser that forbids windows leaves it where it is.
    if (!opened || this.#ended.signal.aborted) return opened?.close();
    this.#window = opened;
    opened.document.title = "Inspector";
    opened.document.body.style.margin = "0";
    this.#move(opened.document);
    const back = () => {
      if (this.#window !== opened) return;
      this.#window = undefined;
      if (!this.#ended.signal.aborted) this.#move(document);
    };
    opened.addEventListener("pagehide", back);
    addEventListener("pagehide", () => opened.close(), { signal: this.#ended.signal });
  }

  #move(to: Document): void {
    to.body.append(to.adoptNode(this.#host));
    this.#root.adoptedStyleSheets = [];
    this.#arrange();
  }

  #recall(): void {
    try {
      const { place, bottom, right } = JSON.parse(localStorage.getItem(MEMORY) ?? "{}") as Record<string, unknown>;
      if (place === "bottom" || place === "right") this.#wanted = place;
      if (typeof bottom === "number") this.#sizes.bottom = bottom;
      if (typeof right === "number") this.#sizes.right = right;
    } catch {
      // Where nothing can be kept, it begins as at first.
    }
  }

  #remember(): void {
    try {
      localStorage.setItem(MEMORY, JSON.stringify({ place: this.#wanted, ...this.#sizes }));
    } catch {
      // Then it is forgotten.
    }
  }
}

/** A window that stays above the page where the browser has such, else an ordinary one; null: it has none to give. */
async function openWindow(): Promise<Window | null> {
  const size = { width: 420, height: 680 };
  const above = (globalThis as { documentPictureInPicture?: PictureInPicture }).documentPictureInPicture;
  try {
    if (above) return await above.requestWindow(size);
  } catch {
    // Such as without a click: an ordinary one may do.
  }
  return open("", "", `popup,width=${size.width},height=${size.height}`);
}
