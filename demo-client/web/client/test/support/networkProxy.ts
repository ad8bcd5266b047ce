import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { onTestFailed, onTestFinished } from "vitest";
import { type NetworkConditions, SlowNetwork } from "../../src/conditions/index.ts";

const CHUNK_BYTES = 1024;
/** What is under way in one direction of one connection before its sender has to wait. */
const MOST_BYTES_UNDER_WAY = 64 * 1024;

/** What a proxy does, and for which server. */
interface ProxyOptions extends NetworkConditions {
  /** Where the server is: `http://127.0.0.1:8080`. */
  readonly target: string;
  /** What delays are drawn from; another one each time where it is left out. */
  readonly seed?: number;
}

/**
 * Starts a slow network before a server, for the test that calls this; it ends with the test, and says its seed when that fails.
 *
 * ```ts
 * const proxy = await startProxy({ target: server.url, down: { delayMillis: 50, jitterMillis: 20 }, up: { delayMillis: 50 } });
 * await play(page, proxy.url, "Ada");
 * proxy.stall(2000);
 * proxy.cut();
 * ```
 */
export async function startProxy(options: ProxyOptions): Promise<NetworkProxy> {
  const proxy = await NetworkProxy.start(options);
  onTestFailed(() => console.error(`the seed of the slow network was ${proxy.seed}`));
  onTestFinished(() => proxy.close());
  return proxy;
}

/** A slow network with a port of its own: what connects there gets to the server. */
export class NetworkProxy extends SlowNetwork {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  private constructor(
    conditions: NetworkConditions,
    seed: number,
    private readonly target: URL,
  ) {
    super(conditions, seed);
    this.server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => this.accept(client));
  }

  /** Must be closed by who starts it: tests had better {@link startProxy}. */
  static async start({ target, seed, ...conditions }: ProxyOptions): Promise<NetworkProxy> {
    const proxy = new NetworkProxy(conditions, seed ?? Math.floor(Math.random() * 2 ** 31), new URL(target));
    await new Promise<void>((resolve, reject) => {
      proxy.server.once("error", reject).listen(0, "127.0.0.1", () => resolve());
    });
    return proxy;
  }

  /** Where clients find the server behind it, without a slash at the end. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Ends it and all connections. */
  close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private accept(client: Socket): void {
    const { hostname, port } = this.target;
    const server = connect({ host: hostname, port: Number(port), allowHalfOpen: true, noDelay: true });
    const both = [client, server];
    const link = this.connect(() => both.forEach((socket) => socket.resetAndDestroy()));
    for (const socket of both) {
      this.sockets.add(socket);
      // A reset does not wait behind what was sent before.
      socket.on("error", () => link.cut());
      socket.on("close", () => {
        this.sockets.delete(socket);
        if (both.every(({ destroyed }) => destroyed)) link.end();
      });
    }
    carry(server, client, (bytes, pass) => link.down(bytes, pass));
    carry(client, server, (bytes, pass) => link.up(bytes, pass));
  }
}

/** Brings what one socket sends to the other, and lets it wait while too much is under way. */
function carry(from: Socket, to: Socket, send: (bytes: number, pass: () => void) => void): void {
  let underWay = 0;
  const arrived = (bytes: number) => {
    underWay -= bytes;
    if (underWay < MOST_BYTES_UNDER_WAY) from.resume();
  };
  from.on("data", (chunk: Buffer) => {
    for (let start = 0; start < chunk.length; start += CHUNK_BYTES) {
      const part = chunk.subarray(start, start + CHUNK_BYTES);
      underWay += part.length;
      send(part.length, () => to.write(part, () => arrived(part.length)));
    }
    if (underWay >= MOST_BYTES_UNDER_WAY) from.pause();
  });
  from.on("end", () => send(0, () => to.end()));
}
