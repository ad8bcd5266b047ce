// Plays a scripted match, and prints a line every so often: the tick, the state's hash, and one for each table. Match.java prints the same.
import { readFileSync } from 'node:fs';

const [module, script, tickRateHz, seed, mostViewAgo, ticks, ticksPerLine] = process.argv.slice(2);
const { rules } = await import(module);
const match = rules().simulate(Number(tickRateHz), BigInt(seed));
match.setMostViewAgo(Number(mostViewAgo));
const lines = readFileSync(script, 'utf8').split('\n').slice(0, -1);
let next = 0;

for (let tick = 1; tick <= Number(ticks); tick++) {
  while (next < lines.length && Number.parseInt(lines[next]) === tick) {
    play(lines[next++].split(' '));
  }
  match.step();
  if (tick % Number(ticksPerLine) === 0) {
    console.log([match.tick(), match.stateHash(), ...match.tableNames().map(hashOf)].join(' '));
  }
}

function play([, what, player, ...rest]) {
  if (what === 'join') {
    match.join(Number(player), rest.join(' '), '', false);
  } else if (what === 'leave') {
    match.leave(Number(player));
  } else {
    const [viewAgo, ...raws] = rest;
    match.setInput(Number(player), Int32Array.from(raws, Number), Number(viewAgo));
  }
}

function hashOf(_, table) {
  const ids = match.ids(table);
  let hash = ids.length;
  for (const column of match.columnNames(table).keys()) {
    const raws = match.column(table, column);
    for (const id of ids) {
      hash = (Math.imul(31, Math.imul(31, hash) + id) + raws[id & 0xffff]) | 0;
    }
  }
  return hash;
}
