import { element, make, setLink, setText } from "../../pages/dom.ts";
import { type Elsewhere, pageOf, type RoomTypeInfo } from "../../pages/server.ts";
import { remembered } from "./remembered.ts";
import { RoomList } from "./roomList.ts";
import { RoomPoll } from "./roomPoll.ts";
import { GAME, type OpenRooms, openRooms, type RoomInfo } from "./rooms.ts";

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

  /** Says that the server has another game in this one's place. */
  showElsewhere({ message, label, href }: Elsewhere): void {
    this.show(message);
    setLink(this.message, message, label, href);
    this.forgetLink();
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

  /** What the address asks for: its room, or any of the first room type with this game. */
  async linked(): Promise<Choice> {
    this.take(await openRooms());
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
    return { name, roomType: this.types.value || GAME, room: "", create: false, spectate: false, ...wanted };
  }

  private take(open: OpenRooms | undefined): void {
    this.rooms = open?.rooms;
    const known = [...this.types.options].map(({ value }) => value);
    if (open && open.types.join() !== known.join()) {
      this.types.replaceChildren(...open.types.map((name) => new Option(name, name)));
      element("room-type-field").hidden = open.types.length < 2;
    }
    if (open) this.showOthers(open.types.length > 0, open.others);
    if (open) this.draw();
    else this.list.sayOnly("The server does not answer. It is asked again every two seconds.");
  }

  /** Leads to the other pages of the server; only there, if it does not have this game. */
  private showOthers(hasGame: boolean, others: readonly RoomTypeInfo[]): void {
    for (const id of ["lobby", "help"]) element(id).hidden = !hasGame;
    const place = element("others");
    place.hidden = others.length === 0;
    const names = others.map(({ name }) => name).join();
    if (place.dataset.names === names) return;
    place.dataset.names = names;
    place.replaceChildren(hasGame ? "Also on this server:" : "There is no Arena on this server. It has:");
    for (const type of others) {
      const link = make("a", "", type.name);
      link.href = pageOf(type);
      place.append(link);
    }
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
