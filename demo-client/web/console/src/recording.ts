import type { TableInfo, Value, World } from "./protocol.ts";

/** Something that happened at a tick, in words. */
export interface Line {
  readonly tick: number;
  /** `mark`: why it was saved; `failure`: the rules threw. */
  readonly kind: "mark" | "failure" | "people" | "room";
  readonly text: string;
}

/** What `tickwire replay` says of a recording. */
export interface Recording {
  readonly file: string;
  readonly room: string;
  readonly type: string;
  readonly game: string;
  readonly server: string;
  readonly reason: string;
  readonly savedMillis: number;
  readonly problems: readonly string[];
  readonly firstTick: number;
  readonly lastTick: number;
  readonly tickRateHz: number;
  readonly tables: readonly TableInfo[];
  readonly lines: readonly Line[];
  /** By kind: how many there were, in parts of the recording of the same length. */
  readonly events: Readonly<Record<string, readonly number[]>>;
  /** Where the game's own drawing is, as a module; absent: it has none. */
  readonly drawing?: string;
  readonly failure: string;
  readonly verified: string;
}

/** A row, and what it was a tick before where that differs. */
export interface ReplayedRow {
  readonly state: "same" | "changed" | "new" | "gone";
  readonly values: readonly Value[];
  /** Which of the values differ. */
  readonly cells?: readonly number[];
  readonly was?: readonly Value[];
}

/** A tick of it. */
export interface Frame extends Omit<World, "rows"> {
  readonly rows?: { readonly table: string; readonly found: number; readonly page: readonly ReplayedRow[] };
  /** Of each table: row and what its columns hold. There where the game draws it. */
  readonly world?: Readonly<Record<string, readonly (readonly Value[])[]>>;
  /** By table: how many rows are not as they were a tick before. */
  readonly changed: Readonly<Record<string, number>>;
  readonly came: readonly string[];
  readonly events: readonly { readonly kind: string; readonly fields: Readonly<Record<string, Value>> }[];
}

/** Where time is while a recording is played: ticks pass, however often somebody looks. */
export class Playhead {
  private position: number;
  private atMillis = NaN;
  speed = 1;

  constructor(
    private readonly recording: Pick<Recording, "firstTick" | "lastTick" | "tickRateHz">,
    first = recording.firstTick,
  ) {
    this.position = first;
  }

  get tick(): number {
    return Math.floor(this.position);
  }

  get isPlaying(): boolean {
    return !Number.isNaN(this.atMillis);
  }

  /** Goes on from here; from the beginning where it is at the end. */
  play(nowMillis: number): void {
    if (this.tick >= this.recording.lastTick) this.goTo(this.recording.firstTick);
    this.atMillis = nowMillis;
  }

  pause(): void {
    this.atMillis = NaN;
  }

  goTo(tick: number): void {
    const { firstTick, lastTick } = this.recording;
    this.position = Math.min(lastTick, Math.max(firstTick, Math.floor(Number.isNaN(tick) ? firstTick : tick)));
  }

  /** Lets time pass, while it is played; it stops at the end. */
  pass(nowMillis: number): void {
    if (!this.isPlaying) return;
    const ticks = ((nowMillis - this.atMillis) / 1000) * this.recording.tickRateHz * this.speed;
    this.atMillis = nowMillis;
    this.position += ticks;
    if (this.position >= this.recording.lastTick) {
      this.position = this.recording.lastTick;
      this.pause();
    }
  }
}

/** The tick before which it was saved, or where the rules threw; the end where neither is known. */
export function tickOfReason({ lines, lastTick }: Pick<Recording, "lines" | "lastTick">): number {
  return lines.findLast(({ kind }) => kind === "mark" || kind === "failure")?.tick ?? lastTick;
}

/** Minutes and seconds since the recording begins. */
export function clock(ticks: number, tickRateHz: number): string {
  const seconds = ticks / tickRateHz;
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${(seconds - 60 * minutes).toFixed(2).padStart(5, "0")}`;
}
