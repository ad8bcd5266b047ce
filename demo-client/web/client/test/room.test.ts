import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Codec } from "./generated/tickwire/frames.ts";
import { join, JoinError, type Status } from "../src/index.ts";
import { FakeEnvironment } from "./support/fakeEnvironment.ts";
import { joined, play } from "./support/joined.ts";

describe("joining", () => {
  test("asks for the room first, and is done with the first snapshot", async () => {
    const { room, socket } = await joined({ room: "arena-1", create: false });
    expect(socket.sent[0].join).toMatchObject({
      protocolVersion: 1,
      schemaHash: 0,
      roomType: "arena",
      room: "arena-1",
      create: false,
      name: "Ada",
      hashEverySnapshot: false,
      codecs: [Codec.PACKED],
      client: `tickwire-client ${JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version}`,
    });
    expect([room.id, room.player, room.playerLimit, room.status.state]).toEqual(["arena-1", 5, 50, "joined"]);
    expect(room.view(1000).table("ships").size).toBe(0);
  });

  test.each([
    ["none", undefined],
    ["no number", NaN],
    ["the time of day", Date.now()],
    ["seconds", 1.5],
    ["for ever", Infinity],
  ])("a frame's time that is %s is refused with a sentence, and changes nothing", async (_, time) => {
    const environment = new FakeEnvironment();
    environment.pass(100_000);
    const { room } = await joined({ environment });
    const other = await joined({ environment });
    for (const each of [room, other.room]) each.setInput({ turn: 1 });
    const sentence =
      /^view takes the time of the frame, as requestAnimationFrame gives it, or performance.now\(\): not/;
    expect(() => room.view(time as number)).toThrow(sentence);
    expect(() => room.view(time as number)).toThrow(RangeError);
    for (let frame = 0; frame < 20; frame++) {
      environment.pass(16);
      const [tick, expected] = [room, other.room].map((each) => each.view(environment.nowMillis()).tick);
      expect(tick).toBe(expected);
    }
    const inputs = environment.sockets.map(({ sent }) => sent.flatMap((each) => each.inputs));
    expect(inputs[0]!.length).toBeGreaterThan(3);
    expect(inputs[0]).toEqual(inputs[1]);
  });

  test("a frame's time may be a while ago, as after a pause in a debugger", async () => {
    const { room, environment } = await joined();
    const frame = environment.nowMillis();
    environment.sleep(59_000);
    expect(room.view(frame).tick).toBeGreaterThan(0);
  });

  test("fails with the server's sentence", async () => {
    const environment = new FakeEnvironment();
    const joining = join({ url: "ws://test/ws", environment });
    environment.socket.open();
    environment.socket.drop(4006, "The room arena-1 has no space.");
    const error = await joining.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(JoinError);
    expect((error as JoinError).close).toEqual({
      code: 4006,
      name: "ROOM_FULL",
      message: "The room arena-1 has no space.",
      retry: false,
    });
    expect(environment.sockets.length).toBe(1);
  });

  test.each([
    ["nobody answers", (environment: FakeEnvironment) => environment.pass(10000)],
    ["the server is down", (environment: FakeEnvironment) => environment.socket.drop(1006)],
  ])("fails when %s", async (_, happen) => {
    const environment = new FakeEnvironment();
    const joining = join({ url: "ws://test/ws", environment });
    happen(environment);
    await expect(joining).rejects.toMatchObject({
      close: { name: "SERVER_UNREACHABLE", retry: true },
      message: "The server cannot be reached: it may be down, or your network is.",
    });
  });

  test("fails without a network, and says so", async () => {
    const environment = new FakeEnvironment();
    environment.online = false;
    const joining = join({ url: "ws://test/ws", environment });
    environment.socket.drop(1006);
    await expect(joining).rejects.toMatchObject({
      close: { name: "OFFLINE", retry: true },
      message: "You are offline: the game goes on when your network is back.",
    });
  });

  test("fails in a browser without WebSockets, and says so", async () => {
    const environment = new FakeEnvironment();
    environment.lacksSockets = true;
    const statuses: Status[] = [];
    const joining = join({ url: "ws://test/ws", environment, onStatus: (status) => statuses.push(status) });
    const error = await joining.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(JoinError);
    expect((error as JoinError).message).toBe("There is no WebSocket here, which the game needs: try another browser.");
    expect((error as JoinError).close.retry).toBe(false);
    expect(statuses.map(({ state }) => state)).toEqual(["closed"]);
  });

  test("fails when the server speaks another version or codec, or its schema is not what its hash says", async () => {
    for (const [welcome, code] of [
      [{ protocolVersion: 2 }, 4002],
      [{ schemaHash: 1 }, 4001],
      [{ codec: 77 as Codec }, 4001],
    ] as const) {
      const environment = new FakeEnvironment();
      const joining = join({ url: "ws://test/ws", environment });
      environment.socket.open();
      environment.socket.welcome(welcome);
      await expect(joining).rejects.toMatchObject({ close: { code } });
      expect(environment.socket.closedWith).toBe(code);
    }
  });
});

describe("inputs", () => {
  test("go out once per tick, each for a later tick, with an ack", async () => {
    const { room, environment, socket } = await joined();
    room.setInput({ turn: 1, fire: true });
    play(environment, 101, 20);
    const inputs = socket.sent.flatMap((frame) => frame.inputs);
    const ticks = inputs.map((input) => input.tick);
    expect(ticks.length).toBeGreaterThanOrEqual(20);
    expect(ticks.length).toBeLessThanOrEqual(24);
    expect(ticks).toEqual([...new Set(ticks)].sort((a, b) => a - b));
    expect(inputs.at(-1)!.values).toEqual([1, 0, 1]);
    expect(socket.sent.filter((frame) => frame.inputs.length > 0).every((frame) => frame.ackTick >= 100)).toBe(true);
  });

  test("do not go out before the first one is given", async () => {
    const { environment, socket } = await joined();
    play(environment, 101, 20);
    expect(socket.sent.flatMap((frame) => frame.inputs)).toEqual([]);
  });

  test("and acks keep going in a background tab, whose timers sleep", async () => {
    const { room, environment, socket } = await joined();
    room.setInput({ thrust: true });
    play(environment, 101, 20, false);
    expect(socket.sent.at(-1)!.ackTick).toBe(120);
    expect(socket.sent.at(-1)!.inputs.length).toBeGreaterThan(0);
  });
});

describe("a spectator", () => {
  const spectating = () => joined({ spectate: true }, { player: undefined });

  test("says that it watches, and has no number", async () => {
    const { room, socket } = await spectating();
    expect(socket.sent[0].join!.spectate).toBe(true);
    expect([room.spectating, room.player, room.playerName]).toEqual([true, -1, "Ada"]);
    const player = await joined();
    expect([player.socket.sent[0].join!.spectate, player.room.spectating]).toEqual([false, false]);
  });

  test("sees the world, acks it, and has no inputs", async () => {
    const { room, environment, socket } = await spectating();
    expect(() => room.setInput({ turn: 1 })).toThrow("a spectator has no inputs: join without `spectate` to play");
    play(environment, 101, 20);
    expect(room.view(environment.nowMillis()).tick).toBeGreaterThan(115);
    expect(socket.sent.flatMap((frame) => frame.inputs)).toEqual([]);
    expect(socket.sent.at(-1)!.ackTick).toBe(120);
  });

  test("watches the same room again after a break, without a seat to come back to", async () => {
    const { room, environment, socket } = await spectating();
    socket.drop(1006);
    environment.pass(500);
    environment.socket.open();
    expect(environment.socket.sent[0].join).toMatchObject({
      spectate: true,
      room: "arena-1",
      resumeToken: new Uint8Array(),
    });
    environment.socket.welcome({ player: undefined });
    environment.socket.snapshot(300);
    expect([room.spectating, room.status]).toEqual([true, { state: "joined", resumed: false }]);
  });
});

describe("acks", () => {
  test("go out alone for each snapshot when there are no inputs", async () => {
    const { environment, socket } = await joined();
    play(environment, 101, 10);
    expect(socket.sent.map((frame) => frame.ackTick).filter((tick) => tick > 0)).toEqual([
      100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110,
    ]);
  });

  test("do not go out twice for what an input has acked", async () => {
    const { room, environment, socket } = await joined();
    room.setInput({});
    play(environment, 101, 40);
    expect(socket.sent.filter((frame) => frame.ackTick > 0 && frame.inputs.length === 0).length).toBeLessThan(4);
  });
});

describe("a desync", () => {
  test("is counted and answered with one resync", async () => {
    const { room, environment, socket } = await joined();
    socket.snapshot(101, { stateHash: 1 });
    play(environment, 102, 3);
    expect(room.stats.desyncs).toBe(1);
    expect(socket.sent.filter((frame) => frame.resync).length).toBe(1);
  });
});

describe("round-trip time", () => {
  test("is measured by a ping each second", async () => {
    const { room, environment, socket } = await joined();
    for (let tick = 101; tick < 160; tick++) {
      const pings = () => socket.sent.filter((frame) => frame.ping !== undefined);
      const before = pings().length;
      play(environment, tick, 1);
      if (pings().length > before) socket.receive({ pong: pings().at(-1)!.ping! });
    }
    expect(socket.sent.filter((frame) => frame.ping !== undefined).length).toBeGreaterThanOrEqual(2);
    expect(room.stats.rttMillis).toBeGreaterThanOrEqual(0);
    expect(room.stats.rttMillis).toBeLessThanOrEqual(50);
    expect(room.stats.snapshotsPerSecond).toBeCloseTo(20, -0.5);
  });
});

describe("a server that says nothing", () => {
  test("is told by how long a ping has been without an answer, not by the age of snapshots", async () => {
    const { room, environment, socket } = await joined();
    const pings = () => socket.sent.filter((frame) => frame.ping !== undefined);
    // A quiet room: pings are answered, and no snapshot comes.
    for (let millis = 0, answered = 0; millis < 5000; millis += 100) {
      if (pings().length > answered) socket.receive({ pong: ++answered });
      expect(room.stats.unansweredMillis).toBe(0);
      environment.pass(100);
      expect(room.stats.unansweredMillis).toBeLessThanOrEqual(100);
    }
    expect(room.stats.snapshotAgeMillis).toBeGreaterThan(4000);
    environment.pass(3000);
    expect(room.stats.unansweredMillis).toBeGreaterThan(1900);
    expect(room.stats.unansweredMillis).toBeLessThanOrEqual(3000);
    socket.snapshot(101);
    expect(room.stats.unansweredMillis).toBe(0);
  });
});

test("a frame that cannot be read closes the connection", async () => {
  const { room, socket } = await joined();
  socket.onmessage?.({ data: Uint8Array.of(0x3a, 0x7f).buffer });
  expect(room.status).toMatchObject({ state: "closed", close: { name: "MALFORMED_FRAME" } });
  expect(socket.closedWith).toBe(4001);
});

test("leaving tells the server and ends for good", async () => {
  const { room, environment, socket } = await joined();
  room.leave();
  expect(socket.sent.at(-1)!.leave).toBe(true);
  expect(room.status).toMatchObject({ state: "closed", close: { name: "LEFT" } });
  environment.pass(60000);
  expect(environment.sockets.length).toBe(1);
});
