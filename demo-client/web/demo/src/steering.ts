/** How a ship turns in this room, and how it is shown. */
export interface Helm {
  /** Radians per second. */
  readonly turnRate: number;
  /** The shortest turn. */
  readonly tickMillis: number;
  /** Time from a turn until the screen shows it. */
  readonly lagMillis: number;
}

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
   */
  turnTowards(wanted: number, shown: number, { turnRate, tickMillis, lagMillis }: Helm, nowMillis: number): number {
    const expected = shown + (this.turnedSince(nowMillis - lagMillis, nowMillis) * turnRate) / 1000;
    const error = Math.atan2(Math.sin(wanted - expected), Math.cos(wanted - expected));
    // Closer than half the shortest turn, a turn leads no nearer.
    const turn = Math.abs(error) < (turnRate * tickMillis) / 2000 ? 0 : Math.sign(error);
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

  /** For how many milliseconds it was turned, less those in which it was turned back. */
  private turnedSince(startMillis: number, nowMillis: number): number {
    let turned = 0;
    for (let i = 0; i < this.sent.length; i++) {
      const start = Math.max(startMillis, this.sent[i].millis);
      const end = this.sent[i + 1]?.millis ?? nowMillis;
      if (end > start) turned += this.sent[i].turn * (end - start);
    }
    return turned;
  }
}
