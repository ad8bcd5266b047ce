/** What the server shows over `/live`; times are in milliseconds. */
export interface Percentiles {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export interface RoomFigures {
  readonly id: string;
  readonly type: string;
  readonly state: string;
  readonly players: number;
  readonly bots: number;
  readonly spectators: number;
  readonly playerLimit: number;
  readonly tickRateHz: number;
  readonly snapshotRateHz: number;
  readonly ticksPerSecond: number;
  readonly lateMillis: Percentiles;
  readonly stepMillis: Percentiles;
  readonly bytesPerSecond: number;
  readonly bytesPerPlayer: number;
}

export interface ServerFigures {
  readonly players: number;
  readonly bots: number;
  readonly spectators: number;
  readonly rooms: number;
  /** Rooms in which nothing changes, or nobody is. */
  readonly sleeping: number;
  readonly bytesPerSecond: number;
  readonly ticksPerSecond: number;
  readonly lateMillis: Percentiles;
  readonly stepMillis: Percentiles;
  readonly loops: readonly { name: string; rooms: number; load: number }[];
  /** What was counted, per second. */
  readonly perSecond: Readonly<Record<string, number>>;
  readonly list: readonly RoomFigures[];
  /** Absent: the server does not drain. */
  readonly drainsInSeconds?: number;
  readonly changes: number;
}

export interface Adjustable {
  /** By which an adjustment names it: `tunables.speed`. */
  readonly path: string;
  readonly name: string;
  readonly value: number;
  readonly initial: number;
  readonly min: number;
  readonly max: number;
  readonly text: string;
  readonly unit: string;
}

/** What the rules count, since the room was opened. */
export interface Meter {
  readonly name: string;
  readonly text: string;
  readonly count: number;
}

export interface Person {
  readonly place: number;
  /** Below 0: a spectator. */
  readonly number: number;
  readonly name: string;
  /** The library of its page and the version of that; empty: it does not say. */
  readonly client: string;
  /** Since its newest connection began. */
  readonly connectedSeconds: number;
  readonly roundTripMillis: number;
  readonly inputMarginMillis: number;
  readonly ackLagTicks: number;
  readonly paceInterval: number;
  readonly bytesPerSecond: number;
  readonly snapshotsSkipped: number;
  readonly inputsDropped: number;
}

/** What bytes of snapshots were for, of the last two seconds; all lines together are all bytes. */
export interface BytesLine {
  /** Such as "column", "entities", "events". */
  readonly kind: string;
  readonly name: string;
  readonly column: string;
  readonly audience: string;
  readonly bytesPerSecond: number;
  readonly share: number;
}

/** What coarser steps of a column would save, as shares of all changes of the last snapshots. */
export interface CoarserColumn {
  readonly name: string;
  readonly column: string;
  readonly audience: string;
  /** Whether what it does next is mostly guessed right, so that only the difference is sent. */
  readonly isPredicted: boolean;
  readonly share: number;
  /** With one, two and three bits less. */
  readonly saved: readonly number[];
}

export type Value = number | string | boolean | readonly number[];

export interface TableInfo {
  readonly name: string;
  readonly capacity: number;
  readonly audience: string;
  readonly columns: readonly { name: string; kind: string; audience: string }[];
  /** Least x and y, most x and y; absent: its entities have no place. */
  readonly bounds?: readonly [number, number, number, number];
}

export interface World {
  readonly tick: number;
  readonly counts: Readonly<Record<string, number>>;
  /** By table: row, x, y and radius of each entity, one after the other. */
  readonly map: Readonly<Record<string, readonly number[]>>;
  readonly rows?: {
    readonly table: string;
    readonly found: number;
    /** The row's number, and then its columns. */
    readonly page: readonly (readonly Value[])[];
    readonly pinned?: readonly Value[];
  };
}

/** A recording of a room that the server has saved. */
export interface SavedRecording {
  readonly file: string;
  readonly bytes: number;
  readonly savedMillis: number;
  readonly room: string;
  readonly type: string;
  /** In a sentence; players may have typed part of it. */
  readonly reason: string;
}

/** What came of the games that were taken last, or comes of it so far. */
export interface Games {
  /** Whether the server can take any. */
  readonly there: boolean;
  readonly taking: boolean;
  readonly report: readonly string[];
}

/** Something that happened in a room; its number counts all of the room, from 0. */
export interface EventLine {
  readonly number: number;
  readonly tick: number;
  readonly kind: string;
  readonly values: Readonly<Record<string, Value>>;
}

/** Something that was said in a room. */
export interface ChatLine {
  readonly number: number;
  readonly tick: number;
  readonly name: string;
  readonly text: string;
}

/** A room, as deep as two of them are compared. */
export interface RoomDetail extends RoomFigures {
  readonly inputsMillis: Percentiles;
  readonly selectMillis: Percentiles;
  readonly encodeMillis: Percentiles;
  readonly writeMillis: Percentiles;
  readonly mailbox: number;
  readonly inputsWaiting: number;
  readonly meters: readonly Meter[];
  readonly adjustable: readonly Adjustable[];
}

/** A room that somebody looks into. */
export interface RoomInside extends RoomDetail {
  readonly people: readonly Person[];
  /** The number of the player whose bytes these are; absent: those of all. */
  readonly bytesOf?: number;
  /** They are not counted, since as many watch as may. */
  readonly bytesRefused?: true;
  readonly bytes: readonly BytesLine[];
  /** The columns that are most of it. */
  readonly coarser: readonly CoarserColumn[];
  /** The newest, oldest first. */
  readonly events: readonly EventLine[];
  readonly chats: readonly ChatLine[];
  readonly world?: World;
  readonly tables?: readonly TableInfo[];
  /** Ids of rooms with which it can be compared, with the tables. */
  readonly others?: readonly string[];
  readonly changes: number;
}

/** What is known of a room that is not there, or was not looked at yet. */
export interface RoomGone {
  readonly id: string;
  readonly state: "gone" | "new";
}

/** One message: the server, or a room, with another one beside it if somebody compares. */
export interface Shown {
  readonly at: number;
  readonly server?: ServerFigures;
  readonly room?: RoomInside | RoomGone;
  readonly beside?: RoomDetail | RoomGone;
}

export interface Change {
  readonly number: number;
  readonly when: string;
  readonly who: string;
  readonly scope: string;
  readonly from: Readonly<Record<string, number>>;
  readonly to: Readonly<Record<string, number>>;
}

/** What was said of rooms of a type over the config, under a name. */
export interface Preset {
  readonly type: string;
  readonly name: string;
  /** Who saved it. */
  readonly by: string;
  readonly settings: Readonly<Record<string, number>>;
}

/** A room that is kept, open or not. */
export interface KeptRoom {
  readonly id: string;
  readonly type: string;
  readonly game: string;
  readonly state: "open" | "asleep";
  readonly bytes: number;
  /** When something was added last. */
  readonly written: string;
  readonly seats: number;
}

/** Who may not join or chat, an account or a network address. */
export interface Sanction {
  readonly kind: "ban" | "mute";
  readonly account?: string;
  readonly address?: string;
  readonly until: string;
  readonly by: string;
  readonly why: string;
}

export interface Changes {
  readonly changes: readonly Change[];
  /** What is said over the config at the moment. */
  readonly overConfig: readonly { scope: string; settings: Readonly<Record<string, number>> }[];
}
