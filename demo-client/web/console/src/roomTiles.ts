import { count, millis, plain, rate } from "./format.ts";
import type { RoomDetail } from "./protocol.ts";

/** The figures of a room that are shown large: title, figure, and what else is worth a word. */
export function roomTiles(room: RoomDetail): readonly (readonly [string, string, string])[] {
  return [
    ["Players", `${room.players} / ${room.playerLimit}`, `${count(room.bots, "bot")}, ${room.state}`],
    [
      "Ticks",
      `${plain(room.ticksPerSecond)} / s`,
      `of ${plain(room.tickRateHz)}; ${plain(room.snapshotRateHz)} snapshots`,
    ],
    ["Step, p99 of 3 s", millis(room.stepMillis.p99), `half below ${millis(room.stepMillis.p50)}`],
    ["Late, p99 of 3 s", millis(room.lateMillis.p99), `ticks; worst ${millis(room.lateMillis.max)}`],
    ["To its people", rate(room.bytesPerSecond), `${rate(room.bytesPerPlayer)} each`],
    ["Waiting", plain(room.inputsWaiting), `inputs, ${count(room.mailbox, "command")}`],
  ];
}
