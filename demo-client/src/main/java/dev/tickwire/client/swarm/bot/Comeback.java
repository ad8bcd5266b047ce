package dev.tickwire.client.swarm.bot;

import dev.tickwire.client.transport.Disconnect;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * When a bot that has lost its connection tries again for its seat: after pauses as long as those of the browsers'
 * library. Not thread-safe: a bot has its own.
 */
final class Comeback {
    private static final double FIRST_NANOS = 500e6;
    private static final double LAST_NANOS = 5e9;
    /** About a quarter of the time that the server has been away. */
    private static final double GROWTH = 1.25;

    /** What passes by itself. */
    private static final Set<String> PASSING = Set.of(
            "SERVER_STOPPING",
            "CONNECTION_LOST",
            "CONNECT_FAILED",
            "UPGRADE_REFUSED",
            "SERVER_SILENT",
            "ROOM_FAILED",
            "SERVER_FULL",
            "IDLE_TIMEOUT",
            "TOO_SLOW",
            "TOO_MANY_JOINS",
            "SAVES_AWAY");

    private final SplittableRandom random;
    private long lostNanos;
    private int attempts;

    Comeback(SplittableRandom random) {
        this.random = random;
    }

    /** Whether it is worth trying after a connection that ended so. */
    static boolean isWorthTrying(Disconnect why) {
        return PASSING.contains(why.reason());
    }

    /** The connection is lost. */
    void lost(long nowNanos) {
        lostNanos = nowNanos;
        attempts = 0;
    }

    /** How long to wait before the next attempt: half fixed, half random, so that not all come in one instant. */
    long nextPauseNanos() {
        double pause = Math.min(LAST_NANOS, FIRST_NANOS * Math.pow(GROWTH, attempts++));
        return (long) (pause * (0.5 + random.nextDouble() / 2));
    }

    /** How long the bot has been away. */
    long awayNanos(long nowNanos) {
        return nowNanos - lostNanos;
    }
}
