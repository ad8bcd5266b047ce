import { element, make, setText, toast } from "../../pages/dom.ts";
import type { Api } from "./api.ts";
import { count, size } from "./format.ts";
import type { SavedRecording } from "./protocol.ts";
import { SortedTable } from "./sortedTable.ts";

const REFRESH_MILLIS = 10_000;

/** The recordings that the server has saved: each can be looked at, and downloaded. */
export class SavedRecordings {
  private askedMillis = -Infinity;
  private readonly table: SortedTable<SavedRecording>;

  constructor(private readonly api: Api) {
    const table = element<HTMLTableElement>("recordings");
    this.table = new SortedTable<SavedRecording>(
      table,
      [
        {
          title: "Saved",
          show: ({ savedMillis }) =>
            new Date(savedMillis).toLocaleString([], { dateStyle: "short", timeStyle: "medium" }),
          by: ({ savedMillis }) => savedMillis,
        },
        { title: "Why", hint: "Opens it", show: opening, by: ({ reason }) => reason },
        { title: "Room", show: ({ room }) => room, by: ({ room }) => room },
        { title: "Type", show: ({ type }) => type, by: ({ type }) => type },
        { title: "Size", isNumber: true, show: (one) => size(one.bytes), by: (one) => one.bytes },
        { title: "", show: saveButton },
      ],
      0,
      ({ file }) => file,
    );
    table.addEventListener("click", (event) => {
      const file = (event.target as HTMLElement).closest<HTMLButtonElement>("button[data-file]")?.dataset.file;
      if (file) void this.download(file);
    });
  }

  /** To be called while the page is shown: asks now and then. */
  show(): void {
    if (performance.now() - this.askedMillis < REFRESH_MILLIS) return;
    this.askedMillis = performance.now();
    void this.refresh();
  }

  private async refresh(): Promise<void> {
    const { recordings, more } = await this.api.recordings().catch(() => ({ recordings: [], more: 0 }));
    this.table.show(recordings);
    element("no-recordings").hidden = recordings.length > 0;
    element("more-recordings").hidden = more === 0;
    setText(element("more-recordings"), `${count(more, "older one")} in the directory.`);
  }

  private async download(file: string): Promise<void> {
    try {
      await this.api.download(`recordings/${file}`, file);
    } catch (error) {
      toast((error as Error).message);
    }
  }
}

/** Why it was saved, as a link to what happened. */
function opening({ file, reason }: SavedRecording): Node {
  const link = make("a", "reason", reason || "It was saved for no reason that is known.");
  link.href = `./replay.html?recording=${encodeURIComponent(file)}`;
  return link;
}

function saveButton({ file }: SavedRecording): Node {
  const save = make("button", "", "Download");
  save.type = "button";
  save.dataset.file = file;
  return save;
}
