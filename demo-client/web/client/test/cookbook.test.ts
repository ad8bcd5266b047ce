import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const page = fileURLToPath(new URL("../../../../docs/cookbook/README.md", import.meta.url));
const folder = fileURLToPath(new URL(".", import.meta.url));
const SURROUNDINGS = `
import { join, type Room } from "tickwire-client";
declare const url: string, room: Room;
declare function show(text: string): void;
`;

/** What the compiler says of a source that stands beside this test. */
function complaints(source: string): string[] {
  const file = `${folder}cookbook.page.ts`;
  const config = ts.readConfigFile(fileURLToPath(new URL("../../tsconfig.json", import.meta.url)), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(
    config.config,
    ts.sys,
    fileURLToPath(new URL("../..", import.meta.url)),
  );
  const host = ts.createCompilerHost({ ...options, noUnusedLocals: false });
  const { readFile, fileExists } = host;
  host.readFile = (path) => (path === file ? source : readFile(path));
  host.fileExists = (path) => path === file || fileExists(path);
  const program = ts.createProgram([file], { ...options, noUnusedLocals: false, types: [] }, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

test("the pages' code in the cookbook passes the compiler", { timeout: 60_000 }, () => {
  const blocks = [...readFileSync(page, "utf8").matchAll(/```ts\n(.*?)```/gs)].map(([, block]) => block);
  expect(blocks.length).toBeGreaterThan(1);
  const source = SURROUNDINGS + blocks.map((block, i) => `export async function recipe${i}() {\n${block}}\n`).join("");
  // What the compiler must complain of, so that it is seen to look.
  const wrong = "export const wrong = room.wrong;";
  expect(complaints(source + wrong)).toEqual([expect.stringContaining("'wrong' does not exist")]);
});
