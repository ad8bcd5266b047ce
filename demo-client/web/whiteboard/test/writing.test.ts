import { describe, expect, test } from "vitest";
import { LONGEST_TEXT } from "../src/letters.ts";
import { generator } from "./random.ts";
import { Room, type Writer } from "./writers.ts";

const SEEDS = Array.from({ length: 12 }, (_, i) => i + 1);

/** Random typing, in which no letter is typed twice. */
class Typing {
  readonly typed = new Set<string>();
  readonly deleted = new Set<string>();
  private next = 0x4e00;

  constructor(private readonly random: (limit: number) => number) {}

  /** @param mostLetters typed at once */
  act(writer: Writer, mostLetters: number): void {
    const { random } = this;
    if (random(10) === 0) writer.isComposing = !writer.isComposing;
    const places = [0];
    for (const letter of writer.text) places.push(places.at(-1)! + letter.length);
    const start = random(places.length);
    const end = random(3) === 0 ? Math.min(places.length - 1, start + random(5)) : start;
    writer.selection = { start: places[start], end: places[end] };
    for (const letter of writer.text.slice(places[start], places[end])) this.deleted.add(letter);
    writer.type(this.letters(random(mostLetters + 1)));
  }

  private letters(count: number): string {
    let text = "";
    for (let i = 0; i < count; i++) {
      // Some of them are pairs of UTF-16 units.
      const letter = String.fromCodePoint(this.random(4) === 0 ? 0x20000 + this.next++ : this.next++);
      this.typed.add(letter);
      text += letter;
    }
    return text;
  }
}

function write(seed: number, people: number, rounds: number, mostLetters: number) {
  const random = generator(seed);
  const room = new Room(people, (writer) => (writer === 0 ? random(2) : random(3 + 4 * writer)));
  const typing = new Typing(random);
  for (let round = 0; round < rounds; round++) {
    for (const writer of room.writers) if (random(6) === 0) typing.act(writer, mostLetters);
    if (random(20) === 0) room.break(random(people), random(15));
    room.step();
  }
  room.rest();
  return { room, typing };
}

describe("people who write in one note", () => {
  test.each(SEEDS)("see the board's text when all is quiet, with each letter that nobody deleted, seed %i", (seed) => {
    const { room, typing } = write(seed, 2 + (seed % 2), 60, 3);
    const { board, writers } = room;
    for (const { text } of writers) expect(text, `seed ${seed}`).toBe(board.text);
    const lost = writers.reduce((sum, writer) => sum + writer.lost, 0);
    const left = [...typing.typed].filter((letter) => !typing.deleted.has(letter));
    const missing = left.filter((letter) => !board.text.includes(letter));
    expect(missing.length, `seed ${seed}: ${missing.join("")}`).toBeLessThanOrEqual(lost);
    expect([...board.text].filter((letter) => typing.deleted.has(letter))).toEqual([]);
    expect(typing.typed.size).toBeGreaterThan(10);
  });

  test.each(SEEDS)("are told of what a full note does not take, seed %i", (seed) => {
    const { room, typing } = write(seed, 3, 200, 12);
    const { board, writers } = room;
    for (const { text } of writers) expect(text, `seed ${seed}`).toBe(board.text);
    expect([...board.text].length).toBeLessThanOrEqual(LONGEST_TEXT);
    const left = [...typing.typed].filter((letter) => !typing.deleted.has(letter));
    const missing = left.filter((letter) => !board.text.includes(letter));
    const lost = writers.reduce((sum, writer) => sum + writer.lost, 0);
    expect(missing.length, `seed ${seed}`).toBeGreaterThan(0);
    expect(missing.length, `seed ${seed}`).toBeLessThanOrEqual(lost);
  });

  test.each(SEEDS)("keep their words whole though they type at one place, seed %i", (seed) => {
    const random = generator(seed);
    const room = new Room(3, () => 1 + random(8));
    const words = ["The quick brown fox. ", "Zwölf Boxkämpfer 🥊🥊. ", "Příliš žluťoučký kůň."];
    const left = words.map((word) => [...word]);
    while (left.some(({ length }) => length > 0)) {
      room.writers.forEach((writer, i) => {
        const letter = random(3) === 0 && left[i].shift();
        if (letter) writer.type(letter);
      });
      room.step();
    }
    room.rest();
    for (const { text } of room.writers) expect(text, `seed ${seed}`).toBe(room.board.text);
    for (const word of words) expect(room.board.text, `seed ${seed}`).toContain(word);
    expect([...room.board.text].length).toBe([...words.join("")].length);
  });
});
