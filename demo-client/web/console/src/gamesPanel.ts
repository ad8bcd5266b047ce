import { element, make } from "../../pages/dom.ts";
import { type ActDialog, WHY } from "./actDialog.ts";
import type { Api } from "./api.ts";
import type { Games } from "./protocol.ts";
import { roomLink } from "./serverPage.ts";

const REFRESH_MILLIS = 10_000;
/** While they are being taken. */
const HURRY_MILLIS = 500;

/** The games of the command line: takes them as they are now, and shows what became of each room. */
export class GamesPanel {
  private dueMillis = -Infinity;
  private shown = "";

  constructor(
    private readonly api: Api,
    private readonly dialog: ActDialog,
  ) {
    element("take-games").addEventListener("click", () => this.take());
  }

  /** To be called while the page is shown: asks now and then. */
  show(): void {
    if (performance.now() < this.dueMillis) return;
    this.dueMillis = performance.now() + REFRESH_MILLIS;
    void this.refresh();
  }

  private async refresh(): Promise<void> {
    const games = await this.api.games().catch((): Games => ({ there: false, taking: false, report: [] }));
    element("games").hidden = !games.there;
    element<HTMLButtonElement>("take-games").disabled = games.taking;
    if (games.taking) this.dueMillis = performance.now() + HURRY_MILLIS;
    const said = games.report.join("\n");
    if (said === this.shown) return;
    this.shown = said;
    element("games-report").replaceChildren(...games.report.map(lineOf));
    element("no-games-report").hidden = games.report.length > 0;
  }

  private take(): void {
    const title = "Take the games as they are now: rooms that are open go on by the new rules";
    this.dialog.open(title, [WHY], "Take", async (values) => {
      await this.api.act("games", values);
      this.dueMillis = performance.now() + HURRY_MILLIS;
      element<HTMLButtonElement>("take-games").disabled = true;
      return "They are being taken.";
    });
  }
}

/** A sentence of the report; where it is about a room, that is a link. */
function lineOf(sentence: string): HTMLElement {
  const [, room, rest] = /^Room (?!type )(\S+)( .*)$/.exec(sentence) ?? [];
  const line = make("li", outcomeOf(sentence));
  if (room) line.append("Room ", roomLink(room), rest!);
  else line.textContent = sentence;
  return line;
}

/** Whether it is good news, for the colour. */
function outcomeOf(sentence: string): string {
  if (/goes by the new rules/.test(sentence)) return "good";
  return /keeps its rules|not taken|is back at/.test(sentence) ? "bad" : "";
}
