// Joins a room of peers/colyseus.mjs.
const JOINED = 10; // answered with the same, when the client is ready
const ROOM_DATA = 13;
// [ROOM_DATA, "i", [dx, dy]], the latter two in MessagePack
const INPUT = [ROOM_DATA, 0xa1, 'i'.charCodeAt(0), 0x92, 0xca, 0, 0, 0, 0, 0xca, 0, 0, 0, 0];

export async function connect(base, onFrame, WebSocket) {
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
  const answer = await fetch(`http://${base}/matchmake/joinOrCreate/walkers`, request);
  const seat = await answer.json();
  if (!seat.sessionId) throw new Error(`no seat: ${JSON.stringify(seat)}`);
  const socket = new WebSocket(`ws://${base}/${seat.processId}/${seat.roomId}?sessionId=${seat.sessionId}`);
  await new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', (code, reason) => reject(new Error(`closed with ${code}: ${reason}`)));
    socket.on('message', (message) => {
      if (message[0] !== JOINED) return onFrame(socket, message.length);
      socket.send(Buffer.from([JOINED]));
      resolve();
    });
  });
  return {
    socket,
    input(dx, dy) {
      const input = Buffer.from(INPUT);
      input.writeFloatBE(dx, 5);
      input.writeFloatBE(dy, 10);
      return input;
    },
  };
}
