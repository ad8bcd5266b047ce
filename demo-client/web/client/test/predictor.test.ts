import { beforeEach, expect, test, vi } from "vitest";
import type { Room } from "../src/index.ts";
import { CartRules } from "./support/cartRules.ts";
import { arena, FakeEnvironment } from "./support/fakeEnvironment.ts";

/** What stands for the file with the part that predicts: it comes when the test lets it, or not at all. */
let arrive: () => void;
let fail: (error: Error) => void;

beforeEach(() => {
  vi.resetModules();
  const arrival = new Promise<void>((resolve, reject) => ([arrive, fail] = [resolve, reject]));
  vi.doMock("../src/prediction.ts", async (original) => {
    await arrival;
    return original();
  });
  return () => vi.doUnmock("../src/prediction.ts");
});

/** Joins, and lets the server answer at once. */
async function begin(options: { signal?: AbortSignal; spectate?: boolean } = {}) {
  const { join } = await import("../src/room.ts");
  const environment = new FakeEnvironment();
  const world = Object.assign(new CartRules(), { schemaHash: () => arena.hash() });
  const joining = join({ url: "ws://test/ws", environment, rules: { predict: () => world }, ...options });
  environment.socket.open();
  environment.socket.welcome(options.spectate ? { player: undefined } : {});
  environment.socket.snapshot(100);
  const seen: { room?: Room; error?: unknown } = {};
  const settled = joining.then(
    (room) => void (seen.room = room),
    (error: unknown) => void (seen.error = error),
  );
  return { environment, settled, seen };
}

const soon = () => new Promise((resolve) => setImmediate(resolve));

test("a room with rules is joined when the part that predicts is there: the first frame with an input is predicted", async () => {
  const { environment, seen, settled } = await begin();
  await soon();
  expect(seen).toEqual({});
  arrive();
  await settled;
  seen.room!.setInput({ turn: 1 });
  seen.room!.view(environment.nowMillis());
  expect(seen.room!.stats.prediction).toMatchObject({ corrections: 0 });
});

test("while the part that predicts is on its way, the connection goes on, and says so if it breaks", async () => {
  const { environment, seen, settled } = await begin();
  environment.socket.snapshot(101);
  expect(environment.socket.sent.at(-1)!.ackTick).toBe(100);
  environment.socket.drop(1001);
  arrive();
  await settled;
  expect([seen.room, environment.leftovers]).toEqual([undefined, []]);
  expect(seen.error).toMatchObject({ close: { code: 1001 } });
});

test("a room that is given up while the part that predicts is on its way stays given up", async () => {
  const controller = new AbortController();
  const { environment, seen, settled } = await begin({ signal: controller.signal });
  controller.abort("enough");
  arrive();
  await settled;
  await soon();
  expect([seen.room, seen.error, environment.leftovers]).toEqual([undefined, "enough", []]);
});

test("where the part that predicts cannot be loaded, that is reported, and the game goes on without", async () => {
  const { environment, seen, settled } = await begin();
  fail(new Error("404"));
  await settled;
  expect(seen.room!.status.state).toBe("joined");
  seen.room!.setInput({ turn: 1 });
  seen.room!.view(environment.nowMillis());
  expect(seen.room!.stats.prediction).toBeUndefined();
  expect(environment.errors).toMatchObject([{ message: "the part of the library that predicts cannot be loaded" }]);
});

test("where there are no WebSockets, that is said, and nothing else", async () => {
  const { join } = await import("../src/room.ts");
  const environment = new FakeEnvironment();
  environment.lacksSockets = true;
  const joining = join({ url: "ws://test/ws", environment, rules: { predict: () => new CartRules() } });
  await expect(joining).rejects.toMatchObject({ close: { name: "NO_WEBSOCKET" } });
  arrive();
  await soon();
  expect([environment.errors, environment.leftovers]).toEqual([[], []]);
});

test("who watches does not wait for the part that predicts", async () => {
  const { seen, settled } = await begin({ spectate: true });
  await settled;
  expect(seen.room!.spectating).toBe(true);
});
