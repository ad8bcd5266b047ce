export { type EventOptions, join, JoinError, type Room } from "./room.ts";
export type { JoinOptions, Status } from "./joinOptions.ts";
export type { Environment, Socket, TabStorage } from "./environment.ts";
export type {
  AnyGame,
  CommandAnswer,
  CommandsOf,
  CommandValues,
  EventsOf,
  GameTypes,
  LabelsOf,
  OptionsOf,
  Rates,
  RoomChoices,
  TunablesOf,
} from "./gameTypes.ts";
export { CommandError, type CommandFailure } from "./commands.ts";
export type { EntityListener } from "./entityWatch.ts";
export type { GameEvent } from "./events.ts";
export type { Row, TableView, TeleportDistances, View } from "./view.ts";
export type { Chat } from "./chat.ts";
export type { Notice } from "./notice.ts";
export { type Close, closeOf } from "./close.ts";
export type { DesyncError } from "./desync.ts";
export { type Stats } from "./session.ts";
export {
  type Audience,
  Column,
  type ColumnKind,
  type ColumnValue,
  type NeededSchema,
  Schema,
  Table,
} from "./schema.ts";
export type { Correction } from "./predictedTable.ts";
export { type PredictionStats } from "./prediction.ts";
export { PARTS_PER_TICK, type Predicted, type PredictedWorld, type Rules } from "./rules.ts";

// The parts below stand on their own, without sockets or timers: for tools, tests and other transports.
export { Session, type SessionOptions, type JoinRequest, type Predictor, type Transport } from "./session.ts";
export { type Outcome, SnapshotDecoder } from "./snapshotDecoder.ts";
export { EventDecoder, type RawEvent } from "./events.ts";
export { Layer } from "./layer.ts";
export { ServerFrame } from "./serverFrame.ts";
export { slotOf, Snapshot, TableRows, Texts } from "./snapshot.ts";
export { ServerClock } from "./serverClock.ts";
export { InputClock } from "./inputClock.ts";
export { RenderDelay } from "./renderDelay.ts";
export { MalformedFrameError } from "./malformedFrameError.ts";
