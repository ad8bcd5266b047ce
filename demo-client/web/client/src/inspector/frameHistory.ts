import { WINDOW_SECONDS } from "./rollingAccount.ts";

/** What a snapshot is: all there is, what has changed, or that nothing has. */
export type SnapshotKind = "keyframe" | "delta" | "quiet";

/** A snapshot that has come. */
export interface SeenSnapshot {
  readonly atMillis: number;
  readonly tick: number;
  readonly bytes: number;
  readonly kind: SnapshotKind;
  /** How much longer it was under way than the fastest of the three seconds before it. */
  readonly lateMillis: number;
  /** Whether that is more than there is from one snapshot to the next. */
  readonly isLate: boolean;
  /** How many ticks were left out before it: snapshots that the server did not send. 0 where nothing had changed. */
  readonly skippedTicks: number;
}

/** How fast a room goes. */
export interface Pace {
  readonly tickRateHz: number;
  readonly ticksPerSnapshot: number;
}

/** Over how long the fastest is looked for that others are late against: a way that has become longer for good is the usual one soon. */
const USUAL_MILLIS = 3000;
/** However fast a room goes, no more are kept. */
const MOST_SNAPSHOTS = 2000;
/** What is later by less than this is not worth a mark. */
const LEAST_LATE_MILLIS = 30;

/** The snapshots of the last ten seconds. */
export class FrameHistory {
  private snapshots: SeenSnapshot[] = [];
  #tickMillis = NaN;

  /** @param quietAgo of how many ticks before it the server says that nothing had changed until then; 0: it does not say */
  add(atMillis: number, tick: number, bytes: number, kind: SnapshotKind, quietAgo: number, pace: Pace): void {
    const tickMillis = 1000 / pace.tickRateHz;
    this.#forget(atMillis);
    // At another rate, other ticks are at other times.
    if (tickMillis !== this.#tickMillis) this.snapshots = [];
    this.#tickMillis = tickMillis;
    const before = this.snapshots.at(-1);
    const lateMillis = Math.max(0, atMillis - tick * tickMillis - this.offsetMillis);
    const intervalMillis = Math.max(LEAST_LATE_MILLIS, tickMillis * pace.ticksPerSnapshot);
    const skippedTicks = before && quietAgo === 0 ? Math.max(0, tick - before.tick - pace.ticksPerSnapshot) : 0;
    const isLate = lateMillis > intervalMillis;
    this.snapshots.push({ atMillis, tick, bytes, kind, lateMillis, isLate, skippedTicks });
  }

  /** When tick 0 was, as the fastest snapshot says; Infinity where there is none. */
  get offsetMillis(): number {
    const from = (this.snapshots.at(-1)?.atMillis ?? 0) - USUAL_MILLIS;
    let least = Infinity;
    for (const { atMillis, tick } of this.snapshots) {
      if (atMillis >= from) least = Math.min(least, atMillis - tick * this.#tickMillis);
    }
    return least;
  }

  /** Those that have come since ten seconds ago, the oldest first. */
  recent(nowMillis: number): readonly SeenSnapshot[] {
    this.#forget(nowMillis);
    return this.snapshots;
  }

  #forget(nowMillis: number): void {
    const from = nowMillis - WINDOW_SECONDS * 1000;
    let old = this.snapshots.findIndex(({ atMillis }) => atMillis >= from);
    if (old < 0) old = this.snapshots.length;
    this.snapshots.splice(0, Math.max(old, this.snapshots.length - MOST_SNAPSHOTS));
  }
}
