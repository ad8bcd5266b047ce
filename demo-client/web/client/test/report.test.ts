import { describe, expect, test } from "vitest";
import { joined } from "./support/joined.ts";

describe("a report", () => {
  test("goes out trimmed, at once, and is no chat", async () => {
    const { room, socket } = await joined();
    expect(room.report("  stuck in a wall\n")).toBe(true);
    expect(socket.sent.at(-1)).toMatchObject({ report: "stuck in a wall", chat: "" });
  });

  test("of what the server would drop is a RangeError", async () => {
    const { room, socket } = await joined();
    const before = socket.sent.length;
    expect(() => room.report("")).toThrow(new RangeError("a text is empty"));
    expect(() => room.report("x".repeat(201))).toThrow(RangeError);
    expect(socket.sent.length).toBe(before);
  });

  test("says that there is nobody to hear while the connection is broken", async () => {
    const { room, socket } = await joined();
    socket.drop(1006);
    expect(room.report("it is broken")).toBe(false);
  });
});
