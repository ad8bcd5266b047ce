// The walkers' rules on Socket.IO, as one would write them by hand: the whole room as JSON to everybody at each tick, unless nobody moved.
import http from 'node:http';
import { Server } from 'socket.io';

const HZ = Number(process.env.HZ);
const CAP = Number(process.env.CAP);
const SIZE = 1000;

const web = http.createServer();
const io = new Server(web, { perMessageDeflate: false });
const rooms = [];
const clamp = (value) => Math.min(SIZE, Math.max(0, value));

function roomWithSpace() {
  let room = rooms.find((candidate) => candidate.walkers.size < CAP);
  if (!room) {
    room = { name: `walkers-${rooms.length}`, walkers: new Map(), steps: new Map() };
    rooms.push(room);
  }
  return room;
}

io.on('connection', (socket) => {
  const room = roomWithSpace();
  const at = () => Math.random() * SIZE;
  room.walkers.set(socket.id, { id: socket.id, x: at(), y: at(), angle: 0, hp: 100 });
  socket.join(room.name);
  socket.on('i', (step) => room.steps.set(socket.id, step));
  socket.on('disconnect', () => {
    room.walkers.delete(socket.id);
    room.steps.delete(socket.id);
  });
});

setInterval(() => {
  for (const room of rooms) {
    for (const [id, [dx, dy]] of room.steps) {
      const walker = room.walkers.get(id);
      walker.x = clamp(walker.x + dx);
      walker.y = clamp(walker.y + dy);
      walker.angle = Math.atan2(dy, dx);
    }
    if (room.steps.size > 0) io.to(room.name).emit('s', [...room.walkers.values()]);
  }
}, 1000 / HZ);

web.listen(0, '127.0.0.1', () => console.log(`ready http://127.0.0.1:${web.address().port}`));
