import { describe, expect, test } from "vitest";
import { Camera } from "../src/camera.ts";

const ARENA_SIZE = 2400;

/** The share of the screen that shows what is beyond the walls. */
function outside({ x, y, width, height, zoom }: Camera): number {
  const inside = (middle: number, span: number) =>
    (Math.min(ARENA_SIZE, middle + span / 2) - Math.max(0, middle - span / 2)) / span;
  return 1 - inside(x, width / zoom) * inside(y, height / zoom);
}

function cameraOf(width: number, height: number, arenaSize = ARENA_SIZE): Camera {
  const camera = new Camera(false);
  camera.resize(width, height);
  camera.arenaSize = arenaSize;
  return camera;
}

function following(width: number, height: number, x: number, y: number, arenaSize = ARENA_SIZE): Camera {
  const camera = cameraOf(width, height, arenaSize);
  for (let frame = 0; frame < 240; frame++) camera.follow(x, y, 1 / 60);
  return camera;
}

describe.each([
  [1280, 800],
  [390, 844],
  [2560, 1080],
])("a camera of %i by %i", (width, height) => {
  test.each([
    [14, 14],
    [14, 1200],
    [1200, ARENA_SIZE - 14],
    [ARENA_SIZE - 14, ARENA_SIZE - 14],
  ])("shows little of what is beyond the walls, and the ship at %i, %i", (x, y) => {
    const camera = following(width, height, x, y);
    expect(outside(camera)).toBeLessThan(0.155);
    expect(Math.abs(x - camera.x)).toBeLessThan(width / camera.zoom / 2);
    expect(Math.abs(y - camera.y)).toBeLessThan(height / camera.zoom / 2);
  });

  test("has a ship that is far from the walls in the middle", () => {
    const camera = following(width, height, 1200, 1200);
    expect([camera.x, camera.y].map(Math.round)).toEqual([1200, 1200]);
  });
});

test("a camera that flies along with a ship into a corner shows too much at no time", () => {
  const camera = cameraOf(1280, 800);
  for (let place = 1200; place > 14; place -= 6) {
    camera.follow(place, place, 1 / 60);
    expect(outside(camera)).toBeLessThan(0.155);
  }
});

test("a camera that sees more than the whole arena has it in the middle", () => {
  const camera = following(8000, 300, 100, 1200);
  camera.zoom = 0.5;
  for (let frame = 0; frame < 240; frame++) camera.follow(100, 1200, 1 / 60);
  expect(Math.round(camera.x)).toBe(ARENA_SIZE / 2);
});

test("a camera keeps to the walls of the room's arena, whatever its size", () => {
  for (const arenaSize of [1600, 5000]) {
    const { x, width, zoom } = following(1280, 800, arenaSize - 14, arenaSize / 2, arenaSize);
    const beyond = x + width / zoom / 2 - arenaSize;
    expect(beyond).toBeGreaterThan(0);
    expect(beyond).toBeLessThan((0.1 * width) / zoom);
  }
});
