import { describe, expect, test } from "vitest";
import { type EntityListener, EntityWatch } from "../src/entityWatch.ts";
import {
  ColumnSchema_Kind as Kind,
  Schema as WireSchema,
  TableSchema_Audience,
  type Welcome,
} from "./generated/tickwire/frames.ts";
import { join, Schema, SnapshotDecoder } from "../src/index.ts";
import { View } from "../src/view.ts";
import { FakeEnvironment } from "./support/fakeEnvironment.ts";
import { frameOf } from "./support/layeredSender.ts";
import { copyOf, emptyWorld, encodeBlock, type World } from "./support/world.ts";

interface Game {
  tables: { ships: { x: number; name: string; hull: number; shielded: boolean; ammo?: number }; rocks: { x: number } };
  inputs: object;
  events: { bangs: { x: number } };
}

const x = { name: "x", kind: Kind.FIXED, max: 1000, step: 0.5 };
const WIRE = WireSchema.fromPartial({
  tables: [
    {
      name: "ships",
      capacity: 16,
      columns: [
        x,
        { name: "name", kind: Kind.TEXT },
        { name: "hull", kind: Kind.INTEGER, max: 100 },
        { name: "shielded", kind: Kind.FLAG },
      ],
    },
    { name: "rocks", capacity: 8, columns: [x] },
    {
      name: "ships",
      capacity: 16,
      audience: TableSchema_Audience.OWNER,
      columns: [{ name: "ammo", kind: Kind.INTEGER, max: 100 }],
    },
  ],
  events: [{ name: "bangs", capacity: 8, columns: [x] }],
});
const schema = Schema.fromWire(WIRE);
/** Entities in slots 1 and 3, and the one that comes after the first in its slot. */
const [A, B, A_NEXT] = [65536 + 1, 65536 + 3, 2 * 65536 + 1];

interface Ship {
  x?: number;
  name?: number;
  hull?: number;
  shielded?: boolean;
  ammo?: number;
}

type Ships = Record<number, Ship>;

function worldOf(tick: number, ships: Ships, texts: Record<number, string>): World {
  const world = { ...emptyWorld(schema), tick };
  for (const [id, { x = 10, name = 0, hull = 100, shielded = false, ammo }] of Object.entries(ships)) {
    world.tables[0].set(Number(id), [x * 2, name, hull, shielded ? 1 : 0]);
    if (ammo !== undefined) world.tables[2].set(Number(id), [ammo]);
  }
  for (const [key, text] of Object.entries(texts)) world.texts.set(Number(key), text);
  return world;
}

/** The blocks for the part of a world that everybody is told, and for that which its owner is. */
function blocksOf(base: World | undefined, next: World) {
  return [0, 3].map((layer) => {
    const part = (world: World) => {
      const copy = copyOf(world);
      copy.tables.forEach((rows, t) => (t === 2) === (layer === 0) && rows.clear());
      if (layer > 0) copy.texts.clear();
      return copy;
    };
    return { ...encodeBlock(schema, base && part(base), undefined, part(next)), layer };
  });
}

/** What is drawn, snapshot by snapshot, and what a watch tells of it. */
class Scene {
  readonly decoder = new SnapshotDecoder(schema);
  readonly view = new View<any>(schema);
  readonly told: string[] = [];
  readonly errors: unknown[] = [];
  tick = 10;
  private world: World | undefined;

  watch(listener: EntityListener<any, any>): EntityWatch {
    return new EntityWatch(schema, "ships", listener, (error) => this.errors.push(error));
  }

  /** Notes who enters, changes and leaves. */
  noting(listener: EntityListener<any, any> = {}): EntityWatch {
    return this.watch({
      enter: ({ id }) => this.told.push(`enter ${id}`),
      change: ({ id }) => this.told.push(`change ${id}`),
      leave: ({ id }) => this.told.push(`leave ${id}`),
      ...listener,
    });
  }

  /** A snapshot of 2 ticks later is there, and is drawn. */
  draw(ships: Ships, texts: Record<number, string> = { 1: "Ada", 2: "Grace" }): View {
    const next = worldOf((this.tick += 2), ships, texts);
    this.decoder.apply(frameOf(next.tick, blocksOf(this.world, next)));
    this.world = next;
    return this.drawAt(this.tick);
  }

  drawAt(tick: number): View {
    this.view.show(this.decoder, tick);
    return this.view;
  }

  take(): string[] {
    return this.told.splice(0);
  }
}

describe("a watch of entities", () => {
  test("tells of those who are there already, who come, and who go", () => {
    const scene = new Scene();
    scene.draw({ [A]: {} });
    const watch = scene.noting();
    watch.look(scene.view);
    expect(scene.take()).toEqual([`enter ${A}`]);
    watch.look(scene.draw({ [A]: {}, [B]: {} }));
    expect(scene.take()).toEqual([`enter ${B}`]);
    watch.look(scene.draw({ [B]: {} }));
    expect(scene.take()).toEqual([`leave ${A}`]);
    watch.look(scene.draw({}));
    expect(scene.take()).toEqual([`leave ${B}`]);
  });

  test("tells that one left and another entered when a slot is taken over", () => {
    const scene = new Scene();
    const watch = scene.noting();
    watch.look(scene.draw({ [A]: {}, [B]: {} }));
    scene.take();
    watch.look(scene.draw({ [A_NEXT]: {}, [B]: {} }));
    expect(scene.take()).toEqual([`leave ${A}`, `enter ${A_NEXT}`]);
  });

  test("tells of nothing while nothing changes", () => {
    const scene = new Scene();
    const watch = scene.noting();
    for (let i = 0; i < 5; i++) watch.look(scene.draw({ [A]: { name: 1, ammo: 3 }, [B]: {} }));
    expect(scene.take()).toEqual([`enter ${A}`, `enter ${B}`]);
  });

  test.each<[string, Ship]>([
    ["a number", { hull: 90 }],
    ["a flag", { shielded: true }],
    ["a place", { x: 20 }],
    ["a text", { name: 2 }],
    ["what its owner alone is told", { ammo: 9 }],
    ["that it is told", { ammo: 0 }],
  ])("tells when %s is another", (_, change) => {
    const scene = new Scene();
    const ships = { [A]: { name: 1, ...("ammo" in change && change.ammo ? { ammo: 8 } : {}) }, [B]: { name: 1 } };
    const watch = scene.noting();
    watch.look(scene.draw(ships));
    scene.take();
    watch.look(scene.draw({ ...ships, [A]: { ...ships[A], ...change } }));
    expect(scene.take()).toEqual([`change ${A}`]);
  });

  test("tells when the text itself is another", () => {
    const scene = new Scene();
    const names: string[] = [];
    const watch = scene.watch({ change: ({ name }) => names.push(name) });
    watch.look(scene.draw({ [A]: { name: 1 }, [B]: { name: 2 } }));
    watch.look(scene.draw({ [A]: { name: 1 }, [B]: { name: 2 } }, { 1: "Ada", 2: "Hopper" }));
    expect(names).toEqual(["Hopper"]);
  });

  test("tells each frame of what is drawn in between", () => {
    const scene = new Scene();
    const places: number[] = [];
    const watch = scene.watch({ change: (ship) => places.push(ship.x) });
    watch.look(scene.draw({ [A]: { x: 100 } }));
    scene.draw({ [A]: { x: 104 } });
    for (const tick of [12, 12.5, 13, 13.5, 14, 14]) watch.look(scene.drawAt(tick));
    expect(places).toEqual([101, 102, 103, 104]);
  });

  test("tells of the columns alone that it is for", () => {
    const scene = new Scene();
    const watch = scene.noting({ columns: ["hull", "ammo"] });
    watch.look(scene.draw({ [A]: { x: 1, hull: 90 } }));
    watch.look(scene.draw({ [A]: { x: 2, hull: 90 } }));
    expect(scene.take()).toEqual([`enter ${A}`]);
    watch.look(scene.draw({ [A]: { x: 3, hull: 80 } }));
    watch.look(scene.draw({ [A]: { x: 3, hull: 80, ammo: 4 } }));
    expect(scene.take()).toEqual([`change ${A}`, `change ${A}`]);
  });

  test("gives the values of now and of the frame before", () => {
    const scene = new Scene();
    const told: unknown[] = [];
    const watch = scene.watch({
      change: (now, _, before) => told.push([before.id, before.name, before.ammo, before.hull, now.hull, now.ammo]),
    });
    watch.look(scene.draw({ [A]: { name: 1, hull: 90 } }));
    watch.look(scene.draw({ [A]: { name: 1, hull: 70, ammo: 5 } }));
    watch.look(scene.draw({ [A]: { name: 1, hull: 60, ammo: 5 } }));
    expect(told).toEqual([
      [A, "Ada", undefined, 90, 70, 5],
      [A, "Ada", 5, 70, 60, 5],
    ]);
  });

  test("gives one object per entity, which may be kept, and what the listener made of it", () => {
    const scene = new Scene();
    const kept: any[] = [];
    const things: unknown[] = [];
    const watch = scene.watch({
      enter: (ship) => {
        kept.push(ship);
        return { sprite: ship.id };
      },
      change: (ship, thing) => things.push(ship === kept[1], thing),
      leave: (ship, thing) => things.push(ship === kept[1], thing),
    });
    watch.look(scene.draw({ [A]: { hull: 1 }, [B]: { hull: 2 } }));
    watch.look(scene.draw({ [B]: { hull: 3 } }));
    expect(kept.map((ship) => ship.hull)).toEqual([1, 3]);
    expect(things).toEqual([false, { sprite: A }, true, { sprite: B }]);
  });

  test("lets who leaves keep what was last known", () => {
    const scene = new Scene();
    const left: unknown[] = [];
    const changed: unknown[] = [];
    const watch = scene.watch({
      change: ({ name }) => changed.push(name),
      leave: ({ id, name, hull, shielded }) => left.push({ id, name, hull, shielded }),
    });
    watch.look(scene.draw({ [A]: { name: 1, hull: 40, shielded: true } }));
    watch.look(scene.draw({ [A_NEXT]: { hull: 100 } }, {}));
    expect(changed).toEqual([]);
    expect(left).toEqual([{ id: A, name: "Ada", hull: 40, shielded: true }]);
  });

  test("tells of each once, even when a listener throws or looks itself", () => {
    const scene = new Scene();
    const watch: EntityWatch = scene.noting({
      enter: ({ id }) => {
        scene.told.push(`enter ${id}`);
        watch.look(scene.view);
        if (id === A) throw new Error("a mistake in a game");
      },
    });
    scene.draw({ [A]: {}, [B]: {} });
    watch.look(scene.view);
    expect(scene.take()).toEqual([`enter ${A}`, `enter ${B}`]);
    expect(scene.errors).toMatchObject([{ message: "a mistake in a game" }]);
    watch.look(scene.view);
    expect(scene.take()).toEqual([]);
  });

  test("tells of all changes and of all who leave when a listener throws at the first", () => {
    const scene = new Scene();
    const told: string[] = [];
    const mistake = (what: string) => {
      told.push(what);
      throw new Error("a mistake in a game");
    };
    const watch = scene.watch({
      change: ({ id, name }) => mistake(`change ${id} ${name}`),
      leave: ({ id }) => mistake(`leave ${id}`),
    });
    watch.look(scene.draw({ [A]: { hull: 1 }, [B]: { name: 2 } }));
    watch.look(scene.draw({ [A]: { hull: 2 }, [B]: { name: 2 } }, { 2: "Hopper" }));
    watch.look(scene.draw({}));
    watch.look(scene.view);
    expect(told).toEqual([`change ${A} `, `change ${B} Hopper`, `leave ${A}`, `leave ${B}`]);
    expect(scene.errors.length).toBe(4);
  });

  test("gives `leave` what `enter` returned, also when `enter` itself ends it", () => {
    const scene = new Scene();
    const things: unknown[] = [];
    const watch: EntityWatch = scene.watch({
      enter: () => {
        watch.end();
        return "a sprite";
      },
      leave: (_, thing) => things.push(thing),
    });
    watch.look(scene.draw({ [A]: {}, [B]: {} }));
    expect(things).toEqual(["a sprite"]);
  });

  test("lets all leave when it ends, also when a listener ends it, and tells nothing after that", () => {
    const scene = new Scene();
    const watch: EntityWatch = scene.noting({
      leave: ({ id }) => {
        scene.told.push(`leave ${id}`);
        watch.end();
      },
    });
    watch.look(scene.draw({ [A]: {}, [B]: {} }));
    scene.take();
    watch.look(scene.draw({ [A_NEXT]: {}, [B]: { hull: 1 } }));
    watch.look(scene.view);
    expect(scene.take()).toEqual([`leave ${A}`, `leave ${B}`]);
  });

  test("tells nothing more when the listener of the first ends it", () => {
    const scene = new Scene();
    const watch: EntityWatch = scene.noting({
      enter: ({ id }) => {
        scene.told.push(`enter ${id}`);
        watch.end();
      },
    });
    watch.look(scene.draw({ [A]: {}, [B]: {} }));
    expect(scene.take()).toEqual([`enter ${A}`, `leave ${A}`]);
  });

  // What is predicted stands after the others, under negative ids until the server has it, too.
  test("tells of entities in whatever order they are drawn", () => {
    const scene = new Scene();
    const watch = scene.noting();
    const draw = (...ids: number[]) => {
      const rows = {
        ids: Int32Array.from(ids),
        size: ids.length,
        columns: [0, 1, 2, 3, 4].map(() => new Float64Array(8)),
      };
      watch.look({ table: () => rows, strings: scene.view.strings } as unknown as View);
      return scene.take();
    };
    expect(draw(B, A, -1)).toEqual([`enter ${B}`, `enter ${A}`, "enter -1"]);
    expect(draw(A, -1, B)).toEqual([]);
    expect(draw(A_NEXT, A, -2)).toEqual([`leave ${B}`, "leave -1", `enter ${A_NEXT}`, "enter -2"]);
  });

  test("refuses tables and columns that there are not", () => {
    const fail = () => expect.unreachable();
    expect(() => new EntityWatch(schema, "boats", {}, fail)).toThrow('no table "boats"; it has ships, rocks');
    expect(() => new EntityWatch(schema, "ships", { columns: ["mast"] }, fail)).toThrow(
      'table "ships" has no column "mast"; it has x, name, hull, shielded, ammo',
    );
  });
});

describe("a room", () => {
  const WELCOME = { schema: WIRE, schemaHash: schema.hash(), resumeToken: Uint8Array.of(1, 2, 3) };

  async function joined() {
    const environment = new FakeEnvironment();
    const joining = join<Game>({ url: "ws://test/ws", environment });
    let tick = 100;
    const welcome = (changes: Partial<Welcome> = {}) => {
      environment.socket.open();
      environment.socket.welcome({ ...WELCOME, ...changes });
    };
    const show = (ships: Ships, events: { kind: number; ago: number[]; values: number[]; texts: string[] }[] = []) => {
      const world = worldOf(++tick, ships, {});
      environment.socket.receive({ tick, blocks: blocksOf(undefined, world), events });
    };
    welcome();
    show({ [A]: {} });
    return { environment, room: await joining, welcome, show };
  }

  test("tells of entities when it is drawn, before what happened to them", async () => {
    const { environment, room, show } = await joined();
    const told: string[] = [];
    room.on("bangs", () => told.push("bang"));
    room.entities("ships", { enter: ({ id }) => told.push(`enter ${id}`) });
    show({ [A]: {}, [B]: {} }, [{ kind: 0, ago: [0], values: [0], texts: [] }]);
    expect(told).toEqual([]);
    environment.pass(1000);
    room.view(environment.nowMillis());
    expect(told).toEqual([`enter ${A}`, `enter ${B}`, "bang"]);
  });

  test.each([
    [true, []],
    [false, [`leave ${A}`, `enter ${A}`]],
  ])("that is joined again, its seat kept: %s, tells of the same or of others", async (resumed, expected) => {
    const { environment, room, welcome, show } = await joined();
    const told: string[] = [];
    room.view(environment.nowMillis());
    room.entities("ships", {
      enter: ({ id }) => told.push(`enter ${id}`),
      leave: ({ id }) => told.push(`leave ${id}`),
    });
    room.view(environment.nowMillis());
    expect(told.splice(0)).toEqual([`enter ${A}`]);
    environment.socket.drop(1006);
    environment.pass(2000);
    room.view(environment.nowMillis());
    expect(told).toEqual([]);
    welcome({ resumed });
    expect(room.status.state).toBe("connecting");
    show({ [A]: {} });
    room.view(environment.nowMillis());
    expect(told).toEqual(expected);
  });

  test("ends a watch that is taken away", async () => {
    const { environment, room, show } = await joined();
    const told: string[] = [];
    const end = room.entities("ships", {
      enter: ({ id }) => told.push(`enter ${id}`),
      leave: ({ id }) => told.push(`leave ${id}`),
    });
    room.view(environment.nowMillis());
    end();
    end();
    show({ [B]: {} });
    environment.pass(1000);
    room.view(environment.nowMillis());
    expect(told).toEqual([`enter ${A}`, `leave ${A}`]);
  });

  test("lets the compiler know columns, and what a listener made", async () => {
    const { room } = await joined();
    room.entities("ships", {
      columns: ["hull", "ammo"],
      enter: (ship) => ({ sprite: ship.name.toUpperCase() }),
      change: (ship, thing, before) => [ship.hull - before.hull, thing.sprite.length, ship.ammo ?? 0],
      leave: (_, thing) => thing.sprite,
    });
    // @ts-expect-error there is no such column
    expect(() => room.entities("ships", { columns: ["mast"] })).toThrow("no column");
    // @ts-expect-error there is no such table
    expect(() => room.entities("boats", {})).toThrow("no table");
  });
});
