import type { Shown } from "./protocol.ts";

const RETRY_MILLIS = 1000;
const POLICY = 1008;

/** What somebody wants to see. */
export type Watch =
  | { watch: "server" }
  | {
      watch: "room";
      room: string;
      table: string;
      search: string;
      from: number;
      pinned: number;
      /** The player whose bytes are wanted; undefined: those of the whole room. */
      bytesOf?: number | undefined;
      /** Another room, to compare with. */
      beside?: string | undefined;
    };

export type State = "connecting" | "shown" | "asked" | "away";

/** The WebSocket of the console: it comes back by itself, and asks again for what was watched. */
export class Connection {
  private socket: WebSocket | undefined;
  private watch: Watch = { watch: "server" };
  private isSignedIn = false;

  /**
   * @param token the secret of a token; empty: none is known
   * @param onShown called with each message
   * @param onState "asked": a token has to be given
   */
  constructor(
    private token: string,
    private readonly onShown: (shown: Shown) => void,
    private readonly onState: (state: State) => void,
  ) {
    this.open();
  }

  /** Watches something else from now on. */
  show(watch: Watch): void {
    this.watch = watch;
    if (this.socket?.readyState === WebSocket.OPEN) this.ask();
  }

  /** Comes with a token. */
  signIn(token: string): void {
    this.token = token;
    this.open();
  }

  private ask(): void {
    // Without a token the server may ask for none: it takes this for what is to be watched, then.
    this.socket?.send(JSON.stringify(this.watch));
  }

  private open(): void {
    this.onState("connecting");
    const address = new URL("./live", location.href);
    address.protocol = address.protocol.replace("http", "ws");
    address.hash = "";
    const socket = new WebSocket(address);
    this.socket = socket;
    this.isSignedIn = false;
    socket.onopen = () => {
      if (this.token) socket.send(JSON.stringify({ token: this.token }));
      this.ask();
    };
    socket.onmessage = ({ data }) => {
      if (!this.isSignedIn) this.onState("shown");
      this.isSignedIn = true;
      this.onShown(JSON.parse(data as string) as Shown);
    };
    socket.onclose = ({ code }) => {
      if (this.socket !== socket) return;
      if (code === POLICY && !this.isSignedIn) return this.onState("asked");
      this.onState("away");
      setTimeout(() => this.open(), RETRY_MILLIS);
    };
  }
}
