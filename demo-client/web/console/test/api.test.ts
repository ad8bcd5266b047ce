import { afterEach, expect, test, vi } from "vitest";
import { Api } from "../src/api.ts";

afterEach(() => vi.unstubAllGlobals());

const answering = (status: number, body: string) =>
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(body, { status })));

test("an error has the sentence of the server", async () => {
  answering(400, '{"status":400,"detail":"There is no change 99, or it is too long ago."}');
  await expect(new Api().undo(99)).rejects.toThrow(/^There is no change 99, or it is too long ago\.$/);
});

test.each(["", "<html>", '{"detail":7}', "null"])("%j in place of a problem is an error all the same", async (body) => {
  answering(502, body);
  await expect(new Api().changes()).rejects.toThrow(/^The server answers with 502\.$/);
});
