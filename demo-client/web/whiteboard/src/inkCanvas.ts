import type { Room, TableView } from "tickwire-client";
import { element } from "../../pages/dom.ts";
import { COLOR_NAMES, COLORS } from "./palette.ts";
import { HEIGHT, type Stage, WIDTH } from "./stage.ts";
import type { Whiteboard } from "./whiteboardTypes.ts";

const LINE_WIDTH = 3.5;

/** Draws all ink, when some has come or gone. */
export class InkCanvas {
  private readonly canvas = element<HTMLCanvasElement>("ink");
  private isStale = true;

  constructor(private readonly stage: Stage) {
    stage.onZoom(() => (this.isStale = true));
  }

  watch(room: Room<Whiteboard>): void {
    const change = () => {
      this.isStale = true;
    };
    room.entities("ink", { enter: change, change, leave: change });
  }

  draw(ink: TableView<Whiteboard["tables"]["ink"]>): void {
    if (!this.isStale) return;
    this.isStale = false;
    const scale = this.stage.zoom * devicePixelRatio;
    this.canvas.width = Math.round(WIDTH * scale);
    this.canvas.height = Math.round(HEIGHT * scale);
    const context = this.canvas.getContext("2d")!;
    context.scale(scale, scale);
    context.lineWidth = LINE_WIDTH;
    context.lineCap = "round";
    const paths = new Map(COLOR_NAMES.map((color) => [color, new Path2D()]));
    for (const { ax, ay, bx, by, cx, cy, color } of ink) {
      const path = paths.get(color)!;
      path.moveTo(ax, ay);
      // What has no length is not drawn, and a dot has none.
      if (ax === bx && ay === by && ax === cx && ay === cy) path.lineTo(bx + 0.01, by);
      else path.quadraticCurveTo(cx, cy, bx, by);
    }
    for (const [color, path] of paths) {
      context.strokeStyle = COLORS[color].ink;
      context.stroke(path);
    }
  }
}
