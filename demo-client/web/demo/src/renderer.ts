import type { View } from "tickwire-client";
import { type Arena, SHIP_RADIUS, PICKUP_RADIUS, ROCK_RADIUS } from "./arena.ts";
import type { Camera } from "./camera.ts";
import { bright, hueOf, scatter, shapeOf } from "./colors.ts";
import type { Particles } from "./particles.ts";
import {
  bulletSprite,
  flameSprite,
  glowSprite,
  markSprite,
  nebulaTile,
  paintSpritesFor,
  pickupHue,
  pickupSprite,
  rockSprite,
  SHAPES,
  shipSprite,
  type Sprite,
  starTile,
} from "./sprites.ts";
import type { WorldWatch } from "./worldWatch.ts";

const GRID = 120;
const DENSEST = 2;
const HIT_FLASH_MILLIS = 110;
const FARTHEST_GHOST = 300;

/** Draws the arena on a canvas. */
export class Renderer {
  /** What a bar over a ship is full with. */
  fullHull = 1;
  private readonly context: CanvasRenderingContext2D;
  /** Device pixels per CSS pixel. */
  private density = 1;
  private readonly placed = new DOMMatrix();
  /** From arena units to device pixels: times this, plus the offsets. */
  private toScreen = 1;
  private offsetX = 0;
  private offsetY = 0;
  private readonly layers: { readonly pattern: CanvasPattern; readonly depth: number }[];

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly camera: Camera,
    /** Whether things may pulse and flicker. */
    private readonly lively: boolean,
  ) {
    this.context = canvas.getContext("2d", { alpha: false })!;
    const pattern = (tile: HTMLCanvasElement) => this.context.createPattern(tile, "repeat")!;
    this.layers = [
      { pattern: pattern(nebulaTile(512, 1536)), depth: 0.06 },
      { pattern: pattern(starTile(512, 120, 0.5, 0.7, 11)), depth: 0.12 },
      { pattern: pattern(starTile(640, 60, 1.1, 0.85, 5000)), depth: 0.25 },
      { pattern: pattern(starTile(768, 26, 1.7, 0.9, 9000)), depth: 0.45 },
    ];
    new ResizeObserver(() => this.resize()).observe(canvas);
    this.resize();
  }

  private resize(): void {
    const { clientWidth, clientHeight } = this.canvas;
    this.density = Math.min(DENSEST, devicePixelRatio || 1);
    this.canvas.width = Math.round(clientWidth * this.density);
    this.canvas.height = Math.round(clientHeight * this.density);
    this.camera.resize(Math.max(1, clientWidth), Math.max(1, clientHeight));
    paintSpritesFor(Math.ceil(this.camera.zoom * this.density * 4) / 4);
  }

  /** Only space with a few rocks, behind the start screen. */
  drawBackdrop(time: number): void {
    const nowMillis = this.lively ? time : 0;
    this.drawSky();
    this.toArena();
    this.drawGrid();
    for (let i = 0; i < 14; i++) {
      const angle = i * 2.4 + (nowMillis / 90000) * (scatter(i) - 0.5) * 8;
      const distance = 300 + scatter(i + 40) * 480;
      const size = (["large", "medium", "small"] as const)[i % 3];
      const [x, y] = [this.camera.x + Math.cos(angle) * distance, this.camera.y + Math.sin(angle) * distance];
      this.stamp(rockSprite(i, size), x, y, nowMillis * 0.0001 * (scatter(i + 80) - 0.5));
    }
  }

  draw(
    view: View<Arena["tables"]>,
    watch: WorldWatch,
    particles: Particles,
    ownPlayer: number,
    markedPlayer: number,
    nowMillis: number,
  ): void {
    const { context, camera } = this;
    this.drawSky();
    this.toArena();
    this.drawGrid();
    this.drawWalls();

    for (const { id, x, y, kind } of view.table("pickups")) {
      if (!camera.sees(x, y, PICKUP_RADIUS)) continue;
      const pulse = this.lively ? Math.sin(nowMillis / 260 + id) : 0;
      this.light(glowSprite(pickupHue(kind)), x, y, 62 + pulse * 12, 0.28);
      this.stamp(pickupSprite(kind), x, y, 0, 1 + pulse * 0.06);
    }
    for (const { id, x, y, size } of view.table("asteroids")) {
      if (!camera.sees(x, y, ROCK_RADIUS[size] * 1.2)) continue;
      const spin = (scatter(id + 1) - 0.5) * (this.lively ? 0.0009 : 0);
      this.stamp(rockSprite(id, size), x, y, scatter(id + 2) * 7 + nowMillis * spin);
    }
    context.globalCompositeOperation = "lighter";
    for (const { id, x, y } of view.table("bullets")) {
      const flight = watch.bullets.get(id);
      if (!flight || !camera.sees(x, y, 40)) continue;
      const { player } = flight;
      const own = player === ownPlayer;
      this.stamp(bulletSprite(hueOf(player, own), own), x, y, Math.atan2(flight.dy, flight.dx));
    }
    for (const { x, y, heading, thrusting, hull } of view.table("ships")) {
      if (!thrusting || hull === 0 || !camera.sees(x, y, 60)) continue;
      const [backX, backY] = [x - Math.cos(heading) * SHIP_RADIUS * 0.6, y - Math.sin(heading) * SHIP_RADIUS * 0.6];
      this.stamp(flameSprite(), backX, backY, heading, this.lively ? 0.8 + Math.random() * 0.35 : 1);
      this.light(glowSprite(24), backX, backY, 58, 0.3);
    }
    particles.draw(context, camera);
    context.globalCompositeOperation = "source-over";
    for (const { id, x, y, heading, hull, shielded, player } of view.table("ships")) {
      if (hull === 0 || !camera.sees(x, y, 40)) continue;
      const own = player === ownPlayer;
      const hue = hueOf(player, own);
      const image = shipSprite(hue, own, own ? 0 : shapeOf(player, SHAPES));
      if (player === markedPlayer) this.stamp(markSprite(), x, y, heading);
      this.stamp(image, x, y, heading);
      if (nowMillis - (watch.ships.get(id)?.hitMillis ?? 0) < HIT_FLASH_MILLIS) {
        context.globalCompositeOperation = "lighter";
        this.stamp(image, x, y, heading);
        this.light(glowSprite("white"), x, y, 70, 0.7);
        context.globalCompositeOperation = "source-over";
      }
      if (shielded) this.drawShield(x, y, hue, nowMillis);
    }
    this.drawLabels(view, ownPlayer);
  }

  /** Outlines of the ships where the newest snapshot has them, and how far that is from where they are drawn. */
  drawGhosts(newest: View<Arena["tables"]>, view: View<Arena["tables"]>): void {
    const { context, camera } = this;
    this.toArena();
    context.strokeStyle = "rgb(255 255 255 / 0.75)";
    context.lineWidth = 1.2;
    for (const { id, x, y, heading, hull } of newest.table("ships")) {
      const drawn = view.table("ships").get(id);
      if (hull === 0 || !drawn || !camera.sees(x, y, 40)) continue;
      // A new ship of somebody who was shot down: it did not fly there.
      if (Math.hypot(x - drawn.x, y - drawn.y) > FARTHEST_GHOST) continue;
      const [forwardX, forwardY] = [Math.cos(heading) * SHIP_RADIUS, Math.sin(heading) * SHIP_RADIUS];
      context.beginPath();
      context.moveTo(x + forwardX, y + forwardY);
      context.lineTo(x - forwardX * 0.75 - forwardY * 0.75, y - forwardY * 0.75 + forwardX * 0.75);
      context.lineTo(x - forwardX * 0.75 + forwardY * 0.75, y - forwardY * 0.75 - forwardX * 0.75);
      context.closePath();
      context.moveTo(x, y);
      context.lineTo(drawn.x, drawn.y);
      context.stroke();
    }
  }

  private drawSky(): void {
    const { context, camera, density } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalCompositeOperation = "source-over";
    context.globalAlpha = 1;
    const [x, y] = [camera.x + camera.shakeX, camera.y + camera.shakeY];
    const { placed } = this;
    placed.a = placed.d = density;
    for (const { pattern, depth } of this.layers) {
      const shift = -depth * camera.zoom * density;
      // On whole pixels nothing has to be blended from its neighbours, which takes a tenth of the time.
      placed.e = Math.round(x * shift);
      placed.f = Math.round(y * shift);
      pattern.setTransform(placed);
      context.fillStyle = pattern;
      context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    }
  }

  /** From here on, one unit is one arena unit. */
  private toArena(): void {
    const { camera, canvas, context } = this;
    const scale = (this.toScreen = camera.zoom * this.density);
    this.offsetX = canvas.width / 2 - (camera.x + camera.shakeX) * scale;
    this.offsetY = canvas.height / 2 - (camera.y + camera.shakeY) * scale;
    context.setTransform(scale, 0, 0, scale, this.offsetX, this.offsetY);
  }

  private drawGrid(): void {
    const { context, camera } = this;
    const halfWidth = camera.width / camera.zoom / 2 + 20;
    const halfHeight = camera.height / camera.zoom / 2 + 20;
    const [left, right] = [Math.max(0, camera.x - halfWidth), Math.min(camera.arenaSize, camera.x + halfWidth)];
    const [top, bottom] = [Math.max(0, camera.y - halfHeight), Math.min(camera.arenaSize, camera.y + halfHeight)];
    context.fillStyle = "rgb(120 160 255 / 0.055)";
    for (let x = Math.ceil(left / GRID) * GRID; x <= right; x += GRID) context.fillRect(x, top, 1, bottom - top);
    for (let y = Math.ceil(top / GRID) * GRID; y <= bottom; y += GRID) context.fillRect(left, y, right - left, 1);
  }

  private drawWalls(): void {
    const { context } = this;
    const { arenaSize } = this.camera;
    const far = 3000;
    context.fillStyle = "rgb(2 3 8 / 0.72)";
    context.beginPath();
    context.rect(-far, -far, arenaSize + 2 * far, arenaSize + 2 * far);
    context.rect(0, 0, arenaSize, arenaSize);
    context.fill("evenodd");
    context.globalCompositeOperation = "lighter";
    for (const [width, alpha] of [
      [34, 0.05],
      [20, 0.08],
      [10, 0.16],
      [3, 0.85],
    ]) {
      context.lineWidth = width;
      context.strokeStyle = `rgb(86 132 255 / ${alpha})`;
      context.strokeRect(0, 0, arenaSize, arenaSize);
    }
    context.globalCompositeOperation = "source-over";
  }

  private drawShield(x: number, y: number, hue: number, nowMillis: number): void {
    const { context } = this;
    const pulse = this.lively ? Math.sin(nowMillis / 120) : 0;
    context.lineWidth = 1.6;
    context.strokeStyle = bright(hue, 0.55 + pulse * 0.2);
    context.fillStyle = bright(hue, 0.1);
    context.beginPath();
    context.arc(x, y, SHIP_RADIUS * 1.75, 0, 7);
    context.fill();
    context.stroke();
  }

  /** Names and hulls, in screen pixels so that they stay readable. */
  private drawLabels(view: View<Arena["tables"]>, ownPlayer: number): void {
    const { context, camera, density } = this;
    context.setTransform(density, 0, 0, density, 0, 0);
    context.font = "600 11px system-ui, sans-serif";
    context.textAlign = "center";
    context.textBaseline = "alphabetic";
    const [centerX, centerY] = [camera.x + camera.shakeX, camera.y + camera.shakeY];
    for (const { x, y, hull, name, player } of view.table("ships")) {
      if (hull === 0 || !camera.sees(x, y, 60)) continue;
      const own = player === ownPlayer;
      const hue = hueOf(player, own);
      const px = Math.round((x - centerX) * camera.zoom + camera.width / 2);
      const py = Math.round((y - centerY) * camera.zoom + camera.height / 2 - 24 * camera.zoom - 9);
      if (!own) {
        context.fillStyle = bright(hue, 0.92);
        context.fillText(name, px, py - 4);
      }
      context.fillStyle = "rgb(255 255 255 / 0.14)";
      context.fillRect(px - 16, py, 32, 3);
      context.fillStyle = hull > this.fullHull / 2 ? bright(hue) : hull > this.fullHull / 4 ? "#ffb347" : "#ff5468";
      context.fillRect(px - 16, py, (32 * hull) / this.fullHull, 3);
    }
  }

  private stamp(sprite: Sprite, x: number, y: number, angle: number, scale = 1): void {
    const { context, toScreen, offsetX, offsetY } = this;
    const [cos, sin] = [Math.cos(angle) * toScreen, Math.sin(angle) * toScreen];
    context.setTransform(cos, sin, -sin, cos, x * toScreen + offsetX, y * toScreen + offsetY);
    const { image, width, height } = sprite;
    context.drawImage(image, sprite.x * scale, sprite.y * scale, width * scale, height * scale);
    context.setTransform(toScreen, 0, 0, toScreen, offsetX, offsetY);
  }

  private light({ image }: Sprite, x: number, y: number, diameter: number, alpha: number): void {
    const { context } = this;
    const before = context.globalCompositeOperation;
    context.globalCompositeOperation = "lighter";
    context.globalAlpha = alpha;
    context.drawImage(image, x - diameter / 2, y - diameter / 2, diameter, diameter);
    context.globalAlpha = 1;
    context.globalCompositeOperation = before;
  }
}
