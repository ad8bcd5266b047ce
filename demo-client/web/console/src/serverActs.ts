import { element, make, setText, toast } from "../../pages/dom.ts";
import { type ActDialog, type Field, WHY } from "./actDialog.ts";
import type { Api } from "./api.ts";
import type { Sanction, ServerFigures } from "./protocol.ts";
import { TEXT } from "./roomActs.ts";
import { SortedTable } from "./sortedTable.ts";

const REFRESH_MILLIS = 10_000;

/** What an operator does with the whole server, and who is banned or muted on it. */
export class ServerActs {
  private askedMillis = -Infinity;
  private readonly table: SortedTable<Sanction>;

  constructor(
    private readonly api: Api,
    private readonly dialog: ActDialog,
  ) {
    element("message-all").addEventListener("click", () => this.message());
    element("drain").addEventListener("click", () => this.drain());
    const table = element<HTMLTableElement>("sanctions");
    this.table = new SortedTable<Sanction>(
      table,
      [
        { title: "Who", show: whom, by: whom },
        { title: "What", show: ({ kind }) => (kind === "ban" ? "banned" : "muted"), by: ({ kind }) => kind },
        { title: "Until", show: ({ until }) => new Date(until).toLocaleString(), by: ({ until }) => until },
        { title: "By", show: ({ by }) => by, by: ({ by }) => by },
        { title: "Why", show: ({ why }) => why },
        { title: "", show: liftButton },
      ],
      2,
      (one) => `${one.kind} ${whom(one)}`,
      false,
    );
    table.addEventListener("click", (event) => {
      const button = (event.target as HTMLElement).closest<HTMLButtonElement>("button[data-kind]");
      if (button) void this.lift(button.dataset);
    });
  }

  /** To be called while the page is shown: asks now and then who is banned. */
  show({ drainsInSeconds: left }: Pick<ServerFigures, "drainsInSeconds">): void {
    element("draining").hidden = left === undefined;
    setText(element("draining"), `The server drains: it opens no more rooms, and ends in ${left} s at the latest.`);
    if (performance.now() - this.askedMillis < REFRESH_MILLIS) return;
    this.askedMillis = performance.now();
    void this.refresh();
  }

  private async refresh(): Promise<void> {
    try {
      const { sanctions } = await this.api.sanctions();
      this.table.show(sanctions);
      element("no-sanctions").hidden = sanctions.length > 0;
    } catch (error) {
      toast((error as Error).message);
    }
  }

  private async lift({ kind, type, name }: DOMStringMap): Promise<void> {
    try {
      await this.api.act("lift", { kind, [type!]: name });
      toast(`${name} may again.`);
      await this.refresh();
    } catch (error) {
      toast((error as Error).message);
    }
  }

  private message(): void {
    this.dialog.open("Tell everybody in all rooms", [TEXT], "Tell", async (values) => {
      const { rooms } = await this.api.act<{ rooms: number }>("message", { everybody: true, ...values });
      return `${rooms} ${rooms === 1 ? "room is" : "rooms are"} told.`;
    });
  }

  private drain(): void {
    const seconds: Field = { name: "seconds", label: "At most, in seconds", value: "60", min: 0, max: 86_400 };
    const text = { ...TEXT, value: "The server is about to restart." };
    const title = "Drain: no new rooms, and the server ends when all are empty";
    this.dialog.open(title, [seconds, text, WHY], "Drain", async (values) => {
      const left = await this.api.act<{ seconds: number }>("drain", values);
      return `The server ends in ${left.seconds} s at the latest.`;
    });
  }
}

const whom = ({ account, address }: Sanction) => (account === undefined ? `address ${address}` : `account ${account}`);

function liftButton({ kind, account, address }: Sanction): Node {
  const button = make("button", "", "Lift");
  button.type = "button";
  const type = account === undefined ? "address" : "account";
  Object.assign(button.dataset, { kind, type, name: account ?? address });
  return button;
}
