import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { startProxy } from "./support/networkProxy.ts";
import { Random } from "./support/random.ts";

/** A server that sends back what it gets; `connections` are those that it has had. */
async function echoServer() {
  const connections: Socket[] = [];
  const server = createServer((socket) => {
    connections.push(socket);
    socket.on("error", () => {});
    socket.pipe(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    connections.forEach((socket) => socket.destroy());
    server.close();
  });
  return { target: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, connections };
}

async function connectTo(url: string): Promise<Socket> {
  const socket = connect({ host: "127.0.0.1", port: Number(new URL(url).port), noDelay: true });
  onTestFinished(() => void socket.destroy());
  socket.on("error", () => {});
  await once(socket, "connect");
  return socket;
}

/** Reads until so many bytes have come. */
function read(socket: Socket, bytes: number): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const listen = (chunk: Buffer) => {
      chunks.push(chunk);
      const all = Buffer.concat(chunks);
      if (all.length >= bytes) resolve(all);
      else socket.once("data", listen);
    };
    socket.once("data", listen).resume();
  });
}

/** Waits until it has closed; tells whether that was not in good order. */
const closed = (socket: Socket): Promise<boolean> => new Promise((resolve) => socket.once("close", resolve));

test("what goes through a jittery, narrow network with stalls comes back whole and in order", async () => {
  const { target } = await echoServer();
  const way = { delayMillis: 5, jitterMillis: 10, bytesPerSecond: 2_000_000, stallEveryMillis: 50, stallMillis: 20 };
  const proxy = await startProxy({ target, down: way, up: way });
  const client = await connectTo(proxy.url);
  const random = new Random(proxy.seed);
  const bytes = Buffer.from(Array.from({ length: 300_000 }, () => random.int(256)));
  const back = read(client, bytes.length);
  for (let at = 0; at < bytes.length; ) {
    const length = 1 + random.int(5000);
    client.write(bytes.subarray(at, at + length));
    at += length;
  }
  expect((await back).equals(bytes)).toBe(true);
});

test("a round trip takes the delays of both directions", async () => {
  const { target } = await echoServer();
  const proxy = await startProxy({ target, down: { delayMillis: 40 }, up: { delayMillis: 30 } });
  const client = await connectTo(proxy.url);
  const start = performance.now();
  client.write("ping");
  await read(client, 4);
  expect(performance.now() - start).toBeGreaterThanOrEqual(70);
});

test("a stall ends no connection, and ends when it is told to", async () => {
  const { target, connections } = await echoServer();
  const proxy = await startProxy({ target });
  const client = await connectTo(proxy.url);
  client.write("before");
  await read(client, 6);
  proxy.stall(Infinity, ["down"]);
  const reachesServer = once(connections[0], "data");
  let answered = false;
  client.once("data", () => (answered = true));
  client.write("during");
  await reachesServer;
  expect(answered).toBe(false);
  const back = read(client, 6);
  proxy.resume();
  expect(String(await back)).toBe("during");
});

test("a cut breaks both ends, and lets new ones connect", async () => {
  const { target, connections } = await echoServer();
  const proxy = await startProxy({ target });
  const client = await connectTo(proxy.url);
  client.write("before");
  await read(client, 6);
  const lost = Promise.all([closed(client), closed(connections[0])]);
  proxy.cut();
  expect(await lost).toEqual([true, true]);
  const again = await connectTo(proxy.url);
  again.write("after");
  expect(String(await read(again, 5))).toBe("after");
});

test.each(["client", "server"] as const)(
  "the end that the %s says is passed on, after what came before",
  async (who) => {
    const { target, connections } = await echoServer();
    const proxy = await startProxy({ target, down: { delayMillis: 20 }, up: { delayMillis: 20 } });
    const client = await connectTo(proxy.url);
    client.write("hello");
    await read(client, 5);
    const server = connections[0];
    const [from, to] = who === "client" ? [client, server] : [server, client];
    server.unpipe();
    const rest = read(to, 7);
    const ended = once(to, "end");
    from.end("goodbye");
    expect(String(await rest)).toBe("goodbye");
    await ended;
  },
);

test("a server that is not there is a connection that breaks", async () => {
  const { target } = await echoServer();
  const proxy = await startProxy({ target });
  const nobody = await startProxy({ target: proxy.url });
  await proxy.close();
  const client = connect(Number(new URL(nobody.url).port), "127.0.0.1").on("error", () => {});
  expect(await closed(client)).toBe(true);
});
