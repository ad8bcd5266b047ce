import type { Row, View } from "tickwire-client";
import { playerColor, tableColor } from "./colors.ts";
import { type Bounds, boundsOf, type Layer, slotOf } from "./world.ts";

const MARGIN = 28;
const LOW = 400;
const GROUND = "#151c26";
const GRID = "#253141";
const TEXT = "#7f8da1";
const LABEL = "#e8eef6";
const FULL_TURN = 2 * Math.PI;

/** The game, seen from above: a dot for each row that is somewhere. */
export class Field {
  private readonly pen: CanvasRenderingContext2D;
  private readonly bounds: Bounds;
  private scale = 1;
  private left = 0;
  private top = 0;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly layers: readonly Layer[],
    bounds: Bounds,
  ) {
    this.pen = canvas.getContext("2d")!;
    this.bounds = bounds;
  }

  static of(canvas: HTMLCanvasElement, layers: readonly Layer[]): Field | undefined {
    const bounds = boundsOf(layers);
    return bounds && new Field(canvas, layers, bounds);
  }

  draw(view: View, player: number): void {
    this.fit();
    this.drawGround();
    for (const layer of this.layers) {
      for (const row of view.table(layer.table.name)) this.drawRow(layer, row, player);
    }
  }

  /** The place in the world under a point of the window. */
  worldAt(clientX: number, clientY: number): { x: number; y: number } {
    const box = this.canvas.getBoundingClientRect();
    const { minX, minY, maxX, maxY } = this.bounds;
    const within = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value));
    return {
      x: within((clientX - box.left - this.left) / this.scale + minX, minX, maxX),
      y: within((clientY - box.top - this.top) / this.scale + minY, minY, maxY),
    };
  }

  /** Fits the world into the canvas, and the canvas into the page. */
  private fit(): void {
    const { canvas, pen, bounds } = this;
    const { clientWidth: width, clientHeight: height } = canvas;
    const ratio = devicePixelRatio || 1;
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    const worldWidth = bounds.maxX - bounds.minX;
    const worldHeight = bounds.maxY - bounds.minY;
    this.scale = Math.max(1e-9, Math.min((width - 2 * MARGIN) / worldWidth, (height - 2 * MARGIN) / worldHeight));
    this.left = (width - worldWidth * this.scale) / 2;
    this.top = (height - worldHeight * this.scale) / 2;
    pen.clearRect(0, 0, width, height);
  }

  private drawGround(): void {
    const { pen, bounds, left, top, scale } = this;
    const width = (bounds.maxX - bounds.minX) * scale;
    const height = (bounds.maxY - bounds.minY) * scale;
    pen.fillStyle = GROUND;
    pen.beginPath();
    pen.roundRect(left - 10, top - 10, width + 20, height + 20, 12);
    pen.fill();
    pen.strokeStyle = GRID;
    pen.lineWidth = 1;
    pen.beginPath();
    const step = niceStep(70 / scale);
    pen.fillStyle = TEXT;
    pen.font = "11px system-ui, sans-serif";
    pen.textAlign = "center";
    pen.textBaseline = "top";
    for (let x = Math.ceil(bounds.minX / step) * step; x <= bounds.maxX + step / 1e6; x += step) {
      const at = Math.round(left + (x - bounds.minX) * scale) + 0.5;
      pen.moveTo(at, top);
      pen.lineTo(at, top + height);
      pen.fillText(tick(x), at, top + height + 13);
    }
    // On a phone on its side, keys are there.
    const hasSpace = left > MARGIN + 12 && this.canvas.clientHeight > LOW;
    pen.textAlign = "right";
    pen.textBaseline = "middle";
    for (let y = Math.ceil(bounds.minY / step) * step; y <= bounds.maxY + step / 1e6; y += step) {
      const at = Math.round(top + (y - bounds.minY) * scale) + 0.5;
      pen.moveTo(left, at);
      pen.lineTo(left + width, at);
      if (hasSpace) pen.fillText(tick(y), left - 15, at);
    }
    pen.stroke();
  }

  private drawRow(layer: Layer, row: Row<any>, player: number): void {
    const { pen, left, top, scale, bounds } = this;
    const { place, heading, perPlayer, table } = layer;
    const x = left + (row[place.x.name] - bounds.minX) * scale;
    const y = top + (row[place.y.name] - bounds.minY) * scale;
    const owner = ownerOf(layer, row);
    const own = owner === player && player >= 0;
    const size = perPlayer ? this.radius(0.017, 7, 13) : this.radius(0.009, 4, 8);
    const color = owner >= 0 ? playerColor(owner) : tableColor(table.index);
    if (own && perPlayer) {
      pen.fillStyle = color;
      pen.globalAlpha = 0.18;
      circle(pen, x, y, size * 2);
      pen.fill();
      pen.globalAlpha = 1;
    }
    pen.fillStyle = color;
    if (heading) arrow(pen, x, y, size * 1.25, row[heading.name]);
    else circle(pen, x, y, size);
    pen.fill();
    if (own && perPlayer) {
      pen.lineWidth = 2;
      pen.strokeStyle = "#fff";
      pen.stroke();
    }
    const label = (layer.name && row[layer.name.name]) || (own && perPlayer ? "you" : "");
    if (!label) return;
    pen.font = "600 12px system-ui, sans-serif";
    pen.textAlign = "center";
    pen.textBaseline = "bottom";
    pen.lineWidth = 3;
    pen.lineJoin = "round";
    pen.strokeStyle = GROUND;
    // Inside, where the edge is near.
    const below = y - size * 2 - 16 < 0;
    const at = below ? y + size * 2 + 18 : y - size * 2;
    pen.strokeText(label, x, at);
    pen.fillStyle = LABEL;
    pen.fillText(label, x, at);
  }

  private radius(share: number, least: number, most: number): number {
    const side = Math.min(this.canvas.clientWidth, this.canvas.clientHeight);
    return Math.min(most, Math.max(least, side * share));
  }
}

/** The number of the player whose row it is; -1: nobody's that is known. */
export function ownerOf({ owner, perPlayer }: Layer, row: Row<any>): number {
  if (!owner) return perPlayer ? slotOf(row.id) : -1;
  const value = Number(row[owner.name]);
  if (owner.kind === "REFERENCE") return value === 0 ? -1 : slotOf(value);
  return value;
}

function circle(pen: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, FULL_TURN);
}

/** Points where it heads, 0 being to the right. */
function arrow(pen: CanvasRenderingContext2D, x: number, y: number, size: number, heading: number): void {
  const corner = (angle: number, length: number): [number, number] => [
    x + Math.cos(heading + angle) * size * length,
    y + Math.sin(heading + angle) * size * length,
  ];
  pen.beginPath();
  pen.moveTo(...corner(0, 1.15));
  pen.lineTo(...corner(2.5, 1));
  pen.lineTo(...corner(Math.PI, 0.45));
  pen.lineTo(...corner(-2.5, 1));
  pen.closePath();
}

/** 1, 2 or 5 times a power of ten, and at least that much. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((times) => times * power).find((step) => step >= least)!;
}

const tick = (value: number): string => String(Number(value.toPrecision(6)));
