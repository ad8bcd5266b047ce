// Joins a room of peers/colyseus.mjs.
import http from 'node:http';

const JOINED = 10; // answered with the same, when the client is ready
const ROOM_DATA = 13;
const FLOAT32 = 0xca; // of MessagePack
const agent = new http.Agent({ keepAlive: true });

/** A seat; by hand, since fetch would cost the load more than all that follows. */
function matchmake(base) {
  const headers = { 'content-type': 'application/json', 'content-length': 2 };
  return new Promise((resolve, reject) => {
    const request = http.request(
      `http://${base}/matchmake/joinOrCreate/bench`,
      { method: 'POST', headers, agent },
      (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('end', () => resolve(JSON.parse(Buffer.concat(chunks))));
      },
    );
    request.on('error', reject);
    request.end('{}');
  });
}

/** [ROOM_DATA, "i", numbers], the latter two in MessagePack. */
function encode(numbers) {
  const bytes = [ROOM_DATA, 0xa1, 'i'.charCodeAt(0), 0x90 + numbers.length];
  for (const number of numbers) {
    if (Number.isInteger(number)) {
      bytes.push(number & 0xff);
    } else {
      const float = Buffer.allocUnsafe(4);
      float.writeFloatBE(number);
      bytes.push(FLOAT32, ...float);
    }
  }
  return Buffer.from(bytes);
}

export async function connect(base, onFrame, WebSocket) {
  const seat = await matchmake(base);
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
  return { socket, input: encode };
}
