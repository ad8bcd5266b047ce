/** Arena units along the side of a square that has the area of the screen: all screens see equally much. */
const VIEW_SPAN = 880;
const FOLLOW_PER_SECOND = 7;
const LOOK_AHEAD_SECONDS = 0.22;
const FARTHEST_JUMP = 400;
/** The share of the screen's width and height that may show the outside: in a corner, 15 % of the screen. */
const OUTSIDE = 0.08;

/** What part of the arena is on the screen. */
export class Camera {
  x = 1200;
  y = 1200;
  width = 1;
  height = 1;
  /** Where there is no room yet, there are no walls. */
  arenaSize = Infinity;
  /** CSS pixels per arena unit. */
  zoom = 1;
  /** Where shaking has moved the picture to, in arena units. */
  shakeX = 0;
  shakeY = 0;
  private shake = 0;
  private lastX = NaN;
  private lastY = NaN;
  private vx = 0;
  private vy = 0;

  /** @param shakes whether the picture may shake at all */
  constructor(private readonly shakes: boolean) {}

  resize(width: number, height: number): void {
    this.width = width;
    this.height = height;
    this.zoom = Math.sqrt(width * height) / VIEW_SPAN;
  }

  /** Goes after a ship. */
  follow(x: number, y: number, seconds: number): void {
    if (!(Math.hypot(x - this.lastX, y - this.lastY) < FARTHEST_JUMP)) {
      // A new ship somewhere else: be there.
      [this.vx, this.vy] = [0, 0];
      [this.x, this.y] = [this.within(x, this.width), this.within(y, this.height)];
    } else if (seconds > 0) {
      const settle = 1 - Math.exp(-5 * seconds);
      this.vx += ((x - this.lastX) / seconds - this.vx) * settle;
      this.vy += ((y - this.lastY) / seconds - this.vy) * settle;
    }
    [this.lastX, this.lastY] = [x, y];
    const share = 1 - Math.exp(-FOLLOW_PER_SECOND * seconds);
    this.x += (this.within(x + this.vx * LOOK_AHEAD_SECONDS, this.width) - this.x) * share;
    this.y += (this.within(y + this.vy * LOOK_AHEAD_SECONDS, this.height) - this.y) * share;
  }

  /** Shakes, by at most this many arena units. */
  kick(units: number): void {
    if (this.shakes) this.shake = Math.min(16, Math.max(this.shake, units));
  }

  advance(seconds: number): void {
    this.shake *= Math.exp(-6 * seconds);
    this.shakeX = (Math.random() - 0.5) * 2 * this.shake;
    this.shakeY = (Math.random() - 0.5) * 2 * this.shake;
  }

  /** Whether something of that radius can be seen. */
  sees(x: number, y: number, radius: number): boolean {
    const reachX = this.width / this.zoom / 2 + radius + 16;
    const reachY = this.height / this.zoom / 2 + radius + 16;
    return Math.abs(x - this.x) < reachX && Math.abs(y - this.y) < reachY;
  }

  /** The nearest middle of the screen that does not show too much beyond the walls. */
  private within(middle: number, pixels: number): number {
    const { arenaSize, zoom } = this;
    const nearest = (pixels / zoom) * (0.5 - OUTSIDE);
    return nearest * 2 > arenaSize ? arenaSize / 2 : Math.min(arenaSize - nearest, Math.max(nearest, middle));
  }
}
