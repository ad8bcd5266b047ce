package dev.tickwire.server;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Knows when the memory is as good as used up: the heap is full, and nearly all of the last seconds went to collections
 * that could not empty it. The JVM may go on so for good without ever throwing an {@link OutOfMemoryError}.
 *
 * <p>One thread uses it, and looks once a second or so.
 */
final class MemoryWatch {
    static final long WINDOW_NANOS = 10_000_000_000L;
    static final double COLLECTING = 0.9;
    static final double FULL = 0.85;

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long nanos, long collectionMillis) {}

    /**
     * Looks at the memory.
     *
     * @param collectionMillis time that collections have taken since the start
     * @param fullness what the latest collection left in use, as a part of what there is
     * @return whether it has been used up for the whole window
     */
    boolean isExhausted(long nowNanos, long collectionMillis, double fullness) {
        if (fullness < FULL) {
            samples.clear();
            return false;
        }
        samples.addLast(new Sample(nowNanos, collectionMillis));
        Sample oldest = samples.getFirst();
        if (nowNanos - oldest.nanos < WINDOW_NANOS) {
            return false;
        }
        samples.removeFirst();
        double collectedNanos = (collectionMillis - oldest.collectionMillis) * 1e6;
        return collectedNanos >= COLLECTING * (nowNanos - oldest.nanos);
    }
}
