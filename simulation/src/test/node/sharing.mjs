// Arrays are the same memory in Java and JavaScript. An assertion that fails is an exception.
import assert from 'node:assert/strict';

const [module] = process.argv.slice(2);
const { rules } = await import(module);
const client = rules().predict(20);
const PEOPLE = 0;
const X = 0;
const FIRST_GENERATION = 1 << 16;
const STEP = 8;

function place(player, x) {
  client.begin(7, player);
  client.add(PEOPLE, Int32Array.of(FIRST_GENERATION | player), 1);
  const column = client.column(PEOPLE, X);
  column[player] = x;
  client.loaded();
  return column;
}

// What is written here is read there, and the other way round.
const few = place(2, 400);
client.setInput(Int32Array.of(80 + STEP, 80), 0);
client.step();
assert.equal(few[2], 400 + STEP);
assert.equal(client.column(PEOPLE, X), few);
assert.equal(few.constructor, Int32Array);

// So it is once the column has had to grow.
const many = place(3000, 1000);
assert.ok(many.length > few.length);
assert.notEqual(many, few);
client.setInput(Int32Array.of(80 - STEP, 80), 0);
client.step();
assert.equal(many[3000], 1000 - STEP);
assert.equal(client.column(PEOPLE, X), many);

// Going back copies into the same arrays.
client.save();
client.step();
assert.equal(many[3000], 1000 - 2 * STEP);
client.restore();
assert.equal(many[3000], 1000 - STEP);
assert.equal(client.column(PEOPLE, X), many);
assert.equal(client.tick(), 8);

// Arrays that are given may be a part of others, and are filled in place.
const raws = Int32Array.of(0, 0, 80, 80 + STEP, 0);
client.setInput(raws.subarray(2, 4), 0);
client.step();
assert.equal(many[3000], 1000 - STEP);
const ids = new Int32Array(6);
assert.equal(client.predictedIds(PEOPLE, ids.subarray(2)), 1);
assert.deepEqual(ids, Int32Array.of(0, 0, FIRST_GENERATION | 3000, 0, 0, 0));

// What goes wrong in Java is an error here.
assert.throws(() => client.add(PEOPLE, Int32Array.of(FIRST_GENERATION | 3000), 1), { message: 'slot 3000 is taken' });
assert.throws(() => client.setTickRateHz(0), { message: 'the tick rate must be above 0' });
