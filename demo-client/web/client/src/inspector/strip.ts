import { make } from "./dom.ts";
import type { SeenSnapshot } from "./frameHistory.ts";
import { WINDOW_SECONDS } from "./rollingAccount.ts";

const HEIGHT = 64;

/** Draws the snapshots of the last ten seconds: one bar each, as high as it is long. Keyframes, late ones and gaps have colours of their own. */
export class Strip {
  readonly element: HTMLCanvasElement = make("canvas", { role: "img" });

  draw(snapshots: readonly SeenSnapshot[], nowMillis: number): void {
    const canvas = this.element;
    const view = canvas.ownerDocument.defaultView;
    const width = canvas.clientWidth;
    if (!view || width === 0) return;
    const scale = view.devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * scale)) canvas.width = Math.round(width * scale);
    if (canvas.height !== Math.round(HEIGHT * scale)) canvas.height = Math.round(HEIGHT * scale);
    const pen = canvas.getContext("2d")!;
    const colours = view.getComputedStyle(canvas);
    const colour = (name: string) => colours.getPropertyValue(`--${name}`);
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, width, HEIGHT);
    const perMilli = width / (WINDOW_SECONDS * 1000);
    const at = (millis: number) => width - (nowMillis - millis) * perMilli;
    pen.fillStyle = colour("line");
    for (let second = Math.ceil(nowMillis / 1000) - WINDOW_SECONDS; second * 1000 < nowMillis; second++) {
      pen.fillRect(Math.round(at(second * 1000)), 0, 1, HEIGHT);
    }
    const most = Math.max(64, ...snapshots.map(({ bytes }) => bytes));
    const [first, last] = [snapshots[0]?.atMillis ?? 0, snapshots.at(-1)?.atMillis ?? 0];
    const spacing = ((last - first) / Math.max(1, snapshots.length - 1)) * perMilli;
    const bar = Math.max(1, Math.min(6, spacing * 0.7));
    snapshots.forEach((snapshot, i) => {
      const x = at(snapshot.atMillis);
      const before = snapshots[i - 1];
      if (snapshot.skippedTicks > 0 && before) {
        pen.fillStyle = colour("gap");
        const from = at(before.atMillis) + bar;
        pen.fillRect(from, 0, Math.max(1, x - from), HEIGHT);
      }
      pen.fillStyle = colour(snapshot.isLate ? "late" : snapshot.kind);
      // A root, so that deltas can be seen beside keyframes.
      const height = Math.max(2, Math.sqrt(snapshot.bytes / most) * (HEIGHT - 4));
      pen.fillRect(x - bar, HEIGHT - height, bar, height);
    });
  }
}
