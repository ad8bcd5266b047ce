import { setTimeout as wait } from "node:timers/promises";
import WebSocket from "ws";
import { type GameEvent, join, type Room, type Rules } from "tickwire-client";
import { type Arena, ROCK_RADIUS } from "../demo/src/arena.ts";

const FRAME_MILLIS = 16;
const rulesModule = new URL("../../../simulation/target/rules/arena.js", import.meta.url).href;
const { rules } = (await import(rulesModule)) as { rules(): Rules };

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Place extends Point {
  readonly id: number;
  readonly heading: number;
  readonly hull: number;
  readonly player: number;
}

/** What a pilot has on its screen: one frame. */
export interface Screen {
  readonly nowMillis: number;
  readonly seconds: number;
  readonly own: Place | undefined;
  readonly others: readonly Place[];
  readonly rocks: readonly (Point & { radius: number })[];
  readonly bullets: readonly { id: number; x: number; y: number; player: number }[];
}

/** A player in Node: the library, the rules, and sixty frames a second. */
export class Pilot {
  /** Corrections of the own ship while it flew, by distance. */
  readonly corrections: number[] = [];
  readonly kills: GameEvent<Arena["events"]["kills"]>[] = [];
  readonly hits: GameEvent<Arena["events"]["hits"]>[] = [];
  private running = true;
  /** Whether it had a ship in the last frame. */
  private isFlying = false;
  private readonly loop: Promise<void>;

  private constructor(
    readonly room: Room<Arena>,
    private readonly frame: (screen: Screen, pilot: Pilot) => void,
  ) {
    room.setInput({ turn: 0, thrust: false, fire: false });
    room.on("hits", (hit) => this.hits.push(hit), { immediately: true });
    room.on("kills", (kill) => this.kills.push(kill), { immediately: true });
    room.onCorrection((table, _id, distance) => {
      // Where a ship goes on that was shot down, and comes back, is no prediction that went wrong.
      if (table === "ships" && this.isFlying && (this.own()?.hull ?? 0) > 0) this.corrections.push(distance);
    });
    this.loop = this.run();
  }

  /** Joins, and does in each frame what `frame` says. */
  static async join(
    url: string,
    name: string,
    frame: (screen: Screen, pilot: Pilot) => void,
    roomType: string,
  ): Promise<Pilot> {
    const room = await join<Arena>({
      url: `${url.replace("http", "ws")}/ws`,
      name,
      roomType,
      rules: rules(),
      renderDelaySnapshots: 1.25,
      teleportDistances: { ships: { x: 150, y: 150 } },
      socket: (to) => new WebSocket(to),
    });
    return new Pilot(room, frame);
  }

  async leave(): Promise<void> {
    this.running = false;
    await this.loop;
    this.room.leave();
  }

  private async run(): Promise<void> {
    let last = performance.now();
    while (this.running) {
      const now = performance.now();
      const screen = this.screen(now, (now - last) / 1000);
      this.isFlying = (screen.own?.hull ?? 0) > 0;
      this.frame(screen, this);
      last = now;
      await wait(FRAME_MILLIS);
    }
  }

  private own() {
    return [...this.room.view(performance.now()).table("ships")].find(({ player }) => player === this.room.player);
  }

  private screen(nowMillis: number, seconds: number): Screen {
    const view = this.room.view(nowMillis);
    const ships = [...view.table("ships")].map(({ id, x, y, heading, hull, player }) => ({
      id,
      x,
      y,
      heading,
      hull,
      player,
    }));
    return {
      nowMillis,
      seconds,
      own: ships.find(({ player }) => player === this.room.player),
      others: ships.filter(({ player, hull }) => player !== this.room.player && hull > 0),
      rocks: [...view.table("asteroids")].map(({ x, y, size }) => ({ x, y, radius: ROCK_RADIUS[size] })),
      bullets: [...view.table("bullets")].map(({ id, x, y, player }) => ({ id, x, y, player })),
    };
  }
}
