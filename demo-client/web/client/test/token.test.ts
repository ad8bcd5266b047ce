import { expect, test } from "vitest";
import { join, type JoinOptions } from "../src/index.ts";
import { FakeEnvironment } from "./support/fakeEnvironment.ts";

const turns = async () => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};

function joining(token: JoinOptions["token"]) {
  const environment = new FakeEnvironment();
  const room = join({ url: "ws://test", environment, token });
  return { environment, room, socket: environment.sockets[0]! };
}

const ticketsOf = (environment: FakeEnvironment) => environment.sockets.map((socket) => socket.sent[0]?.join?.ticket);

test("a token goes with the join at once", async () => {
  const { environment, room, socket } = joining("abc");
  socket.open();
  expect(ticketsOf(environment)).toEqual(["abc"]);
  socket.welcome({});
  socket.snapshot(1);
  await room;
});

test("who gets no token is told so, and the page what was thrown", async () => {
  const { environment, room, socket } = joining(() => Promise.reject(new Error("no network")));
  const failed = expect(room).rejects.toMatchObject({
    close: { code: 4023, message: "You could not be signed in.", retry: false },
  });
  socket.open();
  await failed;
  expect(socket.sent).toEqual([]);
  expect(environment.errors.map(String)).toEqual(["Error: no network"]);
});

test("a connection that breaks while a token is awaited sends nothing", async () => {
  let give: (token: string) => void = () => {};
  const { environment, room, socket } = joining(() => new Promise((resolve) => (give = resolve)));
  const failed = expect(room).rejects.toMatchObject({ close: { code: 1006 } });
  socket.open();
  socket.drop(1006);
  give("late");
  await failed;
  await turns();
  expect(socket.sent).toEqual([]);
  expect(environment.errors).toEqual([]);
});

test("each join that needs one gets a new token, and coming back into a seat takes none", async () => {
  let count = 0;
  const { environment, room, socket } = joining(async () => `t${++count}`);
  socket.open();
  await turns();
  socket.welcome({ resumeToken: new Uint8Array([1, 2, 3]) });
  socket.snapshot(1);
  await room;

  socket.fail();
  environment.pass(2000);
  environment.sockets[1]!.open();
  await turns();
  environment.sockets[1]!.drop(4017);
  environment.pass(2000);
  environment.sockets[2]!.open();
  await turns();
  expect(ticketsOf(environment)).toEqual(["t1", "", "t2"]);
});

test.each([
  [4023, "NOT_SIGNED_IN"],
  [4024, "TICKET_INVALID"],
  [4025, "TICKET_EXPIRED"],
  [4026, "ALREADY_PLAYING"],
])("%i is final, with the server's sentence", async (code, name) => {
  const { room, socket } = joining("abc");
  const failed = expect(room).rejects.toMatchObject({ close: { code, name, message: "So it is.", retry: false } });
  socket.open();
  socket.drop(code, "So it is.");
  await failed;
});
