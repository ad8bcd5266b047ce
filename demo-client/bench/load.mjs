// The load: joins players, sends what each of them does once per tick period, and counts what comes back. One for all servers; an adapter knows how to
// talk to each.
//
//   node load.mjs '{"adapter": "FILE", "base": "HOST:PORT", "players": N, "storm": N, "hz": N, "warmSeconds": N, "seconds": N, "acts": "walk", "seed": N}'
//
// An adapter exports connect(base, onFrame, WebSocket) -> { socket, input(numbers), quiet?() }. It resolves when the player is in its room, and
// calls onFrame(socket, payloadBytes) for each message with state. What players do (acts): walk says two numbers from -10 to 10, anew each tick; fly says turn,
// thrust and trigger, of which the first two last for a while; nothing sends what quiet() gives, if anything. The same seed does the same on each server.
//
// With a storm, so many more join within one second when counting starts, and it goes on until each of them has its first snapshot. Gaps are those of the
// players who were there before.
//
// It prints a line of JSON for each event: joined, measuring (what counts starts now), measured (it ends now), and result, or failed. Then it stays connected
// until it is ended.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { LoadSocket } from './socket.mjs';

const JOINS_AT_ONCE = 20;
const SLOTS = 10; // of a tick period, over which the players' messages are spread
const STEP = 10;
const STORM_MILLIS = 1000;
const LONGEST_STORM_SECONDS = 25;
const HOLD_SECONDS = { least: 0.3, most: 1.5 };
const THRUSTING = 0.8; // of the time

const { adapter, base, players, storm, hz, warmSeconds, seconds, acts, seed } = JSON.parse(process.argv[2]);
const { connect } = await import(pathToFileURL(path.resolve(adapter)));

const clients = [];
const lastAt = new Map(); // of those whose gaps count
const firsts = new Map(); // by socket: when its first snapshot came, and the bytes up to it
let gaps = [];
let isCounting = false;
let messages = 0;
let payloadBytes = 0;

const say = (event, more) => process.stdout.write(`${JSON.stringify({ event, ...more })}\n`);
const wait = (amount) => new Promise((resolve) => setTimeout(resolve, amount * 1000));
const wireBytes = () => clients.reduce((sum, { socket }) => sum + socket.bytesRead, 0);

function onFrame(socket, length) {
  if (!firsts.has(socket)) firsts.set(socket, { at: performance.now(), bytes: socket.payloadBytesRead });
  if (!isCounting) return;
  messages++;
  payloadBytes += length;
  const before = lastAt.get(socket);
  if (before === undefined) return;
  const now = performance.now();
  if (before > 0) gaps.push(now - before);
  lastAt.set(socket, now);
}

/** Numbers from 0 to 1, the same for the same player in each run with this seed. */
function randomOf(player) {
  let state = (seed * 7919 + player * 104729 + 1) | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

const habits = {
  walk(random) {
    return () => {
      const angle = random() * 2 * Math.PI;
      return [Math.cos(angle) * STEP, Math.sin(angle) * STEP];
    };
  },
  fly(random) {
    let turn = 0;
    let thrust = 1;
    let ticksLeft = 0;
    return () => {
      if (ticksLeft-- <= 0) {
        turn = Math.floor(random() * 3) - 1;
        thrust = random() < THRUSTING ? 1 : 0;
        ticksLeft = hz * (HOLD_SECONDS.least + random() * (HOLD_SECONDS.most - HOLD_SECONDS.least));
      }
      return [turn, thrust, 1];
    };
  },
};

let joinsBegun = 0;

async function join() {
  const habit = habits[acts]?.(randomOf(joinsBegun++));
  const client = await connect(base, onFrame, LoadSocket);
  client.habit = habit;
  client.socket.removeAllListeners('error').on('error', () => client.socket.close());
  clients.push(client);
}

function act(client) {
  if (client.socket.readyState !== 1) return;
  const message = client.habit ? client.input(client.habit()) : client.quiet?.();
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

/**
 * Has them join evenly over a second; returns when the last of them had its first snapshot, in milliseconds from the start. Those who could not join are missing at
 * the end.
 */
async function joinStorm() {
  const start = performance.now();
  const isOver = () => performance.now() - start > LONGEST_STORM_SECONDS * 1000;
  const before = firsts.size;
  const failures = [];
  for (let begun = 0; begun < storm; ) {
    const due = Math.min(storm, Math.ceil(((performance.now() - start) / STORM_MILLIS) * storm));
    for (; begun < due; begun++) join().catch((error) => failures.push(error));
    await wait(0.002);
  }
  while (firsts.size + failures.length < before + storm && !isOver()) await wait(0.005);
  if (failures.length === storm) throw new Error(`nobody could join: ${failures[0].message}`);
  if (isOver())
    throw new Error(`only ${firsts.size - before} of ${storm} had a snapshot after ${LONGEST_STORM_SECONDS} s`);
  return Math.max(...[...firsts.values()].slice(before).map(({ at }) => at)) - start;
}

function percentile(sorted, share) {
  return sorted.length === 0 ? null : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

function mean(numbers) {
  return numbers.length === 0 ? null : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

async function run() {
  const joinStart = performance.now();
  startActing();
  while (clients.length < players) {
    await Promise.all(Array.from({ length: Math.min(JOINS_AT_ONCE, players - clients.length) }, join));
  }
  say('joined', { joinMillis: performance.now() - joinStart });
  await wait(warmSeconds);

  for (const { socket } of clients) lastAt.set(socket, 0);
  say('measuring');
  const start = performance.now();
  const wireBefore = wireBytes();
  isCounting = true;
  const lastFirstMillis = storm > 0 ? await joinStorm() : null;
  await wait(seconds - (performance.now() - start) / 1000);
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
    joinBytes: mean([...firsts.values()].map(({ bytes }) => bytes)),
    lastFirstSnapshotMillis: lastFirstMillis,
    gapMillisP50: percentile(gaps, 0.5),
    gapMillisP99: percentile(gaps, 0.99),
    gapMillisP999: percentile(gaps, 0.999),
  });
}

try {
  await run();
} catch (error) {
  say('failed', { reason: error.message });
  process.exit(1);
}
