import { describe, expect, test } from "vitest";
import { type NetworkConditions, SlowNetwork, socketsThrough } from "../src/conditions/index.ts";
import { join, type Status } from "../src/index.ts";
import { FakeEnvironment } from "./support/fakeEnvironment.ts";

/** A client whose connection goes through a slow network, to a server that is the test. */
function connecting(conditions: NetworkConditions) {
  const environment = new FakeEnvironment();
  const network = new SlowNetwork(conditions, 1, environment);
  const statuses: Status[] = [];
  const joining = join({
    url: "ws://test/ws",
    environment,
    socket: socketsThrough(network, (url) => environment.openSocket(url)),
    onStatus: (status) => statuses.push(status),
  });
  return { environment, network, joining, statuses };
}

async function joined(conditions: NetworkConditions) {
  const { environment, network, joining, statuses } = connecting({});
  environment.socket.open();
  environment.socket.welcome();
  environment.socket.snapshot(100);
  const room = await joining;
  network.set(conditions);
  return { environment, network, room, statuses };
}

const delays = { down: { delayMillis: 30 }, up: { delayMillis: 20 } };

describe("a socket through a slow network", () => {
  test("opens after a round trip, and lets messages come late", async () => {
    const { environment, joining } = connecting(delays);
    let done = false;
    void joining.then(() => (done = true));
    environment.socket.open();
    environment.pass(50);
    expect(environment.socket.sent).toEqual([]);
    environment.pass(20);
    expect(environment.socket.sent[0].join).toBeDefined();
    environment.socket.welcome();
    environment.socket.snapshot(100);
    environment.pass(29);
    await Promise.resolve();
    expect(done).toBe(false);
    environment.pass(1);
    expect((await joining).view(environment.nowMillis()).tick).toBe(100);
  });

  test("lets the client see the round trip", async () => {
    const { environment, room } = await joined(delays);
    for (let millis = 0, seen = environment.socket.sent.length; millis < 5000; millis++) {
      environment.pass(1);
      for (; seen < environment.socket.sent.length; seen++) {
        environment.socket.receive({ pong: environment.socket.sent[seen].ping });
      }
    }
    expect(room.stats.rttMillis).toBe(50);
  });

  test("comes to life again after a stall, with all that was sent", async () => {
    const { environment, network, room, statuses } = await joined({});
    network.stall(2000);
    for (let tick = 101; tick <= 120; tick++) {
      environment.pass(50);
      environment.socket.snapshot(tick);
    }
    expect(room.stats.tick).toBe(100);
    environment.pass(1000);
    expect(room.stats.tick).toBe(120);
    expect(statuses.at(-1)!.state).toBe("joined");
  });

  test("stalls in one direction alone, and until it is told to go on", async () => {
    const { environment, network, room } = await joined({});
    network.stall(Infinity, ["up"]);
    const sent = environment.socket.sent.length;
    environment.pass(50);
    environment.socket.snapshot(101);
    expect([room.stats.tick, environment.socket.sent.length]).toEqual([101, sent]);
    network.resume();
    expect(environment.socket.sent.at(-1)!.ackTick).toBe(101);
  });

  test("is lost when the network is cut, and so the client connects again", async () => {
    const { environment, network, room, statuses } = await joined(delays);
    environment.socket.snapshot(101);
    network.cut();
    expect(environment.sockets[0].closedWith).toBe(4013);
    expect(statuses.at(-1)).toMatchObject({ state: "connecting", after: { code: 1006 } });
    environment.pass(1000);
    // What was under way when it was cut never came.
    expect([room.stats.tick, environment.sockets.length]).toEqual([100, 2]);
  });

  test("is cut by itself when it has lasted long enough", async () => {
    const { environment, statuses } = await joined({ cutAfterMillis: 3000 });
    environment.pass(2999);
    expect(statuses.at(-1)!.state).toBe("joined");
    environment.pass(1);
    expect(statuses.at(-1)).toMatchObject({ state: "connecting", after: { code: 1006 } });
  });

  test("brings the server's close after what was sent before it", async () => {
    const { environment, room } = await joined(delays);
    environment.socket.snapshot(101);
    environment.socket.drop(4006, "The room is full.");
    environment.pass(30);
    expect(room.stats.tick).toBe(101);
    expect(room.status).toMatchObject({ state: "closed", close: { code: 4006, message: "The room is full." } });
  });

  test("brings the client's close to the server after what it sent before", async () => {
    const { environment, room } = await joined(delays);
    room.leave();
    environment.pass(19);
    expect(environment.socket.closedWith).toBeUndefined();
    environment.pass(1);
    expect([environment.socket.sent.at(-1)!.leave, environment.socket.closedWith]).toEqual([true, 1000]);
  });
});

describe("over a link of 10 kB/s", () => {
  const SLOW = { down: { bytesPerSecond: 10_000 } };
  const KEYFRAME_BYTES = 150_000;

  /** A client that has asked for a place, and has heard the answer to its ping. */
  function asking() {
    const asking = connecting(SLOW);
    asking.environment.socket.open();
    asking.environment.socket.receive({ pong: 1 });
    return asking;
  }

  /** A client whose keyframe has taken 15 s. */
  async function slowlyJoined() {
    const { environment, joining, statuses } = asking();
    environment.socket.welcome({ resumeToken: Uint8Array.of(1) });
    environment.socket.snapshot(100, {}, KEYFRAME_BYTES);
    environment.pass(16_000);
    const room = await joining;
    return { environment, room, statuses, socket: environment.socket };
  }

  test("a keyframe of 150 kB arrives, and the client gets into the room with its first try", async () => {
    const { environment, room, statuses } = await slowlyJoined();
    expect(room.status.state).toBe("joined");
    expect(environment.sockets.length).toBe(1);
    expect(statuses.length).toBe(1);
  });

  test("so does a welcome of 150 kB, and one that comes only when the room has been opened", async () => {
    const { environment, joining } = asking();
    environment.pass(7000);
    environment.socket.receive({ pong: 2 });
    environment.socket.receive({}, KEYFRAME_BYTES);
    environment.socket.welcome();
    environment.socket.snapshot(100);
    environment.pass(17_000);
    expect((await joining).status.state).toBe("joined");
    expect(environment.sockets.length).toBe(1);
  });

  test("a keyframe that a seat is resumed with arrives, too", async () => {
    const { environment, room, socket } = await slowlyJoined();
    socket.drop(1006);
    environment.pass(500);
    environment.socket.open();
    environment.socket.welcome({ resumed: true, resumeToken: Uint8Array.of(2) });
    environment.socket.snapshot(500, {}, KEYFRAME_BYTES);
    environment.pass(16_000);
    expect(room.status).toEqual({ state: "joined", resumed: true });
    expect(environment.sockets.length).toBe(2);
  });

  test("a delta that takes as long as the keyframe before it arrives", async () => {
    const { environment, room, socket } = await slowlyJoined();
    socket.snapshot(420, {}, 100_000);
    environment.pass(11_000);
    expect([room.stats.tick, environment.sockets.length]).toEqual([420, 1]);
  });

  test("a keyframe that was asked for arrives", async () => {
    const { environment, room } = await joined(SLOW);
    const { socket } = environment;
    socket.snapshot(101, { stateHash: 1 });
    environment.pass(100);
    expect(socket.sent.some(({ resync }) => resync)).toBe(true);
    socket.forgetBaseline();
    socket.snapshot(400, {}, KEYFRAME_BYTES);
    environment.pass(16_000);
    expect([room.stats.tick, environment.sockets.length]).toEqual([400, 1]);
  });

  test("a page that is shown again while a keyframe is under way does not end it", async () => {
    const { environment, joining } = asking();
    environment.socket.welcome();
    environment.socket.snapshot(100, {}, KEYFRAME_BYTES);
    environment.pass(5000);
    environment.awake();
    environment.pass(11_000);
    expect((await joining).status.state).toBe("joined");
  });

  test("a server that is gone is noticed within 8 s again, once snapshots flow", async () => {
    const { environment, room, socket } = await slowlyJoined();
    for (let tick = 420; tick < 430; tick++) {
      socket.snapshot(tick);
      environment.pass(50);
    }
    environment.pass(9100);
    expect(room.status).toMatchObject({ state: "connecting", after: { name: "CONNECTION_LOST" } });
  });

  test("a server that never sends the first snapshot is given up after a minute", async () => {
    const { environment, joining } = asking();
    environment.socket.welcome();
    environment.pass(59_000);
    expect(environment.socket.isOpen).toBe(true);
    environment.pass(2000);
    await expect(joining).rejects.toMatchObject({ close: { name: "CONNECTION_LOST" } });
  });
});

test("what comes out is done with before the next comes out, whatever is sent meanwhile", () => {
  const network = new SlowNetwork({}, 1, new FakeEnvironment());
  const link = network.connect(() => {});
  const told: string[] = [];
  network.stall();
  link.down(1, () => {
    told.push("first");
    link.up(1, () => told.push("answer"));
    told.push("first is done with");
  });
  link.down(1, () => told.push("second"));
  network.resume();
  expect(told).toEqual(["first", "first is done with", "second", "answer"]);
});

test("what a network behaves like can be read and changed, but not to what cannot be", () => {
  const network = new SlowNetwork({ down: { delayMillis: 30 } }, 1, new FakeEnvironment());
  network.set({ up: { delayMillis: 20 }, cutAfterMillis: 5 });
  expect(network.conditions).toMatchObject({ down: { delayMillis: 30 }, up: { delayMillis: 20 }, cutAfterMillis: 5 });
  expect(() => network.set({ cutAfterMillis: -1 })).toThrow("cutAfterMillis is 0 or more, not -1");
});
