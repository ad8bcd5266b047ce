package dev.tickwire.server.session;

import dev.tickwire.server.address.TokenBucket;

/**
 * How many frames a client may send: a number per second on average, and at once as many as a client that keeps to the
 * protocol has ready after its network stalled. Both follow from the tick rate of its room. Not thread-safe.
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

    private final int leastPerSecond;
    private final TokenBucket bucket;
    private double tickRateHz;

    /**
     * The limit for a client that has not joined a room yet.
     *
     * @param leastPerSecond frames per second on average that every client in a room may send
     */
    FrameLimit(int leastPerSecond, long nowNanos) {
        this.leastPerSecond = leastPerSecond;
        bucket = new TokenBucket(FRAMES_PER_SECOND_BEFORE_JOIN, FRAMES_BEFORE_JOIN, nowNanos);
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
        bucket.resize(
                Math.max(leastPerSecond, neededPerSecond),
                Math.max(leastPerSecond, neededPerSecond * STALL_SECONDS),
                nowNanos);
    }

    /** Counts a frame; false: it is one too many. */
    boolean take(long nowNanos) {
        return bucket.take(nowNanos);
    }
}
