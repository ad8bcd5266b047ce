import { element, make, setText } from "./dom.ts";
import { remembered } from "./remembered.ts";

/** What the player chose. */
export interface Choice {
  name: string;
  roomType: string;
  /** Id of a room; empty: any. */
  room: string;
  create: boolean;
}

interface RoomInfo {
  id: string;
  type: string;
  players: number;
  playerLimit: number;
}

interface RoomTypeInfo {
  name: string;
  game: string;
  playerLimit: number;
}

const REFRESH_MILLIS = 3000;
const ANY = "any";
const NEW = "new";

/** Where a player gives a name and picks a room. It works without the lists, too: any room, or a new one. */
export class StartScreen {
  private readonly screen = element("start");
  private readonly name = element<HTMLInputElement>("name");
  private readonly types = element<HTMLSelectElement>("room-type");
  private readonly list = element("rooms");
  private readonly message = element("start-message");
  private readonly button = element<HTMLButtonElement>("join");
  private readonly rememberedName = remembered("name", "");
  private chosen: string;
  private rooms: RoomInfo[] = [];
  private timer: ReturnType<typeof setInterval> | undefined;

  /** @param linkedRoom a room from the address, picked to begin with */
  constructor(
    private readonly linkedRoom: string,
    linkedName: string,
    onLaunch: (choice: Choice) => void,
  ) {
    this.name.value = linkedName || this.rememberedName.get();
    this.chosen = linkedRoom || ANY;
    this.types.addEventListener("change", () => this.draw());
    element("join-form").addEventListener("submit", (event) => {
      event.preventDefault();
      onLaunch(this.choice());
    });
    this.draw();
  }

  /** Shows the screen, with a sentence on what went wrong if something did. */
  show(message = ""): void {
    this.screen.hidden = false;
    this.busy(false);
    setText(this.message, message);
    void this.refresh();
    clearInterval(this.timer);
    this.timer = setInterval(() => void this.refresh(), REFRESH_MILLIS);
    if (message) this.button.focus();
  }

  hide(): void {
    this.screen.hidden = true;
    clearInterval(this.timer);
  }

  /** While joining, the button says so. */
  busy(joining: boolean): void {
    this.button.disabled = joining;
    setText(this.button, joining ? "Joining…" : "Launch");
    if (joining) setText(this.message, "");
  }

  /** What is chosen now. */
  choice(): Choice {
    const name = this.name.value.trim();
    this.rememberedName.set(name);
    return {
      name,
      roomType: this.types.value,
      room: this.chosen === ANY || this.chosen === NEW ? "" : this.chosen,
      create: this.chosen === NEW,
    };
  }

  /** Gives up on a room: any will do. */
  pickAny(): void {
    this.chosen = ANY;
    this.draw();
  }

  private async refresh(): Promise<void> {
    const [types, rooms] = await Promise.all([
      get<RoomTypeInfo[]>("api/v1/room-types"),
      get<RoomInfo[]>("api/v1/rooms"),
    ]);
    // Other games may run on the same server; this page can draw only one.
    const drawable = (types ?? []).filter((type) => type.game === "arena").map((type) => type.name);
    const known = [...this.types.options].map((option) => option.value);
    if (drawable.join() !== known.join()) {
      this.types.replaceChildren(...drawable.map((name) => new Option(name, name)));
      element("room-type-field").hidden = drawable.length < 2;
    }
    this.rooms = (rooms ?? []).filter((room) => types === undefined || drawable.includes(room.type));
    this.draw();
  }

  private draw(): void {
    const rooms = this.rooms.filter((room) => this.types.value === "" || room.type === this.types.value);
    const options: { value: string; label: string; detail: string; full?: boolean }[] = [
      { value: ANY, label: "Any room", detail: "the quickest way in" },
      ...rooms.map(({ id, players, playerLimit }) => ({
        value: id,
        label: id,
        detail: players >= playerLimit ? "full" : `${players} / ${playerLimit}`,
        full: players >= playerLimit,
      })),
      { value: NEW, label: "New room", detail: "and invite friends" },
    ];
    if (this.linkedRoom && !rooms.some((room) => room.id === this.linkedRoom)) {
      options.splice(1, 0, { value: this.linkedRoom, label: this.linkedRoom, detail: "from your link" });
    }
    if (!options.some((option) => option.value === this.chosen)) this.chosen = ANY;

    const lines = [...this.list.querySelectorAll("label")];
    const same = lines.length === options.length && lines.every((line, i) => line.dataset.value === options[i].value);
    if (!same) {
      const focused = document.activeElement?.closest<HTMLElement>("#rooms label")?.dataset.value;
      this.list.replaceChildren(...options.map((option) => this.line(option.value, option.label)));
      if (focused) this.list.querySelector<HTMLElement>(`[data-value="${CSS.escape(focused)}"] input`)?.focus();
    }
    options.forEach(({ value, detail, full }, i) => {
      const line = this.list.children[i] as HTMLElement;
      line.classList.toggle("full", full ?? false);
      line.querySelector("input")!.checked = value === this.chosen;
      setText(line.querySelector("small")!, detail);
    });
  }

  private line(value: string, label: string): HTMLElement {
    const line = make("label", "room");
    line.dataset.value = value;
    const radio = document.createElement("input");
    radio.type = "radio";
    radio.name = "room";
    radio.addEventListener("change", () => (this.chosen = value));
    line.append(radio, make("span", "", label), make("small", ""));
    return line;
  }
}

async function get<T>(path: string): Promise<T | undefined> {
  try {
    const response = await fetch(path, { signal: AbortSignal.timeout(4000) });
    return response.ok ? ((await response.json()) as T) : undefined;
  } catch {
    return undefined;
  }
}
