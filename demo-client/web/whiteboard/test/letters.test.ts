import { describe, expect, test } from "vitest";
import { Draft } from "../src/draft.ts";
import { codesOf, difference, isLetter, type Letter, moveSelection, textOf } from "../src/letters.ts";

let lastNumber = 0;
const lettersOf = (text: string): Letter[] => codesOf(text).map((code) => ({ code, number: ++lastNumber }));

describe("what was typed", () => {
  test.each([
    ["", "a", 1, 0, 0, 1],
    ["aaa", "aaaa", 2, 1, 1, 2],
    ["aaaa", "aaa", 1, 1, 2, 1],
    ["abc", "ac", 1, 1, 2, 1],
    ["hello", "help", 4, 3, 5, 4],
    ["🚀🚀", "🚀x🚀", 2, 1, 1, 2],
    // Undone somewhere else than where the caret is.
    ["abcd", "abd", 0, 2, 3, 2],
  ])("between %j and %j, with the caret at %i", (before, now, caret, start, end, writtenEnd) => {
    expect(difference(codesOf(before), codesOf(now), caret)).toEqual({ start, end, writtenEnd });
  });

  test("is taken without what the board does not take", () => {
    const draft = new Draft([]);
    const { shown, lost } = draft.type([], codesOf("a\u0000b\tc\ud800d\u009fe\n"), 9);
    expect(textOf(shown)).toBe("a\u0000b\tc\ud800d\u009fe\n");
    expect(textOf(draft.letters)).toBe("abcde\n");
    expect(lost).toBe(0);
    expect(isLetter(10)).toBe(true);
  });
});

describe("a selection", () => {
  const [a, b, c, d] = lettersOf("a🚀cd");
  const [x, y] = lettersOf("x🥊");

  test("without length stays behind its letter", () => {
    const caret = { start: 3, end: 3 };
    expect(moveSelection([a, b, c, d], [x, a, b, y, c, d], caret)).toEqual({ start: 4, end: 4 });
    expect(moveSelection([a, b, c, d], [x, a, y, c, d], caret)).toEqual({ start: 2, end: 2 });
    expect(moveSelection([a, b, c, d], [c, d], caret)).toEqual({ start: 0, end: 0 });
  });

  test("holds the letters that it held, and those that come between them", () => {
    const selection = { start: 1, end: 4 };
    expect(moveSelection([a, b, c, d], [a, x, b, y, c, x, d], selection)).toEqual({ start: 2, end: 7 });
    expect(moveSelection([a, b, c, d], [a, d], selection)).toEqual({ start: 1, end: 1 });
  });
});

describe("a draft", () => {
  test("asks again by what the text has become when the letter before is gone", () => {
    const board = lettersOf("abc");
    const draft = new Draft(board);
    draft.type(draft.letters, codesOf("abXc"), 3);
    expect(draft.next()).toEqual({ kind: "write", after: board[1].number, letters: codesOf("X") });
    draft.done(0);
    draft.merge([board[0], board[2]]);
    expect(textOf(draft.letters)).toBe("aXc");
    expect(draft.next()).toEqual({ kind: "write", after: board[0].number, letters: codesOf("X") });
  });

  test("makes space before it writes, eight letters at once", () => {
    const board = lettersOf("0123456789");
    const draft = new Draft(board);
    draft.type(draft.letters, codesOf("nine words"), 10);
    expect(draft.next()).toEqual({ kind: "strike", letters: board.slice(0, 8).map(({ number }) => number) });
    expect(draft.next()).toBeUndefined();
    draft.done(0);
    draft.merge(board.slice(8));
    expect(textOf(draft.letters)).toBe("nine words");
    expect(draft.isSettled).toBe(false);
  });
});
