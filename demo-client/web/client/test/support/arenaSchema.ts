import { ColumnSchema_Kind as Kind, Schema as WireSchema, type TableSchema } from "../generated/tickwire/frames.ts";

const column = (name: string, kind: Kind, rest: object = {}) => ({
  name,
  kind,
  min: 0,
  max: 0,
  step: 0,
  bits: 0,
  labels: [] as string[],
  target: "",
  cells: 0,
  ...rest,
});
const place = (name: string) => column(name, Kind.FIXED, { min: 0, max: 2400, step: 1 / 8 });

const player = (name: string) => column(name, Kind.INTEGER, { min: -1, max: 100000 });
const happening = (name: string, columns: object[]) =>
  ({ name, capacity: 256, columns: [place("x"), place("y"), ...columns] }) as TableSchema;

/** The tables and events of the demo game, as its server describes them. */
export const ARENA = WireSchema.fromPartial({
  tables: [
    {
      name: "ships",
      capacity: 256,
      columns: [
        place("x"),
        place("y"),
        column("heading", Kind.ANGLE, { bits: 8 }),
        column("hull", Kind.INTEGER, { max: 100 }),
        column("score", Kind.INTEGER, { max: 100000 }),
        column("player", Kind.INTEGER, { max: 100000 }),
        column("name", Kind.TEXT),
        column("thrusting", Kind.FLAG),
        column("shielded", Kind.FLAG),
      ],
    },
    {
      name: "bullets",
      capacity: 512,
      columns: [place("x"), place("y"), column("owner", Kind.REFERENCE, { target: "ships" })],
    },
    {
      name: "asteroids",
      capacity: 128,
      columns: [place("x"), place("y"), column("size", Kind.ENUM, { labels: ["small", "medium", "large"] })],
    },
    {
      name: "pickups",
      capacity: 32,
      columns: [place("x"), place("y"), column("kind", Kind.ENUM, { labels: ["repair", "rapid"] })],
    },
  ],
  events: [
    happening("hits", [
      column("ship", Kind.REFERENCE, { target: "ships" }),
      column("damage", Kind.INTEGER, { max: 100 }),
      player("by"),
    ]),
    happening("kills", [player("player"), column("name", Kind.TEXT), player("by"), column("byName", Kind.TEXT)]),
    happening("breakups", [column("size", Kind.ENUM, { labels: ["small", "medium", "large"] }), player("by")]),
    happening("finds", [column("kind", Kind.ENUM, { labels: ["repair", "rapid"] }), player("player")]),
    happening("arrivals", [player("player")]),
  ],
  inputs: {
    name: "inputs",
    capacity: 1,
    columns: [
      column("turn", Kind.INTEGER, { min: -1, max: 1 }),
      column("thrust", Kind.FLAG),
      column("fire", Kind.FLAG),
    ],
  },
});
