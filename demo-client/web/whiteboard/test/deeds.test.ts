import { describe, expect, test } from "vitest";
import { Deeds } from "../src/deeds.ts";
import type { Edit } from "../src/draft.ts";

const nothing = () => undefined;

describe("deeds", () => {
  test("are said until they are done, one after the other", () => {
    const deeds = new Deeds();
    const heard: string[] = [];
    deeds.do({ kind: "raise", note: 1 }, () => heard.push("raised"));
    deeds.do({ kind: "delete", note: 2 });
    deeds.told(5, 0);
    deeds.begin(nothing);
    expect(deeds.input).toEqual({ kind: "raise", note: 1, deed: 6 });
    deeds.told(5, 0);
    deeds.begin(nothing);
    expect(deeds.input).toEqual({ kind: "raise", note: 1, deed: 6 });
    deeds.told(6, 0);
    deeds.begin(nothing);
    expect(heard).toEqual(["raised"]);
    expect(deeds.input).toEqual({ kind: "delete", note: 2, deed: 7 });
    deeds.told(7, 0);
    deeds.begin(nothing);
    expect(deeds.input).toEqual({});
    deeds.do({ kind: "raise", note: 1 });
    deeds.told(7, 0);
    deeds.begin(nothing);
    expect(deeds.input).toMatchObject({ deed: 1 });
  });

  test("of moving add up, and tell where the note will be", () => {
    const deeds = new Deeds();
    deeds.do({ kind: "raise", note: 1 });
    deeds.do({ kind: "move", note: 1, toX: 10, toY: 0 });
    deeds.do({ kind: "move", note: 1, toX: 20, toY: 0 });
    deeds.told(0, 0);
    deeds.begin(nothing);
    expect(deeds.destination(1)).toEqual({ x: 20, y: 0 });
    deeds.told(1, 0);
    deeds.begin(nothing);
    expect(deeds.input).toMatchObject({ kind: "move", toX: 20 });
    expect(deeds.destination(1)).toEqual({ x: 20, y: 0 });
    deeds.told(2, 0);
    deeds.begin(nothing);
    expect(deeds.input).toEqual({});
    expect(deeds.destination(1)).toBeUndefined();
  });

  test("let the text of a note wait, and hear what was written", () => {
    const deeds = new Deeds();
    const edit: Edit = { kind: "write", after: 4, letters: [97, 98] };
    const heard: number[] = [];
    const idle = () => ({ deed: { note: 3, ...edit }, onDone: (wrote: number) => heard.push(wrote) });
    deeds.do({ kind: "raise", note: 1 });
    deeds.begin(idle);
    expect(deeds.input).toEqual({ kind: "raise", note: 1, deed: 1 });
    deeds.told(1, 0);
    deeds.begin(idle);
    expect(deeds.input).toEqual({ kind: "write", note: 3, after: 4, letter0: 97, letter1: 98, deed: 2 });
    deeds.told(2, 40);
    expect(heard).toEqual([40]);
    expect(deeds.isIdle).toBe(true);
  });

  test("are given up when the seat is another one", () => {
    const deeds = new Deeds();
    deeds.do({ kind: "delete", note: 2 });
    deeds.told(4, 0);
    deeds.begin(nothing);
    deeds.restart();
    deeds.told(0, 0);
    deeds.begin(nothing);
    expect(deeds.input).toEqual({});
  });
});
