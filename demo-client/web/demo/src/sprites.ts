import { PICKUP_RADIUS, type PickupKind, ROCK_RADIUS, type RockSize, SHIP_RADIUS } from "./arena.ts";
import { bright, scatter } from "./colors.ts";

const ROCK_SHAPES = 10;

/** A picture, and where its corner and its sides are around the origin, in arena units. */
export interface Sprite {
  readonly image: HTMLCanvasElement;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Paint = (context: CanvasRenderingContext2D) => void;

const cache = new Map<string, Sprite>();
/** Pixels per arena unit in a sprite. */
let density = 1;

/** Pixels per arena unit that sprites are painted for: sprites that are larger than they are shown cost time. */
export function paintSpritesFor(pixelsPerUnit: number): void {
  if (density === pixelsPerUnit) return;
  density = pixelsPerUnit;
  cache.clear();
}

/** As small as possible: transparent pixels cost as much time as others. */
function sprite(box: Omit<Sprite, "image">, paint: Paint, pixelsPerUnit = density): Sprite {
  const image = document.createElement("canvas");
  image.width = Math.ceil(box.width * pixelsPerUnit);
  image.height = Math.ceil(box.height * pixelsPerUnit);
  const context = image.getContext("2d")!;
  context.scale(pixelsPerUnit, pixelsPerUnit);
  context.translate(-box.x, -box.y);
  context.lineJoin = context.lineCap = "round";
  paint(context);
  return { image, ...box };
}

const square = (size: number) => ({ x: -size / 2, y: -size / 2, width: size, height: size });

function cached(key: string, make: () => Sprite): Sprite {
  let found = cache.get(key);
  if (!found) cache.set(key, (found = make()));
  return found;
}

/** Hulls that point along +x: one half, from the nose to the tail; the other is its mirror image. In radii. */
const HULLS: readonly (readonly (readonly [x: number, y: number])[])[] = [
  // A dart.
  [
    [1.3, 0],
    [0.1, 0.42],
    [-0.72, 0.98],
    [-0.52, 0.3],
    [-0.72, 0],
  ],
  // A wing.
  [
    [0.9, 0],
    [0.25, 0.5],
    [-0.1, 1.2],
    [-0.55, 1.2],
    [-0.35, 0.45],
    [-0.85, 0],
  ],
  // A fork.
  [
    [0.45, 0],
    [1.15, 0.5],
    [0.3, 0.95],
    [-0.8, 0.62],
    [-0.55, 0],
  ],
  // A barge.
  [
    [1.1, 0],
    [1.0, 0.3],
    [0.35, 0.75],
    [-0.75, 0.75],
    [-0.95, 0.35],
    [-0.75, 0],
  ],
];
export const SHAPES = HULLS.length;

/** A ship that points along +x, with one of the {@link SHAPES}. */
export const shipSprite = (hue: number, own: boolean, shape: number): Sprite =>
  cached(`ship ${hue} ${own} ${shape}`, () =>
    sprite(square(own ? 60 : 54), (context) => {
      const r = SHIP_RADIUS;
      const hull = new Path2D();
      const half = HULLS[shape];
      for (const [x, y] of half) hull.lineTo(x * r, y * r);
      for (const [x, y] of [...half].reverse()) hull.lineTo(x * r, -y * r);
      hull.closePath();
      const fill = context.createLinearGradient(-r, 0, r * 1.3, 0);
      fill.addColorStop(0, `hsl(${hue} 70% 9%)`);
      fill.addColorStop(1, own ? `hsl(${hue} 60% 46%)` : `hsl(${hue} 60% 30%)`);
      context.shadowColor = bright(hue, own ? 1 : 0.8);
      context.shadowBlur = (own ? 12 : 8) * density;
      context.fillStyle = fill;
      context.fill(hull);
      context.shadowBlur = 0;
      context.lineWidth = own ? 1.9 : 1.6;
      context.strokeStyle = own ? `hsl(${hue} 100% 88%)` : bright(hue);
      context.stroke(hull);
      context.beginPath();
      context.ellipse(r * 0.34, 0, r * 0.3, r * 0.13, 0, 0, 7);
      context.fillStyle = `hsl(${hue} 100% 93%)`;
      context.fill();
    }),
  );

/** What is around the ship that it is all about: a ring, and a tip that points along +x. */
export const markSprite = (): Sprite =>
  cached("mark", () =>
    sprite(square(74), (context) => {
      const r = SHIP_RADIUS * 1.95;
      context.strokeStyle = "rgb(255 255 255 / 0.85)";
      context.lineWidth = 1.3;
      context.setLineDash([7.2, 4.23]);
      context.beginPath();
      context.arc(0, 0, r, 0.42, 2 * Math.PI - 0.42);
      context.stroke();
      context.fillStyle = "#fff";
      context.beginPath();
      context.moveTo(r + 8, 0);
      context.lineTo(r, 5.5);
      context.lineTo(r + 2, 0);
      context.lineTo(r, -5.5);
      context.fill();
    }),
  );

/** A flame behind a ship that points along +x: its tip is towards -x. */
export const flameSprite = (): Sprite =>
  cached("flame", () =>
    sprite({ x: -32, y: -12, width: 38, height: 24 }, (context) => {
      for (const [length, width, color] of [
        [26, 6.5, "rgb(255 96 24 / 0.55)"],
        [18, 4.6, "rgb(255 176 64 / 0.9)"],
        [10, 2.8, "rgb(255 246 214)"],
      ] as const) {
        context.filter = "blur(2px)";
        context.fillStyle = color;
        context.beginPath();
        context.moveTo(0, -width);
        context.quadraticCurveTo(-length * 0.5, -width * 0.8, -length, 0);
        context.quadraticCurveTo(-length * 0.5, width * 0.8, 0, width);
        context.fill();
      }
    }),
  );

/** A bullet that flies along +x, with the streak behind it; the others' have a head, which the own do not. */
export const bulletSprite = (hue: number, own: boolean): Sprite =>
  cached(`bullet ${hue} ${own}`, () =>
    sprite({ x: -33, y: -6, width: 43, height: 12 }, (context) => {
      const streak = context.createLinearGradient(-30, 0, 5, 0);
      streak.addColorStop(0, bright(hue, 0));
      streak.addColorStop(1, bright(hue, 0.85));
      context.strokeStyle = streak;
      for (const [width, alpha] of [
        [9, 0.16],
        [5, 0.4],
        [2.6, 1],
      ]) {
        context.lineWidth = width;
        context.globalAlpha = alpha;
        context.beginPath();
        context.moveTo(-28, 0);
        context.lineTo(2, 0);
        context.stroke();
      }
      context.globalAlpha = 1;
      context.strokeStyle = "#fff";
      context.lineWidth = 2.6;
      context.beginPath();
      context.moveTo(-5, 0);
      context.lineTo(2, 0);
      context.stroke();
      if (own) return;
      context.fillStyle = "#fff";
      context.beginPath();
      for (const [x, y] of [
        [7, 0],
        [2, 4],
        [-3, 0],
        [2, -4],
      ]) {
        context.lineTo(x, y);
      }
      context.fill();
    }),
  );

/** A soft round light. */
export const glowSprite = (hue: number | "white"): Sprite =>
  cached(`glow ${hue}`, () =>
    sprite(
      square(64),
      (context) => {
        const glow = context.createRadialGradient(0, 0, 0, 0, 0, 32);
        const [center, edge] = hue === "white" ? ["255 255 255", "255 236 200"] : [undefined, undefined];
        glow.addColorStop(0, center ? `rgb(${center})` : `hsl(${hue} 100% 88%)`);
        glow.addColorStop(0.25, edge ? `rgb(${edge} / 0.6)` : bright(hue as number, 0.6));
        glow.addColorStop(1, edge ? `rgb(${edge} / 0)` : bright(hue as number, 0));
        context.fillStyle = glow;
        context.fillRect(-32, -32, 64, 64);
      },
      1,
    ),
  );

/** The rock that belongs to an id. */
export function rockSprite(id: number, size: RockSize): Sprite {
  const shape = Math.floor(scatter(id) * ROCK_SHAPES);
  return cached(`rock ${shape} ${size}`, () =>
    sprite(square(ROCK_RADIUS[size] * 2.2), (context) => paintRock(context, shape, ROCK_RADIUS[size])),
  );
}

function paintRock(context: CanvasRenderingContext2D, shape: number, radius: number): void {
  const random = (n: number) => scatter(shape * 977 + n * 31 + radius);
  const corners = radius > 40 ? 15 : radius > 20 ? 12 : 9;
  const outline = new Path2D();
  for (let i = 0; i < corners; i++) {
    const angle = ((i + (random(i) - 0.5) * 0.5) / corners) * 2 * Math.PI;
    const distance = radius * (0.84 + random(i + 50) * 0.24);
    outline.lineTo(Math.cos(angle) * distance, Math.sin(angle) * distance);
  }
  outline.closePath();
  const tone = 215 + random(99) * 30;
  const fill = context.createRadialGradient(-radius * 0.35, -radius * 0.4, radius * 0.1, 0, 0, radius * 1.15);
  fill.addColorStop(0, `hsl(${tone} 16% 34%)`);
  fill.addColorStop(0.6, `hsl(${tone} 18% 20%)`);
  fill.addColorStop(1, `hsl(${tone} 24% 10%)`);
  context.fillStyle = fill;
  context.fill(outline);
  context.save();
  context.clip(outline);
  for (let i = 0; i < 3 + radius / 9; i++) {
    const angle = random(i + 200) * 7;
    const distance = Math.sqrt(random(i + 300)) * radius * 0.85;
    const crater = radius * (0.07 + random(i + 400) * 0.14);
    const [x, y] = [Math.cos(angle) * distance, Math.sin(angle) * distance];
    context.fillStyle = `hsl(${tone} 22% 9% / 0.55)`;
    context.beginPath();
    context.arc(x, y, crater, 0, 7);
    context.fill();
    context.strokeStyle = `hsl(${tone} 20% 48% / 0.35)`;
    context.lineWidth = 1;
    context.beginPath();
    context.arc(x, y, crater, 0.4, 2.6);
    context.stroke();
  }
  context.restore();
  context.strokeStyle = `hsl(${tone} 22% 56%)`;
  context.lineWidth = 1.5;
  context.stroke(outline);
}

export const pickupSprite = (kind: PickupKind): Sprite =>
  cached(`pickup ${kind}`, () =>
    sprite(square(48), (context) => {
      const hue = pickupHue(kind);
      const r = PICKUP_RADIUS;
      context.shadowColor = bright(hue);
      context.shadowBlur = 9 * density;
      context.fillStyle = `hsl(${hue} 60% 12% / 0.9)`;
      context.strokeStyle = bright(hue);
      context.lineWidth = 1.8;
      context.beginPath();
      for (let i = 0; i < 6; i++) context.lineTo(Math.cos((i * Math.PI) / 3) * r, Math.sin((i * Math.PI) / 3) * r);
      context.closePath();
      context.fill();
      context.stroke();
      context.shadowBlur = 0;
      context.fillStyle = `hsl(${hue} 100% 86%)`;
      if (kind === "repair") {
        context.fillRect(-1.6, -5.5, 3.2, 11);
        context.fillRect(-5.5, -1.6, 11, 3.2);
      } else {
        for (const dx of [-4.5, 1]) {
          context.beginPath();
          context.moveTo(dx, -5.2);
          context.lineTo(dx + 4.6, 0);
          context.lineTo(dx, 5.2);
          context.lineTo(dx + 1.4, 0);
          context.fill();
        }
      }
    }),
  );

export const pickupHue = (kind: PickupKind): number => (kind === "repair" ? 140 : 42);

/** A picture of stars that repeats. */
export function starTile(
  pixels: number,
  stars: number,
  brightest: number,
  alpha: number,
  seed: number,
): HTMLCanvasElement {
  const image = document.createElement("canvas");
  image.width = image.height = pixels;
  const context = image.getContext("2d")!;
  for (let i = 0; i < stars; i++) {
    const [x, y] = [scatter(seed + i * 3) * pixels, scatter(seed + i * 3 + 1) * pixels];
    const strength = scatter(seed + i * 3 + 2) ** 3;
    const radius = 0.5 + strength * brightest;
    context.fillStyle = `hsl(${200 + scatter(seed + i) * 60} 60% 88% / ${(0.25 + strength * 0.7) * alpha})`;
    context.beginPath();
    context.arc(x, y, radius, 0, 7);
    context.fill();
  }
  return image;
}

/** Faint clouds of colour on black, in a picture that repeats: painted on fewer pixels than it has, as it is all soft. */
export function nebulaTile(painted: number, pixels: number): HTMLCanvasElement {
  const image = document.createElement("canvas");
  image.width = image.height = pixels;
  const context = image.getContext("2d", { alpha: false })!;
  context.fillStyle = "#05070f";
  context.fillRect(0, 0, pixels, pixels);
  context.drawImage(cloudTile(painted), 0, 0, pixels, pixels);
  return image;
}

function cloudTile(pixels: number): HTMLCanvasElement {
  const image = document.createElement("canvas");
  image.width = image.height = pixels;
  const context = image.getContext("2d")!;
  context.globalCompositeOperation = "lighter";
  for (let i = 0; i < 9; i++) {
    const [x, y] = [scatter(i * 7 + 1) * pixels, scatter(i * 7 + 2) * pixels];
    const radius = pixels * (0.18 + scatter(i * 7 + 3) * 0.2);
    const hue = [222, 262, 196, 300, 235][i % 5];
    // Drawn nine times, so that what leaves on one side comes in on the other.
    for (const dx of [-pixels, 0, pixels]) {
      for (const dy of [-pixels, 0, pixels]) {
        const cloud = context.createRadialGradient(x + dx, y + dy, 0, x + dx, y + dy, radius);
        cloud.addColorStop(0, `hsl(${hue} 75% 42% / 0.17)`);
        cloud.addColorStop(1, `hsl(${hue} 75% 42% / 0)`);
        context.fillStyle = cloud;
        context.fillRect(0, 0, pixels, pixels);
      }
    }
  }
  return image;
}
