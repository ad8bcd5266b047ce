import { element, make } from "../../pages/dom.ts";
import { COLORS } from "./worldMap.ts";
import type { Recording } from "./recording.ts";

/** The whole recording from left to right: events by kind, why it was saved, and where one is. */
export class TimeLine {
  private readonly canvas = element<HTMLCanvasElement>("line");
  private readonly kinds: readonly (readonly [string, readonly number[]])[];

  constructor(private readonly recording: Recording) {
    this.kinds = Object.entries(recording.events).filter(([, counts]) => counts.some((count) => count > 0));
    const keys = this.kinds.map(([kind], i) => {
      const key = make("span", "", kind);
      const mark = make("i", "", "▮");
      mark.style.color = COLORS[i % COLORS.length];
      key.prepend(mark);
      return key;
    });
    const why = make("span", "", "why it was saved");
    const mark = make("i", "", "▾");
    mark.style.color = "var(--bad)";
    why.prepend(mark);
    element("line-key").replaceChildren(...keys, why);
    this.canvas.addEventListener("pointerdown", (event) => this.canvas.setPointerCapture(event.pointerId));
  }

  /** Calls back with the tick that is pointed at. */
  onSeek(seek: (tick: number) => void): void {
    const point = (event: PointerEvent) => {
      if (event.buttons === 0) return;
      const { firstTick, lastTick } = this.recording;
      seek(firstTick + Math.round((event.offsetX / this.canvas.clientWidth) * (lastTick - firstTick)));
    };
    this.canvas.addEventListener("pointerdown", point);
    this.canvas.addEventListener("pointermove", point);
  }

  draw(tick: number): void {
    const { canvas } = this;
    const context = canvas.getContext("2d")!;
    const scale = devicePixelRatio || 1;
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
      canvas.width = Math.round(width * scale);
      canvas.height = Math.round(height * scale);
    }
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    this.drawEvents(context, width, height);
    const style = getComputedStyle(canvas);
    context.fillStyle = style.getPropertyValue("--bad");
    for (const { tick: at, kind } of this.recording.lines) {
      if (kind !== "mark" && kind !== "failure") continue;
      const x = this.x(at, width);
      context.fillRect(x - 0.5, 0, 1, height);
      context.beginPath();
      context.moveTo(x - 5, 0);
      context.lineTo(x + 5, 0);
      context.lineTo(x, 8);
      context.fill();
    }
    context.fillStyle = style.getPropertyValue("--ink");
    context.fillRect(this.x(tick, width) - 1, 0, 2, height);
  }

  /** A lane for each kind: the more events, the higher. */
  private drawEvents(context: CanvasRenderingContext2D, width: number, height: number): void {
    const lane = height / Math.max(1, this.kinds.length);
    this.kinds.forEach(([, counts], i) => {
      const most = Math.max(...counts);
      const part = width / counts.length;
      context.fillStyle = COLORS[i % COLORS.length];
      counts.forEach((count, j) => {
        const high = count === 0 ? 0 : Math.max(2, (count / most) * (lane - 2));
        context.fillRect(j * part, (i + 1) * lane - high, Math.max(1, part - 0.5), high);
      });
    });
  }

  private x(tick: number, width: number): number {
    const { firstTick, lastTick } = this.recording;
    return 1 + ((tick - firstTick) / Math.max(1, lastTick - firstTick)) * (width - 2);
  }
}
