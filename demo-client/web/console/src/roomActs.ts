import { element, toast } from "../../pages/dom.ts";
import { type ActDialog, type Field, WHY } from "./actDialog.ts";
import type { Api } from "./api.ts";
import type { Person } from "./protocol.ts";

const MOST_TEXT = 200;

/** For how long. */
const MINUTES: Field = {
  name: "minutes",
  label: "For how long",
  value: "1440",
  choices: [
    ["10", "10 minutes"],
    ["60", "an hour"],
    ["1440", "a day"],
    ["10080", "a week"],
    ["43200", "30 days"],
    ["5256000", "10 years"],
  ],
};

const BY: Field = {
  name: "by",
  label: "Whom",
  value: "",
  choices: [
    ["", "the account, or the network address of somebody without"],
    ["account", "the account"],
    ["address", "everybody from the same network address"],
  ],
};

/** What is said to whom it is about; the audit log has it, too. */
const reason = (label: string): Field => ({ ...WHY, label });

export const TEXT: Field = { name: "text", label: "What players read in the game", value: "", longest: MOST_TEXT };

/** What an operator does in a room, and with those who are in it. */
export class RoomActs {
  private isLocked = false;

  constructor(
    private readonly api: Api,
    private readonly dialog: ActDialog,
    private readonly room: () => string,
  ) {
    element("message-room").addEventListener("click", () => this.message());
    element("lock-room").addEventListener("click", () => void this.lock());
    element("record-room").addEventListener("click", () => this.record());
    element("close-room").addEventListener("click", () => this.close());
  }

  /** What the room is at the moment. */
  show(state: string): void {
    this.isLocked = state === "locked";
    element("lock-room").textContent = this.isLocked ? "Unlock" : "Lock";
  }

  /** Does something about a person. */
  about(act: string, { place, name }: Pick<Person, "place" | "name">): void {
    const who = { room: this.room(), place, name };
    if (act === "kick") {
      this.dialog.open(
        `Remove ${name} from the room`,
        [reason("What the player is told")],
        "Remove",
        async (values) => {
          await this.api.act("kick", { ...who, ...values });
          return `${name} is removed.`;
        },
      );
      return;
    }
    const fields = [MINUTES, BY, reason("What the player is told")];
    const title = act === "ban" ? `Ban ${name} from this server` : `Mute ${name} in all rooms`;
    this.dialog.open(title, fields, act === "ban" ? "Ban" : "Mute", async ({ minutes, by, why }) => {
      await this.api.act(act, { ...who, minutes: Number(minutes), by, why });
      return act === "ban" ? `${name} is banned.` : `${name} is muted.`;
    });
  }

  private message(): void {
    this.dialog.open("Tell everybody in this room", [TEXT], "Tell", async (values) => {
      await this.api.act("message", { room: this.room(), ...values });
      return "They are told.";
    });
  }

  private record(): void {
    this.dialog.open("Save the last minute of this room as a file of the server", [WHY], "Save", async (values) => {
      await this.api.act("record", { room: this.room(), ...values });
      return "It is being saved: the log names the file.";
    });
  }

  private close(): void {
    const seconds: Field = { name: "seconds", label: "In how many seconds", value: "10", min: 0, max: 3600 };
    const text = { ...TEXT, value: "The room is about to close." };
    this.dialog.open(
      "Close this room: all who are in it have to leave",
      [seconds, text, WHY],
      "Close",
      async (values) => {
        await this.api.act("close", { room: this.room(), ...values });
        return values.seconds === 0 ? "The room closes." : "The room closes when its time is up.";
      },
    );
  }

  private async lock(): Promise<void> {
    try {
      await this.api.act("lock", { room: this.room(), locked: !this.isLocked });
      toast(this.isLocked ? "The room is open again." : "Nobody can join any more.");
    } catch (error) {
      toast((error as Error).message);
    }
  }
}
