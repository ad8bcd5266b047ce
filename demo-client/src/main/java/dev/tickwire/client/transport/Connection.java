package dev.tickwire.client.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a server, of its loop's thread alone: a WebSocket, or a socket that never becomes one.
 *
 * <p>What it sends goes out at once, or waits until the socket takes it; nothing bounds that but {@link #backlogBytes},
 * which senders look at.
 */
public final class Connection {
    private static final int MAX_MESSAGE_BYTES = 4 << 20;
    /** What a network holds of what has come, before it lets the socket fill up. */
    private static final int MOST_DELAYED_BYTES = 65_536;
    /** The same of a slow one: what comes through in this time, or a little. */
    private static final double MOST_DELAYED_SECONDS = 0.25;

    private static final int LEAST_DELAYED_BYTES = 256;

    private static final long CONNECT_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final byte[] NOTHING = {};

    private enum State {
        CONNECTING,
        UPGRADING,
        OPEN,
        ENDED
    }

    private final IoLoop loop;
    private final Dial dial;
    private final ConnectionListener listener;
    private final Upgrade upgrade;
    private final FrameParser parser;
    private @Nullable Link inbound;
    private final @Nullable Link outbound;
    private final Deque<ByteBuffer> backlog = new ArrayDeque<>();
    private State state = State.CONNECTING;
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private @Nullable Wire wire;
    private int backlogBytes;
    private int delayedBytes;
    private int mostDelayedBytes;
    private boolean isReading = true;
    private boolean hasReadAll;
    private int mask;

    Connection(IoLoop loop, Dial dial, ConnectionListener listener) {
        this.loop = loop;
        this.dial = dial;
        this.listener = listener;
        long random = System.nanoTime() * 0x9E3779B97F4A7C15L ^ System.identityHashCode(this);
        mask = (int) (random >>> 32) | 1;
        upgrade = new Upgrade(dial.uri(), random);
        parser = new FrameParser(new Received(), MAX_MESSAGE_BYTES);
        Network network = dial.network();
        inbound = network == null ? null : new Link(network, network.seed());
        mostDelayedBytes = mostDelayedBytes(network);
        outbound = network == null ? null : new Link(network, ~network.seed());
    }

    private static int mostDelayedBytes(@Nullable Network network) {
        return network == null || network.bytesPerSecond() == 0
                ? MOST_DELAYED_BYTES
                : (int) Math.max(
                        LEAST_DELAYED_BYTES,
                        Math.min(MOST_DELAYED_BYTES, network.bytesPerSecond() * MOST_DELAYED_SECONDS));
    }

    /** Sends one binary message. */
    public void send(byte[] bytes) {
        send(Opcodes.BINARY, true, bytes, 0, bytes.length);
    }

    /** Sends one frame; {@code isFin}: no other frame of its message follows. The bytes are copied. */
    public void send(int opcode, boolean isFin, byte[] bytes, int offset, int end) {
        int most = end - offset + ClientFrames.MOST_HEADER_BYTES;
        ByteBuffer frame = loop.out();
        if (most > frame.capacity()) {
            frame = ByteBuffer.allocate(most);
        }
        mask ^= mask << 13;
        mask ^= mask >>> 17;
        mask ^= mask << 5;
        ClientFrames.write(opcode, isFin, bytes, offset, end, mask, frame);
        put(frame.flip());
    }

    /** Sends bytes that need not be frames. */
    public void sendRaw(byte[] bytes) {
        put(ByteBuffer.wrap(bytes));
    }

    /** How many bytes wait for the socket to take them. */
    public int backlogBytes() {
        return backlogBytes;
    }

    /** Stops reading, or goes on: what comes meanwhile stays in the kernel, and then with the sender. */
    public void setReading(boolean reads) {
        isReading = reads;
        updateInterest();
        readOn();
    }

    /** Reads no faster than that from now on, whatever the network was before. */
    public void readSlowly(double bytesPerSecond) {
        Network slow = new Network(0, 0, bytesPerSecond, 0, 0, 0);
        inbound = new Link(slow, 0);
        mostDelayedBytes = mostDelayedBytes(slow);
    }

    /** Drops the connection without a close frame, as a broken network does; the listener gets that reason. */
    public void abort(Disconnect why) {
        end(why);
    }

    /** Drops the connection without a close frame, as a broken network does. */
    public void abort() {
        end(Disconnect.connectionLost());
    }

    void start() {
        URI uri = dial.uri();
        try {
            InetSocketAddress to = new InetSocketAddress(uri.getHost(), port(uri));
            if (to.isUnresolved()) {
                end(Disconnect.connectFailed("There is no host " + uri.getHost() + "."));
                return;
            }
            SocketChannel opened = SocketChannel.open();
            channel = opened;
            opened.configureBlocking(false);
            opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (dial.receiveBufferBytes() > 0) {
                opened.setOption(StandardSocketOptions.SO_RCVBUF, dial.receiveBufferBytes());
            }
            if (dial.from() != null) {
                opened.bind(new InetSocketAddress(dial.from(), 0));
            }
            boolean isConnected = opened.connect(to);
            key = opened.register(loop.selector(), isConnected ? 0 : SelectionKey.OP_CONNECT, this);
            loop.add(this::giveUp, System.nanoTime() + CONNECT_TIMEOUT_NANOS);
            if (isConnected) {
                onConnected();
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : isSecure(uri) ? 443 : 80;
    }

    private static boolean isSecure(URI uri) {
        return "wss".equals(uri.getScheme());
    }

    private long giveUp(long dueNanos, long nowNanos) {
        if (state == State.CONNECTING || state == State.UPGRADING) {
            end(Disconnect.connectFailed(Upgrade.address(dial.uri()) + " did not answer in time."));
        }
        return 0;
    }

    private void onConnected() throws IOException {
        SocketChannel connected = connected();
        wire = isSecure(dial.uri())
                ? TlsWire.start(connected, dial.uri().getHost(), port(dial.uri()))
                : new PlainWire(connected);
        if (dial.upgrades()) {
            state = State.UPGRADING;
            sendRaw(upgrade.request());
        } else {
            state = State.OPEN;
            listener.onOpen(this);
        }
        updateInterest();
    }

    private SocketChannel connected() {
        if (channel == null) {
            throw new IllegalStateException("the connection has not started");
        }
        return channel;
    }

    void onReady(int ops) throws IOException {
        if ((ops & SelectionKey.OP_CONNECT) != 0 && connected().finishConnect()) {
            onConnected();
            return;
        }
        if ((ops & SelectionKey.OP_READ) != 0 && wire != null) {
            read(wire);
        }
        if (state != State.ENDED) {
            writeBacklog();
        }
    }

    /** What a wire holds back does not make its socket ready. */
    private void readOn() {
        Wire from = wire;
        if (from == null || state == State.ENDED || !from.hasUnread()) {
            return;
        }
        try {
            read(from);
        } catch (IOException e) {
            fail(e);
        }
    }

    private void read(Wire from) throws IOException {
        ByteBuffer buffer = loop.in();
        byte[] bytes = loop.bytes();
        boolean isFull = true;
        while (isFull && state != State.ENDED && isReading && !isCongested()) {
            buffer.clear().limit(Math.min(buffer.capacity(), mostDelayedBytes - delayedBytes));
            int length = from.read(buffer);
            if (length < 0) {
                hasReadAll = true;
                updateInterest();
                deliver(NOTHING, 0);
                return;
            }
            isFull = !buffer.hasRemaining();
            buffer.flip().get(bytes, 0, length);
            if (length > 0) {
                deliver(bytes, length);
            }
        }
    }

    /** Hands over what has come, after the time that the network takes. Nothing: the other side has ended. */
    private void deliver(byte[] bytes, int length) {
        if (inbound == null) {
            arrived(bytes, length);
            return;
        }
        long now = System.nanoTime();
        byte[] copy = Arrays.copyOf(bytes, length);
        delayedBytes += length;
        updateInterest();
        loop.add(
                (dueNanos, nowNanos) -> {
                    delayedBytes -= copy.length;
                    if (state != State.ENDED) {
                        arrived(copy, copy.length);
                        updateInterest();
                        readOn();
                    }
                    return 0;
                },
                inbound.outNanos(length, now));
    }

    private boolean isCongested() {
        return delayedBytes >= mostDelayedBytes;
    }

    private void arrived(byte[] bytes, int length) {
        if (length == 0) {
            end(state == State.UPGRADING ? hungUp() : Disconnect.connectionLost());
            return;
        }
        listener.onBytes();
        if (state == State.UPGRADING) {
            int rest = upgrade.take(bytes, 0, length);
            if (rest >= 0) {
                onUpgraded();
                parse(bytes, rest, length);
            }
        } else {
            parse(bytes, 0, length);
        }
    }

    private void parse(byte[] bytes, int offset, int end) {
        if (state == State.OPEN && dial.upgrades() && offset < end) {
            parser.take(bytes, offset, end);
        }
    }

    private void onUpgraded() {
        Disconnect refusal = upgrade.refusal();
        if (refusal == null) {
            state = State.OPEN;
            listener.onOpen(this);
        } else {
            end(refusal);
        }
    }

    private Disconnect hungUp() {
        return Disconnect.upgradeRefused(Upgrade.address(dial.uri()) + " hung up instead of opening a WebSocket.");
    }

    /** Sends bytes after the time that the network takes. */
    private void put(ByteBuffer bytes) {
        if (outbound == null) {
            write(bytes);
            return;
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        backlogBytes += copy.length;
        loop.add(
                (dueNanos, nowNanos) -> {
                    backlogBytes -= copy.length;
                    write(ByteBuffer.wrap(copy));
                    return 0;
                },
                outbound.outNanos(copy.length, System.nanoTime()));
    }

    private void write(ByteBuffer bytes) {
        Wire to = wire;
        if (state == State.ENDED || to == null) {
            return;
        }
        try {
            if (backlog.isEmpty()) {
                to.write(bytes);
            }
        } catch (IOException e) {
            fail(e);
            return;
        }
        if (bytes.hasRemaining()) {
            ByteBuffer rest = ByteBuffer.allocate(bytes.remaining());
            backlogBytes += bytes.remaining();
            backlog.add(rest.put(bytes).flip());
        }
        updateInterest();
    }

    private void writeBacklog() throws IOException {
        Wire to = wire;
        boolean goesOn = to != null && to.flush();
        while (to != null && goesOn && !backlog.isEmpty()) {
            ByteBuffer first = backlog.peek();
            int before = first.remaining();
            to.write(first);
            backlogBytes -= before - first.remaining();
            goesOn = !first.hasRemaining();
            if (goesOn) {
                backlog.remove();
            }
        }
        updateInterest();
    }

    private void updateInterest() {
        SelectionKey registered = key;
        if (registered == null || !registered.isValid() || state == State.CONNECTING) {
            return;
        }
        boolean reads = isReading && !hasReadAll && !isCongested();
        // During a handshake of TLS what waits is not for the socket: it has taken all that there is.
        boolean writes = wire != null && (wire.hasUnsent() || (!backlog.isEmpty() && wire.takesMore()));
        int ops = (reads ? SelectionKey.OP_READ : 0) | (writes ? SelectionKey.OP_WRITE : 0);
        if (registered.interestOps() != ops) {
            registered.interestOps(ops);
        }
    }

    /** The socket failed. */
    void fail(IOException cause) {
        boolean isOpen = state == State.OPEN;
        end(isOpen ? Disconnect.connectionLost() : Disconnect.ofFailure(dial.uri(), cause));
    }

    private void end(Disconnect why) {
        if (state == State.ENDED) {
            return;
        }
        state = State.ENDED;
        backlog.clear();
        try {
            if (channel != null) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                channel.close();
            }
        } catch (IOException e) {
            // It is over, whatever the socket says to that.
        }
        listener.onClosed(why);
    }

    private final class Received implements FrameParser.Sink {
        @Override
        public void onMessage(byte[] bytes, int offset, int end) {
            if (state == State.OPEN) {
                listener.onMessage(bytes, offset, end);
            }
        }

        @Override
        public void onPing(byte[] payload) {
            send(Opcodes.PONG, true, payload, 0, payload.length);
        }

        @Override
        public void onClose(int code, String sentence) {
            byte[] answer = {(byte) (code >> 8), (byte) code};
            send(Opcodes.CLOSE, true, answer, 0, answer.length);
            end(Disconnect.ofClose(code, sentence));
        }

        @Override
        public void onMalformed(String sentence) {
            end(Disconnect.serverFrameMalformed(sentence));
        }
    }
}
