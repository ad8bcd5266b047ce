// The load: joins players, sends what each of them does once per tick period, and counts what comes back. One for all servers; an adapter knows how to
// talk to each.
//
//   node load.mjs '{"adapter": "FILE", "base": "HOST:PORT", "players": N, "hz": N, "warmSeconds": N, "seconds": N, "isQuiet": false}'
//
// An adapter exports connect(base, onFrame, WebSocket) -> { socket, input(dx, dy), quiet?() }. It resolves when the player is in its room, and
// calls onFrame(socket, payloadBytes) for each message with state. Players who are quiet send what quiet() gives, if anything.
//
// It prints a line of JSON for each event: joined, measuring (what counts starts now), measured (it ends now), and result, or failed.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { LoadSocket } from './socket.mjs';

const JOINS_AT_ONCE = 20;
const SLOTS = 10; // of a tick period, over which the players' messages are spread
const STEP = 10;

const { adapter, base, players, hz, warmSeconds, seconds, isQuiet } = JSON.parse(process.argv[2]);
const { connect } = await import(pathToFileURL(path.resolve(adapter)));

const clients = [];
const lastAt = new Map();
let gaps = [];
let isCounting = false;
let messages = 0;
let payloadBytes = 0;

const say = (event, more) => process.stdout.write(`${JSON.stringify({ event, ...more })}\n`);
const wait = (amount) => new Promise((resolve) => setTimeout(resolve, amount * 1000));
const wireBytes = () => clients.reduce((sum, { socket }) => sum + socket.bytesRead, 0);

function onFrame(socket, length) {
  if (!isCounting) return;
  const now = performance.now();
  const before = lastAt.get(socket);
  if (before !== undefined) gaps.push(now - before);
  lastAt.set(socket, now);
  messages++;
  payloadBytes += length;
}

async function join() {
  const client = await connect(base, onFrame, LoadSocket);
  client.socket.removeAllListeners('error').on('error', () => client.socket.close());
  clients.push(client);
}

function act(client) {
  if (client.socket.readyState !== 1) return;
  const angle = Math.random() * 2 * Math.PI;
  const message = isQuiet ? client.quiet?.() : client.input(Math.cos(angle) * STEP, Math.sin(angle) * STEP);
  if (message !== undefined) client.socket.send(message);
}

/** Lets everyone act once per tick period, those who joined already from now on; what a timer was late for is made up. */
function startActing() {
  const start = performance.now();
  let done = 0;
  setInterval(
    () => {
      const due = Math.floor(((performance.now() - start) * hz * SLOTS) / 1000);
      for (done = Math.max(done, due - SLOTS); done < due; done++) {
        for (let i = done % SLOTS; i < clients.length; i += SLOTS) act(clients[i]);
      }
    },
    1000 / hz / SLOTS,
  );
}

function percentile(sorted, share) {
  return sorted.length === 0 ? null : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

async function run() {
  const joinStart = performance.now();
  startActing();
  while (clients.length < players) {
    await Promise.all(Array.from({ length: Math.min(JOINS_AT_ONCE, players - clients.length) }, join));
  }
  say('joined', { joinMillis: performance.now() - joinStart });
  await wait(warmSeconds);

  say('measuring');
  const start = performance.now();
  const wireBefore = wireBytes();
  isCounting = true;
  await wait(seconds);
  isCounting = false;
  say('measured');
  const wire = wireBytes() - wireBefore;
  const elapsed = (performance.now() - start) / 1000;
  gaps = Float64Array.from(gaps).sort();
  say('result', {
    seconds: elapsed,
    connected: clients.filter(({ socket }) => socket.readyState === 1).length,
    messages,
    payloadBytes,
    wireBytes: wire,
    gapMillisP50: percentile(gaps, 0.5),
    gapMillisP99: percentile(gaps, 0.99),
    gapMillisP999: percentile(gaps, 0.999),
  });
}

try {
  await run();
  process.exit(0);
} catch (error) {
  say('failed', { reason: error.message });
  process.exit(1);
}
