import { element, make, setText } from "../../pages/dom.ts";
import { savings, showSavings } from "./coarser.ts";
import { rate } from "./format.ts";
import type { BytesLine, Person, RoomInside } from "./protocol.ts";
import { SortedTable } from "./sortedTable.ts";

/** Where the bytes of a room go, or those of one of its players. */
export class BytesPanel {
  private readonly select = element<HTMLSelectElement>("bytes-of");
  private offered = "";
  private readonly lines = new SortedTable<BytesLine>(
    element<HTMLTableElement>("bytes"),
    [
      { title: "What", show: lineName, by: lineName },
      { title: "Share", isNumber: true, show: ({ share }) => shareBar(share), by: ({ share }) => share },
      {
        title: "Bytes",
        isNumber: true,
        show: ({ bytesPerSecond }) => rate(bytesPerSecond),
        by: ({ bytesPerSecond }) => bytesPerSecond,
      },
    ],
    1,
    lineName,
  );

  /** @param onChoose called when somebody else is chosen */
  constructor(onChoose: () => void) {
    this.select.addEventListener("change", onChoose);
  }

  /** The number of the player who is chosen; undefined: all of the room. */
  get player(): number | undefined {
    return this.select.value === "" ? undefined : Number(this.select.value);
  }

  /** Another room is looked at. */
  clear(): void {
    this.select.value = "";
    this.lines.show([]);
    showSavings(element("savings"), []);
  }

  /** Chooses a player. */
  choose(number: number): void {
    this.select.value = String(number);
    this.select.dispatchEvent(new Event("change"));
    this.select.scrollIntoView({ block: "center" });
    this.select.focus({ preventScroll: true });
  }

  show(room: RoomInside): void {
    this.offer(room.people);
    // What comes just after a choice may still be of the one before.
    const lines = room.bytesOf === this.player ? room.bytes : [];
    this.lines.show(lines);
    showSavings(element("savings"), savings(lines, room.coarser));
    const bytes = lines.reduce((sum, { bytesPerSecond }) => sum + bytesPerSecond, 0);
    setText(element("bytes-sum"), lines.length > 0 ? rate(bytes) : "");
    setText(element("no-bytes"), lines.length > 0 ? "" : this.whyNone(room));
    element("no-bytes").hidden = lines.length > 0;
  }

  private whyNone({ people, bytesOf, bytesRefused }: RoomInside): string {
    if (bytesRefused && bytesOf === this.player)
      return "As many watch the bytes of this room as may: it is tried again.";
    const isGone = this.player !== undefined && people.every(({ number }) => number !== this.player);
    return isGone ? "This player is not there any more." : "Counted while you look: a moment.";
  }

  /** Those who can be chosen; whoever is chosen and has left stays. */
  private offer(people: readonly Person[]): void {
    const players = people.filter(({ number }) => number >= 0).sort((a, b) => a.number - b.number);
    const offered = players.map(({ number, name }) => `${number} ${name}`).join("\n");
    if (offered === this.offered) return;
    this.offered = offered;
    const chosen = this.select.selectedOptions[0];
    const options = players.map(({ number, name }) => new Option(`${name} (number ${number})`, String(number)));
    this.select.replaceChildren(new Option("the room", ""));
    this.select.append(...options);
    if (chosen && chosen.value !== "") {
      if (options.every(({ value }) => value !== chosen.value)) this.select.append(chosen);
      this.select.value = chosen.value;
    }
  }
}

/** As `ships.vx`, or in words. */
export function lineName({ kind, name, column, audience }: BytesLine): string {
  const whose = audience === "everybody" ? "" : `, for the ${audience}`;
  if (kind === "column") return `${name}.${column}${whose}`;
  if (kind === "entities") return `${name}: who came and went${whose}`;
  if (kind === "table") return `${name}: its head${whose}`;
  return name ? `${kind} ${name}${whose}` : kind;
}

function shareBar(share: number): Node {
  const bar = make("span", "share", `${(share * 100).toFixed(1)} %`);
  bar.style.setProperty("--share", `${Math.round(share * 100)}%`);
  return bar;
}
