import type { Predictor, SessionOptions } from "./session.ts";

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

/** The part of `sessionStorage` that is used here. */
export interface TabStorage {
  getItem(key: string): string | null;
  setItem(key: string, text: string): void;
  removeItem(key: string): void;
}

/** The outside world: what a test replaces. */
export interface Environment {
  /** On a clock that does not go back; it may stand still while the machine sleeps. */
  nowMillis(): number;
  /** On the clock on the wall, which goes on while the machine sleeps. */
  wallMillis(): number;
  /** 0 to 1. */
  random(): number;
  /** Whether there are WebSockets here. */
  hasSockets(): boolean;
  openSocket(url: string): Socket;
  /** Runs something later; the function that comes back cancels it. */
  after(millis: number, run: () => void): () => void;
  /** False only if there is certainly no network. */
  isOnline(): boolean;
  /**
   * Tells when the network is back or the page is shown again, and when the page goes away for good; the function that comes
   * back ends that.
   */
  watchPage(onAwake: () => void, onGone: () => void): () => void;
  /** What is kept for a tab while its pages come and go; undefined: nothing is. It may throw where a browser forbids it. */
  storage(): TabStorage | undefined;
  /** A number that no other page has, and no other load of this one; not 0. */
  pageId(): number;
  /** Whether this page was loaded again in the place of one before, and not opened or copied. */
  wasReloaded(): boolean;
  /** Loads the part of the library that only pages with rules need. */
  loadPredictor(): Promise<Predictor>;
  /** Looks into a desync, with a part of the library that is loaded for it. */
  explainDesync: NonNullable<SessionOptions["onDesync"]>;
  /** Takes an error that foreign code threw. */
  report(error: unknown): void;
}

export const OPEN = 1;

/** The clock, timers and sockets of a browser, or of a Node that has them. */
export const REAL: Environment = {
  nowMillis: () => performance.now(),
  wallMillis: () => Date.now(),
  random: () => Math.random(),
  hasSockets: () => typeof WebSocket !== "undefined",
  openSocket: (url) => new WebSocket(url),
  after: (millis, run) => {
    const timer = setTimeout(run, millis);
    return () => clearTimeout(timer);
  },
  isOnline: () => globalThis.navigator?.onLine !== false,
  watchPage: (onAwake, onGone) => {
    const ends = new AbortController();
    const options = { signal: ends.signal };
    // A worker has no document, and outside of browsers there is nothing to hear.
    globalThis.addEventListener?.("online", onAwake, options);
    globalThis.addEventListener?.("pagehide", (event) => event.persisted || onGone(), options);
    globalThis.document?.addEventListener("visibilitychange", () => document.hidden || onAwake(), options);
    return () => ends.abort();
  },
  storage: () => globalThis.sessionStorage,
  pageId: () => performance.timeOrigin,
  wasReloaded: () => {
    const [navigation] = performance.getEntriesByType("navigation");
    return (navigation as PerformanceNavigationTiming | undefined)?.type === "reload";
  },
  loadPredictor: async () => (await import("./prediction.ts")).Prediction,
  explainDesync: (...desync) =>
    void import("./desync.ts").then(({ explain }) => explain(...desync, REAL.report)).catch(REAL.report),
  report: (error) => {
    // Node has none, and ends by what a timer throws.
    if (typeof reportError === "function") reportError(error);
    else
      setTimeout(() => {
        throw error;
      });
  },
};
