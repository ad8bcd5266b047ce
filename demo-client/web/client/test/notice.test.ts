import { describe, expect, test } from "vitest";
import { closeOf, type Notice } from "../src/index.ts";
import { joined } from "./support/joined.ts";

const SOON = { text: "Restart 🚀", endsInMillis: 60_000 };

describe("a notice of those who run the server", () => {
  test("is heard once by each listener, until it has heard enough", async () => {
    const { room, environment, socket } = await joined();
    const heard: Notice[] = [];
    const enough = room.onNotice((notice) => heard.push(notice));
    socket.receive({ notice: SOON });
    socket.receive({ notice: { text: "Well played!" } });
    socket.receive({ pong: 1 });
    expect(heard).toEqual([
      { text: "Restart 🚀", endsAtMillis: environment.nowMillis() + 60_000 },
      { text: "Well played!", endsAtMillis: undefined },
    ]);
    enough();
    socket.receive({ notice: SOON });
    expect(heard).toHaveLength(2);
  });

  test("comes with a snapshot, too, and after a reconnect", async () => {
    const { room, environment, socket } = await joined();
    const heard: Notice[] = [];
    room.onNotice((notice) => heard.push(notice));
    socket.receive({ tick: 101, notice: SOON });
    expect(heard).toHaveLength(1);
    socket.drop(1006);
    environment.pass(500);
    environment.socket.open();
    environment.socket.welcome();
    environment.socket.receive({ notice: { text: "Restart 🚀", endsInMillis: 1000 } });
    environment.socket.snapshot(200);
    expect(heard[1]).toEqual({ text: "Restart 🚀", endsAtMillis: environment.nowMillis() + 1000 });
  });

  test("that came before anybody listened is heard by the first who does, with the time that is left", async () => {
    const { room, environment, socket } = await joined();
    socket.receive({ notice: SOON });
    const end = environment.nowMillis() + 60_000;
    environment.pass(5000);
    const heard: Notice[] = [];
    room.onNotice((notice) => heard.push(notice));
    socket.receive({ pong: 1 });
    socket.receive({ pong: 2 });
    expect(heard).toEqual([{ text: "Restart 🚀", endsAtMillis: end }]);
  });

  test("that cannot be read ends the connection", async () => {
    const { room, socket } = await joined();
    socket.onmessage?.({ data: Uint8Array.of(0x8a, 1, 3, 0x0a, 1, 0xff).buffer });
    expect(room.status).toMatchObject({ state: "closed", close: { name: closeOf(4001).name } });
  });
});
