import { ServerFrame } from "../serverFrame.ts";
import { bytes, readFields, varint } from "../wireReader.ts";
import type { Session } from "../session.ts";
import type { AccountRow } from "./byteAccount.ts";
import { Corrections } from "./corrections.ts";
import { FrameAccount } from "./frameAccount.ts";
import { FrameHistory, type SeenSnapshot } from "./frameHistory.ts";
import { RollingAccount, tenthsOfPercent, WINDOW_SECONDS } from "./rollingAccount.ts";

/** What one row of the account has come to in the last ten seconds. */
export interface RowShare {
  readonly row: AccountRow;
  readonly bytesPerSecond: number;
  /** Of all bytes of snapshots, in tenths of a percent: the rows come to 1000 exactly. */
  readonly tenths: number;
}

/** What a desync was: the tick at which it showed, and a sentence with table, row, column and both values. */
export interface Finding {
  readonly tick: number;
  readonly text: string;
}

/** So many are kept: what goes wrong again and again is the same, as a rule. */
const MOST_FINDINGS = 3;

/** What is known of the snapshots of the last ten seconds. */
export interface Reading {
  readonly snapshots: readonly SeenSnapshot[];
  readonly snapshotsPerSecond: number;
  readonly bytesPerSecond: number;
  readonly rows: readonly RowShare[];
  /** What differed in the last desyncs, as the server found out, the newest first. */
  readonly findings: readonly Finding[];
  /** When the server's tick 0 was, on the page's clock; NaN before the first snapshot. */
  readonly offsetMillis: number;
  readonly tickMillis: number;
}

/** What the inspector finds out of a room: frames and times come in as arguments. */
export class Inspection {
  readonly corrections: Corrections = new Corrections();
  private readonly history = new FrameHistory();
  private account: FrameAccount | undefined;
  private rolling: RollingAccount | undefined;
  private findings: readonly Finding[] = [];
  readonly #frame = new ServerFrame();
  #session: Session | undefined;
  #schemaHash = NaN;
  #firstMillis: number | undefined;

  /** Looks at a message that the session has not taken yet. One that is malformed is none of ours: the session refuses it, and says why. */
  see(session: Session, message: Uint8Array, nowMillis: number): void {
    const { joined } = session;
    if (!joined) return;
    const frame = this.#frame;
    try {
      frame.read(message);
      if (frame.desync) this.#hear(frame.desync);
    } catch {
      return;
    }
    const { tick, quietAgo, blocks } = frame;
    if (tick === 0) return;
    this.#firstMillis ??= nowMillis;
    if (session !== this.#session) this.#begin(session, nowMillis);
    const account = this.account!;
    account.read(message, tick);
    this.rolling!.add(account.bits, nowMillis);
    const kind = blocks.size === 0 ? "quiet" : account.isKeyframe ? "keyframe" : "delta";
    this.history.add(nowMillis, tick, message.length, kind, quietAgo, joined.welcome);
  }

  #hear(desync: Uint8Array): void {
    const finding = { tick: 0, text: "" };
    readFields(desync, {
      [varint(1)]: (field) => (finding.tick = field.uint32()),
      [bytes(3)]: (field) => (finding.text = field.text()),
    });
    if (finding.text) this.findings = [finding, ...this.findings].slice(0, MOST_FINDINGS);
  }

  /** Another connection: of the same game, what was added up goes on. */
  #begin(session: Session, nowMillis: number): void {
    const { snapshots, schema } = session.joined!;
    this.account = new FrameAccount(snapshots);
    const hash = schema.hash();
    if (hash !== this.#schemaHash) this.rolling = new RollingAccount(this.account.bits.length, nowMillis);
    this.#schemaHash = hash;
    this.#session = session;
  }

  /** For how long snapshots are kept by now. */
  #spanSeconds(nowMillis: number): number {
    const seconds = (nowMillis - (this.#firstMillis ?? nowMillis)) / 1000;
    return Math.min(WINDOW_SECONDS, Math.max(0.25, seconds));
  }

  read(nowMillis: number): Reading {
    const snapshots = this.history.recent(nowMillis);
    const bits = this.rolling?.sum(nowMillis) ?? new Float64Array(0);
    const seconds = this.rolling?.spanSeconds(nowMillis) ?? 1;
    const tenths = tenthsOfPercent([...bits]);
    const rows = (this.account?.layout.rows ?? []).map((row, i) => ({
      row,
      bytesPerSecond: bits[i]! / 8 / seconds,
      tenths: tenths[i]!,
    }));
    return {
      snapshots,
      snapshotsPerSecond: snapshots.length / this.#spanSeconds(nowMillis),
      bytesPerSecond: bits.reduce((sum, count) => sum + count, 0) / 8 / seconds,
      findings: this.findings,
      rows: rows.filter((row) => row.bytesPerSecond > 0),
      offsetMillis: Number.isFinite(this.history.offsetMillis) ? this.history.offsetMillis : NaN,
      tickMillis: 1000 / (this.#session?.joined?.welcome.tickRateHz ?? NaN),
    };
  }
}
