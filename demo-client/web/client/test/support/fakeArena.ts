import { createServer, type Server } from "node:http";
import { readFile } from "node:fs/promises";
import { join as joinPath, normalize } from "node:path";
import { type WebSocket, WebSocketServer } from "ws";
import { ClientFrame, Codec, type EventBatch, type Input, ServerFrame } from "../generated/tickwire/frames.ts";
import { Schema } from "../../src/schema.ts";
import { ARENA } from "./arenaSchema.ts";
import { Random } from "./random.ts";
import { copyOf, emptyWorld, encodeBlock, type World } from "./world.ts";

const SIZE = 2400;
const TICK_HZ = 30;
const TICK_MILLIS = 1000 / TICK_HZ;
const [HITS, KILLS, BREAKUPS, FINDS] = [0, 1, 2, 3];
const [SHIPS, BULLETS, ASTEROIDS, PICKUPS] = [0, 1, 2, 3];
const ASTEROID_RADII = [18, 34, 60];
const MIME: Record<string, string> = {
  html: "text/html",
  js: "text/javascript",
  css: "text/css",
  svg: "image/svg+xml",
};

interface Ship {
  id: number;
  x: number;
  y: number;
  vx: number;
  vy: number;
  heading: number;
  hull: number;
  score: number;
  player: number;
  turn: number;
  thrust: boolean;
  fire: boolean;
  cooldown: number;
  respawn: number;
  shield: number;
  bot: boolean;
}

interface Thing {
  id: number;
  x: number;
  y: number;
  vx: number;
  vy: number;
  kind: number;
  ticks: number;
}

interface Client {
  socket: WebSocket;
  ship: Ship;
  base: World | undefined;
  previous: World | undefined;
  inputs: Input[];
  newestInput: number | undefined;
  margin: number;
}

export interface FakeArenaOptions {
  port?: number;
  web?: string;
  bots?: number;
  /** How many players a room takes; more are told that it is full. */
  playerLimit?: number;
  seed?: number;
}

/** A little arena that speaks the protocol: enough of a server to develop a client against, and no more. */
export class FakeArena {
  readonly schema = Schema.fromWire(ARENA);
  private readonly random: Random;
  private readonly http: Server;
  private readonly sockets: WebSocketServer;
  private readonly clients = new Set<Client>();
  private readonly ships = new Map<number, Ship>();
  private readonly things: Map<number, Thing>[] = [new Map(), new Map(), new Map(), new Map()];
  private readonly generations = [0, 1, 2, 3].map(() => new Map<number, number>());
  private readonly texts = new Map<number, string>();
  /** What has happened in this tick: kind and raw values. */
  private readonly happened: { kind: number; raws: number[] }[] = [];
  private tick = 100;
  private players = 0;
  private timer: NodeJS.Timeout | undefined;
  private startMillis = performance.now();

  constructor(private readonly options: FakeArenaOptions = {}) {
    this.random = new Random(options.seed ?? 1);
    for (let i = 0; i < (options.bots ?? 30); i++) this.addShip(`Bot ${i + 1}`, true);
    for (let i = 0; i < 40; i++) {
      const angle = this.random.next() * 7;
      const kind = this.random.int(3);
      this.addThing(ASTEROIDS, this.anywhere(), this.anywhere(), Math.cos(angle), Math.sin(angle), kind, Infinity);
    }
    for (let i = 0; i < 8; i++) this.addThing(PICKUPS, this.anywhere(), this.anywhere(), 0, 0, i % 2, Infinity);
    this.http = createServer(async (request, response) => {
      const path = new URL(request.url!, "http://host").pathname;
      const limit = this.playerLimit;
      if (path === "/api/v1/rooms") {
        const players = this.ships.size;
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify([{ id: "arena-1", type: "arena", players, playerLimit: limit }]));
      } else if (path === "/api/v1/room-types") {
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify([{ name: "arena", game: "arena", playerLimit: limit }]));
      } else {
        const file = joinPath(options.web ?? "", normalize(path === "/" ? "/index.html" : path));
        try {
          const bytes = await readFile(file);
          response.setHeader("content-type", MIME[file.split(".").pop()!] ?? "application/octet-stream");
          response.end(bytes);
        } catch {
          response.statusCode = 404;
          response.end();
        }
      }
    });
    this.sockets = new WebSocketServer({ server: this.http, path: "/ws", perMessageDeflate: false });
    this.sockets.on("connection", (socket) => this.onConnection(socket));
  }

  /** Starts to listen and to tick; the port it got. */
  start(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.http.once("error", reject);
      this.http.listen(this.options.port ?? 0, "127.0.0.1", () => {
        this.startMillis = performance.now() - this.tick * TICK_MILLIS;
        this.timer = setInterval(() => this.catchUp(), 2);
        resolve((this.http.address() as { port: number }).port);
      });
    });
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    for (const socket of this.sockets.clients) socket.terminate();
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  private get playerLimit(): number {
    return this.options.playerLimit ?? 50;
  }

  private anywhere(): number {
    return 100 + this.random.next() * (SIZE - 200);
  }

  private onConnection(socket: WebSocket): void {
    let client: Client | undefined;
    socket.binaryType = "nodebuffer";
    socket.on("message", (data: Buffer, binary: boolean) => {
      if (!binary) return socket.close(1003, "Only binary messages are understood here.");
      const frame = ClientFrame.decode(data);
      if (frame.join) {
        if (frame.join.room && frame.join.room !== "arena-1") {
          return socket.close(4005, "There is no such room; it may have closed.");
        }
        if (this.ships.size >= this.playerLimit) return socket.close(4006, "The room is full.");
        const ship = this.addShip(frame.join.name || `Pilot ${this.players + 1}`, false);
        client = { socket, ship, base: undefined, previous: undefined, inputs: [], newestInput: undefined, margin: 0 };
        this.clients.add(client);
        this.send(socket, {
          welcome: {
            protocolVersion: 1,
            schemaHash: this.schema.hash(),
            schema: ARENA,
            room: "arena-1",
            roomType: "arena",
            player: ship.player,
            tickRateHz: TICK_HZ,
            ticksPerSnapshot: 1,
            playerLimit: this.playerLimit,
            name: this.texts.get(ship.player)!,
            codec: Codec.PLAIN,
            tunables: [],
            resumeToken: new Uint8Array(),
            resumeGraceMillis: 0,
            resumed: false,
            mostViewAgo: 0,
          },
        });
      }
      if (frame.ping !== undefined) this.send(socket, { pong: frame.ping });
      if (frame.leave) socket.close(1000, "You left the room.");
      if (client && frame.resync) client.base = client.previous = undefined;
      if (client && frame.inputs.length > 0) {
        client.inputs.push(...frame.inputs);
        const newest = frame.inputs.at(-1)!.tick;
        client.margin = Math.round(this.startMillis + newest * TICK_MILLIS - performance.now());
      }
      return undefined;
    });
    socket.on("close", () => {
      if (!client) return;
      this.clients.delete(client);
      this.ships.delete(client.ship.id);
      this.texts.delete(client.ship.player);
    });
  }

  private send(socket: WebSocket, frame: Partial<ServerFrame>): void {
    socket.send(ServerFrame.encode(ServerFrame.fromPartial(frame as ServerFrame)).finish());
  }

  private newId(table: number, used: { has(id: number): boolean; keys(): Iterable<number> }): number {
    const slots = new Set([...used.keys()].map((id) => id & 0xffff));
    let slot = 0;
    while (slots.has(slot)) slot++;
    const generation = ((this.generations[table].get(slot) ?? 0) % 16383) + 1;
    this.generations[table].set(slot, generation);
    return generation * 65536 + slot;
  }

  private addShip(name: string, bot: boolean): Ship {
    const ship: Ship = {
      id: this.newId(SHIPS, this.ships),
      x: this.anywhere(),
      y: this.anywhere(),
      vx: 0,
      vy: 0,
      heading: this.random.int(256),
      hull: 100,
      score: 0,
      player: ++this.players,
      turn: 0,
      thrust: false,
      fire: false,
      cooldown: 0,
      respawn: 0,
      shield: 60,
      bot,
    };
    this.texts.set(ship.player, name);
    this.ships.set(ship.id, ship);
    return ship;
  }

  private addThing(table: number, x: number, y: number, vx: number, vy: number, kind: number, ticks: number): void {
    const things = this.things[table];
    const id = this.newId(table, things);
    things.set(id, { id, x, y, vx, vy, kind, ticks });
  }

  private catchUp(): void {
    while (performance.now() >= this.startMillis + (this.tick + 1) * TICK_MILLIS) {
      this.tick++;
      this.step();
      const world = this.capture();
      for (const client of this.clients) this.sendSnapshot(client, world);
      this.happened.length = 0;
    }
  }

  private sendSnapshot(client: Client, world: World): void {
    const predictsPlaces = { predicts: (_: unknown, c: number) => c < 2, rows: () => "all" as const };
    this.send(client.socket, {
      tick: world.tick,
      blocks: [encodeBlock(this.schema, client.base, client.previous, world, predictsPlaces)],
      events: this.batches(),
      ...(client.newestInput === undefined
        ? {}
        : { inputAckAgo: world.tick - client.newestInput, inputMarginMillis: client.margin }),
    });
    client.previous = client.base;
    client.base = world;
  }

  private batches(): EventBatch[] {
    return [HITS, KILLS, BREAKUPS, FINDS].flatMap((kind) => {
      const events = this.happened.filter((each) => each.kind === kind);
      if (events.length === 0) return [];
      const values = events[0].raws.flatMap((_, c) => events.map(({ raws }) => raws[c]));
      return [{ kind, ago: events.map(() => 0), values }];
    });
  }

  private happen(kind: number, x: number, y: number, ...rest: number[]): void {
    this.happened.push({ kind, raws: [Math.floor(x * 8), Math.floor(y * 8), ...rest] });
  }

  private step(): void {
    for (const client of this.clients) {
      const due = client.inputs.filter((input) => input.tick <= this.tick).at(-1);
      client.inputs = client.inputs.filter((input) => input.tick > this.tick);
      if (!due) continue;
      client.newestInput = due.tick;
      client.ship.turn = due.values[0];
      client.ship.thrust = due.values[1] === 1;
      client.ship.fire = due.values[2] === 1;
    }
    for (const ship of this.ships.values()) this.stepShip(ship);
    for (const table of [BULLETS, ASTEROIDS]) {
      for (const thing of this.things[table].values()) {
        thing.x += thing.vx;
        thing.y += thing.vy;
        const out = thing.x < 20 || thing.y < 20 || thing.x > SIZE - 20 || thing.y > SIZE - 20;
        if (table === BULLETS && (--thing.ticks <= 0 || out)) this.things[BULLETS].delete(thing.id);
        else if (out) {
          thing.vx = Math.abs(thing.vx) * (thing.x < SIZE / 2 ? 1 : -1);
          thing.vy = Math.abs(thing.vy) * (thing.y < SIZE / 2 ? 1 : -1);
        }
      }
    }
    for (const bullet of this.things[BULLETS].values()) this.hit(bullet);
    for (const pickup of this.things[PICKUPS].values()) {
      for (const ship of this.ships.values()) {
        if (ship.hull === 0 || Math.hypot(ship.x - pickup.x, ship.y - pickup.y) > 26) continue;
        ship.hull = Math.min(100, ship.hull + 30);
        this.happen(FINDS, pickup.x, pickup.y, pickup.kind, ship.player);
        this.things[PICKUPS].delete(pickup.id);
        this.addThing(PICKUPS, this.anywhere(), this.anywhere(), 0, 0, this.random.int(2), Infinity);
        break;
      }
    }
  }

  private stepShip(ship: Ship): void {
    if (ship.hull === 0) {
      if (--ship.respawn > 0) return;
      Object.assign(ship, { hull: 100, shield: 60, x: this.anywhere(), y: this.anywhere(), vx: 0, vy: 0 });
    }
    if (ship.bot && this.random.chance(0.08)) {
      ship.turn = this.random.int(3) - 1;
      ship.thrust = this.random.chance(0.6);
      ship.fire = this.random.chance(0.25);
    }
    ship.shield = Math.max(0, ship.shield - 1);
    ship.heading = (ship.heading + ship.turn * 5 + 256) & 255;
    const angle = (ship.heading * Math.PI) / 128;
    if (ship.thrust) {
      ship.vx += Math.cos(angle) * 0.45;
      ship.vy += Math.sin(angle) * 0.45;
    }
    ship.vx *= 0.97;
    ship.vy *= 0.97;
    ship.x = Math.min(SIZE - 14, Math.max(14, ship.x + ship.vx));
    ship.y = Math.min(SIZE - 14, Math.max(14, ship.y + ship.vy));
    ship.cooldown = Math.max(0, ship.cooldown - 1);
    if (ship.fire && ship.cooldown === 0 && this.things[BULLETS].size < 80) {
      ship.cooldown = 6;
      const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
      this.addThing(BULLETS, ship.x + dx * 18, ship.y + dy * 18, dx * 18 + ship.vx, dy * 18 + ship.vy, ship.id, 40);
    }
  }

  private hit(bullet: Thing): void {
    for (const ship of this.ships.values()) {
      if (ship.id === bullet.kind || ship.hull === 0 || ship.shield > 0) continue;
      if (Math.hypot(ship.x - bullet.x, ship.y - bullet.y) > 20) continue;
      this.things[BULLETS].delete(bullet.id);
      ship.hull = Math.max(0, ship.hull - 20);
      const killer = this.ships.get(bullet.kind);
      this.happen(HITS, ship.x, ship.y, ship.id, 20, killer?.player ?? -1);
      if (ship.hull > 0) return;
      ship.respawn = 90;
      const by = killer ? [killer.player, killer.player] : [-1, 0];
      this.happen(KILLS, ship.x, ship.y, ship.player, ship.player, ...by);
      if (killer) killer.score += 10;
      return;
    }
    for (const rock of this.things[ASTEROIDS].values()) {
      if (Math.hypot(rock.x - bullet.x, rock.y - bullet.y) > ASTEROID_RADII[rock.kind]) continue;
      this.things[BULLETS].delete(bullet.id);
      this.things[ASTEROIDS].delete(rock.id);
      const killer = this.ships.get(bullet.kind);
      if (killer) killer.score += 1;
      this.happen(HITS, bullet.x, bullet.y, 0, 0, killer?.player ?? -1);
      this.happen(BREAKUPS, rock.x, rock.y, rock.kind, killer?.player ?? -1);
      if (rock.kind === 0 && this.things[ASTEROIDS].size > 30) return;
      if (rock.kind === 0) this.addThing(ASTEROIDS, this.anywhere(), this.anywhere(), 1, 1, 2, Infinity);
      else
        for (const turn of [1, -1])
          this.addThing(ASTEROIDS, rock.x, rock.y, rock.vy * turn, -rock.vx * turn, rock.kind - 1, Infinity);
      return;
    }
  }

  private capture(): World {
    const world = copyOf(emptyWorld(this.schema));
    const place = (value: number) => Math.floor(Math.min(SIZE, Math.max(0, value)) * 8 + 0.5);
    world.tick = this.tick;
    for (const ship of this.ships.values()) {
      const { id, x, y, heading, hull, score, player, thrust, shield } = ship;
      const thrusting = thrust && hull > 0 ? 1 : 0;
      world.tables[SHIPS].set(id, [
        place(x),
        place(y),
        heading,
        hull,
        score,
        player,
        player,
        thrusting,
        shield > 0 ? 1 : 0,
      ]);
    }
    for (const table of [BULLETS, ASTEROIDS, PICKUPS]) {
      for (const { id, x, y, kind } of this.things[table].values()) {
        world.tables[table].set(id, [place(x), place(y), table === BULLETS && !this.ships.has(kind) ? 0 : kind]);
      }
    }
    world.texts = new Map(this.texts);
    return world;
  }
}
