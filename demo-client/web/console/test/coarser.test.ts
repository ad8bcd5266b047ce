import { expect, test } from "vitest";
import { savings } from "../src/coarser.ts";
import type { BytesLine, CoarserColumn } from "../src/protocol.ts";

const line = (name: string, column: string, share: number, audience = "everybody"): BytesLine => ({
  kind: "column",
  name,
  column,
  audience,
  bytesPerSecond: 100,
  share,
});
const coarser = (name: string, column: string, share: number, saved: number[], isPredicted = false): CoarserColumn => ({
  name,
  column,
  audience: "everybody",
  isPredicted,
  share,
  saved,
});

test("a saving is told as a share of all that is sent, not only of what has changed", () => {
  const lines = [line("ships", "vx", 0.31), line("ships", "heading", 0.1)];
  const columns = [
    coarser("ships", "heading", 0.2, [0.04], false),
    coarser("ships", "vx", 0.62, [0.1, 0.18, 0.25], true),
  ];
  expect(savings(lines, columns)).toEqual([
    "ships.vx is 31 %: predicted, 2 bits less precision (a step 4 times as coarse) saves about 9 %.",
    "ships.heading is 10 %: 1 bit less precision (a step 2 times as coarse) saves about 2 %.",
  ]);
});

test("nothing is said of what would save nothing, has no coarser step, or is not sent to somebody", () => {
  expect(savings([], [coarser("ships", "x", 0.5, [0.1, 0.2])])).toEqual([]);
  const lines = [line("ships", "x", 0.5), line("ships", "y", 0.5, "owner")];
  expect(savings(lines, [coarser("ships", "x", 0.5, [0.001, 0.002])])).toEqual([]);
  expect(savings(lines, [coarser("ships", "x", 0.5, [-0.1, -0.2])])).toEqual([]);
  expect(savings(lines, [coarser("ships", "x", 0.5, [])])).toEqual([]);
  expect(savings(lines, [coarser("ships", "y", 0.5, [0.1, 0.2])])).toEqual([]);
});

test("the three largest are enough", () => {
  const names = ["a", "b", "c", "d"];
  const said = savings(
    names.map((name, i) => line(name, "x", 0.1 + i / 100)),
    names.map((name) => coarser(name, "x", 0.25, [0.1, 0.1])),
  );
  expect(said.map((one) => one[0])).toEqual(["d", "c", "b"]);
});
