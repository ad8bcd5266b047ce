import type { View } from "tickwire-client";
import { type Arena, ROCK_RADIUS } from "./arena.ts";
import type { Camera } from "./camera.ts";
import { bright, hueOf } from "./colors.ts";
import { pickupHue } from "./sprites.ts";
import type { Pilot } from "./worldWatch.ts";

const REDRAW_MILLIS = 60;
/** For how long a pilot who is out of sight stays on the map, fading. */
const FADE_MILLIS = 4000;

/** The whole arena in a corner, as far as it is known. */
export class Minimap {
  private readonly context: CanvasRenderingContext2D;
  private nextMillis = 0;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly camera: Camera,
  ) {
    this.context = canvas.getContext("2d")!;
  }

  draw(
    view: View<Arena["tables"]>,
    pilots: ReadonlyMap<number, Pilot>,
    markedPlayer: number,
    ownPlayer: number,
    nowMillis: number,
  ): void {
    if (nowMillis < this.nextMillis) return;
    this.nextMillis = nowMillis + REDRAW_MILLIS;
    const { canvas, context, camera } = this;
    const side = Math.round(canvas.clientWidth * Math.min(2, devicePixelRatio || 1));
    if (side === 0) return;
    if (canvas.width !== side) canvas.width = canvas.height = side;
    const scale = side / camera.arenaSize;
    const dot = side / 90;
    context.clearRect(0, 0, side, side);
    context.fillStyle = "rgb(150 165 200 / 0.4)";
    for (const { x, y, size } of view.table("asteroids")) {
      context.beginPath();
      context.arc(x * scale, y * scale, Math.max(1, ROCK_RADIUS[size] * scale), 0, 7);
      context.fill();
    }
    for (const { x, y, kind } of view.table("pickups")) {
      context.fillStyle = bright(pickupHue(kind));
      const [px, py] = [x * scale, y * scale];
      if (kind === "repair") {
        context.fillRect(px - dot * 1.1, py - dot * 0.35, dot * 2.2, dot * 0.7);
        context.fillRect(px - dot * 0.35, py - dot * 1.1, dot * 0.7, dot * 2.2);
      } else {
        context.fillRect(px - dot * 0.7, py - dot * 0.7, dot * 1.4, dot * 1.4);
      }
    }
    const [width, height] = [(camera.width / camera.zoom) * scale, (camera.height / camera.zoom) * scale];
    context.lineWidth = 1;
    context.strokeStyle = "rgb(255 255 255 / 0.22)";
    context.strokeRect(camera.x * scale - width / 2, camera.y * scale - height / 2, width, height);
    for (const { x, y, hull, player, seenMillis } of pilots.values()) {
      const fresh = 1 - (nowMillis - seenMillis) / FADE_MILLIS;
      if (hull === 0 || fresh <= 0) continue;
      const own = player === ownPlayer;
      context.fillStyle = bright(hueOf(player, own), fresh < 1 ? fresh * 0.6 : 1);
      context.beginPath();
      const marked = player === markedPlayer;
      context.arc(x * scale, y * scale, marked ? dot * 1.7 : dot * 1.1, 0, 7);
      context.fill();
      if (!marked) continue;
      context.strokeStyle = "#fff";
      context.stroke();
    }
  }
}
