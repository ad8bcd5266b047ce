import type { Camera } from "./camera.ts";
import { glowSprite, type Sprite } from "./sprites.ts";

const MOST = 700;

interface Particle {
  x: number;
  y: number;
  vx: number;
  vy: number;
  ageSeconds: number;
  lifeSeconds: number;
  size: number;
  sprite: Sprite;
}

interface Ring {
  x: number;
  y: number;
  ageSeconds: number;
  lifeSeconds: number;
  radius: number;
  hue: number;
}

/** Sparks, smoke and shock waves: for the eye only. The oldest make room for new ones. */
export class Particles {
  private readonly pool: Particle[] = [];
  private next = 0;
  private rings: Ring[] = [];

  /** @param density 0 to 1: how many of the particles that are asked for appear */
  constructor(private readonly density: number) {}

  emit(x: number, y: number, vx: number, vy: number, lifeSeconds: number, size: number, hue: number | "white"): void {
    const particle = { x, y, vx, vy, ageSeconds: 0, lifeSeconds, size, sprite: glowSprite(hue) };
    if (this.pool.length < MOST) this.pool.push(particle);
    else Object.assign(this.pool[this.next], particle);
    this.next = (this.next + 1) % MOST;
  }

  /** A burst in all directions. */
  burst(
    x: number,
    y: number,
    count: number,
    speed: number,
    lifeSeconds: number,
    size: number,
    hue: number | "white",
  ): void {
    for (let i = 0; i < count * this.density; i++) {
      const angle = Math.random() * 2 * Math.PI;
      const v = speed * (0.2 + Math.random() * 0.8);
      const life = lifeSeconds * (0.5 + Math.random() * 0.5);
      this.emit(x, y, Math.cos(angle) * v, Math.sin(angle) * v, life, size * (0.5 + Math.random() * 0.5), hue);
    }
  }

  ring(x: number, y: number, radius: number, lifeSeconds: number, hue: number): void {
    this.rings.push({ x, y, ageSeconds: 0, lifeSeconds, radius, hue });
  }

  advance(seconds: number): void {
    const drag = Math.exp(-2.2 * seconds);
    for (const particle of this.pool) {
      if (particle.ageSeconds >= particle.lifeSeconds) continue;
      particle.ageSeconds += seconds;
      particle.x += particle.vx * seconds;
      particle.y += particle.vy * seconds;
      particle.vx *= drag;
      particle.vy *= drag;
    }
    for (const ring of this.rings) ring.ageSeconds += seconds;
    if (this.rings.length > 0) this.rings = this.rings.filter((ring) => ring.ageSeconds < ring.lifeSeconds);
  }

  /** Draws those that can be seen, in arena units. */
  draw(context: CanvasRenderingContext2D, camera: Camera): void {
    for (const { x, y, ageSeconds, lifeSeconds, size, sprite } of this.pool) {
      const left = 1 - ageSeconds / lifeSeconds;
      if (left <= 0 || !camera.sees(x, y, size)) continue;
      context.globalAlpha = left;
      const diameter = size * (0.4 + 0.6 * left);
      context.drawImage(sprite.image, x - diameter / 2, y - diameter / 2, diameter, diameter);
    }
    for (const { x, y, ageSeconds, lifeSeconds, radius, hue } of this.rings) {
      if (!camera.sees(x, y, radius)) continue;
      const done = ageSeconds / lifeSeconds;
      context.globalAlpha = (1 - done) ** 2;
      context.strokeStyle = `hsl(${hue} 100% 80%)`;
      context.lineWidth = 1 + 5 * (1 - done);
      context.beginPath();
      context.arc(x, y, radius * (1 - (1 - done) ** 3), 0, 7);
      context.stroke();
    }
    context.globalAlpha = 1;
  }
}
