import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (file: string) => readFileSync(new URL(`../src/${file}`, import.meta.url), "utf8");

test("the board of the page is as large as that of the rules", () => {
  // The stage needs a page around it, so its text is all that can be looked at here.
  const [, width, height] = /WIDTH = (\d+);\nexport const HEIGHT = (\d+);/.exec(read("stage.ts"))!;
  expect(read("whiteboardTypes.ts")).toMatch(
    new RegExp(`notes: \\{[^}]*/\\*\\* 0 to ${width}, .*\\n *x: number;\\n.*0 to ${height}, .*\\n *y: number;`),
  );
});
