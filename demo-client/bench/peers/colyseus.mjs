// The scenes on Colyseus, with its defaults: a schema, and a patch to everybody at each tick.
//
// Environment: FIELDS: float32, or quantised: its fields of 16 bits, the fewest bytes that it can; VIEW: how far players see; 0: everything. With a view, each
// player has a StateView, and a grid says five times a second who comes to be near, and who is far enough to be let go.
import http from 'node:http';
import { Room, Server } from '@colyseus/core';
import { Encoder, schema, StateView, t } from '@colyseus/schema';
import { WebSocketTransport } from '@colyseus/ws-transport';
import { games } from './rules.mjs';
import './heap.mjs';

const HZ = Number(process.env.HZ);
const CAP = Number(process.env.CAP);
const VIEW = Number(process.env.VIEW ?? 0);
const Game = games[process.env.GAME];
const SIZE = 1000;
const LOOKS_PER_SECOND = 5;
const LET_GO = 1.1; // times VIEW

Encoder.BUFFER_SIZE = 256 * 1024; // for all players of a large room at once

const isQuantised = process.env.FIELDS === 'quantised';
const place = () => (isQuantised ? t.quantized({ min: 0, max: SIZE }) : t.float32());
const angle = () => (isQuantised ? t.angle() : t.float32());
const kinds = {
  walker: schema({ x: place(), y: place(), angle: angle(), hp: t.uint8() }, 'Walker'),
  ship: schema({ x: place(), y: place(), heading: angle(), hp: t.uint8() }, 'Ship'),
  shot: schema({ x: place(), y: place() }, 'Shot'),
  pellet: schema({ x: place(), y: place(), kind: t.uint8() }, 'Pellet'),
};
const people = (kind) => (VIEW > 0 ? t.map(kinds[kind]).view() : t.map(kinds[kind]));
const states = {
  walkers: () => ({ people: people('walker') }),
  Pellets: () => ({ people: people('walker'), tiles: t.array('uint8'), pellets: t.array(kinds.pellet) }),
  Skirmish: () => ({ people: people('ship'), shots: t.map(kinds.shot) }),
};
const State = schema(states[process.env.GAME](), 'State');

class Bench extends Room {
  maxClients = CAP;

  onCreate() {
    const state = new State();
    this.state = state;
    this.game = new Game(
      {
        people: state.people,
        shots: state.shots,
        tiles: state.tiles,
        pellets: state.pellets,
        make: (kind) => new kinds[kind](),
      },
      HZ,
    );
    this.patchRate = 1000 / HZ;
    this.onMessage('i', (client, values) => this.game.input(client.sessionId, values));
    this.setSimulationInterval(() => this.game.step(), 1000 / HZ);
    if (VIEW > 0) this.clock.setInterval(() => this.look(), 1000 / LOOKS_PER_SECOND);
  }

  onJoin(client) {
    this.game.join(client.sessionId);
    if (VIEW > 0) {
      client.view = new StateView();
      client.seen = new Set();
      this.lookOf(client, this.grid());
    }
  }

  onLeave(client) {
    client.view?.dispose();
    const body = this.game.bodies.get(client.sessionId);
    for (const other of this.clients) other.seen?.delete(body);
    this.game.leave(client.sessionId);
  }

  look() {
    const grid = this.grid();
    for (const client of this.clients) if (client.seen) this.lookOf(client, grid);
  }

  /** Bodies by cells, which are as wide as players see. */
  grid() {
    const grid = new Map();
    for (const body of this.game.bodies.values()) {
      const cell = Math.floor(body.x / VIEW) * 1000 + Math.floor(body.y / VIEW);
      const those = grid.get(cell);
      if (those) those.push(body);
      else grid.set(cell, [body]);
    }
    return grid;
  }

  lookOf(client, grid) {
    const own = this.game.bodies.get(client.sessionId);
    const far = (body, reach) => (body.x - own.x) ** 2 + (body.y - own.y) ** 2 > reach * reach;
    for (const body of client.seen) {
      if (!far(body, VIEW * LET_GO)) continue;
      client.seen.delete(body);
      client.view.remove(body.shown);
    }
    const column = Math.floor(own.x / VIEW);
    const row = Math.floor(own.y / VIEW);
    for (let i = column - 1; i <= column + 1; i++) {
      for (let j = row - 1; j <= row + 1; j++) {
        for (const body of grid.get(i * 1000 + j) ?? []) {
          if (client.seen.has(body) || far(body, VIEW)) continue;
          client.seen.add(body);
          client.view.add(body.shown);
        }
      }
    }
  }
}

const web = http.createServer();
const server = new Server({
  greet: false,
  gracefullyShutdown: false,
  transport: new WebSocketTransport({ server: web }),
});
server.define('bench', Bench);
await server.listen(0, '127.0.0.1');
console.log(`ready http://127.0.0.1:${web.address().port}`);
