import type { Chat, Room } from "tickwire-client";
import type { Arena } from "./arena.ts";
import { ChatLog } from "./chatLog.ts";
import { element, setText } from "../../pages/dom.ts";

/** What was said comes back within this long, or the server did not pass it on. */
const ECHO_MILLIS = 3000;
const NOT_PASSED_ON = "That was not passed on: too much was said in a short time, or there is no chat here.";
const NO_CONNECTION = "There is no connection at the moment: that was not sent.";

/** Where players and watchers talk. All that is typed here stays here: the ship does not hear it. */
export class ChatBox {
  private readonly box = element("chat");
  private readonly form = element<HTMLFormElement>("chat-form");
  private readonly input = element<HTMLInputElement>("chat-input");
  private readonly problem = element("chat-problem");
  private readonly log = new ChatLog(element("chat-log"));
  private room: Room<Arena> | undefined;
  /** Said, and not yet come back: when the server may be taken to have dropped it. */
  private readonly echoes: { readonly text: string; readonly timer: ReturnType<typeof setTimeout> }[] = [];

  /** @param onOpen lets go of what the keyboard held */
  constructor(private readonly onOpen: () => void) {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.input.addEventListener("input", () => this.say(""));
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      // Or the menu would open.
      event.stopPropagation();
      this.close();
    });
    element("chat-toggle").addEventListener("click", () => (this.form.hidden ? this.open() : this.close()));
  }

  /** Talks in a room from now on. Who goes from watching to playing there keeps what was said. */
  enter(room: Room<Arena>): void {
    if (this.room?.id === room.id) this.forgetEchoes();
    else this.leave();
    this.room = room;
  }

  leave(): void {
    this.room = undefined;
    this.forgetEchoes();
    this.log.clear();
    this.input.value = "";
    this.say("");
    this.close();
  }

  open(): void {
    if (!this.room) return;
    this.form.hidden = false;
    this.box.classList.add("open");
    element("chat-toggle").setAttribute("aria-pressed", "true");
    this.log.toEnd();
    this.onOpen();
    this.input.focus();
  }

  close(): void {
    this.form.hidden = true;
    this.box.classList.remove("open");
    element("chat-toggle").setAttribute("aria-pressed", "false");
    this.input.blur();
  }

  /** @param hue of the player who wrote it; undefined: it was a spectator */
  hear(chat: Chat, hue: number | undefined): void {
    this.log.add(chat, hue);
    const { room } = this;
    const own = room?.spectating
      ? chat.player === undefined && chat.name === room.playerName
      : chat.player === room?.player;
    const echo = own ? this.echoes.findIndex(({ text }) => text === chat.text) : -1;
    if (echo >= 0) clearTimeout(this.echoes.splice(echo, 1)[0].timer);
  }

  private send(): void {
    const text = this.input.value.trim();
    if (text === "") {
      this.close();
      return;
    }
    try {
      if (!this.room?.chat(text)) {
        this.say(NO_CONNECTION);
        return;
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.say(`${error.message[0].toUpperCase()}${error.message.slice(1)}.`);
      return;
    }
    this.input.value = "";
    this.say("");
    this.echoes.push({ text, timer: setTimeout(() => this.missed(), ECHO_MILLIS) });
    this.close();
  }

  /** A message did not come back. If no other came either, that says nothing. */
  private missed(): void {
    const isSilent = this.room!.status.state !== "joined" || this.room!.stats.snapshotAgeMillis > ECHO_MILLIS / 2;
    this.forgetEchoes();
    if (!isSilent) this.say(NOT_PASSED_ON);
  }

  private forgetEchoes(): void {
    for (const { timer } of this.echoes.splice(0)) clearTimeout(timer);
  }

  private say(text: string): void {
    setText(this.problem, text);
  }
}
