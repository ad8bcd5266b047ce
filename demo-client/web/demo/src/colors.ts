/** Hues are drawn from this many, so that sprites can be kept. */
const HUES = 16;
/** Own things have this hue; nobody else's are near it. */
const OWN_HUE = 174;
const GOLDEN = 0.618033988749895;

/** The hue that a player is known by, the same in every browser. */
export function hueOf(player: number, own: boolean): number {
  if (own) return OWN_HUE;
  const spread = Math.floor(((player * GOLDEN) % 1) * HUES) / HUES;
  return Math.round(OWN_HUE + 35 + spread * 290) % 360;
}

export const bright = (hue: number, alpha = 1): string => `hsl(${hue} 90% 66% / ${alpha})`;

/** A number from 0 to 1 that depends on another one in no visible way. */
export function scatter(seed: number): number {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}
