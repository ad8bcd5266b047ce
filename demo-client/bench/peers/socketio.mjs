// The scenes on Socket.IO, as one would write them by hand: as JSON to everybody, at each tick all that moves, unless nobody does, and of what lies about what has
// changed; who joins is sent all of it.
import http from 'node:http';
import { Server } from 'socket.io';
import { games } from './rules.mjs';
import './heap.mjs';

const HZ = Number(process.env.HZ);
const CAP = Number(process.env.CAP);
const Game = games[process.env.GAME];

const web = http.createServer();
const io = new Server(web, { perMessageDeflate: false });
const rooms = [];

function openRoom() {
  const room = {
    name: `bench-${rooms.length}`,
    people: new Map(),
    shots: new Map(),
    tiles: [],
    pellets: [],
    changes: {},
  };
  room.make = () => ({});
  room.changed = (kind, index) => ((room.changes[kind] ??= {})[index] = room[kind][index]);
  room.game = new Game(room, HZ);
  rooms.push(room);
  return room;
}

const withIds = (map) => Array.from(map, ([id, shown]) => ({ id, ...shown }));

io.on('connection', (socket) => {
  const room = rooms.find((candidate) => candidate.people.size < CAP) ?? openRoom();
  room.game.join(socket.id);
  socket.join(room.name);
  if (room.tiles.length > 0)
    socket.emit('w', { tiles: room.tiles, pellets: room.pellets, people: withIds(room.people) });
  socket.on('i', (values) => room.game.input(socket.id, values));
  socket.on('disconnect', () => room.game.leave(socket.id));
});

setInterval(() => {
  for (const room of rooms) {
    room.game.step();
    if (!room.game.isMoving) continue;
    const state = { people: withIds(room.people) };
    if (room.shots.size > 0) state.shots = withIds(room.shots);
    io.to(room.name).emit('s', Object.assign(state, room.changes));
    room.changes = {};
  }
}, 1000 / HZ);

web.listen(0, '127.0.0.1', () => console.log(`ready http://127.0.0.1:${web.address().port}`));
