import { describe, expect, test } from "vitest";
import { ownerOf } from "../src/field.ts";
import { format } from "../src/format.ts";
import { boundsOf, layersOf, placeOf } from "../src/world.ts";
import { place, schema, table } from "./schemas.ts";

const keys = table("keys", { dx: {} });

describe("where rows are", () => {
  test.each([
    ["x", "y"],
    ["coinX", "coinY"],
    ["pos_x", "pos_y"],
  ])("%s and %s are a place", (x, y) => {
    const found = placeOf(table("dots", { other: place(1), [x]: place(800), [y]: place(500) }));
    expect([found?.x.name, found?.y.name]).toEqual([x, y]);
  });

  test.each([
    ["x", "z"],
    ["dx", "dy"],
    ["index", "indey"],
    ["x", "Y"],
  ])("%s and %s are none", (x, y) => {
    expect(placeOf(table("dots", { [x]: place(800), [y]: place(500) }))).toBeUndefined();
  });

  test("whole numbers are places, flags are none", () => {
    expect(placeOf(table("board", { x: { min: 0, max: 7 }, y: { min: 0, max: 7 } }))).toBeDefined();
    expect(placeOf(table("board", { x: { kind: "FLAG" }, y: { kind: "FLAG" } }))).toBeUndefined();
  });

  test("the world holds all that is drawn", () => {
    const dots = table("dots", { x: place(400), y: place(300) });
    const birds = table("birds", { x: { kind: "FIXED", min: -50, max: 60 }, y: place(900) }, 10, 1);
    expect(boundsOf(layersOf(schema([dots, birds], keys)))).toEqual({ minX: -50, minY: 0, maxX: 400, maxY: 900 });
    expect(boundsOf(layersOf(schema([table("scores", { points: {} })], keys)))).toBeUndefined();
  });
});

describe("whose rows are", () => {
  const dots = table("dots", { x: place(400), y: place(300), name: { kind: "TEXT" }, facing: { kind: "ANGLE" } });
  const shots = table("shots", { x: place(9), y: place(9), owner: { kind: "REFERENCE", target: "dots" } }, 9, 1);
  const rocks = table("rocks", { x: place(9), y: place(9) }, 64, 2);
  const layers = Object.fromEntries(
    layersOf(schema([dots, shots, rocks], keys)).map((layer) => [layer.table.name, layer]),
  );

  test("in the first table with a row for each player, they are the player's of that number", () => {
    expect(ownerOf(layers.dots, { id: 7 + 3 * 65536 })).toBe(7);
    expect(ownerOf(layers.rocks, { id: 7 })).toBe(-1);
  });

  test("a reference says it", () => {
    expect(ownerOf(layers.shots, { id: 1, owner: 5 + 2 * 65536 })).toBe(5);
    expect(ownerOf(layers.shots, { id: 1, owner: 0 })).toBe(-1);
  });

  test("names and headings are found by their kinds", () => {
    expect([layers.dots.name?.name, layers.dots.heading?.name]).toEqual(["name", "facing"]);
    expect([layers.rocks.name, layers.rocks.heading]).toEqual([undefined, undefined]);
  });
});

test("values read as their columns mean them", () => {
  const { columns } = table("all", {
    x: place(400),
    fine: { kind: "FIXED", min: 0, max: 1, step: 1 / 65536 },
    facing: { kind: "ANGLE" },
    on: { kind: "FLAG" },
    size: { kind: "ENUM", labels: ["small", "large"] },
    owner: { kind: "REFERENCE", target: "ships" },
    name: { kind: "TEXT" },
  });
  const values = [12.25, 0.5, Math.PI, true, "large", 5 + 65536, "Ada"];
  expect(columns.map((column, i) => format(column, values[i]))).toEqual([
    "12.3",
    "0.500",
    "180°",
    "✓",
    "large",
    "ships 5",
    "Ada",
  ]);
  expect(columns.map((column) => format(column, undefined))).toEqual(columns.map(() => "–"));
});
