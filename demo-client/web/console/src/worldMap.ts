import { element, make, setText } from "../../pages/dom.ts";
import { plain } from "./format.ts";
import type { TableInfo, World } from "./protocol.ts";

/** Of tables and kinds, one after the other. */
export const COLORS = ["#4cc9a0", "#e8a13c", "#6aa9ff", "#e06c9f", "#b58cff", "#c9c04c", "#5fd3e0", "#f07a5a"];
const SHAPES = ["●", "■", "▲", "◆"];
const PICK_PIXELS = 14;

type Places = Pick<World, "counts" | "map">;

/** The world as dots on a canvas; a click on one picks its row. */
export class WorldMap {
  private readonly canvas = element<HTMLCanvasElement>("map");
  /** Of the legend, by table. */
  private counts: HTMLElement[] = [];
  private tables: readonly TableInfo[] = [];
  private world: Places | undefined;
  private picked: { table: string; row: number } | undefined;

  constructor(private readonly onPick: (table: string, row: number) => void) {
    this.canvas.addEventListener("click", (event) => this.pick(event));
  }

  /** Which tables there are. */
  setTables(tables: readonly TableInfo[]): void {
    this.tables = tables.filter(({ bounds }) => bounds);
    this.world = undefined;
    this.picked = undefined;
    this.canvas.hidden = this.tables.length === 0;
    this.counts = this.tables.map(() => make("span", "quiet"));
    const keys = this.tables.map(({ name }, i) => {
      const key = make("span", "map-mark", name);
      const mark = make("i", "", SHAPES[i % SHAPES.length]);
      mark.style.color = COLORS[i % COLORS.length];
      key.prepend(mark);
      key.append(this.counts[i]);
      return key;
    });
    if (keys.length > 0) element("map-key").replaceChildren(...keys);
    else setText(element("map-key"), "No table of this game is placed: its rows are listed below.");
  }

  /** Which row is marked. */
  mark(table: string, row: number): void {
    this.picked = row < 0 ? undefined : { table, row };
  }

  show(world: Places): void {
    this.world = world;
    if (this.tables.length === 0) return;
    this.tables.forEach(({ name }, i) => setText(this.counts[i], plain(world.counts[name] ?? 0)));
    this.draw();
  }

  private draw(): void {
    const { canvas, world } = this;
    const context = canvas.getContext("2d")!;
    const scale = devicePixelRatio || 1;
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    if (canvas.width !== width * scale || canvas.height !== height * scale) {
      canvas.width = width * scale;
      canvas.height = height * scale;
    }
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    this.tables.forEach((table, i) => {
      context.fillStyle = COLORS[i % COLORS.length];
      this.each(table, world!, (row, x, y, radius) => {
        shape(context, i % SHAPES.length, x, y, Math.max(2, radius));
        if (this.picked?.table === table.name && this.picked.row === row) {
          context.strokeStyle = context.fillStyle;
          context.lineWidth = 2;
          context.beginPath();
          context.arc(x, y, Math.max(2, radius) + 6, 0, 2 * Math.PI);
          context.stroke();
        }
      });
    });
  }

  /** Calls back with the place of each entity in pixels. */
  private each(
    { name }: TableInfo,
    world: Places,
    visit: (row: number, x: number, y: number, radius: number) => void,
  ): void {
    const [left, top, right, bottom] = this.bounds();
    const width = this.canvas.clientWidth;
    const height = this.canvas.clientHeight;
    const factor = Math.min((width - 8) / (right - left), (height - 8) / (bottom - top));
    const offsetX = (width - (right - left) * factor) / 2;
    const offsetY = (height - (bottom - top) * factor) / 2;
    const places = world.map[name] ?? [];
    for (let i = 0; i + 3 < places.length; i += 4) {
      visit(
        places[i],
        (places[i + 1] - left) * factor + offsetX,
        (places[i + 2] - top) * factor + offsetY,
        places[i + 3] * factor,
      );
    }
  }

  private bounds(): [number, number, number, number] {
    const all = this.tables.map(({ bounds }) => bounds!);
    return [
      Math.min(...all.map(([left]) => left)),
      Math.min(...all.map(([, top]) => top)),
      Math.max(...all.map(([, , right]) => right)),
      Math.max(...all.map(([, , , bottom]) => bottom)),
    ];
  }

  private pick(event: MouseEvent): void {
    if (!this.world) return;
    let nearest = PICK_PIXELS;
    let found: { table: string; row: number } | undefined;
    for (const table of this.tables) {
      this.each(table, this.world, (row, x, y, radius) => {
        const away = Math.hypot(event.offsetX - x, event.offsetY - y) - radius;
        if (away < nearest) {
          nearest = away;
          found = { table: table.name, row };
        }
      });
    }
    if (found) this.onPick(found.table, found.row);
  }
}

function shape(context: CanvasRenderingContext2D, kind: number, x: number, y: number, size: number): void {
  context.beginPath();
  if (kind === 0) context.arc(x, y, size, 0, 2 * Math.PI);
  else if (kind === 1) context.rect(x - size, y - size, 2 * size, 2 * size);
  else {
    context.moveTo(x, y - size);
    context.lineTo(x + size, kind === 2 ? y + size : y);
    if (kind === 3) context.lineTo(x, y + size);
    context.lineTo(x - size, kind === 2 ? y + size : y);
    context.closePath();
  }
  context.fill();
}
