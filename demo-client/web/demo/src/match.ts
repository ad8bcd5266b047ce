import type { GameEvent, Room, View } from "tickwire-client";
import {
  type Arena,
  arenaSize,
  fullHull,
  KILL_POINTS,
  NOBODY,
  ROCK_POINTS,
  ROCK_RADIUS,
  SHIP_RADIUS,
} from "./arena.ts";
import type { Camera } from "./camera.ts";
import type { ChatBox } from "./chatBox.ts";
import { hueOf } from "./colors.ts";
import type { Controls, Input } from "./controls.ts";
import { Follow } from "./follow.ts";
import type { Hud } from "./hud.ts";
import type { Minimap } from "./minimap.ts";
import type { NetworkPanel } from "./networkPanel.ts";
import { Particles } from "./particles.ts";
import type { Renderer } from "./renderer.ts";
import { pickupHue } from "./sprites.ts";
import type { Sound } from "./sound.ts";
import type { WatchBar } from "./watchBar.ts";
import { type Ship, WorldWatch } from "./worldWatch.ts";

/** What a match is shown with, and heard. */
export interface Stage {
  readonly camera: Camera;
  readonly renderer: Renderer;
  readonly controls: Controls;
  readonly sound: Sound;
  readonly hud: Hud;
  readonly minimap: Minimap;
  readonly network: NetworkPanel;
  readonly chat: ChatBox;
  readonly watchBar: WatchBar;
  /** 0 to 1: how many of all particles there are. */
  readonly particleDensity: number;
}

/** After this long without a frame, as in a hidden tab, what happened meanwhile is no news. */
const GAP_MILLIS = 1000;
const TELL_MILLIS = 100;
const REST: Input = { turn: 0, thrust: false, fire: false };
/** Whom a watcher plays as: neither any player, nor {@link NOBODY}. */
const WATCHER = -2;
/** Arena units at which something cannot be heard any more. */
const EARSHOT = 1100;

/** One stay in a room: each frame it takes the view, hears what happened, and draws. */
export class Match {
  readonly particles: Particles;
  readonly counts = { ships: 0, bullets: 0, asteroids: 0, pickups: 0 };
  own: Ship | undefined;
  /** What the last frame showed. */
  view: View<Arena["tables"]>;
  private lastMillis = -Infinity;
  private nextTellMillis = 0;
  private readonly watch: WorldWatch;
  /** Of a watcher: whom the picture follows. */
  private readonly follow = new Follow();
  private input = REST;

  constructor(
    readonly room: Room<Arena>,
    private readonly stage: Stage,
  ) {
    this.particles = new Particles(stage.particleDensity);
    this.watch = this.watchBullets();
    stage.camera.arenaSize = arenaSize(room.schema);
    stage.renderer.fullHull = fullHull(room.schema);
    stage.hud.enter(room.spectating);
    stage.chat.enter(room);
    stage.watchBar.say("");
    this.view = room.view(performance.now());
    this.listen();
    if (!room.spectating) room.setInput(this.input);
  }

  /** The number by which the own things are known. */
  private get player(): number {
    return this.room.spectating ? WATCHER : this.room.player;
  }

  /** The name of whom a watcher looks at. */
  get followed(): string | undefined {
    return this.room.spectating ? this.follow.target(this.watch.pilots)?.name : undefined;
  }

  /** A watcher goes on to another pilot: 1 the next by score, -1 the one before. */
  step(by: 1 | -1): void {
    if (this.room.spectating) this.follow.step(by, this.watch.pilots);
  }

  /** The player has another seat: entities have other ids, and nothing of the old world has happened to them. */
  restart(): void {
    this.watch.reset();
    this.own = undefined;
    // In a new seat nothing is held: keys that are still down are sent anew.
    this.input = REST;
    this.follow.reset();
    this.stage.hud.enter(this.room.spectating);
  }

  frame(nowMillis: number, seconds: number): void {
    const { room, particles, watch, counts, player } = this;
    const { camera, renderer, minimap, hud, network } = this.stage;
    if (nowMillis - this.lastMillis > GAP_MILLIS) watch.reset();
    this.lastMillis = nowMillis;
    // Before the view, so that this frame shows it already.
    if (!room.spectating) this.steer(nowMillis, seconds);
    const view = (this.view = room.view(nowMillis));
    watch.look(view, nowMillis);
    this.own = undefined;
    for (const ship of watch.ships.values()) if (ship.player === player) this.own = ship;
    const own = this.own;
    const followed = room.spectating ? this.follow.target(watch.pilots) : own;

    if (followed && followed.hull > 0) camera.follow(followed.x, followed.y, seconds);
    camera.advance(seconds);
    this.trail(seconds);
    particles.advance(seconds);
    renderer.draw(view, watch, particles, player, followed?.player ?? player, nowMillis);
    if (network.showsGhosts) renderer.drawGhosts(room.newest(), view);
    minimap.draw(view, watch.pilots, followed?.player ?? player, player, nowMillis);
    hud.update(room, watch.pilots, view.table("pilots").size, own, nowMillis);
    if (room.spectating) this.tellFollowed(followed?.name, followed?.player ?? 0, nowMillis);

    counts.ships = view.table("ships").size;
    counts.bullets = view.table("bullets").size;
    counts.asteroids = view.table("asteroids").size;
    counts.pickups = view.table("pickups").size;
    const entities = () => counts.ships + counts.bullets + counts.asteroids + counts.pickups;
    network.update(() => room.stats, room.rates, entities, nowMillis);
  }

  private tellFollowed(name: string | undefined, player: number, nowMillis: number): void {
    if (nowMillis < this.nextTellMillis) return;
    this.nextTellMillis = nowMillis + TELL_MILLIS;
    const { room, view, follow, stage } = this;
    stage.watchBar.update(room.id, view.table("pilots").size, name, hueOf(player, false), follow.leads);
  }

  /** Does what the player's hands say, from what the last frame showed. */
  private steer(nowMillis: number, seconds: number): void {
    const { room, own } = this;
    const heading = own && own.hull > 0 ? this.view.table("ships").get(own.id)?.heading : undefined;
    const tickMillis = 1000 / room.rates.tickRateHz;
    // A turn shows at once, but goes on to the end of the tick.
    const helm = { turnRate: room.tunables.turnRate, tickMillis, lagMillis: tickMillis + 1000 * seconds };
    const input = this.stage.controls.read(heading, helm, nowMillis);
    const { turn, thrust, fire } = this.input;
    if (input.turn === turn && input.thrust === thrust && input.fire === fire) return;
    this.input = input;
    this.room.setInput(input);
  }

  /** Sparks behind ships that thrust. */
  private trail(seconds: number): void {
    for (const { x, y, heading, thrusting, hull } of this.view.table("ships")) {
      if (!thrusting || hull === 0 || !this.stage.camera.sees(x, y, 40) || Math.random() > seconds * 60) continue;
      const back = heading + Math.PI + (Math.random() - 0.5) * 0.5;
      const [dx, dy] = [Math.cos(back), Math.sin(back)];
      this.particles.emit(x + dx * SHIP_RADIUS, y + dy * SHIP_RADIUS, dx * 110, dy * 110, 0.5, 19, 24);
    }
  }

  private volumeAt(x: number, y: number): number {
    const { camera } = this.stage;
    return Math.max(0, 1 - Math.hypot(x - camera.x, y - camera.y) / EARSHOT);
  }

  private watchBullets(): WorldWatch {
    const { particles, stage } = this;
    const { sound } = stage;
    return new WorldWatch({
      fired: ({ x, y, player }) => {
        const own = player === this.player;
        particles.emit(x, y, 0, 0, 0.1, 34, hueOf(player, own));
        sound.play("shot", this.volumeAt(x, y) * (own ? 1 : 0.5));
      },
      spent: ({ x, y, dx, dy, player }) => {
        particles.emit(x, y, dx * 40, dy * 40, 0.25, 16, hueOf(player, player === this.player));
      },
    });
  }

  /** Hears of a kind of events, while they are news. */
  private on<Kind extends keyof Arena["events"]>(
    kind: Kind,
    listener: (event: GameEvent<Arena["events"][Kind]>) => void,
  ): void {
    this.room.on(kind, (event) => {
      if (this.view.tick - event.tick < (this.room.rates.tickRateHz * GAP_MILLIS) / 1000) listener(event);
    });
  }

  private listen(): void {
    const { room, particles, watch } = this;
    const { camera, sound, hud, chat } = this.stage;
    const isOwn = (player: number) => player === this.player;
    const hue = (player: number) => hueOf(player, isOwn(player));
    room.onChat((said) => chat.hear(said, said.player === undefined ? undefined : hue(said.player)));
    this.on("hits", ({ x, y, ship, damage, by }) => {
      particles.burst(x, y, 7, 170, 0.35, 10, by === NOBODY ? 30 : hue(by));
      if (damage === 0) return;
      watch.hit(ship, this.lastMillis);
      particles.burst(x, y, 8, 190, 0.4, 11, "white");
      sound.play("hit", this.volumeAt(x, y));
      if (ship !== this.own?.id) return;
      camera.kick(3 + damage / 8);
      hud.hurt();
    });
    this.on("kills", (kill) => {
      const { x, y, player, name, by, byName } = kill;
      particles.burst(x, y, 34, 330, 1.1, 20, hue(player));
      particles.burst(x, y, 22, 210, 0.8, 24, 24);
      particles.burst(x, y, 8, 60, 0.5, 70, "white");
      particles.ring(x, y, 110, 0.6, hue(player));
      camera.kick(14 * this.volumeAt(x, y) ** 2);
      sound.play("explosion", this.volumeAt(x, y));
      hud.tell(kill, this.player);
      if (isOwn(player)) hud.died(byName);
      else if (isOwn(by)) this.score(KILL_POINTS, name);
    });
    this.on("breakups", ({ x, y, size, by }) => {
      const radius = ROCK_RADIUS[size];
      particles.burst(x, y, 8 + radius / 3, 60 + radius * 2, 0.9, radius * 0.5, 218);
      particles.burst(x, y, 6, 60, 0.5, radius, 30);
      particles.ring(x, y, radius * 1.3, 0.35, 210);
      sound.play("explosion", this.volumeAt(x, y) * 0.35);
      if (isOwn(by)) this.score(ROCK_POINTS, "");
    });
    this.on("finds", ({ x, y, kind, player }) => {
      particles.burst(x, y, isOwn(player) ? 16 : 6, 120, 0.6, 12, pickupHue(kind));
      particles.ring(x, y, 36, 0.4, pickupHue(kind));
      if (isOwn(player)) sound.play("pickup", 1);
    });
    this.on("arrivals", ({ x, y, player }) => particles.ring(x, y, 46, 0.5, hue(player)));
  }

  private score(points: number, what: string): void {
    this.stage.hud.points(points, what);
    this.stage.sound.play("score", 1);
  }
}
