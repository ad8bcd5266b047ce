import { expect, test } from "vitest";
import { bright, hueOf, shapeOf } from "../src/colors.ts";

/** The darkest that names are written on is nearly black; this is the lightest of it. */
const BEHIND = [0x1c, 0x20, 0x30] as const;

/** As the Web Content Accessibility Guidelines have it. */
function luminance(channels: readonly number[]): number {
  const [r, g, b] = channels.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function channelsOf(color: string): number[] {
  const [hue, saturation, lightness] = /hsl\(([\d.]+) ([\d.]+)% ([\d.]+)%/.exec(color)!.slice(1).map(Number);
  const reach = (saturation / 100) * Math.min(lightness / 100, 1 - lightness / 100);
  return [0, 8, 4].map((n) => {
    const k = (n + hue / 30) % 12;
    return 255 * (lightness / 100 - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  });
}

test("names can be read in every player's colour: 4.5 to 1", () => {
  for (let player = 0; player < 256; player++) {
    const color = bright(hueOf(player, false));
    const contrast = (luminance(channelsOf(color)) + 0.05) / (luminance(BEHIND) + 0.05);
    expect(contrast, color).toBeGreaterThanOrEqual(4.5);
  }
});

test("players are told apart by shape, too: the first four have four shapes, and hardly two of 32 are alike", () => {
  const looks = (player: number) => `${hueOf(player, false)} ${shapeOf(player, 4)}`;
  const players = Array.from({ length: 32 }, (_, i) => i + 1);
  for (let first = 1; first <= 16; first++) {
    const shapes = new Set([0, 1, 2, 3].map((next) => shapeOf(first + next, 4)));
    expect(shapes.size, `from player ${first} on`).toBeGreaterThanOrEqual(3);
  }
  expect(new Set([1, 2, 3, 4].map((player) => shapeOf(player, 4))).size).toBe(4);
  expect(new Set(players.map(looks)).size).toBeGreaterThanOrEqual(30);
});
