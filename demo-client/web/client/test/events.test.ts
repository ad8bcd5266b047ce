import { describe, expect, test } from "vitest";
import {
  ColumnSchema_Kind as Kind,
  type EventBatch,
  Schema as WireSchema,
  ServerFrame as WireFrame,
} from "./generated/tickwire/frames.ts";
import { EventDecoder, join, MalformedFrameError, Schema, ServerFrame } from "../src/index.ts";
import { ARENA } from "./support/arenaSchema.ts";
import { FakeEnvironment } from "./support/fakeEnvironment.ts";

const [HITS, KILLS] = [0, 1];
const column = (name: string, kind: Kind, labels: string[] = []) => ({
  name,
  kind,
  min: 0,
  max: 2400,
  step: 1 / 8,
  bits: 0,
  labels,
  target: kind === Kind.REFERENCE ? "ships" : "",
});
const WIRE = WireSchema.fromPartial({
  ...ARENA,
  events: [
    {
      name: "hits",
      capacity: 64,
      columns: [column("x", Kind.FIXED), column("y", Kind.FIXED), column("ship", Kind.REFERENCE)],
    },
    {
      name: "kills",
      capacity: 16,
      columns: [column("name", Kind.TEXT), column("by", Kind.ENUM, ["bullet", "rock"]), column("first", Kind.FLAG)],
    },
  ],
});
const WELCOME = { schema: WIRE, schemaHash: Schema.fromWire(WIRE).hash() };
const SHIP = 65536;

/** Hits at ticks; their values are x, y and ship. */
const hits = (ago: number[], ...values: number[]): EventBatch => ({ kind: HITS, ago, values, texts: [] });
const hit = (ago: number, x: number): EventBatch => hits([ago], x * 8, 0, SHIP);
const kill = (ago: number, name: string): EventBatch => ({
  kind: KILLS,
  ago: [ago],
  values: [name ? 1 : 0, 1, 0],
  texts: name ? [name] : [],
});

describe("the decoder", () => {
  const decoder = new EventDecoder(Schema.fromWire(WIRE));
  const read = (events: EventBatch[], tick = 100) => {
    const frame = new ServerFrame();
    frame.read(WireFrame.encode(WireFrame.fromPartial({ tick, events })).finish());
    return decoder.read(frame).map(({ kind, tick, raws }) => [kind.name, tick, ...raws]);
  };

  test("orders events by tick and then by kind", () => {
    expect(read([kill(3, "Ada"), hits([5, 2, 0], 1, 2, 3, 11, 12, 13, 21, 22, 23)])).toEqual([
      ["hits", 95, 1, 11, 21],
      ["hits", 97, 2, 12, 22],
      ["hits", 97, 3, 13, 23],
      ["kills", 97, "Ada", 1, 0],
    ]);
    expect(read([])).toEqual([]);
  });

  test.each([
    ["a kind that there is not", [{ kind: 2, ago: [0], values: [], texts: [] }]],
    ["a kind twice", [hit(0, 1), hit(1, 1)]],
    ["a tick below 1", [hit(100, 1)]],
    ["a tick of long ago", [hit(0xffffffff, 1)]],
    ["a tick after the frame's", [hits([1, 2], 1, 2, 3, 4, 5, 6)]],
    ["a tick after the frame's, told by a great number", [hits([1, 0xffffffff], 1, 2, 3, 4, 5, 6)]],
    ["too few values", [hits([0], 1, 2)]],
    ["a text that there is not", [{ ...kill(1, "Ada"), texts: [] }]],
    ["too many values", [hits([0], 1, 2, 3, 4)]],
    ["values of no event", [hits([], 1, 2, 3)]],
    ["too many events", [hits(new Array(4097).fill(0), ...new Array(4097 * 3).fill(0))]],
  ])("refuses %s", (_, batches) => {
    expect(() => read(batches)).toThrow(MalformedFrameError);
  });

  test("takes as many events as a frame may have", () => {
    expect(read([hits(new Array(4096).fill(0), ...new Array(4096 * 3).fill(0))]).length).toBe(4096);
  });

  test("refuses events without a snapshot", () => {
    expect(() => read([hit(0, 1)], 0)).toThrow(MalformedFrameError);
  });
});

interface Game {
  tables: { ships: { x: number } };
  inputs: { turn: number };
  events: {
    hits: { x: number; y: number; ship: number };
    kills: { name: string; by: "bullet" | "rock"; first: boolean };
  };
}

async function joined() {
  const environment = new FakeEnvironment();
  const joining = join<Game>({ url: "ws://test/ws", environment });
  environment.socket.open();
  environment.socket.welcome(WELCOME);
  environment.socket.snapshot(100, { events: [hit(0, 1)] });
  const room = await joining;
  let tick = 100;
  return {
    room,
    environment,
    /** Plays a snapshot of the next tick at 20 Hz. */
    play(...events: EventBatch[]) {
      environment.pass(50);
      environment.socket.snapshot(++tick, { events });
    },
    view: () => room.view(environment.nowMillis()),
  };
}

describe("a room", () => {
  test("tells of events when the tick at which they happened is drawn, once and in order", async () => {
    const { room, play, view } = await joined();
    const told: string[] = [];
    const note = (what: string, tick: number) => told.push(`${what} of ${tick} at ${Math.floor(view().tick)}`);
    room.on("hits", ({ x, tick }) => note(`hit ${x}`, tick));
    room.on("kills", ({ by, tick }) => note(`kill by ${by}`, tick));
    for (let tick = 101; tick <= 110; tick++) {
      play(...(tick % 3 === 0 ? [hit(0, tick), kill(1, "")] : []));
      view();
    }
    expect(told).toEqual([
      "hit 1 of 100 at 100",
      "kill by rock of 101 at 101",
      "hit 102 of 102 at 102",
      "kill by rock of 104 at 104",
      "hit 105 of 105 at 105",
      "kill by rock of 107 at 107",
      "hit 108 of 108 at 108",
    ]);
  });

  test("tells of them at once who wants that", async () => {
    const { room, play, view } = await joined();
    const told: number[] = [];
    const drawn: number[] = [];
    room.on("hits", ({ x }) => told.push(x), { immediately: true });
    room.on("hits", ({ x }) => drawn.push(x));
    play(hits([3, 1], 8, 16, 0, 0, SHIP, SHIP));
    expect([told, drawn]).toEqual([[1, 2], []]);
    for (let i = 0; i < 5; i++) play();
    view();
    expect([told, drawn]).toEqual([
      [1, 2],
      [1, 1, 2],
    ]);
  });

  test("gives the values that columns stand for, and the text of that moment", async () => {
    const { room, environment } = await joined();
    const told: unknown[] = [];
    room.on("kills", (event) => told.push(event), { immediately: true });
    room.on("hits", (event) => told.push(event), { immediately: true });
    const block = { baselineAgo: 0, previousAgo: 0, layer: 0, tables: [], texts: ["Eve"] };
    environment.socket.receive({ tick: 101, blocks: [block], events: [kill(0, "Ada")] });
    environment.socket.receive({
      tick: 102,
      blocks: [{ ...block, baselineAgo: 1 }],
      events: [{ kind: KILLS, ago: [0], values: [0, 0, 1], texts: ["of none"] }, hits([1], 12, 80, SHIP)],
    });
    expect(told).toEqual([
      { tick: 101, name: "Ada", by: "rock", first: false },
      { tick: 101, x: 1.5, y: 10, ship: SHIP },
      { tick: 102, name: "", by: "bullet", first: true },
    ]);
  });

  test("does not lose those of a frame whose blocks build on something else", async () => {
    const { room, environment } = await joined();
    const told: number[] = [];
    room.on("hits", ({ x }) => told.push(x), { immediately: true });
    const lost = { baselineAgo: 50, previousAgo: 0, layer: 0, tables: [], texts: [] };
    environment.socket.receive({ tick: 101, blocks: [lost], events: [hit(0, 5)] });
    expect(environment.socket.sent.some((frame) => frame.resync)).toBe(true);
    environment.socket.receive({ tick: 102, blocks: [{ ...lost, baselineAgo: 0 }], events: [hit(0, 6)] });
    expect(told).toEqual([5, 6]);
  });

  test("ends a listener that is taken away, and refuses one for a kind that there is not", async () => {
    const { room, play } = await joined();
    const told: number[] = [];
    const end = room.on("hits", ({ x }) => told.push(x), { immediately: true });
    play(hit(0, 5));
    end();
    play(hit(0, 6));
    expect(told).toEqual([5]);
    expect(() => room.on("misses" as "hits", () => {})).toThrow('no events "misses"; it has hits, kills');
  });

  test("loses none when a listener throws", async () => {
    const { room, environment, play } = await joined();
    const told: number[] = [];
    const mistake = ({ x }: { x: number }) => {
      told.push(x);
      if (x === 5) throw new Error("a mistake in a game");
    };
    room.on("hits", mistake, { immediately: true });
    room.on("hits", ({ x }) => told.push(x), { immediately: true });
    play(hits([1, 1], 40, 48, 0, 0, 0, 0));
    expect(told).toEqual([5, 5, 6, 6]);
    expect(environment.errors).toMatchObject([{ message: "a mistake in a game" }]);
  });

  test("tells of the oldest early when nobody draws", async () => {
    const { room, play, view } = await joined();
    const told: number[] = [];
    room.on("hits", ({ x }) => told.push(x));
    const many = (x: number) =>
      hits(new Array(2048).fill(0), ...new Array(2048).fill(x * 8), ...new Array(4096).fill(0));
    play(many(2));
    play(many(3));
    expect(told).toEqual([1]);
    play(many(4));
    expect(told.length).toBe(1 + 2048);
    for (let i = 0; i < 5; i++) play();
    view();
    expect(told).toEqual([1, ...new Array(2048).fill(2), ...new Array(2048).fill(3), ...new Array(2048).fill(4)]);
  });

  test("goes on telling after a reconnect", async () => {
    const { room, environment, play } = await joined();
    const told: number[] = [];
    room.on("hits", ({ x }) => told.push(x), { immediately: true });
    play(hit(0, 5));
    environment.socket.drop(1006);
    environment.pass(2000);
    environment.socket.open();
    environment.socket.welcome(WELCOME);
    environment.socket.snapshot(200, { events: [hit(0, 6)] });
    expect(told).toEqual([5, 6]);
  });
});
