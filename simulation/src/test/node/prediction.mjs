// Flies a ship alone, and predicts it from every fiftieth tick on: the rules say the same to a client as to the server. An assertion that fails is an exception.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const [module, partsFile, tickRateHz] = process.argv.slice(2);
const parts = readFileSync(partsFile, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split(' ').map(Number))
  .map(([table, ...columns]) => ({ table, columns }));

const PILOT = 3;
const TICKS = 3000;
const TICKS_AHEAD = 20;

const { rules } = await import(module);
const game = rules();
game.tune('asteroidCount', 0);
const server = game.simulate(Number(tickRateHz), 5n);
const client = game.predict(Number(tickRateHz));
assert.equal(client.tune('topSpeed', 250), true);
assert.equal(client.tune('nothing', 1), false);
server.tune('topSpeed', 250);
server.join(PILOT, 'Ada', '', false);

let shots = 0;
for (let tick = 0; tick < TICKS; tick++) {
  fly(tick, (input) => server.setInput(PILOT, input, 0));
  server.step();
  if (tick % 50 === 49) {
    load();
    const replica = run(server.tick());
    for (let ahead = 1; ahead <= TICKS_AHEAD; ahead++) {
      fly(tick + ahead, (input) => client.setInput(input, 0));
      client.step();
      replica.step();
    }
    assert.equal(client.tick(), replica.tick());
    compare(replica);
  }
}
assert.ok(shots > 100, `${shots} shots`);

/** What the pilot does: the same at the same tick. */
function fly(tick, set) {
  const turn = (tick >> 4) % 5 ? 1 : -1;
  set(Int32Array.of(tick % 7 ? turn : 0, (tick >> 3) % 4 ? 1 : 0, tick % 40 < 25 ? 1 : 0));
}

/** Gives the client all that it is told of. */
function load() {
  client.begin(server.tick(), PILOT);
  for (const table of server.tableNames().keys()) {
    const ids = server.ids(table);
    client.add(table, ids, ids.length);
  }
  for (const [part, { table, columns }] of parts.entries()) {
    for (const [index, column] of columns.entries()) {
      const from = server.column(table, column);
      const to = client.column(part, index);
      for (const id of server.ids(table)) {
        to[id & 0xffff] = from[id & 0xffff];
      }
    }
  }
  client.loaded();
}

/** The same match, up to a tick, and then on. */
function run(ticks) {
  const again = game.simulate(Number(tickRateHz), 5n);
  again.tune('topSpeed', 250);
  again.join(PILOT, 'Ada', '', false);
  const step = () => {
    fly(again.tick(), (input) => again.setInput(PILOT, input, 0));
    again.step();
  };
  while (again.tick() < ticks) {
    step();
  }
  return { step, tick: () => again.tick(), ids: again.ids.bind(again), column: again.column.bind(again) };
}

function compare(replica) {
  for (const [part, { table, columns }] of parts.entries()) {
    const ids = replica.ids(table);
    if (part < server.tableNames().length && client.predicted(part) !== 'NONE') {
      const predicted = new Int32Array(1000);
      const count = client.predictedIds(part, predicted);
      assert.deepEqual(rows(predicted.subarray(0, count)), rows(ids), `rows of part ${part} at tick ${replica.tick()}`);
      shots += server.tableNames()[table] === 'bullets' ? count : 0;
    }
    for (const [index, column] of columns.entries()) {
      for (const id of ids) {
        const said = client.column(part, index)[id & 0xffff];
        const is = replica.column(table, column)[id & 0xffff];
        assert.equal(said, is, `column ${index} of part ${part} at tick ${replica.tick()}`);
      }
    }
  }
}

/** Where entities are. How often rows were used before, which ids tell too, a client need not know. */
function rows(ids) {
  return ids.map((id) => id & 0xffff);
}
