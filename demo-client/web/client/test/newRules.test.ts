import { describe, expect, test, vi } from "vitest";
import { Prediction } from "../src/prediction.ts";
import type { PredictedWorld } from "../src/rules.ts";
import type { Welcome } from "../src/welcome.ts";

const BEFORE = 7;
const AFTER = 8;

/** Rules as a game's module has them, which are known by their name. */
const moduleOf = (name: string, schemaHash: number) =>
  `data:text/javascript,export const rules = () => ({ predict: () => ({ name: "${name}", schemaHash: () => ${schemaHash} }) });`;

const named = (name: string, schemaHash = BEFORE) =>
  ({ name, schemaHash: () => schemaHash }) as unknown as PredictedWorld & { name: string };

const welcome = (rules: string, schemaHash = BEFORE) =>
  ({ player: 0, tickRateHz: 20, schemaHash, rules }) as unknown as Welcome;

type Options = Parameters<typeof Prediction.rulesFor>[1];
const nameOf = ({ world }: Options) => (world as ReturnType<typeof named>).name;

/** A page that was told of rules, one after the other. */
function told(options: Options, ...welcomes: Welcome[]) {
  const retry = vi.fn();
  const used = welcomes.map((each) => Prediction.rulesFor(each, options, retry));
  return { retry, used };
}

describe("rules in place of those of the page", () => {
  test("are not fetched at the first welcome, which is for those of the page", async () => {
    const options = { world: named("page") };
    const { used, retry } = told(options, welcome(moduleOf("other", BEFORE)));
    await new Promise((done) => setTimeout(done));
    expect(used).toEqual([options.world]);
    expect(retry).not.toHaveBeenCalled();
  });

  test("are fetched though they know the same columns, and those before go on until they are there", async () => {
    const page = named("page");
    const options: Options = { world: page };
    const { used, retry } = told(options, welcome("/rules.js?v=1"), welcome(moduleOf("new", BEFORE)));
    expect(used).toEqual([page, page]);
    await vi.waitFor(() => expect(retry).toHaveBeenCalledOnce());
    expect(nameOf(options)).toBe("new");
    expect(Prediction.rulesFor(welcome(moduleOf("new", BEFORE)), options, retry)).toBe(options.world);
  });

  test("are fetched where they know other columns, and nothing is predicted until they are there", async () => {
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    const options: Options = { world: named("page") };
    const { used, retry } = told(options, welcome(""), welcome(moduleOf("new", AFTER), AFTER));
    expect(used[1]).toBeUndefined();
    await vi.waitFor(() => expect(retry).toHaveBeenCalledOnce());
    expect(Prediction.rulesFor(welcome(moduleOf("new", AFTER), AFTER), options, retry)).toBe(options.world);
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
  });

  test("that came too late are not used: the room went back meanwhile", async () => {
    const page = named("page");
    const options: Options = { world: page };
    const { used, retry } = told(options, welcome("/1"), welcome(moduleOf("late", BEFORE)), welcome("/1"));
    await new Promise((done) => setTimeout(done, 20));
    expect(used).toEqual([page, page, page]);
    expect(retry).not.toHaveBeenCalled();
    expect(options.world).toBe(page);
  });

  test("that cannot be fetched are said once", async () => {
    const onError = vi.fn();
    const options: Options = { world: named("page"), onError };
    const bad = welcome("data:text/javascript,throw new Error('no')");
    told(options, welcome("/1"), bad, bad);
    await vi.waitFor(() => expect(onError).toHaveBeenCalledOnce());
    expect(nameOf(options)).toBe("page");
  });
});
