import { describe, expect, test } from "vitest";
import { Draft } from "../src/draft.ts";
import { codesOf, difference, isLetter, type Letter, LetterNumbers, moveSelection, textOf } from "../src/letters.ts";

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

test("letters are numbered one after the other, and none twice before all numbers have been given", () => {
  const numbers = new LetterNumbers(2, 0.999_999_9);
  const each = 1 << 20;
  const given = [numbers.take(1), numbers.take(3), numbers.take(2)];
  expect(given).toEqual([3 * each - 1, 2 * each + 1, 2 * each + 4]);
});

describe("a draft", () => {
  const numbers = new LetterNumbers(1, 0);
  const own = (letter: number) => (1 << 20) + letter;

  test("asks at once, behind letters that are on their way", () => {
    const draft = new Draft([]);
    draft.type(draft.letters, codesOf("a"), 1);
    const [first] = draft.edits(numbers);
    draft.type(draft.letters, codesOf("abc"), 3);
    const [second] = draft.edits(numbers);
    expect(draft.edits(numbers)).toEqual([]);
    expect([first, second]).toMatchObject([
      { kind: "write", after: 0, first: own(1) },
      { kind: "write", after: own(1), first: own(2), letters: [{ number: own(2) }, { number: own(3) }] },
    ]);
    draft.answered(first, true);
    draft.merge([{ code: 97, number: own(1) }]);
    expect([textOf(draft.letters), draft.isSettled]).toEqual(["abc", false]);
    draft.answered(second, true);
    draft.merge(draft.letters.map((letter) => ({ ...letter })));
    expect([textOf(draft.letters), draft.isSettled]).toEqual(["abc", true]);
  });

  test("asks again by what the text has become when the letter before is gone", () => {
    const board = lettersOf("abc");
    const draft = new Draft(board);
    draft.type(draft.letters, codesOf("abXc"), 3);
    const [asked] = draft.edits(numbers);
    expect(asked).toMatchObject({ kind: "write", after: board[1].number });
    draft.answered(asked, false);
    draft.merge([board[0], board[2]]);
    expect(textOf(draft.letters)).toBe("aXc");
    expect(draft.edits(numbers)).toMatchObject([{ kind: "write", after: board[0].number }]);
  });

  test("makes space before it writes", () => {
    const board = lettersOf("0123456789");
    const draft = new Draft(board);
    draft.type(draft.letters, codesOf("nine words"), 10);
    const [strike, write] = draft.edits(numbers);
    expect(strike).toEqual({ kind: "strike", first: board[0].number, count: 10 });
    expect(write).toMatchObject({ kind: "write", after: 0 });
  });

  test("strikes out what it has asked to be written when that is there", () => {
    const draft = new Draft([]);
    draft.type(draft.letters, codesOf("x"), 1);
    const [write] = draft.edits(numbers);
    const written = { ...draft.letters[0] };
    draft.type(draft.letters, [], 0);
    expect([textOf(draft.letters), draft.edits(numbers)]).toEqual(["", []]);
    draft.answered(write, true);
    draft.merge([written]);
    expect(textOf(draft.letters)).toBe("");
    const [strike] = draft.edits(numbers);
    expect(strike).toEqual({ kind: "strike", first: written.number, count: 1 });
    draft.answered(strike, true);
    draft.merge([]);
    expect(draft.isSettled).toBe(true);
  });
});
