import { element, make, toast } from "../../pages/dom.ts";
import { type ActDialog, WHY } from "./actDialog.ts";
import type { Api } from "./api.ts";
import { size } from "./format.ts";
import type { KeptRoom } from "./protocol.ts";
import { SortedTable } from "./sortedTable.ts";

const REFRESH_MILLIS = 10_000;

/** Rooms that are kept and are not open: they wake when somebody joins them, or could not come back. */
export class KeptRooms {
  private askedMillis = -Infinity;
  private readonly table: SortedTable<KeptRoom>;

  constructor(
    private readonly api: Api,
    private readonly dialog: ActDialog,
  ) {
    const table = element<HTMLTableElement>("kept-rooms");
    this.table = new SortedTable<KeptRoom>(
      table,
      [
        { title: "Room", show: ({ id }) => id, by: ({ id }) => id },
        { title: "Type", show: ({ type }) => type, by: ({ type }) => type },
        { title: "Size", isNumber: true, show: ({ bytes }) => size(bytes), by: ({ bytes }) => bytes },
        { title: "Kept", show: ({ written }) => new Date(written).toLocaleString(), by: ({ written }) => written },
        {
          title: "Seats",
          hint: "Players who come back into their seats",
          isNumber: true,
          show: ({ seats }) => String(seats),
          by: ({ seats }) => seats,
        },
        { title: "", show: buttons },
      ],
      3,
      ({ id }) => id,
    );
    table.addEventListener("click", (event) => {
      const { act, room } = (event.target as HTMLElement).closest<HTMLElement>("button[data-room]")?.dataset ?? {};
      if (act === "download") void this.download(room!);
      if (act === "delete") this.delete(room!);
    });
  }

  /** To be called while the page is shown: asks now and then what there is. */
  show(): void {
    if (performance.now() - this.askedMillis < REFRESH_MILLIS) return;
    this.askedMillis = performance.now();
    void this.refresh();
  }

  private async refresh(): Promise<void> {
    try {
      const { rooms, problems } = await this.api.keptRooms();
      const asleep = rooms.filter(({ state }) => state === "asleep");
      this.table.show(asleep);
      element("kept-problems").replaceChildren(...problems.map((problem) => make("li", "", problem)));
      element("kept-problems").hidden = problems.length === 0;
      element("kept").hidden = asleep.length + problems.length === 0;
    } catch (error) {
      toast((error as Error).message);
    }
  }

  private async download(room: string): Promise<void> {
    try {
      await this.api.download(`kept-rooms/recording?room=${encodeURIComponent(room)}`, `${room}.twr`);
    } catch (error) {
      toast((error as Error).message);
    }
  }

  private delete(room: string): void {
    this.dialog.open(`Delete ${room} for good, with all that is in it`, [WHY], "Delete", async (values) => {
      await this.api.act("kept-rooms/delete", { room, ...values });
      await this.refresh();
      return `${room} is deleted.`;
    });
  }
}

function buttons({ id }: KeptRoom): Node {
  const both = make("span", "buttons");
  for (const [act, label] of [
    ["download", "Download"],
    ["delete", "Delete…"],
  ] as const) {
    const button = make("button", act === "delete" ? "danger" : "", label);
    button.type = "button";
    Object.assign(button.dataset, { act, room: id });
    both.append(button);
  }
  return both;
}
