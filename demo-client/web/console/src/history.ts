import { element, make, toast } from "../../pages/dom.ts";
import type { Api } from "./api.ts";
import { plain } from "./format.ts";
import type { Change } from "./protocol.ts";
import { SortedTable } from "./sortedTable.ts";

/** Who changed what, and what holds over the config. */
export class History {
  private known = -1;
  private readonly table: SortedTable<Change>;

  constructor(private readonly api: Api) {
    const table = element<HTMLTableElement>("changes");
    this.table = new SortedTable<Change>(
      table,
      [
        { title: "When", show: ({ when }) => new Date(when).toLocaleTimeString(), by: ({ number }) => number },
        { title: "Who", show: ({ who }) => who, by: ({ who }) => who },
        { title: "Where", show: ({ scope }) => scope, by: ({ scope }) => scope },
        { title: "What", show: described },
        { title: "", show: undoButton },
      ],
      0,
      ({ number }) => String(number),
    );
    table.addEventListener("click", (event) => {
      const button = (event.target as HTMLElement).closest<HTMLButtonElement>("button[data-number]");
      if (button) void this.undo(Number(button.dataset.number));
    });
  }

  /** There are so many changes by now: asks for them if these are others. */
  show(count: number): void {
    if (count === this.known) return;
    this.known = count;
    void this.refresh();
  }

  private async refresh(): Promise<void> {
    try {
      const { changes, overConfig } = await this.api.changes();
      this.table.show(changes);
      element("history").hidden = changes.length === 0;
      element("over-config").replaceChildren(
        ...overConfig.map(({ scope, settings }) =>
          make(
            "li",
            "",
            `${scope}: ${Object.entries(settings)
              .map(([name, value]) => `${name} = ${plain(value)}`)
              .join(", ")}`,
          ),
        ),
      );
    } catch (error) {
      toast((error as Error).message);
    }
  }

  private async undo(number: number): Promise<void> {
    try {
      await this.api.undo(number);
      toast("It is as it was before.");
    } catch (error) {
      toast((error as Error).message);
    }
  }
}

/** What differs, as `speed 120 → 150`. */
export function described({ from, to }: Change): string {
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  const value = (of: Readonly<Record<string, number>>, name: string) =>
    name in of ? plain(of[name]) : "as configured";
  return names
    .filter((name) => from[name] !== to[name])
    .map((name) => `${name.replace(/^tunables\./, "")} ${value(from, name)} → ${value(to, name)}`)
    .join(", ");
}

function undoButton({ number }: Change): Node {
  const button = make("button", "", "Undo");
  button.type = "button";
  button.dataset.number = String(number);
  return button;
}
