import { TURN_RATE } from "./arena.ts";

/** Closer than this is straight enough, in radians. */
const CLOSE = 0.09;

/**
 * Turns a ship towards a direction, though the screen shows where it pointed a moment ago.
 *
 * It remembers the turns of that last moment and adds them to what the screen shows; without that, the ship would swing
 * from side to side.
 */
export class Steering {
  private readonly sent: { turn: number; millis: number }[] = [];

  /**
   * The turn to make now: -1, 0 or 1.
   *
   * @param wanted direction in radians
   * @param shown heading on the screen in radians
   * @param lagMillis time from a turn until the screen shows it
   */
  turnTowards(wanted: number, shown: number, lagMillis: number, nowMillis: number): number {
    const expected = shown + this.turnedSince(nowMillis - lagMillis, nowMillis);
    const error = Math.atan2(Math.sin(wanted - expected), Math.cos(wanted - expected));
    const turn = Math.abs(error) < CLOSE ? 0 : Math.sign(error);
    this.note(turn, nowMillis);
    return turn;
  }

  /** Forgets what was turned: the stick has been let go. */
  reset(): void {
    this.sent.length = 0;
  }

  private note(turn: number, nowMillis: number): void {
    if (this.sent.at(-1)?.turn !== turn) this.sent.push({ turn, millis: nowMillis });
    while (this.sent.length > 1 && this.sent[1].millis < nowMillis - 1000) this.sent.shift();
  }

  private turnedSince(startMillis: number, nowMillis: number): number {
    let turned = 0;
    for (let i = 0; i < this.sent.length; i++) {
      const start = Math.max(startMillis, this.sent[i].millis);
      const end = this.sent[i + 1]?.millis ?? nowMillis;
      if (end > start) turned += (this.sent[i].turn * (end - start) * TURN_RATE) / 1000;
    }
    return turned;
  }
}
