import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { join, type JoinOptions } from "../src/index.ts";
import { FakeEnvironment } from "./support/fakeEnvironment.ts";
import { joined } from "./support/joined.ts";

const TOKEN = Uint8Array.of(1, 2, 3);
const NEXT_TOKEN = Uint8Array.of(4, 5, 6);
const SEAT = { resumeToken: TOKEN, resumeGraceMillis: 30000 };

/** A page that has joined, and remembers its seat. */
const playing = (options: Partial<JoinOptions> & { environment?: FakeEnvironment } = {}, welcome = {}) =>
  joined({ remember: "seat", ...options }, { ...SEAT, ...welcome });

/** The page that is loaded next in the tab of another, or in a copy of that tab. */
function nextPage({ storedTexts }: FakeEnvironment, reloaded = false): FakeEnvironment {
  const environment = new FakeEnvironment();
  environment.storedTexts = storedTexts && new Map(storedTexts);
  environment.reloaded = reloaded;
  return environment;
}

/** Joins in a page, and returns what that says to the server first. */
function joinIn(environment: FakeEnvironment, options: Partial<JoinOptions> = {}) {
  const joining = join({
    url: "ws://test/ws",
    roomType: "arena",
    name: "Ada",
    remember: "seat",
    environment,
    ...options,
  });
  joining.catch(() => {});
  environment.socket.open();
  return { joining, request: environment.socket.sent[0].join! };
}

describe("a seat that is remembered", () => {
  test("is come back to by the page that is loaded next", async () => {
    const { environment, socket } = await playing();
    environment.unload();
    expect(
      socket.sent.some((frame) => frame.leave),
      "left",
    ).toBe(false);
    const next = nextPage(environment, true);
    const { joining, request } = joinIn(next);
    expect(request).toMatchObject({ resumeToken: TOKEN, room: "", create: false });
    next.socket.welcome({ resumeToken: NEXT_TOKEN, resumed: true });
    next.socket.snapshot(300);
    const room = await joining;
    expect([room.player, room.status]).toEqual([5, { state: "joined", resumed: true }]);
  });

  test.each([
    ["a page of the tab that was reloaded", true, TOKEN],
    ["a copy of the tab, whose page is still there", false, new Uint8Array()],
  ])("is, where the page has not said that it goes away, for %s", async (_, reloaded, token) => {
    const { environment } = await playing();
    expect(joinIn(nextPage(environment, reloaded)).request.resumeToken).toEqual(token);
  });

  test("is not taken by another room of the same page", async () => {
    const { environment } = await playing({ environment: nextPage(new FakeEnvironment(), true) });
    expect(joinIn(environment).request.resumeToken.length).toBe(0);
  });

  test("is remembered with the newest token", async () => {
    const { environment, socket } = await playing();
    socket.drop(1006);
    environment.pass(500);
    environment.socket.open();
    environment.socket.welcome({ resumeToken: NEXT_TOKEN, resumed: true });
    environment.unload();
    expect(joinIn(nextPage(environment)).request.resumeToken).toEqual(NEXT_TOKEN);
  });

  test.each([
    ["another room", { room: "arena-2" }],
    ["another type", { roomType: "race" }],
    ["another name", { name: "Grace" }],
    ["a new room", { create: true }],
    ["to watch", { spectate: true }],
    ["under another key", { remember: "other" }],
    ["without remembering", { remember: undefined }],
  ])("is not for who asks for %s", async (_, options) => {
    const { environment } = await playing();
    environment.unload();
    expect(joinIn(nextPage(environment), options as object).request.resumeToken.length).toBe(0);
  });

  test.each([{ room: "arena-1" }, { room: "arena-1", roomType: "race" }, { roomType: "arena" }, { roomType: "" }])(
    "is for who asks for %o",
    async (options) => {
      const { environment } = await playing();
      environment.unload();
      expect(joinIn(nextPage(environment), options).request.resumeToken).toEqual(TOKEN);
    },
  );

  test.each([4005, 4006, 4016, 4017])("that was given away (%i) is followed by a join like any other", async (code) => {
    const { environment } = await playing();
    environment.unload();
    const next = nextPage(environment);
    const { joining } = joinIn(next, { room: "arena-1" });
    next.socket.drop(code);
    expect(next.sockets.length).toBe(2);
    next.socket.open();
    expect(next.socket.sent[0].join).toMatchObject({ resumeToken: new Uint8Array(), room: "arena-1", name: "Ada" });
    next.socket.welcome({ ...SEAT, player: 6 });
    next.socket.snapshot(300);
    const room = await joining;
    expect([room.player, room.status]).toEqual([6, { state: "joined", resumed: false }]);
  });

  test("and its room, that is gone, end in an error that says so", async () => {
    const { environment } = await playing();
    environment.unload();
    const next = nextPage(environment);
    const { joining } = joinIn(next, { room: "arena-1" });
    next.socket.drop(4005);
    next.socket.open();
    next.socket.drop(4005);
    await expect(joining).rejects.toMatchObject({ close: { name: "UNKNOWN_ROOM" } });
    expect(next.leftovers).toEqual([]);
  });

  test("is still there when the server could not be reached", async () => {
    const { environment } = await playing();
    environment.unload();
    const next = nextPage(environment);
    const { joining } = joinIn(next);
    next.socket.drop(1006);
    await expect(joining).rejects.toThrow();
    expect(joinIn(next).request.resumeToken).toEqual(TOKEN);
  });

  test.each([
    ["left", ({ room }: Awaited<ReturnType<typeof joined>>) => room.leave()],
    ["was taken over by another tab", ({ socket }: Awaited<ReturnType<typeof joined>>) => socket.drop(4018)],
    ["was thrown out", ({ socket }: Awaited<ReturnType<typeof joined>>) => socket.drop(4015)],
  ])("is forgotten by who %s", async (_, end) => {
    const page = await playing();
    end(page);
    expect([...page.environment.storedTexts!]).toEqual([]);
  });

  test("is forgotten by who leaves after the connection was closed", async () => {
    const { room, environment, socket } = await playing({ reconnect: false });
    socket.drop(1006);
    expect(environment.storedTexts!.size).toBe(1);
    room.leave();
    expect(environment.storedTexts!.size).toBe(0);
  });

  test("is none for a spectator, who leaves with the page", async () => {
    const { environment, socket } = await playing(
      { spectate: true },
      { player: undefined, resumeToken: new Uint8Array() },
    );
    expect(environment.storedTexts!.size).toBe(0);
    environment.unload();
    expect(socket.sent.at(-1)!.leave).toBe(true);
  });

  test("needs a storage: without, the page plays, and leaves when it goes away", async () => {
    const environment = new FakeEnvironment();
    environment.storedTexts = undefined;
    const { socket } = await playing({ environment });
    environment.unload();
    expect(socket.sent.at(-1)!.leave).toBe(true);
    expect(environment.leftovers).toEqual([]);
  });

  test.each(["nonsense", "null", "{}", '{"page":0,"name":"Ada","roomType":"arena"}', "[]"])(
    "is none where somebody wrote %s",
    (text) => {
      const environment = new FakeEnvironment();
      environment.storedTexts!.set("seat", text);
      expect(joinIn(environment).request.resumeToken.length).toBe(0);
    },
  );
});

describe("a signal", () => {
  const aborted = async (abortAt: (environment: FakeEnvironment, abort: () => void) => void) => {
    const environment = new FakeEnvironment();
    const controller = new AbortController();
    const joining = join({ url: "ws://test/ws", environment, signal: controller.signal });
    const reason = new Error("the player went back");
    abortAt(environment, () => controller.abort(reason));
    await expect(joining).rejects.toBe(reason);
    expect(environment.leftovers).toEqual([]);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    environment.awake();
    environment.pass(60000);
    expect(environment.sockets.length).toBe(1);
    return environment;
  };

  test.each([
    ["before the server answers", (_: FakeEnvironment, abort: () => void) => abort()],
    [
      "when the connection is there",
      ({ socket }: FakeEnvironment, abort: () => void) => {
        socket.open();
        abort();
      },
    ],
  ])("that is aborted %s rejects with its reason, and leaves nothing behind", async (_, abortAt) => {
    await aborted(abortAt);
  });

  test("that is aborted after the welcome gives the seat up", async () => {
    const { socket } = await aborted(({ socket }, abort) => {
      socket.open();
      socket.welcome({ resumeToken: TOKEN });
      abort();
    });
    expect(socket.sent.at(-1)!.leave).toBe(true);
    expect(socket.closedWith).toBe(1000);
  });

  test("that was aborted before opens no connection", async () => {
    const environment = new FakeEnvironment();
    const signal = AbortSignal.abort("too late");
    await expect(join({ url: "ws://test/ws", environment, signal })).rejects.toBe("too late");
    expect([environment.sockets, environment.leftovers]).toEqual([[], []]);
  });

  test("that is aborted in a room leaves it, for good", async () => {
    const controller = new AbortController();
    const { room, environment, socket, statuses } = await joined({ signal: controller.signal });
    controller.abort();
    expect(socket.sent.at(-1)!.leave).toBe(true);
    expect(statuses.at(-1)).toMatchObject({ state: "closed", close: { name: "LEFT" } });
    room.reconnect();
    expect(environment.sockets.length).toBe(1);
    expect(environment.leftovers).toEqual([]);
  });

  test("is not listened to by a room that is closed, and is again when it is joined again", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const { room, environment, socket } = await joined({ signal });
    socket.drop(4015);
    expect(getEventListeners(signal, "abort").length).toBe(0);
    room.reconnect();
    expect(getEventListeners(signal, "abort").length).toBe(1);
    controller.abort();
    expect([room.status.state, environment.leftovers]).toEqual(["closed", []]);
  });
});
