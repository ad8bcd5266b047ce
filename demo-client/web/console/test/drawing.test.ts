import { expect, test } from "vitest";
import { viewOf } from "../src/drawing.ts";
import type { TableInfo } from "../src/protocol.ts";

const column = (name: string) => ({ name, kind: "integer", audience: "everybody" });
const SHIPS: TableInfo = {
  name: "ships",
  capacity: 8,
  audience: "everybody",
  columns: [column("x"), column("name")],
} as unknown as TableInfo;
const BELLS = { ...SHIPS, name: "bells" };

test("a drawing gets rows as objects, with hidden columns and the row's number, of tables without rows, too", () => {
  const world = {
    ships: [
      [3, 10.5, "Ada"],
      [5, 0, ""],
    ],
  };
  const view = viewOf({ tick: 40, world }, [SHIPS, BELLS], 20, 2, { table: "ships", row: 3 });
  expect(view).toEqual({
    tick: 40,
    seconds: 2,
    density: 2,
    picked: { table: "ships", row: 3 },
    tables: {
      ships: [
        { row: 3, x: 10.5, name: "Ada" },
        { row: 5, x: 0, name: "" },
      ],
      bells: [],
    },
  });
});
