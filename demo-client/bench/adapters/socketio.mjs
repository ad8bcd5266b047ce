// Joins peers/socketio.mjs, by its protocols: Engine.IO 4 and Socket.IO 5.
const text = (message) => message.toString('latin1', 0, 2);

export async function connect(base, onFrame, WebSocket) {
  const socket = new WebSocket(`ws://${base}/socket.io/?EIO=4&transport=websocket`);
  await new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', (code, reason) => reject(new Error(`closed with ${code}: ${reason}`)));
    socket.on('message', (message) => {
      const kind = text(message);
      if (kind === '42') onFrame(socket, message.length);
      else if (kind[0] === '0') socket.send('40');
      else if (kind === '40') resolve();
      else if (kind[0] === '2') socket.send('3');
    });
  });
  return { socket, input: (numbers) => `42["i",[${numbers.map((number) => Number(number.toFixed(3)))}]]` };
}
