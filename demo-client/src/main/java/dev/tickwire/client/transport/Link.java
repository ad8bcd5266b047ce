package dev.tickwire.client.transport;

import java.util.SplittableRandom;

/**
 * One way of a {@link Network}: says when what is put in comes out. What is put in first comes out first, as over TCP.
 * Not thread-safe; time is passed in.
 */
final class Link {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Network network;
    private final SplittableRandom random;
    /** When the last byte has left the sender, and when it comes out. */
    private long sentNanos;

    private long outNanos;
    private long stallNanos;
    private boolean hasBegun;

    Link(Network network, long seed) {
        this.network = network;
        random = new SplittableRandom(seed);
    }

    /** When bytes that are put in now come out: later than all before. */
    long outNanos(int bytes, long nowNanos) {
        if (!hasBegun) {
            hasBegun = true;
            sentNanos = nowNanos;
            outNanos = nowNanos;
            stallNanos = nowNanos + nextStallNanos();
        }
        sentNanos = later(sentNanos, nowNanos) + serializingNanos(bytes);
        long delay = (long) ((network.delayMillis() + network.jitterMillis() * random.nextDouble()) * NANOS_PER_MILLI);
        outNanos = later(outNanos + 1, afterStalls(sentNanos + delay));
        return outNanos;
    }

    private long serializingNanos(int bytes) {
        return network.bytesPerSecond() > 0 ? (long) (bytes * NANOS_PER_SECOND / network.bytesPerSecond()) : 0;
    }

    /** The time itself, or the end of the stall that it falls into. */
    private long afterStalls(long nanos) {
        if (network.stallEverySeconds() <= 0) {
            return nanos;
        }
        long lasting = (long) (network.stallMillis() * NANOS_PER_MILLI);
        while (nanos - (stallNanos + lasting) >= 0) {
            stallNanos += lasting + nextStallNanos();
        }
        return nanos - stallNanos >= 0 ? stallNanos + lasting : nanos;
    }

    private long nextStallNanos() {
        return (long) (-Math.log(1 - random.nextDouble()) * network.stallEverySeconds() * NANOS_PER_SECOND);
    }

    private static long later(long a, long b) {
        return a - b > 0 ? a : b;
    }
}
