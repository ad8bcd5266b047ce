import { expect, test } from "vitest";
import { join, type Predictor, type Room } from "../src/index.ts";
import { Prediction } from "../src/prediction.ts";
import { CartRules } from "./support/cartRules.ts";
import { arena, FakeEnvironment } from "./support/fakeEnvironment.ts";

/** Where the part that predicts comes when the test lets it, or not at all. */
class SlowEnvironment extends FakeEnvironment {
  arrive!: () => void;
  fail!: (error: Error) => void;
  asked = 0;
  predictor: Predictor = Prediction;
  private readonly arrival = new Promise<Predictor>((resolve, reject) => {
    this.arrive = () => resolve(this.predictor);
    this.fail = reject;
  });

  override loadPredictor(): Promise<Predictor> {
    this.asked++;
    return this.arrival;
  }
}

/** Joins, and lets the server answer at once. */
function begin(
  options: { signal?: AbortSignal; spectate?: boolean } = {},
  answers = true,
  predictor: Predictor = Prediction,
) {
  const environment = new SlowEnvironment();
  environment.predictor = predictor;
  const world = Object.assign(new CartRules(), { schemaHash: () => arena.hash() });
  const joining = join({ url: "ws://test/ws", environment, rules: { predict: () => world }, ...options });
  environment.socket.open();
  const answer = () => {
    environment.socket.welcome(options.spectate ? { player: undefined } : {});
    environment.socket.snapshot(100);
  };
  if (answers) answer();
  const seen: { room?: Room; error?: unknown } = {};
  const settled = joining.then(
    (room) => void (seen.room = room),
    (error: unknown) => void (seen.error = error),
  );
  return { environment, settled, seen, answer };
}

const soon = () => new Promise((resolve) => setImmediate(resolve));

test("a room with rules is joined when the part that predicts is there: the first frame with an input is predicted", async () => {
  const { environment, seen, settled } = begin();
  await soon();
  expect(seen).toEqual({});
  environment.arrive();
  await settled;
  seen.room!.setInput({ turn: 1 });
  seen.room!.view(environment.nowMillis());
  expect(seen.room!.stats.prediction).toMatchObject({ corrections: 0 });
});

test("the part that predicts may be there before the server answers", async () => {
  const { environment, seen, settled, answer } = begin({}, false);
  environment.arrive();
  await soon();
  answer();
  await settled;
  seen.room!.setInput({ turn: 1 });
  seen.room!.view(environment.nowMillis());
  expect(seen.room!.stats.prediction).toMatchObject({ corrections: 0 });
});

test("the server is told with each ping how often predictions were wrong", async () => {
  class OftenWrong extends Prediction {
    override corrections = 7;
  }
  const { environment, settled } = begin({}, true, OftenWrong);
  environment.arrive();
  await settled;
  environment.pass(1000);
  expect(environment.socket.sent.at(-1)).toMatchObject({ corrections: 7, ping: 2 });
});

test("while the part that predicts is on its way, the connection goes on, and says so if it breaks", async () => {
  const { environment, seen, settled } = begin();
  environment.socket.snapshot(101);
  expect(environment.socket.sent.at(-1)!.ackTick).toBe(100);
  environment.socket.drop(1001);
  environment.arrive();
  await settled;
  expect([seen.room, environment.leftovers]).toEqual([undefined, []]);
  expect(seen.error).toMatchObject({ close: { code: 1001 } });
});

test("a room that is given up while the part that predicts is on its way stays given up", async () => {
  const controller = new AbortController();
  const { environment, seen, settled } = begin({ signal: controller.signal });
  controller.abort("enough");
  environment.arrive();
  await settled;
  await soon();
  expect([seen.room, seen.error, environment.leftovers]).toEqual([undefined, "enough", []]);
});

test("where the part that predicts cannot be loaded, that is reported, and the game goes on without", async () => {
  const { environment, seen, settled } = begin();
  environment.fail(new Error("404"));
  await settled;
  expect(seen.room!.status.state).toBe("joined");
  seen.room!.setInput({ turn: 1 });
  seen.room!.view(environment.nowMillis());
  expect(seen.room!.stats.prediction).toBeUndefined();
  expect(environment.errors).toMatchObject([{ message: "the part of the library that predicts cannot be loaded" }]);
});

test("the part that predicts is asked for when a connection is open: a server that is down is asked for nothing else", async () => {
  const environment = new SlowEnvironment();
  const joining = join({ url: "ws://test/ws", environment, rules: { predict: () => new CartRules() } });
  const [before, socket] = [environment.asked, environment.socket];
  socket.open();
  socket.drop(1006);
  await expect(joining).rejects.toMatchObject({ close: { code: 1006 } });
  expect([before, environment.asked]).toEqual([0, 1]);
});

test("where there are no WebSockets, that is said, and nothing else", async () => {
  const environment = new SlowEnvironment();
  environment.lacksSockets = true;
  const joining = join({ url: "ws://test/ws", environment, rules: { predict: () => new CartRules() } });
  await expect(joining).rejects.toMatchObject({ close: { name: "NO_WEBSOCKET" } });
  environment.arrive();
  await soon();
  expect([environment.errors, environment.leftovers]).toEqual([[], []]);
});

test("who watches does not wait for the part that predicts", async () => {
  const { seen, settled } = begin({ spectate: true });
  await settled;
  expect(seen.room!.spectating).toBe(true);
});
