import { describe, expect, test } from "vitest";
import { type Chat, closeOf } from "../src/index.ts";
import { joined, play } from "./support/joined.ts";

const SAID = { player: 3, name: "Zoë", text: "hello 🚀", tick: 101 };

describe("chat", () => {
  test("goes out trimmed, and at once", async () => {
    const { room, socket } = await joined();
    expect(room.chat("  hello, Zoë 🚀\n")).toBe(true);
    expect(socket.sent.at(-1)!.chat).toBe("hello, Zoë 🚀");
  });

  test.each([
    ["", "a text is empty"],
    [" \t\n", "a text is empty"],
    ["x".repeat(201), "a text has at most 200 characters, not 201"],
    ["🚀".repeat(201), "a text has at most 200 characters, not 201"],
    ["two\nlines", "a text has no control characters, nor line breaks"],
    ["a\u0007b", "a text has no control characters, nor line breaks"],
    ["\u202eolleh", "a text has no control characters, nor line breaks"],
    ["half \ud83d", "a text has no control characters, nor line breaks"],
    ["\u{e0001}a", "a text has no control characters, nor line breaks"],
    ["\uf8ff", "a text has no control characters, nor line breaks"],
  ])("%j is a RangeError with a sentence", async (text, sentence) => {
    const { room, socket } = await joined();
    const before = socket.sent.length;
    expect(() => room.chat(text)).toThrow(new RangeError(sentence));
    expect(socket.sent.length).toBe(before);
  });

  test.each([
    "🚀".repeat(200),
    "👩\u200d🚀",
    "می\u200cخواهم",
    "🏴\u{e0067}\u{e0062}\u{e007f}",
    "\u{1faea}\u{2fff0}",
    "1 < 2 & so on",
  ])("%j may be said", async (text) => {
    const { room, socket } = await joined();
    expect(room.chat(text)).toBe(true);
    expect(socket.sent.at(-1)!.chat).toBe(text);
  });

  test("says that there is nobody to hear while the connection is broken", async () => {
    const { room, environment, socket } = await joined();
    socket.drop(1006);
    expect(room.chat("anybody?")).toBe(false);
    environment.pass(500);
    environment.socket.open();
    expect(room.chat("anybody?")).toBe(false);
    environment.socket.welcome();
    environment.socket.snapshot(200);
    expect(room.chat("there you are")).toBe(true);
    room.leave();
    expect(room.chat("bye")).toBe(false);
  });

  test("is heard, of players and spectators, until the listener has heard enough", async () => {
    const { room, environment, socket } = await joined();
    const heard: Chat[] = [];
    const stop = room.onChat((chat) => heard.push(chat));
    socket.snapshot(101, { chats: [SAID, { player: undefined, name: "Wim", text: "ahoy", tick: 101 }] });
    play(environment, 102, 3);
    expect(heard).toEqual([SAID, { player: undefined, name: "Wim", text: "ahoy", tick: 101 }]);
    stop();
    socket.snapshot(105, { chats: [SAID] });
    expect(heard.length).toBe(2);
  });

  test("is heard of player 0 as of player 0", async () => {
    const { room, socket } = await joined();
    const heard: Chat[] = [];
    room.onChat((chat) => heard.push(chat));
    socket.snapshot(101, { chats: [{ ...SAID, player: 0 }] });
    expect(heard[0].player).toBe(0);
  });

  test("may be answered by who hears it", async () => {
    const { room, socket } = await joined();
    room.onChat(({ name }) => room.chat(`hi ${name}`));
    socket.snapshot(101, { chats: [SAID] });
    expect(socket.sent.at(-1)!.chat).toBe("hi Zoë");
  });

  test("is heard once, also what is told again after coming back", async () => {
    const { room, environment, socket } = await joined({}, { resumeToken: Uint8Array.of(1) });
    const heard: string[] = [];
    room.onChat(({ text }) => heard.push(text));
    const said = (text: string, tick: number) => ({ ...SAID, text, tick });
    socket.snapshot(101, { chats: [said("one", 101)] });
    socket.snapshot(103, { chats: [said("two", 102), said("three", 103)] });
    socket.drop(1006);
    environment.pass(500);
    environment.socket.open();
    environment.socket.welcome({ resumed: true });
    environment.socket.snapshot(120, { chats: [said("two", 102), said("three", 103), said("four", 104)] });
    environment.socket.snapshot(121, { chats: [said("five", 121)] });
    expect(heard).toEqual(["one", "two", "three", "four", "five"]);
  });

  test("that cannot be read ends the connection", async () => {
    const { room, socket } = await joined();
    socket.onmessage?.({ data: Uint8Array.of(0x52, 3, 0x12, 1, 0xff).buffer });
    expect(room.status).toMatchObject({ state: "closed", close: { name: closeOf(4001).name } });
  });
});
