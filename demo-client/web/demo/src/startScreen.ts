import { element, setText } from "../../pages/dom.ts";
import { remembered } from "./remembered.ts";
import { RoomList } from "./roomList.ts";
import { RoomPoll } from "./roomPoll.ts";
import type { OpenRooms, RoomInfo } from "./rooms.ts";

/** What the player chose. */
export interface Choice {
  readonly name: string;
  readonly roomType: string;
  /** Id of a room; empty: any. */
  readonly room: string;
  readonly create: boolean;
  readonly spectate: boolean;
}

/** Where a player gives a name and picks a room. It works without the list, too: any room, or a new one. */
export class StartScreen {
  private readonly screen = element("start");
  private readonly name = element<HTMLInputElement>("name");
  private readonly types = element<HTMLSelectElement>("room-type");
  private readonly message = element("start-message");
  private readonly button = element<HTMLButtonElement>("join");
  private readonly anyButton = element<HTMLButtonElement>("any-room");
  private readonly newButton = element<HTMLButtonElement>("new-room");
  private readonly list: RoomList;
  private readonly poll = new RoomPoll((open) => this.take(open));
  private readonly rememberedName = remembered("name", "");
  private rooms: readonly RoomInfo[] | undefined;
  private mustReload = false;

  /** @param linkedRoom a room from the address, picked to begin with */
  constructor(
    private linkedRoom: string,
    linkedName: string,
    private readonly onChoice: (choice: Choice) => void,
  ) {
    this.name.value = linkedName || this.rememberedName.get();
    this.list = new RoomList((room, spectate) => this.choose({ room, spectate }));
    this.types.addEventListener("change", () => this.draw());
    element("join-form").addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.mustReload) location.reload();
      else this.choose({ room: this.linkedRoom });
    });
    this.anyButton.addEventListener("click", () => this.choose({}));
    this.newButton.addEventListener("click", () => this.choose({ create: true }));
    this.draw();
  }

  /** Shows the screen, with a sentence on what went wrong if something did. */
  show(message = ""): void {
    this.screen.hidden = false;
    this.busy(false);
    setText(this.message, message);
    this.poll.start();
    if (message) this.button.focus();
  }

  /** Says that the page is too old for the server: a new one is all that helps. */
  showOutdated(message: string): void {
    this.mustReload = true;
    this.show(message);
  }

  hide(): void {
    this.screen.hidden = true;
    this.poll.stop();
  }

  /** While joining, the button says so. */
  busy(joining: boolean): void {
    for (const button of [this.button, this.anyButton, this.newButton]) button.disabled = joining;
    if (joining) setText(this.message, "");
    this.label(joining);
  }

  /** What the address asks for: its room, or any. */
  linked(): Choice {
    return this.choice({ room: this.linkedRoom });
  }

  /** Gives up on the room of the address: any will do. */
  forgetLink(): void {
    this.linkedRoom = "";
    this.draw();
  }

  private choose(wanted: Partial<Choice>): void {
    this.onChoice(this.choice(wanted));
  }

  private choice(wanted: Partial<Choice>): Choice {
    const name = this.name.value.trim();
    this.rememberedName.set(name);
    return { name, roomType: this.types.value, room: "", create: false, spectate: false, ...wanted };
  }

  private take(open: OpenRooms | undefined): void {
    this.rooms = open?.rooms;
    const known = [...this.types.options].map(({ value }) => value);
    if (open && open.types.join() !== known.join()) {
      this.types.replaceChildren(...open.types.map((name) => new Option(name, name)));
      element("room-type-field").hidden = open.types.length < 2;
    }
    if (open) this.draw();
    else this.list.sayOnly("The server does not answer. It is asked again every two seconds.");
  }

  private draw(): void {
    this.label(this.button.disabled);
    const { value } = this.types;
    if (!this.rooms) this.list.sayOnly("Looking for rooms…");
    else
      this.list.show(
        this.rooms.filter(({ type, id }) => value === "" || type === value || id === this.linkedRoom),
        this.linkedRoom,
      );
  }

  private label(joining: boolean): void {
    const idle = this.mustReload ? "Reload the page" : this.linkedRoom ? `Play in ${this.linkedRoom}` : "Quick play";
    setText(this.button, joining ? "Joining…" : idle);
    this.anyButton.hidden = !this.linkedRoom || this.mustReload;
    this.newButton.hidden = this.mustReload;
  }
}
