import { closeOf, type Status } from "tickwire-client";
import { describe, expect, test } from "vitest";
import { ConnectionWatch } from "../connectionWatch.ts";

const WELL = { snapshotAgeMillis: 40, unansweredMillis: 0, rttMillis: 30 };
const UNREACHABLE = { code: 1006, name: "SERVER_UNREACHABLE", message: "The server cannot be reached.", retry: true };
const RESUMED: Status = { state: "joined", resumed: true };
const ANEW: Status = { state: "joined", resumed: false };
const connecting = (after = closeOf(1006), attempt = 1): Status => ({
  state: "connecting",
  attempt,
  after,
  retryInMillis: 0,
});

/** A watch on a room that is well, at time 0, and the room to be changed. */
function watched(changes = {}) {
  const room = { id: "arena-1", spectating: false, stats: { ...WELL }, ...changes };
  const watch = new ConnectionWatch(room as unknown as ConstructorParameters<typeof ConnectionWatch>[0], "round");
  expect(watch.trouble(0)).toBeUndefined();
  return { room, watch };
}

describe("a break", () => {
  test("that is resumed within a second is not worth a word", () => {
    const { watch } = watched();
    expect(watch.changed(connecting(), 1000)).toBe("");
    expect(watch.trouble(1016)).toBeUndefined();
    expect(watch.trouble(1990)).toBeUndefined();
    expect(watch.changed(RESUMED, 1995)).toBe("");
    expect(watch.trouble(5000)).toBeUndefined();
  });

  test("that lasts is told of, and that it is over", () => {
    const { watch } = watched();
    watch.changed(connecting(), 1000);
    // A second attempt does not begin the wait anew.
    watch.changed(connecting(UNREACHABLE, 2), 1900);
    expect(watch.trouble(2000)).toEqual({
      title: "The server cannot be reached.",
      text: "Reconnecting… (attempt 2)",
      remedy: "Try now",
    });
    expect(watch.changed(RESUMED, 4000)).toBe("The connection is back");
    expect(watch.trouble(4000)).toBeUndefined();
  });

  test("that the server announced stays a restart while it cannot be reached", () => {
    const { watch } = watched();
    watch.changed(connecting(closeOf(1001)), 1000);
    watch.changed(connecting(UNREACHABLE, 2), 1500);
    expect(watch.trouble(3000)?.title).toBe("The server is restarting or shutting down.");
  });

  test("for good is told of at once, with what helps", () => {
    const { watch } = watched();
    watch.changed({ state: "closed", close: closeOf(4015) }, 1000);
    expect(watch.trouble(1000)).toMatchObject({ text: "", remedy: "Try again" });
    watch.changed({ state: "closed", close: closeOf(4003) }, 1000);
    expect(watch.trouble(1000)?.remedy).toBe("Reload the page");
  });
});

describe("a server", () => {
  test("that stands still is told of after a second, and not when it goes on", () => {
    const { room, watch } = watched();
    Object.assign(room.stats, { snapshotAgeMillis: 990, unansweredMillis: 990 });
    expect(watch.trouble(1000)).toBeUndefined();
    Object.assign(room.stats, { snapshotAgeMillis: 1010, unansweredMillis: 600 });
    expect(watch.trouble(1020)).toEqual({
      title: "The server does not answer.",
      text: "Waiting for it…",
      remedy: "",
    });
    Object.assign(room.stats, WELL);
    expect(watch.trouble(3000)).toBeUndefined();
  });

  test("in whose room nothing happens is well while it answers", () => {
    const { room, watch } = watched();
    Object.assign(room.stats, { snapshotAgeMillis: 4900, unansweredMillis: 30 });
    expect(watch.trouble(5000)).toBeUndefined();
  });

  test("that is far away is given the time that its answers take", () => {
    const { room, watch } = watched();
    Object.assign(room.stats, { snapshotAgeMillis: 1100, unansweredMillis: 700, rttMillis: 600 });
    expect(watch.trouble(1000)).toBeUndefined();
    Object.assign(room.stats, { unansweredMillis: 1300 });
    expect(watch.trouble(2000)?.title).toBe("The server does not answer.");
  });
});

describe("who comes back without the seat", () => {
  const back = (change: object, closes = [closeOf(1006)], spectating = false) => {
    const { room, watch } = watched({ spectating });
    for (const close of closes) watch.changed(connecting(close), 1000);
    watch.trouble(3000);
    Object.assign(room, change);
    return watch.changed(ANEW, 4000);
  };

  test("into a round that went on is told that the seat was given away", () => {
    expect(back({})).toBe("Your seat was given away meanwhile: you have joined anew");
  });

  test("after a restart that was announced is told of that", () => {
    const sentence = "The server was restarted: this is a new round, arena-2";
    expect(back({ id: "arena-2" }, [closeOf(1001), UNREACHABLE])).toBe(sentence);
  });

  test("into another round is told what is known of that", () => {
    const other = { id: "arena-2" };
    expect(back(other, [closeOf(1006), UNREACHABLE])).toBe(
      "The server was away, and your round is over: this is a new one, arena-2",
    );
    expect(back(other)).toBe("You were away, and your round is over: this is a new one, arena-2");
  });

  test("and only watches has lost none, but is told of a new round", () => {
    expect(back({}, [closeOf(1006)], true)).toBe("The connection is back");
    expect(back({ id: "arena-2" }, [closeOf(1001)], true)).toBe(
      "The server was restarted: this is a new round, arena-2",
    );
  });

  test("is told of what came after the last time, not of what was before", () => {
    const { room, watch } = watched();
    watch.changed(connecting(closeOf(1001)), 1000);
    watch.trouble(3000);
    Object.assign(room, { id: "arena-2" });
    watch.changed(ANEW, 4000);
    watch.changed(connecting(), 5000);
    expect(watch.changed(ANEW, 5500)).toBe("Your seat was given away meanwhile: you have joined anew");
  });
});
