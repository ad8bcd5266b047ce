import { expect, test } from "vitest";
import { format } from "../src/format.ts";
import { table } from "./schemas.ts";

test("cells are written one after the other, many of a kind once, and only so many", () => {
  const { columns } = table("chests", { slot: { kind: "CELLS" } });
  const written = (...cells: number[]) => format(columns[0], Int32Array.from(cells));
  expect(written(1, 2, 2, 3)).toBe("1 2 2 3");
  expect(written(0, 0, 0, 7, 7, 0, 0, 0, 0)).toBe("0×3 7 7 0×4");
  expect(written(...new Array(30).keys())).toBe("0 1 2 3 4 5 6 7 8 9 10 11 …");
  expect(written(...new Array(12).keys())).toBe("0 1 2 3 4 5 6 7 8 9 10 11");
  expect(format(columns[0], undefined)).toBe("–");
});
