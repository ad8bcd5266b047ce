import type { GameEvent, Room, View } from "tickwire-client";
import { type Arena, KILL_POINTS, NOBODY, ROCK_POINTS, ROCK_RADIUS, SHIP_RADIUS } from "./arena.ts";
import type { Camera } from "./camera.ts";
import { hueOf } from "./colors.ts";
import type { Controls, Input } from "./controls.ts";
import { element } from "./dom.ts";
import { Hud } from "./hud.ts";
import { Minimap } from "./minimap.ts";
import { NetworkPanel } from "./networkPanel.ts";
import { Particles } from "./particles.ts";
import type { Renderer } from "./renderer.ts";
import { pickupHue } from "./sprites.ts";
import type { Sound } from "./sound.ts";
import { type Ship, WorldWatch } from "./worldWatch.ts";

/** After this long without a frame, as in a hidden tab, what happened meanwhile is no news. */
const GAP_MILLIS = 1000;
/** Arena units at which something cannot be heard any more. */
const EARSHOT = 1100;

/** One stay in a room: each frame it takes the view, hears what happened, and draws. */
export class Match {
  readonly particles: Particles;
  readonly network = new NetworkPanel();
  readonly counts = { ships: 0, bullets: 0, asteroids: 0, pickups: 0 };
  own: Ship | undefined;
  /** What the last frame showed. */
  view: View<Arena["tables"]>;
  private lastMillis = -Infinity;
  private readonly hud: Hud;
  private readonly minimap: Minimap;
  private readonly watch: WorldWatch;
  private input: Input = { turn: 0, thrust: false, fire: false };

  constructor(
    readonly room: Room<Arena>,
    private readonly camera: Camera,
    private readonly renderer: Renderer,
    private readonly controls: Controls,
    private readonly sound: Sound,
    calm: boolean,
  ) {
    this.particles = new Particles(calm ? 0.35 : 1);
    this.hud = new Hud(camera, () => (innerWidth < 700 || innerHeight < 500 ? 3 : 8));
    this.minimap = new Minimap(element<HTMLCanvasElement>("minimap"), camera);
    this.watch = this.watchBullets();
    this.hud.reset();
    this.view = room.view(performance.now());
    this.listen();
    room.setInput(this.input);
  }

  /** The player has another seat: entities have other ids, and nothing of the old world has happened to them. */
  restart(): void {
    this.watch.reset();
    this.own = undefined;
    this.hud.reset();
  }

  frame(nowMillis: number, seconds: number): void {
    const { room, camera, particles, watch, counts } = this;
    if (nowMillis - this.lastMillis > GAP_MILLIS) watch.reset();
    this.lastMillis = nowMillis;
    const view = (this.view = room.view(nowMillis));
    watch.look(view, nowMillis);
    this.own = undefined;
    for (const ship of watch.ships.values()) if (ship.player === room.player) this.own = ship;
    const own = this.own;

    if (own && own.hull > 0) camera.follow(own.x, own.y, seconds);
    camera.advance(seconds);
    this.trail(seconds);
    particles.advance(seconds);
    this.renderer.draw(view, watch, particles, room.player, nowMillis);
    if (this.network.showsGhosts) this.renderer.drawGhosts(room.newest(), view);
    this.minimap.draw(view, watch.pilots, room.player, nowMillis);
    this.hud.update(room, watch.pilots, view.texts.size, own, nowMillis);

    counts.ships = view.table("ships").size;
    counts.bullets = view.table("bullets").size;
    counts.asteroids = view.table("asteroids").size;
    counts.pickups = view.table("pickups").size;
    const stats = room.stats;
    const entities = () => counts.ships + counts.bullets + counts.asteroids + counts.pickups;
    this.network.update(() => stats, entities, nowMillis);

    const heading = own && own.hull > 0 ? view.table("ships").get(own.id)?.heading : undefined;
    // A turn shows at once, but goes on to the end of the tick.
    this.steer(this.controls.read(heading, 1000 / room.tickRateHz, nowMillis));
  }

  private steer(input: Input): void {
    const { turn, thrust, fire } = this.input;
    if (input.turn === turn && input.thrust === thrust && input.fire === fire) return;
    this.input = input;
    this.room.setInput(input);
  }

  /** Sparks behind ships that thrust. */
  private trail(seconds: number): void {
    for (const { x, y, heading, thrusting, hull } of this.view.table("ships")) {
      if (!thrusting || hull === 0 || !this.camera.sees(x, y, 40) || Math.random() > seconds * 60) continue;
      const back = heading + Math.PI + (Math.random() - 0.5) * 0.5;
      const [dx, dy] = [Math.cos(back), Math.sin(back)];
      this.particles.emit(x + dx * SHIP_RADIUS, y + dy * SHIP_RADIUS, dx * 110, dy * 110, 0.5, 19, 24);
    }
  }

  private volumeAt(x: number, y: number): number {
    return Math.max(0, 1 - Math.hypot(x - this.camera.x, y - this.camera.y) / EARSHOT);
  }

  private watchBullets(): WorldWatch {
    const { room, particles, sound } = this;
    return new WorldWatch({
      fired: ({ x, y, player }) => {
        const own = player === room.player;
        particles.emit(x, y, 0, 0, 0.1, 34, hueOf(player, own));
        sound.play("shot", this.volumeAt(x, y) * (own ? 1 : 0.5));
      },
      spent: ({ x, y, dx, dy, player }) => {
        particles.emit(x, y, dx * 40, dy * 40, 0.25, 16, hueOf(player, player === room.player));
      },
    });
  }

  /** Hears of a kind of events, while they are news. */
  private on<Kind extends keyof Arena["events"]>(
    kind: Kind,
    listener: (event: GameEvent<Arena["events"][Kind]>) => void,
  ): void {
    this.room.on(kind, (event) => {
      if (this.view.tick - event.tick < (this.room.tickRateHz * GAP_MILLIS) / 1000) listener(event);
    });
  }

  private listen(): void {
    const { room, camera, particles, sound, hud, watch } = this;
    const isOwn = (player: number) => player === room.player;
    const hue = (player: number) => hueOf(player, isOwn(player));
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
      hud.tell(kill, room.player);
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
    this.hud.points(points, what);
    this.sound.play("score", 1);
  }
}
