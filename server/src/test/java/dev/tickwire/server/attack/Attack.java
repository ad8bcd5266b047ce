package dev.tickwire.server.attack;

import com.google.protobuf.ByteString;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Command;
import dev.tickwire.proto.wire.Commands;
import dev.tickwire.proto.wire.Input;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Does one thing to a server on this machine, as fast as it can, from some addresses of 127.0.0.0/8, until it is killed
 * or its time is over; then says on standard output how much of it it did.
 *
 * <p>Arguments: what, port, seconds.
 */
public final class Attack {
    private static final int SOCKETS = 10;
    private static final int BINARY = 0x82;
    private static final int PING = 0x89;
    private static final int CONTINUATION = 0x00;
    private static final byte[] HALF =
            "GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nConn".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UPGRADE = """
            GET /ws HTTP/1.1
            Host: 127.0.0.1
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

            """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);

    private final int port;
    private final long endNanos;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong connected = new AtomicLong();

    private Attack(int port, int seconds) {
        this.port = port;
        endNanos = System.nanoTime() + seconds * 1_000_000_000L;
    }

    public static void main(String[] args) throws InterruptedException {
        Attack attack = new Attack(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        List<Thread> threads = attack.threads(args[0]);
        for (Thread thread : threads) {
            thread.setDaemon(true);
            thread.start();
        }
        Thread.sleep(Math.max(1, (attack.endNanos - System.nanoTime()) / 1_000_000));
        System.out.println(attack.connected + " connections, " + attack.sent + " sent");
        System.exit(0);
    }

    private interface Flood {
        /** What to send next; null: this connection is over. */
        byte @Nullable [] next(int count);
    }

    private List<Thread> threads(String what) {
        return switch (what) {
            case "handshakes" -> keepers(20, 100, false, HALF);
            case "silent" -> keepers(20, 50, false, UPGRADE);
            case "readers" ->
                keepers(20, 10, true, UPGRADE, message(joining("arena").setSpectate(true)));
            case "fragments" -> floods(Attack::fragment, UPGRADE, message(joining("arena")));
            case "pings" ->
                floods(count -> RawClient.encode(PING, true, new byte[125]), UPGRADE, message(joining("arena")));
            case "inputs" -> floods(Attack::inputs, UPGRADE, message(joining("arena")));
            case "commands" -> floods(Attack::commands, UPGRADE, message(joining("whiteboard")));
            case "resyncs" -> floods(Attack::resync, UPGRADE, message(joining("arena")));
            case "joins" -> floods(count -> null, UPGRADE, message(joining("arena")));
            case "creates" ->
                floods(count -> null, UPGRADE, message(joining("whiteboard").setCreate(true)));
            case "tokens" ->
                floods(count -> null, UPGRADE, message(joining("arena").setResumeToken(madeUp())));
            case "loops" ->
                keepers(20, 1, false, UPGRADE, message(joining("endless").setCreate(true)));
            default -> throw new IllegalArgumentException("there is no attack " + what);
        };
    }

    private static ByteString madeUp() {
        return ByteString.copyFrom(new byte[40]);
    }

    private static Join.Builder joining(String type) {
        return Join.newBuilder().setProtocolVersion(1).setRoomType(type).setName("Mallory");
    }

    private static byte[] message(Join.Builder join) {
        return RawClient.encode(
                BINARY, true, ClientFrame.newBuilder().setJoin(join).build().toByteArray());
    }

    private static byte[] fragment(int count) {
        return RawClient.encode(
                count == 0 ? BINARY & 0x7F : CONTINUATION, true, count % 2 == 0 ? new byte[0] : new byte[] {0});
    }

    private static byte[] inputs(int count) {
        ClientFrame.Builder message = ClientFrame.newBuilder();
        for (int tick = 0; tick < 20; tick++) {
            message.addInputs(Input.newBuilder()
                    .setTick(count * 20 + tick + 1)
                    .addValues(1)
                    .addValues(1));
        }
        return RawClient.encode(BINARY, true, message.build().toByteArray());
    }

    private static byte[] commands(int count) {
        Commands.Builder commands = Commands.newBuilder().setFirst(count * 64 + 1);
        for (int i = 0; i < 64; i++) {
            commands.addCommands(Command.newBuilder().setKind(4).addValues(0));
        }
        return RawClient.encode(
                BINARY,
                true,
                ClientFrame.newBuilder().setCommands(commands).build().toByteArray());
    }

    private static byte[] resync(int count) {
        return RawClient.encode(
                BINARY, true, ClientFrame.newBuilder().setResync(true).build().toByteArray());
    }

    /** Sockets that send the same beginning, and then nothing more; those that the server closes are opened again. */
    private List<Thread> keepers(int addresses, int each, boolean reads, byte[]... beginning) {
        List<Thread> threads = new ArrayList<>();
        for (int address = 0; address < addresses; address++) {
            int host = address + 1;
            threads.add(new Thread(() -> keep(host, each, reads, beginning)));
        }
        return threads;
    }

    private void keep(int host, int each, boolean reads, byte[]... beginning) {
        Socket[] sockets = new Socket[each];
        while (isOn()) {
            for (int i = 0; i < each && isOn(); i++) {
                try {
                    if (sockets[i] == null) {
                        sockets[i] = open(host, reads ? 1024 : 0);
                        begin(sockets[i], beginning);
                    } else if (isOver(sockets[i], reads)) {
                        sockets[i].close();
                        sockets[i] = null;
                    }
                } catch (IOException e) {
                    sockets[i] = null;
                }
            }
            pause();
        }
    }

    /** Reads a byte a second, where it reads at all; a socket that the server has closed takes no more. */
    private static boolean isOver(Socket socket, boolean reads) throws IOException {
        if (reads) {
            return socket.getInputStream().read() < 0;
        }
        socket.setSoTimeout(1);
        try {
            int read;
            do {
                read = socket.getInputStream().read(new byte[4096]);
            } while (read > 0);
            return true;
        } catch (java.net.SocketTimeoutException silent) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Thread> floods(Flood flood, byte[]... beginning) {
        List<Thread> threads = new ArrayList<>();
        for (int socket = 0; socket < SOCKETS; socket++) {
            int host = socket + 1;
            threads.add(new Thread(() -> flood(host, flood, beginning)));
        }
        return threads;
    }

    private void flood(int host, Flood flood, byte[]... beginning) {
        while (isOn()) {
            try (Socket socket = open(host, 0)) {
                begin(socket, beginning);
                socket.setSoTimeout(2000);
                // The answers to the upgrade and to the join.
                for (int answer = 0; answer < 2; answer++) {
                    if (socket.getInputStream().read(new byte[8192]) < 0) {
                        throw new IOException("closed");
                    }
                }
                byte @Nullable [] next = flood.next(0);
                for (int count = 1; next != null && isOn(); count++) {
                    socket.getOutputStream().write(next);
                    sent.incrementAndGet();
                    socket.getInputStream().skip(socket.getInputStream().available());
                    next = flood.next(count);
                }
            } catch (IOException e) {
                // Closed: the next one.
            }
        }
    }

    private boolean isOn() {
        return System.nanoTime() < endNanos;
    }

    private Socket open(int host, int receiveBufferBytes) throws IOException {
        Socket socket = new Socket();
        if (receiveBufferBytes > 0) {
            socket.setReceiveBufferSize(receiveBufferBytes);
        }
        socket.setTcpNoDelay(true);
        socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 2, (byte) host}), 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2000);
        connected.incrementAndGet();
        return socket;
    }

    private static void begin(Socket socket, byte[]... beginning) throws IOException {
        for (byte[] bytes : beginning) {
            socket.getOutputStream().write(bytes);
        }
    }
}
