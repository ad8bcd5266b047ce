import { OPEN, REAL, type Socket } from "../environment.ts";
import type { Link } from "./link.ts";
import type { SlowNetwork } from "./slowNetwork.ts";

const [CONNECTING, CLOSING, CLOSED] = [0, 2, 3];
/** What a client says that takes its server for gone, so that its seat is kept: 1006, which stands for a broken connection, cannot be sent. */
const LOST = 4013;

/**
 * Opens WebSockets whose messages go through a slow network: for `join({ url, socket: socketsThrough(network) })`.
 *
 * @param open opens the WebSocket below; where it is left out, the browser's own is taken
 */
export function socketsThrough(
  network: SlowNetwork,
  open: (url: string) => Socket = REAL.openSocket,
): (url: string) => Socket {
  return (url) => new SlowSocket(network, open(url));
}

/** A WebSocket at the other end of a slow network. */
class SlowSocket implements Socket {
  readyState = CONNECTING;
  onopen: ((event: any) => void) | null = null;
  onmessage: ((event: any) => void) | null = null;
  onerror: ((event: any) => void) | null = null;
  onclose: ((event: any) => void) | null = null;
  private readonly link: Link;

  constructor(
    network: SlowNetwork,
    private readonly inner: Socket,
  ) {
    const link = (this.link = network.connect(() => this.lose()));
    // The handshake goes there and back.
    inner.onopen = (event) => link.up(0, () => link.down(0, () => this.open(event)));
    inner.onmessage = (event) => link.down(sizeOf(event.data), () => this.receive(event));
    inner.onerror = (event) => this.onerror?.(event);
    inner.onclose = (event) => link.down(0, () => this.finish(event));
  }

  get binaryType(): string {
    return this.inner.binaryType;
  }

  set binaryType(type: string) {
    this.inner.binaryType = type;
  }

  send(bytes: Uint8Array): void {
    const copy = bytes.slice();
    this.link.up(copy.length, () => {
      if (this.inner.readyState === OPEN) this.inner.send(copy);
    });
  }

  close(code?: number, reason?: string): void {
    if (this.readyState >= CLOSING) return;
    this.readyState = CLOSING;
    this.link.up(0, () => this.inner.close(code, reason));
  }

  private open(event: unknown): void {
    if (this.readyState !== CONNECTING) return;
    this.readyState = OPEN;
    this.onopen?.(event);
  }

  private receive(event: unknown): void {
    if (this.readyState === OPEN) this.onmessage?.(event);
  }

  private finish(event: unknown): void {
    this.link.end();
    this.readyState = CLOSED;
    this.onclose?.(event);
  }

  private lose(): void {
    if (this.readyState === CLOSED) return;
    this.inner.close(LOST);
    this.finish({ code: 1006, reason: "" });
  }
}

function sizeOf(data: unknown): number {
  if (data instanceof ArrayBuffer) return data.byteLength;
  return typeof data === "string" ? data.length : 0;
}
