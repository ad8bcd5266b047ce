import { afterEach, expect, test, vi } from "vitest";
import { cancelReservation, quickMatch, rooms, RoomsError, roomTypes } from "../src/rooms/index.ts";

afterEach(() => vi.unstubAllGlobals());

interface Asked {
  readonly url: string;
  readonly init: RequestInit;
}

/** What is asked of a server that gives this answer. */
function serverThat(answer: () => Response): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal("fetch", (url: URL, init: RequestInit) => {
    asked.push({ url: url.href, init });
    return Promise.resolve(answer());
  });
  return asked;
}

const problem = (status: number, body: string) => () =>
  new Response(body, { status, headers: { "Content-Type": "application/problem+json" } });

test("an error of the server is one with its sentence and its status", async () => {
  serverThat(problem(400, '{"status":400,"detail":"There is no room type \\"chess\\": there are cards."}'));
  const failed = await rooms("ws://127.0.0.1/ws", { type: "chess" }).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(RoomsError);
  expect(failed).toMatchObject({ status: 400, message: 'There is no room type "chess": there are cards.' });
});

test.each(["", "<html>", '{"detail":7}', "null"])("%j in place of a problem is an error all the same", async (body) => {
  serverThat(problem(502, body));
  await expect(roomTypes("ws://127.0.0.1/ws")).rejects.toMatchObject({
    status: 502,
    message: "The server answers with 502.",
  });
});

test("a server that cannot be reached, and a signal, reject as they do with fetch", async () => {
  const lost = new TypeError("failed to fetch");
  vi.stubGlobal("fetch", (_url: URL, { signal }: RequestInit) =>
    Promise.reject(signal?.aborted ? signal.reason : lost),
  );
  await expect(rooms("ws://127.0.0.1/ws")).rejects.toBe(lost);
  await expect(rooms("ws://127.0.0.1/ws", {}, { signal: AbortSignal.abort("no more") })).rejects.toBe("no more");
});

test.each([
  ["ws://127.0.0.1:8080/ws", undefined, "http://127.0.0.1:8080/api/v1/rooms"],
  ["wss://example.org/games/ws", {}, "https://example.org/games/api/v1/rooms"],
  ["https://example.org/ws", { type: "cards", free: 2 }, "https://example.org/api/v1/rooms?type=cards&free=2"],
  [
    "ws://a/ws",
    { labels: { map: "dust & sand", cards: 7, quick: true } },
    "http://a/api/v1/rooms?label.map=dust+%26+sand&label.cards=7&label.quick=true",
  ],
])("the rooms of %s are asked for where its API is", async (url, filter, asks) => {
  const asked = serverThat(() => Response.json([]));
  expect(await rooms(url, filter)).toEqual([]);
  expect(asked).toEqual([{ url: asks, init: {} }]);
});

test("a quick match says what it wants", async () => {
  const match = { room: { id: "cards-1" }, reservations: ["cards-1~x"], expiresInSeconds: 15 };
  const asked = serverThat(() => Response.json(match, { status: 201 }));
  expect(await quickMatch("ws://a/ws", { type: "cards", where: { cards: 7 }, seats: 2 })).toEqual(match);
  expect(asked[0]!.url).toBe("http://a/api/v1/quick-match");
  expect(asked[0]!.init).toMatchObject({
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: '{"type":"cards","where":{"cards":7},"seats":2}',
  });
});

test("a reservation is given back by its name, and one that is gone is an error", async () => {
  const asked = serverThat(() => Response.json({ room: "cards.w1" }));
  expect(await cancelReservation("ws://a/ws", "cards.w1~a/b")).toBeUndefined();
  expect(asked).toEqual([{ url: "http://a/api/v1/reservations/cards.w1~a%2Fb", init: { method: "DELETE" } }]);
  serverThat(problem(404, '{"detail":"No place is kept by this."}'));
  await expect(cancelReservation("ws://a/ws", "cards.w1~x")).rejects.toMatchObject({ status: 404 });
});
