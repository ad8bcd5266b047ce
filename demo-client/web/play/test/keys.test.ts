import type { Table } from "tickwire-client";
import { describe, expect, test } from "vitest";
import { bindingsOf, keyOf, played } from "../src/keys.ts";
import { FLAG, place, table } from "./schemas.ts";

const keysOf = (inputs: Table) =>
  Object.fromEntries(bindingsOf(inputs).map(({ key, column, value }) => [key, `${column.name} ${value}`]));

describe("keys for the inputs of a game", () => {
  test.each([
    ["dx", "dy"],
    ["right", "down"],
    ["moveX", "move_y"],
    ["x", "y"],
    ["turn", "vertical"],
    ["a", "b"],
  ])("%s and %s are on the arrows", (sideways, downwards) => {
    expect(keysOf(table("keys", { [sideways]: {}, [downwards]: {} }))).toEqual({
      ArrowLeft: `${sideways} -1`,
      ArrowRight: `${sideways} 1`,
      ArrowUp: `${downwards} -1`,
      ArrowDown: `${downwards} 1`,
    });
  });

  test("what counts up goes up", () => {
    expect(keysOf(table("keys", { throttle: { min: -2, max: 5, kind: "FIXED", step: 0.5 } }))).toEqual({
      ArrowUp: "throttle 5",
      ArrowDown: "throttle -2",
    });
    expect(keysOf(table("keys", { throttle: { min: 0, max: 5 } }))).toEqual({ ArrowUp: "throttle 5" });
  });

  test("a ship turns, thrusts and fires", () => {
    expect(keysOf(table("keys", { turn: {}, thrust: FLAG, fire: FLAG, shield: FLAG }))).toEqual({
      ArrowLeft: "turn -1",
      ArrowRight: "turn 1",
      ArrowUp: "thrust true",
      Space: "fire true",
      KeyE: "shield true",
    });
  });

  test("a flag for each direction has an arrow each", () => {
    expect(keysOf(table("keys", { left: FLAG, right: FLAG, up: FLAG, down: FLAG }))).toEqual({
      ArrowLeft: "left true",
      ArrowRight: "right true",
      ArrowUp: "up true",
      ArrowDown: "down true",
    });
  });

  test("no key is bound twice, and what has none left is not bound", () => {
    const flags = Object.fromEntries(Array.from("abcdefgh", (name) => [name, FLAG]));
    const bindings = bindingsOf(table("keys", { dx: {}, dy: {}, up: {}, down: FLAG, u: {}, v: {}, ...flags }));
    expect(new Set(bindings.map(({ key }) => key)).size).toBe(bindings.length);
  });

  test("a place, a choice and a number without a middle have no keys", () => {
    const choice = { kind: "ENUM", labels: ["a", "b"] } as const;
    expect(keysOf(table("keys", { x: place(100), y: place(100), choice, bid: { min: 0, max: 9 } }))).toEqual({});
  });
});

describe("keys that are down", () => {
  const bindings = bindingsOf(table("keys", { dx: {}, dy: {}, fire: FLAG }));
  const input = (...down: string[]) =>
    Object.fromEntries([...played(bindings, new Set(down))].map(([{ name }, value]) => [name, value]));

  test("say what is played", () => {
    expect(input()).toEqual({});
    expect(input("ArrowRight")).toEqual({ dx: 1 });
    expect(input("ArrowLeft", "ArrowDown", "Space")).toEqual({ dx: -1, dy: 1, fire: true });
  });

  test("cancel each other where they are opposite", () => {
    expect(input("ArrowLeft", "ArrowRight")).toEqual({ dx: 0 });
  });

  test("are letters, too, unless these have something else to do", () => {
    expect(keyOf("KeyA", bindings)).toBe("ArrowLeft");
    expect(keyOf("Space", bindings)).toBe("Space");
    expect(keyOf("KeyZ", bindings)).toBeUndefined();
    expect(keyOf("KeyA", [])).toBeUndefined();
  });
});
