// The walkers' rules on Colyseus, with its defaults: a schema, and a patch to everybody at each tick.
import http from 'node:http';
import { Room, Server } from '@colyseus/core';
import { Encoder, schema, t } from '@colyseus/schema';
import { WebSocketTransport } from '@colyseus/ws-transport';

const HZ = Number(process.env.HZ);
const CAP = Number(process.env.CAP);
const SIZE = 1000;

Encoder.BUFFER_SIZE = 256 * 1024; // for all players of a large room at once

const Walker = schema({ x: t.float32(), y: t.float32(), angle: t.float32(), hp: t.uint8() }, 'Walker');
const State = schema({ walkers: t.map(Walker) }, 'State');
const clamp = (value) => Math.min(SIZE, Math.max(0, value));

class Walkers extends Room {
  maxClients = CAP;
  steps = new Map();

  onCreate() {
    this.state = new State();
    this.patchRate = 1000 / HZ;
    this.onMessage('i', (client, step) => this.steps.set(client.sessionId, step));
    this.setSimulationInterval(() => this.step(), 1000 / HZ);
  }

  onJoin(client) {
    const walker = new Walker();
    walker.x = Math.random() * SIZE;
    walker.y = Math.random() * SIZE;
    walker.angle = 0;
    walker.hp = 100;
    this.state.walkers.set(client.sessionId, walker);
  }

  onLeave(client) {
    this.state.walkers.delete(client.sessionId);
    this.steps.delete(client.sessionId);
  }

  step() {
    for (const [id, [dx, dy]] of this.steps) {
      const walker = this.state.walkers.get(id);
      if (!walker) continue;
      walker.x = clamp(walker.x + dx);
      walker.y = clamp(walker.y + dy);
      walker.angle = Math.atan2(dy, dx);
    }
  }
}

const web = http.createServer();
const server = new Server({
  greet: false,
  gracefullyShutdown: false,
  transport: new WebSocketTransport({ server: web }),
});
server.define('walkers', Walkers);
await server.listen(0, '127.0.0.1');
console.log(`ready http://127.0.0.1:${web.address().port}`);
