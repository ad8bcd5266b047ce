// Connects a load generator to a Tickwire server that runs server.conf, beside this file: by hand, without the client library, so that
// what is measured is the server.
// ClientFrame{join: Join{protocol_version: 1, codecs: [PACKED]}}, as our clients say it
const JOIN = Buffer.from([0x0a, 0x05, 0x08, 0x01, 0x42, 0x01, 0x01]);
const TICK_TAG = 0x18; // ServerFrame.tick
const WELCOME_TAG = 0x0a; // ServerFrame.welcome
const RAW_PER_UNIT = 8;
const RAW_OF_ZERO = 80; // a step of 0 on a scale from -10 to 10 in eighths
const STEP_VALUES = 2; // those who walk say two numbers on that scale; those who fly three small integers

const varint = (value) => {
  const bytes = [];
  for (let rest = value >>> 0; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest & 0x7f) | 0x80);
  }
};

const readVarint = (bytes, offset) => {
  let value = 0;
  for (let shift = 0, at = offset; ; shift += 7) {
    const byte = bytes[at++];
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return value >>> 0;
  }
};

const rawStep = (step) => RAW_OF_ZERO + Math.round(step * RAW_PER_UNIT);

const sint = (value) => varint((value << 1) ^ (value >> 31));

/** Resolves when the player is in its room. WebSocket is a class like that of the ws package, which is taken if there is none. */
export async function connect(base, onFrame, WebSocket) {
  const Socket = WebSocket ?? (await import('ws')).WebSocket;
  const socket = new Socket(`ws://${base}/ws`, { perMessageDeflate: false });
  let tick = 0;
  let ackedTick = 0;
  await new Promise((resolve, reject) => {
    socket.on('open', () => socket.send(JOIN));
    socket.on('error', reject);
    socket.on('close', (code, reason) => reject(new Error(`closed with ${code}: ${reason}`)));
    socket.on('message', (frame) => {
      if (frame[0] === WELCOME_TAG) resolve();
      if (frame[0] !== TICK_TAG) return;
      tick = readVarint(frame, 1);
      onFrame(socket, frame.length);
    });
  });
  return {
    socket,
    /** An input, and the ack of the newest snapshot. */
    input(numbers) {
      const raws = numbers.length === STEP_VALUES ? numbers.map(rawStep) : numbers;
      const values = raws.flatMap(sint);
      const input = [0x08, ...varint(tick + 2), 0x12, values.length, ...values];
      ackedTick = tick;
      return Buffer.from([0x12, input.length, ...input, 0x18, ...varint(tick)]);
    },
    /** What a client sends that does nothing: the ack of the newest snapshot, if there is a new one. */
    quiet() {
      if (tick === ackedTick) return undefined;
      ackedTick = tick;
      return Buffer.from([0x18, ...varint(tick)]);
    },
  };
}
