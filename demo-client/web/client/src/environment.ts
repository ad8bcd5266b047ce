/** The part of a WebSocket that is used here: a browser's fits, and so does that of the `ws` package. */
export interface Socket {
  binaryType: string;
  /** 1: open. */
  readonly readyState: number;
  onopen: ((event: any) => void) | null;
  onmessage: ((event: any) => void) | null;
  onerror: ((event: any) => void) | null;
  onclose: ((event: any) => void) | null;
  send(bytes: Uint8Array): void;
  close(code?: number, reason?: string): void;
}

/** The outside world: what a test replaces. */
export interface Environment {
  nowMillis(): number;
  /** 0 to 1. */
  random(): number;
  openSocket(url: string): Socket;
  /** Runs something later; the function that comes back cancels it. */
  after(millis: number, run: () => void): () => void;
}

export const OPEN = 1;

/** The clock, timers and sockets of a browser, or of a Node that has them. */
export const REAL: Environment = {
  nowMillis: () => performance.now(),
  random: () => Math.random(),
  openSocket: (url) => {
    if (typeof WebSocket === "undefined") {
      throw new Error(
        "there is no WebSocket here: give join one, as in `socket: (url) => new WebSocket(url)` with the ws package",
      );
    }
    return new WebSocket(url);
  },
  after: (millis, run) => {
    const timer = setTimeout(run, millis);
    return () => clearTimeout(timer);
  },
};
