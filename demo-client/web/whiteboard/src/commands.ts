import type { CommandError, CommandValues, Room } from "tickwire-client";
import type { Whiteboard } from "./whiteboardTypes.ts";

type Kinds = Whiteboard["commands"];

/** Gives commands to the server, and knows whether all are answered. */
export class Commands {
  private room: Room<Whiteboard> | undefined;
  private underWay = 0;

  watch(room: Room<Whiteboard>): void {
    this.room = room;
  }

  /** Whether it was done; false too where nobody knows, as when the seat is lost. */
  async send<Kind extends keyof Kinds>(kind: Kind, ...values: CommandValues<Kinds[Kind]>): Promise<boolean> {
    if (!this.room) return false;
    this.underWay++;
    try {
      return await this.room.send(kind, ...values);
    } catch (error) {
      if ((error as CommandError).name !== "CommandError") throw error;
      return false;
    } finally {
      this.underWay--;
    }
  }

  /** Whether all are answered. */
  get areAnswered(): boolean {
    return this.underWay === 0;
  }
}
