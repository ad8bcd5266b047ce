import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { join, type Room } from "tickwire-client";
import { WebSocket } from "ws";
import { launchBrowser } from "./browser.ts";
import { type OwnGame, serveGame } from "./ownGame.ts";
import type { ServerProcess } from "./server.ts";

/** Everybody has a chest with 30 slots, which only its owner sees, and a shelf that all see. */
const GAME = `
import dev.tickwire.simulation.world.*;

public final class Chests extends Game {
    final Table inputs = inputs(new Table("inputs", 64));
    final Table chests = table(new Table("chests", 64));
    final Cells slots = chests.cells("slot", 30, 0, 16383).ownerOnly(), shelf = chests.cells("shelf", 8, -1, 99);
    final Commands put = commands(new Commands("put", 8));
    final Column slot = put.integer("slot", 0, 29), item = put.integer("item", 0, 16383);

    @Override public void joined(Step step, int player) {
        chests.addAt(player);
        slots.set(player, 29, 1000 + player);
        shelf.fill(player, -1);
    }
    @Override public void left(Step step, int player) { chests.remove(player); }

    @Override public void step(Step step) {
        for (int c = put.first(); c >= 0; c = put.next(c)) {
            boolean isFree = slots.get(put.player(c), slot.raw(c)) == 0;
            if (isFree) slots.set(put.player(c), slot.raw(c), item.raw(c));
            shelf.set(put.player(c), slot.raw(c) % 8, item.raw(c));
            put.answer(c, isFree);
        }
    }
}
`;

interface Chests {
  tables: { chests: { slot?: Int32Array; shelf: Int32Array } };
  inputs: Record<never, never>;
  commands: { put: { values: { slot: number; item: number }; answer: boolean } };
}

const PATIENCE = { timeout: 30_000, interval: 20 };
let game: OwnGame;
let server: ServerProcess;

beforeAll(async () => {
  game = await serveGame(GAME);
  ({ server } = game);
});

afterAll(() => game?.stop());

async function enter(name: string): Promise<Room<Chests>> {
  const room = await join<Chests>({
    url: `${server.url.replace("http", "ws")}/ws`,
    roomType: "chests",
    name,
    socket: (address) => new WebSocket(address),
  });
  onTestFinished(() => room.leave());
  return room;
}

const chestOf = (room: Room<Chests>, player: number) =>
  [...room.newest().table("chests")].find(({ id }) => (id & 0xffff) === player);

test("a player fills slots that nobody else sees, and all see what is on the shelves", async () => {
  const ada = await enter("Ada");
  const bo = await enter("Bo");
  const changes: (readonly number[])[] = [];
  ada.entities("chests", { columns: ["slot"], change: ({ slot }) => changes.push([...(slot ?? [])]) });
  await vi.waitFor(() => expect(chestOf(bo, ada.player)).toBeDefined(), PATIENCE);
  await vi.waitFor(() => expect(chestOf(ada, ada.player)).toBeDefined(), PATIENCE);
  ada.view(performance.now());

  expect(await ada.send("put", { slot: 4, item: 77 })).toBe(true);
  expect(await ada.send("put", { slot: 4, item: 78 })).toBe(false);
  await vi.waitFor(() => {
    ada.view(performance.now());
    expect(changes.at(-1)?.[4]).toBe(77);
  }, PATIENCE);
  const [mine] = ada.mine("chests");
  expect(mine.slot).toHaveLength(30);
  expect([mine.slot![4], mine.slot![29]]).toEqual([77, 1000 + ada.player]);
  await vi.waitFor(
    () => expect([...chestOf(bo, ada.player)!.shelf]).toEqual([-1, -1, -1, -1, 78, -1, -1, -1]),
    PATIENCE,
  );
  expect(chestOf(bo, ada.player)!.slot).toBeUndefined();
  expect(chestOf(bo, bo.player)!.slot![29]).toBe(1000 + bo.player);
  expect([ada.stats.desyncs, bo.stats.desyncs]).toEqual([0, 0]);
});

test("the page that plays any game shows them", async () => {
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  await page.goto(`${server.url}/play/?type=chests`);
  const rows = page.getByRole("region", { name: "Rows of chests" });
  await vi.waitFor(async () => expect(await rows.innerText()).toMatch(/0×29 10\d\d/), PATIENCE);
  expect(await rows.innerText()).toContain("-1×8");
  if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT });
});
