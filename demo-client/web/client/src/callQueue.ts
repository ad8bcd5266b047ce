/**
 * Calls foreign code, in order, when the change of state at hand is complete: so it may call anything, and finds everything in place.
 *
 * What it throws is reported, and keeps nobody else from being called.
 */
export class CallQueue {
  private readonly calls: (() => void)[] = [];
  #isRunning = false;

  readonly #report: (error: unknown) => void;

  constructor(report: (error: unknown) => void) {
    this.#report = report;
  }

  add(call: () => void): void {
    this.calls.push(call);
  }

  /** Calls each listener. One that is added meanwhile hears only later calls; one that is removed hears no more. */
  tell<Listener>(listeners: ReadonlySet<Listener>, call: (listener: Listener) => void): void {
    this.add(() => {
      for (const listener of [...listeners]) if (listeners.has(listener)) this.attempt(() => call(listener));
    });
  }

  /** To be called at the end of each change. Within a call it does nothing: what came of that call is next in the queue. */
  run(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    for (let call = this.calls.shift(); call; call = this.calls.shift()) this.attempt(call);
    this.#isRunning = false;
  }

  /** Calls foreign code at once. */
  attempt(call: () => void): void {
    try {
      call();
    } catch (error) {
      this.#report(error);
    }
  }
}
