import { expect, test } from "vitest";
import { join, type JoinOptions, type Room } from "../src/index.ts";
import { FakeEnvironment, type FakeSocket } from "./support/fakeEnvironment.ts";

interface Cards {
  tables: Record<string, Record<string, unknown>>;
  inputs: Record<string, number>;
  options: { cards: number; mode: "calm" | "wild"; open: boolean; password: string };
}

async function joined(options: Partial<JoinOptions<Cards>>, welcome: object = {}) {
  const environment = new FakeEnvironment();
  const joining = join<Cards>({ url: "ws://test", environment, ...options });
  const socket = environment.sockets[0]!;
  socket.open();
  socket.welcome(welcome);
  socket.snapshot(1);
  const room: Room<Cards> = await joining;
  return { environment, room, socket };
}

const requestOf = (socket: FakeSocket) => socket.sent[0]!.join!;

test("a room is opened as the page chose", async () => {
  const { room, socket } = await joined(
    {
      create: true,
      listed: false,
      options: { cards: 7, open: false, mode: undefined, password: "", playerLimit: 3 },
      password: "sesame",
    },
    { code: "K7QX2MAB" },
  );
  expect(requestOf(socket)).toMatchObject({
    create: true,
    createIfMissing: false,
    unlisted: true,
    options: [
      { name: "cards", value: { number: 7 } },
      { name: "open", value: { flag: false } },
      { name: "password", value: { text: "" } },
      { name: "playerLimit", value: { number: 3 } },
    ],
    password: "sesame",
  });
  expect(room.code).toBe("K7QX2MAB");
});

test("a room is joined by its code once, and by its id after a break", async () => {
  const { environment, room, socket } = await joined({ code: "k7qx-2mab" }, { code: "K7QX2MAB", room: "cards-1" });
  expect(requestOf(socket)).toMatchObject({ code: "k7qx-2mab", room: "" });
  socket.fail();
  environment.pass(2000);
  environment.sockets[1]!.open();
  environment.sockets[1]!.drop(4017);
  environment.pass(2000);
  environment.sockets[2]!.open();
  expect(requestOf(environment.sockets[2]!)).toMatchObject({ code: "", room: "cards-1" });
  expect(room.code).toBe("K7QX2MAB");
});

test("whoever was among friends is not put among strangers", async () => {
  const { environment, room, socket } = await joined({ create: true, listed: false }, { code: "K7QX2MAB" });
  socket.drop(4016, "The host has closed the room.");
  environment.pass(60_000);
  expect(room.status).toMatchObject({ state: "closed", close: { message: "The host has closed the room." } });
  expect(environment.sockets).toHaveLength(1);
});

test("a room that players gave a name is opened again under it", async () => {
  const options = { room: "w1", create: "ifMissing", options: { cards: 4 } } as const;
  const { environment, socket } = await joined(options, { room: "cards.w1" });
  expect(requestOf(socket)).toMatchObject({ room: "w1", create: false, createIfMissing: true });
  socket.drop(4016);
  environment.pass(2000);
  environment.sockets[1]!.open();
  environment.sockets[1]!.drop(4017);
  environment.pass(2000);
  environment.sockets[2]!.open();
  expect(requestOf(environment.sockets[2]!)).toMatchObject({
    room: "w1",
    createIfMissing: true,
    options: [{ name: "cards", value: { number: 4 } }],
  });
});
