import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { join, type JoinOptions, type Room } from "tickwire-client";
import { WebSocket } from "ws";
import { startProxy } from "../client/test/support/networkProxy.ts";
import { type OwnGame, serveGame } from "./ownGame.ts";
import type { ServerProcess } from "./server.ts";

/** Counts the commands of each player, and whether they came in their order; keeps the newest text. */
const GAME = `
import dev.tickwire.simulation.world.*;

public final class Ledger extends Game {
    final Table inputs = inputs(new Table("inputs", 64));
    final Table pages = table(new Table("pages", 64));
    final Column count = pages.integer("count", 0, 1 << 30), wrong = pages.integer("wrong", 0, 1 << 30);
    final Column newest = pages.text("newest", 20);
    final Commands write = commands(new Commands("write", 8).answers("odd", "even"));
    final Column number = write.integer("number", 0, 1 << 30), line = write.text("line", 20);

    @Override public void joined(Step step, int player) { pages.addAt(player); }
    @Override public void left(Step step, int player) { pages.remove(player); }

    @Override public void step(Step step) {
        for (int c = write.first(); c >= 0; c = write.next(c)) {
            int page = write.player(c);
            if (number.raw(c) != count.raw(page)) wrong.add(page, 1);
            count.add(page, 1);
            newest.set(page, line.text(c));
            write.answer(c, number.raw(c) % 2 == 0 ? "even" : "odd");
        }
    }
}
`;

interface Ledger {
  tables: { pages: { count: number; wrong: number; newest: string } };
  inputs: Record<never, never>;
  commands: { write: { values: { number: number; line: string }; answer: "odd" | "even" } };
}

const PATIENCE = { timeout: 30_000, interval: 20 };
let game: OwnGame;
let server: ServerProcess;

beforeAll(async () => {
  game = await serveGame(GAME);
  ({ server } = game);
});

afterAll(() => game?.stop());

async function joinFromNode(url: string, options: Partial<JoinOptions> = {}): Promise<Room<Ledger>> {
  const room = await join<Ledger>({
    url: `${url.replace("http", "ws")}/ws`,
    name: "Ada",
    socket: (address) => new WebSocket(address),
    ...options,
  });
  onTestFinished(() => room.leave());
  return room;
}

const pageOf = (room: Room<Ledger>) => {
  const page = [...room.newest().table("pages")].find(({ id }) => (id & 0xffff) === room.player)!;
  return { count: page.count, wrong: page.wrong, newest: page.newest };
};

test("hundreds of commands over a network that is cut again and again are done once, in order, and answered", async () => {
  const proxy = await startProxy({ target: server.url, down: { delayMillis: 50 }, up: { delayMillis: 50 } });
  const room = await joinFromNode(proxy.url);
  const answers: Promise<string>[] = [];
  for (let round = 0; round < 6; round++) {
    for (let i = 0; i < 40; i++) {
      const number = answers.length;
      answers.push(room.send("write", { number, line: `line ${number} 🚀` }));
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    if (round < 5) {
      proxy.cut();
      await vi.waitFor(() => expect(room.status).toEqual({ state: "joined", resumed: true }), PATIENCE);
    }
  }
  expect(await Promise.all(answers)).toEqual(answers.map((_, number) => (number % 2 === 0 ? "even" : "odd")));
  expect(pageOf(room)).toEqual({ count: 240, wrong: 0, newest: "line 239 🚀" });
  expect(room.stats.desyncs).toBe(0);
});

test("when a promise settles, the newest snapshot has what was done", async () => {
  const room = await joinFromNode(server.url);
  for (let number = 0; number < 20; number++) {
    await room.send("write", { number, line: `line ${number}` });
    expect(pageOf(room)).toEqual({ count: number + 1, wrong: 0, newest: `line ${number}` });
  }
});
