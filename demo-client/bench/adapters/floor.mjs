// Joins peers/floor.c.
const INPUT = Buffer.alloc(12);

export async function connect(base, onFrame, WebSocket) {
  const socket = new WebSocket(`ws://${base}/`);
  socket.on('message', (message) => onFrame(socket, message.length));
  await new Promise((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('error', reject);
  });
  return { socket, input: () => INPUT };
}
