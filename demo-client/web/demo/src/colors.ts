/** Hues are drawn from this many, so that sprites can be kept. */
const HUES = 16;
/** Own things have this hue; nobody else's are near it. */
const OWN_HUE = 174;
/** Multiples of these are spread evenly, and hardly ever come together in both. */
const GOLDEN = 0.618033988749895;
const PLASTIC = 0.7548776662466927;

/** The hue that a player is known by, the same in every browser. */
export function hueOf(player: number, own: boolean): number {
  if (own) return OWN_HUE;
  const spread = Math.floor(((player * GOLDEN) % 1) * HUES) / HUES;
  return Math.round(OWN_HUE + 35 + spread * 290) % 360;
}

/** Blue and violet are dark to the eye, and are made lighter, so that text in any hue can be read on a dark ground. */
export const bright = (hue: number, alpha = 1): string => `hsl(${hue} 90% ${lightness(hue)}% / ${alpha})`;

const lightness = (hue: number): number => 66 + 10 * Math.max(0, 1 - Math.abs(hue - 248) / 45);

/** Which of a number of shapes a player's ship has: some people cannot distinguish players by hue only. */
export const shapeOf = (player: number, shapes: number): number => Math.floor(((player * PLASTIC) % 1) * shapes);

/** A number from 0 to 1 that depends on another one in no visible way. */
export function scatter(seed: number): number {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}
