package dev.tickwire.server.session;

import dev.tickwire.server.address.TokenBucket;

/**
 * How many frames a client may send, and how many bytes: a number per second on average, and at once as many as a
 * client that keeps to the protocol has ready after its network stalled. Both follow from the tick rate of its room.
 * Not thread-safe.
 */
final class FrameLimit {
    /**
     * The longest stall after which a client still goes on: it takes the server for gone after 8 s without a message,
     * and the server's last message may come up to 2 s into the stall.
     */
    static final int STALL_SECONDS = 10;

    /** One message with inputs and one with an ack. */
    static final int FRAMES_PER_TICK = 2;
    /** Pings, pongs, chats, and what the network cut in two. */
    static final int OTHER_FRAMES_PER_SECOND = 10;

    /** Of a client in a game that has commands: it sends those of ten milliseconds together. */
    static final int COMMAND_FRAMES_PER_SECOND = 100;

    /** A client that has not joined has nothing to say but its join and some pings. */
    static final int FRAMES_BEFORE_JOIN = 64;

    static final int FRAMES_PER_SECOND_BEFORE_JOIN = 16;

    /**
     * What messages of a client may have on average: an input of four columns has 20 to 60, and a client whose messages
     * are all as large as they may be sends an eighth as many.
     */
    static final int BYTES_PER_FRAME = 512;

    private final Limits limits;
    private final TokenBucket frames;
    private final TokenBucket bytes;
    private double tickRateHz;

    /**
     * The limit for a client that has not joined a room yet.
     *
     * @param limits say how many frames per second every client in a room may send at least, and how large one can be
     */
    FrameLimit(Limits limits, long nowNanos) {
        this.limits = limits;
        frames = new TokenBucket(FRAMES_PER_SECOND_BEFORE_JOIN, FRAMES_BEFORE_JOIN, nowNanos);
        bytes = new TokenBucket(
                FRAMES_PER_SECOND_BEFORE_JOIN * BYTES_PER_FRAME, bytesAtOnce(FRAMES_BEFORE_JOIN), nowNanos);
    }

    /** The limit from now on: that for a client in a room of this tick rate, of a game with commands or without. */
    void follow(double roomsTickRateHz, boolean hasCommands, long nowNanos) {
        if (roomsTickRateHz == tickRateHz) {
            return;
        }
        tickRateHz = roomsTickRateHz;
        double neededPerSecond = FRAMES_PER_TICK * roomsTickRateHz
                + OTHER_FRAMES_PER_SECOND
                + (hasCommands ? COMMAND_FRAMES_PER_SECOND : 0);
        double perSecond = Math.max(limits.messagesPerSecond(), neededPerSecond);
        double atOnce = Math.max(limits.messagesPerSecond(), neededPerSecond * STALL_SECONDS);
        frames.resize(perSecond, atOnce, nowNanos);
        bytes.resize(perSecond * BYTES_PER_FRAME, bytesAtOnce(atOnce), nowNanos);
    }

    private double bytesAtOnce(double framesAtOnce) {
        return Math.max(limits.maxMessageBytes(), framesAtOnce * BYTES_PER_FRAME);
    }

    /** Counts a frame; false: it is one too many. */
    boolean take(long nowNanos) {
        return frames.take(nowNanos);
    }

    /** Counts the bytes of a message; false: they are too many. */
    boolean takeBytes(int count, long nowNanos) {
        return bytes.take(count, nowNanos);
    }
}
