// A WebSocket client with just what the load needs, cheap enough to be many on one processor. It has the part of the ws package's interface that
// the adapters use, so that they work with that too.
import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import net from 'node:net';

const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;
const FINAL = 0x80;
const MASKED = 0x80;
const MASK = Buffer.from([0x5a, 0x17, 0xc3, 0x8e]); // some servers save the work for 0
const NOTHING = Buffer.alloc(0);

export class LoadSocket extends EventEmitter {
  readyState = 0;
  payloadBytesRead = 0; // of all messages
  #socket;
  #chunks = [];
  #buffered = 0;
  #wanted = 0; // bytes to have before it is worth looking
  #isGreeted = false;

  constructor(url) {
    super();
    const { hostname, port, pathname, search } = new URL(url);
    this.#socket = net.connect({ host: hostname, port: Number(port), noDelay: true }, () => {
      const key = randomBytes(16).toString('base64');
      this.#socket.write(
        `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          `Sec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
      );
    });
    this.#socket.on('data', (chunk) => this.#receive(chunk));
    this.#socket.on('error', (error) => this.emit('error', error));
    this.#socket.on('close', () => this.#closed(1006, 'the connection broke'));
  }

  get bytesRead() {
    return this.#socket.bytesRead;
  }

  send(message) {
    if (typeof message === 'string') this.#write(TEXT, Buffer.from(message));
    else this.#write(BINARY, message);
  }

  close() {
    this.readyState = 3;
    this.#socket.destroy();
  }

  #write(opcode, payload) {
    const header = payload.length < 126 ? 2 : 4;
    if (payload.length > 0xffff) throw new RangeError('the load sends small messages only');
    const frame = Buffer.allocUnsafe(header + 4 + payload.length);
    frame[0] = FINAL | opcode;
    frame[1] = MASKED | (header === 2 ? payload.length : 126);
    if (header === 4) frame.writeUInt16BE(payload.length, 2);
    frame.set(MASK, header);
    for (let i = 0; i < payload.length; i++) frame[header + 4 + i] = payload[i] ^ MASK[i & 3];
    this.#socket.write(frame);
  }

  #receive(chunk) {
    this.#chunks.push(chunk);
    this.#buffered += chunk.length;
    if (this.#buffered < this.#wanted) return;
    let bytes = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    if (!this.#isGreeted) bytes = this.#greet(bytes);
    bytes = this.#readFrames(bytes);
    this.#chunks = bytes.length > 0 ? [bytes] : [];
    this.#buffered = bytes.length;
  }

  /** Takes the answer to the handshake off; returns what comes after it. */
  #greet(bytes) {
    const end = bytes.indexOf('\r\n\r\n');
    if (end < 0) return bytes;
    const status = bytes.toString('latin1', 0, bytes.indexOf('\r\n'));
    if (!status.startsWith('HTTP/1.1 101')) {
      this.close();
      this.emit('error', new Error(`the server answered ${status}`));
      return NOTHING;
    }
    this.#isGreeted = true;
    this.readyState = 1;
    this.emit('open');
    return bytes.subarray(end + 4);
  }

  /** Emits whole messages; returns what is left of the bytes. */
  #readFrames(bytes) {
    this.#wanted = 0;
    let at = 0;
    while (this.readyState === 1 && bytes.length - at >= 2) {
      const short = bytes[at + 1];
      const header = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (bytes.length - at < header) break;
      const length =
        short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
      if (bytes.length - at < header + length) {
        this.#wanted = header + length;
        break;
      }
      this.#handle(bytes[at], bytes.subarray(at + header, at + header + length));
      at += header + length;
    }
    return bytes.subarray(at);
  }

  #handle(first, payload) {
    const opcode = first & 0x0f;
    if (opcode === PING) this.#write(PONG, payload);
    else if (opcode === CLOSE)
      this.#closed(payload.length < 2 ? 1005 : payload.readUInt16BE(0), payload.toString('utf8', 2));
    else if (opcode === PONG) return;
    else if ((first & FINAL) === 0 || opcode === 0) this.emit('error', new Error('the server sends fragments'));
    else {
      this.payloadBytesRead += payload.length;
      this.emit('message', payload);
    }
  }

  #closed(code, reason) {
    if (this.readyState === 3) return;
    this.close();
    this.emit('close', code, reason);
  }
}
