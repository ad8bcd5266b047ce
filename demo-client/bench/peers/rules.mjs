// The rules of the scenes for peers in JavaScript, each as in its Java class: walkers, Pellets, Skirmish. They compute on plain numbers, and write what players
// see into objects that a peer makes: schema instances or plain ones.
//
// A world is { people, shots, tiles, pellets, make(kind), changed?(kind, index) }: people and shots are Maps or like them, tiles and pellets arrays.
const SIZE = 1000;
const TURN = 2 * Math.PI;
const any = (below) => Math.floor(Math.random() * below);
const clamp = (value) => Math.min(SIZE, Math.max(0, value));

class Walkers {
  bodies = new Map();

  constructor(world, hz) {
    this.world = world;
    this.hz = hz;
  }

  join(id) {
    const shown = this.world.make('walker');
    shown.x = Math.random() * SIZE;
    shown.y = Math.random() * SIZE;
    shown.angle = 0;
    shown.hp = 100;
    this.bodies.set(id, { x: shown.x, y: shown.y, input: undefined, shown });
    this.world.people.set(id, shown);
  }

  leave(id) {
    this.bodies.delete(id);
    this.world.people.delete(id);
  }

  input(id, values) {
    const body = this.bodies.get(id);
    if (body) body.input = values;
  }

  step() {
    for (const body of this.bodies.values()) {
      if (!body.input) continue;
      const [dx, dy] = body.input;
      body.shown.x = body.x = clamp(body.x + dx);
      body.shown.y = body.y = clamp(body.y + dy);
      body.shown.angle = Math.atan2(dy, dx);
    }
  }

  /** Whether something may be other than at the last tick. */
  get isMoving() {
    for (const body of this.bodies.values()) if (body.input) return true;
    return false;
  }
}

class Pellets extends Walkers {
  static TILES = 64 * 64;
  static PELLETS = 1000;
  static KINDS = 8;
  static CHANGES_PER_SECOND = 10;
  ticks = 0;

  constructor(world, hz) {
    super(world, hz);
    for (let i = 0; i < Pellets.TILES; i++) world.tiles.push(any(Pellets.KINDS));
    for (let i = 0; i < Pellets.PELLETS; i++) {
      const pellet = world.make('pellet');
      this.place(pellet);
      world.pellets.push(pellet);
    }
  }

  place(pellet) {
    pellet.x = Math.random() * SIZE;
    pellet.y = Math.random() * SIZE;
    pellet.kind = any(Pellets.KINDS);
  }

  step() {
    super.step();
    const perTick = Pellets.CHANGES_PER_SECOND / this.hz;
    const changes = Math.floor((this.ticks + 1) * perTick) - Math.floor(this.ticks * perTick);
    this.ticks++;
    for (let i = 0; i < changes; i++) {
      const tile = any(Pellets.TILES);
      this.world.tiles[tile] = any(Pellets.KINDS);
      this.world.changed?.('tiles', tile);
      const pellet = any(Pellets.PELLETS);
      this.place(this.world.pellets[pellet]);
      this.world.changed?.('pellets', pellet);
    }
  }
}

class Skirmish {
  static FULL = 100;
  bodies = new Map();
  flights = new Map();
  nextShot = 0;

  constructor(world, hz) {
    this.world = world;
    this.hz = hz;
    this.seconds = 1 / hz;
  }

  join(id) {
    const ship = { id, shown: this.world.make('ship'), turn: 0, thrust: 0, fire: 0, reload: 0 };
    this.appear(ship);
    this.bodies.set(id, ship);
    this.world.people.set(id, ship.shown);
  }

  leave(id) {
    this.bodies.delete(id);
    this.world.people.delete(id);
  }

  input(id, [turn, thrust, fire]) {
    const ship = this.bodies.get(id);
    if (ship) Object.assign(ship, { turn, thrust, fire });
  }

  get isMoving() {
    return this.bodies.size > 0;
  }

  step() {
    for (const [id, shot] of this.flights) {
      if (--shot.left === 0) {
        this.flights.delete(id);
        this.world.shots.delete(id);
      } else this.move(shot, 1);
    }
    for (const ship of this.bodies.values()) this.fly(ship);
    for (const shot of this.flights.values()) this.hit(shot);
  }

  appear(ship) {
    ship.x = Math.random() * SIZE;
    ship.y = Math.random() * SIZE;
    ship.heading = Math.random() * TURN;
    ship.vx = ship.vy = 0;
    ship.hp = Skirmish.FULL;
    const { shown } = ship;
    shown.x = ship.x;
    shown.y = ship.y;
    shown.heading = ship.heading;
    shown.hp = ship.hp;
  }

  fly(ship) {
    const { seconds } = this;
    ship.heading = (ship.heading + ship.turn * 3 * seconds + TURN) % TURN;
    const cos = Math.cos(ship.heading);
    const sin = Math.sin(ship.heading);
    const push = ship.thrust * 300 * seconds;
    const kept = 1 - 0.5 * seconds;
    const vx = ship.vx * kept + push * cos;
    const vy = ship.vy * kept + push * sin;
    const speed = Math.hypot(vx, vy);
    const factor = speed > 250 ? 250 / speed : 1;
    ship.vx = vx * factor;
    ship.vy = vy * factor;
    ship.shown.heading = ship.heading;
    this.move(ship, 0.5);
    ship.reload = Math.max(0, ship.reload - 1);
    if (ship.fire !== 1 || ship.reload !== 0) return;
    ship.reload = Math.max(1, Math.round(0.5 * this.hz));
    const id = (this.nextShot++ % 65536).toString(36);
    const shot = { owner: ship, shown: this.world.make('shot'), left: Math.max(1, Math.round(this.hz)) };
    shot.shown.x = shot.x = ship.x;
    shot.shown.y = shot.y = ship.y;
    shot.vx = ship.vx * 0.5 + cos * 400;
    shot.vy = ship.vy * 0.5 + sin * 400;
    this.flights.set(id, shot);
    this.world.shots.set(id, shot.shown);
  }

  move(body, bounce) {
    const x = body.x + body.vx * this.seconds;
    const y = body.y + body.vy * this.seconds;
    if (x < 0 || x > SIZE) body.vx *= -bounce;
    if (y < 0 || y > SIZE) body.vy *= -bounce;
    body.shown.x = body.x = clamp(x);
    body.shown.y = body.y = clamp(y);
  }

  hit(shot) {
    for (const ship of this.bodies.values()) {
      const dx = ship.x - shot.x;
      const dy = ship.y - shot.y;
      if (dx * dx + dy * dy > 15 * 15 || ship === shot.owner) continue;
      if (ship.hp > 1) ship.shown.hp = --ship.hp;
      else this.appear(ship);
    }
  }
}

/** By the name of the game. */
export const games = { walkers: Walkers, Pellets, Skirmish };
