import { describe, expect, test } from "vitest";
import { Deeds } from "../src/deeds.ts";
import { codesOf, LONGEST_TEXT, nextWriting, textOf } from "../src/writing.ts";

const NOTE = 3;

/** A board that does what the rules do to one text, each deed as often as it is said in a new input. */
class Board {
  done = 0;
  text: number[] = [];

  take({ deed, kind, at, length, ...columns }: Deeds["input"]): void {
    if (deed !== (this.done % 7) + 1) return;
    this.done = deed;
    if (kind !== "write") return;
    let place = Math.min(at!, this.text.length);
    for (let i = 0; i < 8 && place < LONGEST_TEXT; i++) {
      const code = (columns as Record<string, number | undefined>)[`letter${i}`];
      if (!code) break;
      this.text[place++] = code;
    }
    this.text.length = Math.min(this.text.length, Math.max(place, length!));
  }
}

describe("deeds", () => {
  test("are said until they are done, one after the other", () => {
    const deeds = new Deeds();
    const heard: string[] = [];
    deeds.do({ kind: "raise", note: 1 }, () => heard.push("raised"));
    deeds.do({ kind: "delete", note: 2 });
    deeds.told(5);
    expect(deeds.input).toEqual({ kind: "raise", note: 1, deed: 6 });
    deeds.told(5);
    expect(deeds.input).toEqual({ kind: "raise", note: 1, deed: 6 });
    deeds.told(6);
    expect(heard).toEqual(["raised"]);
    expect(deeds.input).toEqual({ kind: "delete", note: 2, deed: 7 });
    deeds.told(7);
    expect(deeds.input).toEqual({});
    deeds.do({ kind: "raise", note: 1 });
    deeds.told(7);
    expect(deeds.input).toMatchObject({ deed: 1 });
  });

  test("of moving add up, and tell where the note will be", () => {
    const deeds = new Deeds();
    deeds.do({ kind: "raise", note: 1 });
    deeds.do({ kind: "move", note: 1, toX: 10, toY: 0 });
    deeds.do({ kind: "move", note: 1, toX: 20, toY: 0 });
    deeds.told(0);
    expect(deeds.destination(1)).toEqual({ x: 20, y: 0 });
    deeds.told(1);
    expect(deeds.input).toMatchObject({ kind: "move", toX: 20 });
    expect(deeds.destination(1)).toEqual({ x: 20, y: 0 });
    deeds.told(2);
    expect(deeds.input).toEqual({});
    expect(deeds.destination(1)).toBeUndefined();
  });

  test("are given up when the seat is another one", () => {
    const deeds = new Deeds();
    deeds.do({ kind: "delete", note: 2 });
    deeds.told(4);
    deeds.restart();
    deeds.told(0);
    expect(deeds.input).toEqual({});
  });

  test.each([1, 2, 3, 4, 5])("bring any typing to the board, seed %i", (seed) => {
    const random = generator(seed);
    const deeds = new Deeds();
    const board = new Board();
    let text = "";
    deeds.startWriting(NOTE, []);
    for (let step = 0; step < 400; step++) {
      if (random(3) === 0) {
        const from = random(text.length + 1);
        const typed = "ab é🚀\n".repeat(random(4)).slice(0, random(15));
        text = textOf(codesOf(text.slice(0, from) + typed + text.slice(from + random(9))));
        deeds.write(NOTE, codesOf(text));
      }
      deeds.told(board.done);
      // Inputs come late, and hold.
      for (let i = random(3); i > 0; i--) board.take(deeds.input);
    }
    for (let i = 0; i < 20; i++) {
      deeds.told(board.done);
      board.take(deeds.input);
    }
    expect(textOf(board.text), `seed ${seed}`).toBe(text);
  });
});

describe("a text", () => {
  test("is taken without control characters, and as long as there is space", () => {
    expect(textOf(codesOf("a\u0000b\r\nc\td\ud800e\u009f"))).toBe("ab\ncde");
    expect(codesOf("🚀".repeat(100))).toHaveLength(LONGEST_TEXT);
  });

  test("that is there already needs nothing more", () => {
    expect(nextWriting(codesOf("abc"), codesOf("abc"))).toBeUndefined();
    expect(nextWriting(codesOf("abc"), codesOf("ab"))?.writing).toEqual({ at: 2, length: 2, letters: [] });
  });
});

/** Whole numbers below a limit, from a seed. */
function generator(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
