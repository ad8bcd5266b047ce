import { describe, expect, test } from "vitest";
import type { EventBatch } from "./generated/tickwire/frames.ts";
import { closeOf } from "../src/index.ts";
import type { FakeEnvironment } from "./support/fakeEnvironment.ts";
import { joined, play } from "./support/joined.ts";

const TOKEN = Uint8Array.of(1, 2, 3);
const NEXT_TOKEN = Uint8Array.of(4, 5, 6, 7);

const resumable = (options = {}) => joined(options, { resumeToken: TOKEN, resumeGraceMillis: 30000 });

/** The server lets the newest connection back into the seat. */
function resume(environment: FakeEnvironment, tick: number, welcome = {}): void {
  environment.socket.open();
  environment.socket.welcome({ resumeToken: NEXT_TOKEN, resumed: true, ...welcome });
  environment.socket.snapshot(tick);
}

const joinOf = (environment: FakeEnvironment) => environment.socket.sent[0].join!;

describe("a broken connection", () => {
  test("is made again, with longer and longer waits, in the same room and with the same schema", async () => {
    const { room, environment, socket, statuses } = await joined();
    room.setInput({ turn: 1 });
    environment.pass(6000 - 100);
    play(environment, 101, 2);
    socket.drop(1006);
    expect(statuses.at(-1)).toMatchObject({
      state: "connecting",
      attempt: 1,
      retryInMillis: 500,
      after: { name: "CONNECTION_LOST", message: "The connection to the server was lost." },
    });
    environment.pass(499);
    expect(environment.sockets.length).toBe(1);
    environment.pass(1);
    expect(environment.sockets.length).toBe(2);
    expect(statuses.at(-1)).toMatchObject({ state: "connecting", attempt: 1, retryInMillis: 0 });
    environment.socket.drop(1006);
    expect(statuses.at(-1)).toMatchObject({
      state: "connecting",
      attempt: 2,
      retryInMillis: 625,
      after: { name: "SERVER_UNREACHABLE" },
    });
    environment.pass(1000);
    const again = environment.socket;
    again.open();
    expect(again.sent[0].join).toMatchObject({ room: "arena-1", roomType: "arena", name: "Ada" });
    expect(again.sent[0].join!.schemaHash).toBe(room.schema.hash());
    again.welcome({ player: 9 });
    again.snapshot(7);
    expect([room.status, room.player]).toEqual([{ state: "joined", resumed: false }, 9]);
  });

  test("is tried for at most every five seconds", async () => {
    const { environment, socket } = await joined();
    socket.drop(1006);
    for (let i = 0; i < 20; i++) {
      environment.pass(5000);
      environment.socket.drop(1006);
    }
    expect(environment.sockets.length).toBeGreaterThanOrEqual(20);
    environment.pass(4999);
    expect(environment.sockets.length).toBe(21);
  });

  test("leads to another room of the type at once when the old one is gone", async () => {
    const { room, environment, socket } = await joined();
    socket.drop(1001, "The server is restarting or shutting down.");
    environment.pass(500);
    environment.socket.open();
    environment.socket.drop(4005);
    expect(environment.sockets.length).toBe(3);
    environment.socket.open();
    expect(joinOf(environment)).toMatchObject({ room: "", roomType: "arena" });
    environment.socket.welcome({ room: "arena-7" });
    environment.socket.snapshot(1);
    expect([room.id, room.status]).toEqual(["arena-7", { state: "joined", resumed: false }]);
  });

  test("is noticed by silence, and the server told to keep the seat if it hears", async () => {
    const { room, environment, socket } = await joined();
    environment.pass(9000);
    expect(room.status).toMatchObject({
      state: "connecting",
      after: { message: "The server has not been heard from for too long." },
    });
    expect(socket.closedWith).toBe(4013);
  });

  test("stays broken when trying again makes no sense, until the player says so", async () => {
    const { room, environment, socket } = await joined();
    socket.drop(4015, "");
    environment.pass(60000);
    environment.awake();
    expect(room.status).toMatchObject({ state: "closed", close: { name: "TOO_MANY_MESSAGES" } });
    expect(environment.sockets.length).toBe(1);
    room.reconnect();
    expect(environment.sockets.length).toBe(2);
  });

  test("stays broken with reconnect: false", async () => {
    const { room, environment, socket } = await joined({ reconnect: false });
    socket.drop(1006);
    environment.pass(60000);
    expect(room.status).toMatchObject({ state: "closed", close: { name: "CONNECTION_LOST" } });
    expect(environment.sockets.length).toBe(1);
  });

  test("still has a view: the last that was known", async () => {
    const { room, environment, socket } = await joined();
    play(environment, 101, 5);
    socket.drop(1006);
    expect(room.view(environment.nowMillis() + 5000).tick).toBeCloseTo(107.4);
  });
});

describe("a seat", () => {
  test("is resumed with its token alone, and is the same player", async () => {
    const { room, environment, socket, statuses } = await resumable();
    expect(socket.sent[0].join!.resumeToken.length).toBe(0);
    play(environment, 101, 5);
    socket.drop(1006);
    environment.pass(500);
    resume(environment, 130);
    expect(joinOf(environment)).toMatchObject({ room: "", create: false, resumeToken: TOKEN });
    expect(room.status).toEqual({ state: "joined", resumed: true });
    expect([room.player, room.id]).toEqual([5, "arena-1"]);
    expect(statuses.map(({ state }) => state)).toEqual(["joined", "connecting", "connecting", "joined"]);
    expect(room.view(environment.nowMillis()).tick).toBe(130);
  });

  test("is resumed with the newest token each time", async () => {
    const { environment } = await resumable();
    environment.socket.drop(1006);
    environment.pass(500);
    resume(environment, 130);
    environment.socket.drop(1006);
    environment.pass(1000);
    environment.socket.open();
    expect(joinOf(environment).resumeToken).toEqual(NEXT_TOKEN);
  });

  test("is resumed with a token whose welcome was all that came", async () => {
    const { environment } = await resumable();
    environment.socket.drop(1006);
    environment.pass(500);
    environment.socket.open();
    environment.socket.welcome({ resumeToken: NEXT_TOKEN, resumed: true });
    environment.socket.drop(1006);
    environment.pass(1000);
    environment.socket.open();
    expect(joinOf(environment).resumeToken).toEqual(NEXT_TOKEN);
  });

  test("that has expired is given up: the same room is joined anew, at once, else another of its type", async () => {
    const { room, environment, statuses } = await resumable();
    environment.socket.drop(1006);
    environment.pass(500);
    environment.socket.open();
    environment.socket.drop(4017, "Your seat was given away: join again.");
    expect(environment.sockets.length).toBe(3);
    environment.socket.open();
    expect(joinOf(environment)).toMatchObject({ room: "arena-1", resumeToken: new Uint8Array() });
    environment.socket.drop(4006, "The room is full.");
    expect(environment.sockets.length).toBe(4);
    environment.socket.open();
    expect(joinOf(environment)).toMatchObject({ room: "", roomType: "arena", resumeToken: new Uint8Array() });
    environment.socket.welcome({ room: "arena-2", player: 0, resumeToken: NEXT_TOKEN });
    environment.socket.snapshot(3);
    expect([room.id, room.player, room.status]).toEqual(["arena-2", 0, { state: "joined", resumed: false }]);
    expect(statuses.every(({ state }) => state !== "closed")).toBe(true);
  });

  test("is not asked for again by who has left", async () => {
    const { room, environment, socket } = await resumable();
    room.leave();
    expect(socket.sent.at(-1)!.leave).toBe(true);
    environment.pass(60000);
    environment.awake();
    expect(environment.sockets.length).toBe(1);
  });

  test("is left when the page goes away for good", async () => {
    const { room, environment, socket } = await resumable();
    environment.unload();
    expect(socket.sent.at(-1)!.leave).toBe(true);
    expect(room.status.state).toBe("closed");
  });

  test("that is taken over by another window is not fought for", async () => {
    const { room, environment, socket } = await resumable();
    socket.drop(4018, "You went on playing in another window.");
    environment.pass(60000);
    environment.awake();
    expect(room.status).toMatchObject({ state: "closed", close: { name: "RESUMED_ELSEWHERE" } });
    expect(environment.sockets.length).toBe(1);
  });

  test("tells of each event once, also of those that were sent again and those that waited to be drawn", async () => {
    const { room, environment, socket } = await resumable();
    const drawn: number[] = [];
    const heard: number[] = [];
    room.on("finds", ({ tick }) => drawn.push(tick));
    room.on("finds", ({ tick }) => heard.push(tick), { immediately: true });
    room.view(environment.nowMillis());
    socket.snapshot(101, { events: [finds(1)] });
    socket.snapshot(103, { events: [finds(0)] });
    expect(heard).toEqual([100, 103]);
    socket.drop(1006);
    environment.pass(500);
    environment.socket.open();
    environment.socket.welcome({ resumeToken: NEXT_TOKEN, resumed: true });
    environment.socket.snapshot(120, { events: [finds(17, 17, 16, 1)] });
    expect(heard).toEqual([100, 103, 104, 119]);
    for (let tick = 121; tick < 130; tick++) play(environment, tick, 1);
    room.view(environment.nowMillis());
    expect(drawn).toEqual([100, 103, 104, 119]);
  });

  test("that is a new one tells of all events", async () => {
    const { room, environment, socket } = await resumable();
    const heard: number[] = [];
    room.on("finds", ({ tick }) => heard.push(tick), { immediately: true });
    socket.drop(1006);
    environment.pass(500);
    environment.socket.open();
    environment.socket.welcome({});
    environment.socket.snapshot(7, { events: [finds(0)] });
    expect(heard).toEqual([7]);
  });
});

describe("what the player did before a break", () => {
  const sentInputs = (environment: FakeEnvironment) => environment.socket.sent.flatMap(({ inputs }) => inputs);
  /** Codes after which the server may still have the seat. */
  const SEAT_KEPT = [1006, 1012, 4013, 4014];
  /** Codes after which there is only a new seat, in this room or in another. */
  const SEAT_LOST = [1001, 1011, 4016, 4017];

  async function broken(code: number) {
    const { room, environment, socket } = await resumable();
    room.setInput({ turn: 1 });
    play(environment, 101, 5);
    expect(sentInputs(environment).length, "it has been sent").toBeGreaterThan(0);
    socket.drop(code);
    return { room, environment };
  }

  test.each(SEAT_KEPT)("goes on in the same seat after %i", async (code) => {
    const { environment } = await broken(code);
    environment.pass(500);
    resume(environment, 130);
    play(environment, 131, 5);
    const inputs = sentInputs(environment);
    expect(inputs.at(-1)!.values).toEqual([1, 0, 0]);
    expect(Math.min(...inputs.map(({ tick }) => tick)), "nothing is sent twice").toBeGreaterThanOrEqual(130);
  });

  test.each([...SEAT_LOST, ...SEAT_KEPT])("is not sent in a new seat after %i", async (code) => {
    const { room, environment } = await broken(code);
    environment.pass(500);
    resume(environment, 7, { resumed: false });
    play(environment, 8, 20);
    expect(sentInputs(environment)).toEqual([]);
    room.setInput({ thrust: true });
    play(environment, 28, 5);
    expect(sentInputs(environment).map(({ values }) => values[1])).toContain(1);
    expect(sentInputs(environment).every(({ values }) => values[0] === 0)).toBe(true);
  });

  test.each(SEAT_LOST)("is not sent in the seats after that either, after %i", async (code) => {
    const { environment } = await broken(code);
    for (let i = 0; i < 3; i++) {
      environment.pass(5000);
      resume(environment, 7, { resumed: false });
      environment.socket.drop(code);
    }
    environment.pass(5000);
    resume(environment, 7, { resumed: true });
    play(environment, 8, 5);
    expect(sentInputs(environment)).toEqual([]);
  });

  test("does not hold back what is done while the connection is away", async () => {
    const { room, environment } = await broken(1011);
    room.setInput({ turn: -1 });
    environment.pass(500);
    resume(environment, 7, { resumed: false });
    play(environment, 8, 5);
    expect(sentInputs(environment).at(-1)!.values).toEqual([-1, 0, 0]);
  });
});

describe("waking up", () => {
  test("tries again at once when the network is back or the page is shown", async () => {
    const { environment, socket } = await resumable();
    socket.drop(1006);
    environment.awake();
    expect(environment.sockets.length).toBe(2);
    resume(environment, 200);
    environment.pass(60);
    expect(environment.sockets.length, "the wait is off").toBe(2);
  });

  test("says that it waits for the network, and is there when that is", async () => {
    const { room, environment, socket } = await resumable();
    environment.online = false;
    socket.drop(1006);
    expect(room.status).toMatchObject({
      state: "connecting",
      retryInMillis: 5000,
      after: { name: "OFFLINE", message: "You are offline: the game goes on when your network is back." },
    });
    environment.pass(4000);
    expect(environment.sockets.length).toBe(1);
    environment.online = true;
    environment.awake();
    resume(environment, 300);
    expect(room.status).toEqual({ state: "joined", resumed: true });
  });

  test("in a page that was hidden finds a connection that is alive, and keeps it", async () => {
    const { room, environment, socket } = await resumable();
    environment.sleep(60000);
    environment.awake();
    const ping = socket.sent.findLast((frame) => frame.ping !== undefined)!;
    environment.pass(1000);
    socket.receive({ pong: ping.ping! });
    environment.pass(7000);
    expect(room.status.state).toBe("joined");
    expect(environment.sockets.length).toBe(1);
  });

  test("finds a dead connection within seconds, and resumes", async () => {
    const { room, environment, socket } = await resumable();
    environment.awake();
    environment.pass(3600);
    expect(socket.closedWith).toBe(4013);
    environment.pass(500);
    resume(environment, 1000);
    expect(room.status).toEqual({ state: "joined", resumed: true });
  });

  test.each([
    ["stands still", (environment: FakeEnvironment) => environment.closeLid(60000)],
    ["goes on", (environment: FakeEnvironment) => environment.sleep(60000)],
  ])("after the lid was closed for a minute needs nobody's help, where the clock %s meanwhile", async (_, sleep) => {
    const { room, environment, socket } = await resumable();
    room.setInput({ turn: 1 });
    play(environment, 101, 10);
    sleep(environment);
    environment.pass(50);
    expect(room.status.state, "the server is asked first").toBe("joined");
    environment.pass(3600);
    expect(socket.closedWith).toBe(4013);
    environment.pass(1000);
    resume(environment, 1400);
    expect(room.status).toEqual({ state: "joined", resumed: true });
    play(environment, 1401, 5);
    const ticks = environment.socket.sent.flatMap((frame) => frame.inputs).map((input) => input.tick);
    expect(Math.min(...ticks)).toBeGreaterThanOrEqual(1400);
  });

  test("after the lid was closed goes on over a connection that has survived", async () => {
    const { room, environment, socket } = await resumable();
    play(environment, 101, 10);
    environment.closeLid(20000);
    environment.pass(50);
    play(environment, 510, 100);
    expect(room.status.state).toBe("joined");
    expect(socket.closedWith).toBeUndefined();
    expect(room.view(environment.nowMillis()).tick).toBeGreaterThan(600);
  });

  test("after a sleep of some seconds stamps inputs for what the server has come to, before it hears of it", async () => {
    const { room, environment, socket } = await resumable();
    room.setInput({ turn: 1 });
    play(environment, 101, 40);
    const ticks = () => socket.sent.flatMap((frame) => frame.inputs).map((input) => input.tick);
    const before = ticks().at(-1)!;
    environment.closeLid(2500);
    environment.pass(100);
    expect(ticks().at(-1)).toBe(before + 2600 / 50);
    expect(room.status.state).toBe("joined");
  });

  test("does nothing while all is well", async () => {
    const { room, environment, statuses } = await resumable();
    for (let tick = 101; tick < 200; tick++) {
      if (tick % 10 === 0) environment.awake();
      play(environment, tick, 1);
    }
    expect(room.status.state).toBe("joined");
    expect(statuses.length).toBe(1);
    expect(environment.sockets.length).toBe(1);
  });

  test("is heard of by one connection at a time", async () => {
    const { environment } = await resumable();
    for (let i = 0; i < 5; i++) {
      environment.socket.drop(1006);
      environment.awake();
      resume(environment, 200 + i);
    }
    const before = environment.sockets.length;
    environment.socket.drop(1006);
    environment.awake();
    expect(environment.sockets.length).toBe(before + 1);
  });
});

describe("a server that says no", () => {
  test.each([
    [1001, "", true, "The server is restarting or shutting down."],
    [1001, "Deploying version 7.", true, "Deploying version 7."],
    [1011, "", true, "The room stopped because of an error in its game."],
    [4003, "", false, "The game was updated: reload to get the new version."],
    [4004, "", false, "There is no room type of that name."],
    [4007, "", true, "The server is full: try again later."],
    [4013, "", true, "Nothing was heard from you for too long."],
    [4014, "", true, "Your connection could not keep up."],
    [1012, "", true, "The connection was closed (1012)."],
  ])("with %i %s is tried again: %s, and has a sentence", async (code, reason, retry, message) => {
    const { room, environment, socket } = await resumable();
    socket.drop(1006);
    environment.pass(500);
    environment.socket.open();
    environment.socket.drop(code, reason);
    expect(room.status.state).toBe(retry ? "connecting" : "closed");
    expect("close" in room.status ? room.status.close : "after" in room.status && room.status.after).toEqual({
      ...closeOf(code),
      retry,
      message,
    });
    environment.pass(60000);
    expect(environment.sockets.length > 2).toBe(retry);
  });

  test("keeps the token over a restart of what is in between", async () => {
    const { room, environment, socket } = await resumable();
    socket.drop(1012);
    environment.pass(500);
    environment.socket.open();
    environment.socket.drop(4007);
    environment.pass(5000);
    resume(environment, 400);
    expect(joinOf(environment).resumeToken).toEqual(TOKEN);
    expect(room.status).toEqual({ state: "joined", resumed: true });
  });
});

/** Finds so many ticks before the frame, oldest first. */
function finds(...ago: number[]): EventBatch {
  const [first, ...rest] = ago;
  return {
    kind: 3,
    ago: [first, ...rest.map((ticks, i) => ago[i] - ticks)],
    values: new Array<number>(4 * ago.length).fill(0),
    texts: [],
  };
}
