import type { Environment } from "../environment.ts";
import type { Way } from "./way.ts";

/** One connection through a slow network: both its directions, and a timer for what comes out next. */
export class Link {
  private cancelTimer: () => void = () => {};
  private isLooking = false;
  private hasEnded = false;

  constructor(
    private readonly downWay: Way,
    private readonly upWay: Way,
    private readonly environment: Pick<Environment, "nowMillis" | "after">,
    private readonly cutMillis: () => number,
    private readonly ended: (wasCut: boolean) => void,
  ) {}

  /** Sends something to the client. */
  down(bytes: number, pass: () => void): void {
    this.send(this.downWay, bytes, pass);
  }

  /** Sends something to the server. */
  up(bytes: number, pass: () => void): void {
    this.send(this.upWay, bytes, pass);
  }

  /** Breaks it; messages that are under way are lost. */
  cut(): void {
    this.finish(true);
  }

  /** Both ends have closed. */
  end(): void {
    this.finish(false);
  }

  /** Lets out the messages that are due by now, and waits for the next. */
  look(): void {
    // What comes out may send an answer: that waits until all else has come out, in order.
    if (this.isLooking || this.hasEnded) return;
    this.isLooking = true;
    try {
      while (!this.hasEnded && this.passNext(this.environment.nowMillis()));
    } finally {
      this.isLooking = false;
      this.wait();
    }
  }

  private send(way: Way, bytes: number, pass: () => void): void {
    if (this.hasEnded) return;
    way.send(bytes, pass, this.environment.nowMillis());
    this.look();
  }

  private passNext(nowMillis: number): boolean {
    if (nowMillis >= this.cutMillis()) {
      this.cut();
      return false;
    }
    return this.downWay.passNext(nowMillis) || this.upWay.passNext(nowMillis);
  }

  private wait(): void {
    this.cancelTimer();
    if (this.hasEnded) return;
    const dueMillis = Math.min(this.cutMillis(), this.downWay.dueMillis, this.upWay.dueMillis);
    if (dueMillis === Infinity) return;
    const millis = Math.max(0, dueMillis - this.environment.nowMillis());
    this.cancelTimer = this.environment.after(Math.ceil(millis), () => this.look());
  }

  private finish(wasCut: boolean): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.cancelTimer();
    this.ended(wasCut);
  }
}
