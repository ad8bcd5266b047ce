package dev.tickwire.server.room;

import dev.tickwire.server.match.Match;
import dev.tickwire.server.roomtype.RoomSettings;
import dev.tickwire.server.seats.Places;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a room ends by itself: when nobody has been in it for long, or it has run for as long as a room can. Belongs to
 * the room's loop, except where a method says otherwise.
 */
final class Lifetime {
    /** To players, when the last tick that there can be is done. */
    static final String RAN_FOR_LONGEST = "The room has run for as long as a room can: join again.";

    private static final Logger LOG = LoggerFactory.getLogger(Lifetime.class);

    /** Somebody may have gone for a moment only. */
    private static final long PUT_ASIDE_MILLIS = 5_000;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final double SECONDS_PER_DAY = 86_400;
    static final long NEVER_EMPTY = Long.MAX_VALUE;

    private final String roomId;
    private final Places places;
    private volatile boolean isExpected;
    private boolean hadSomebody;
    private boolean hasWarned;
    private volatile boolean wasPromised;
    private volatile boolean hasMadeWay;
    private volatile long emptySinceNanos = NEVER_EMPTY;

    Lifetime(String roomId, Places places) {
        this.roomId = roomId;
        this.places = places;
    }

    /** A place is promised, or was asked for; any thread may say so. */
    void promised() {
        wasPromised = true;
    }

    /**
     * Some are expected who may come later, so that it lasts as long as a room that was left; any thread may say so.
     */
    void expected() {
        isExpected = true;
    }

    /** Closes the doors if nobody is in it, nor about to be; any thread may. */
    boolean makeWay() {
        boolean closed = places.closeIfEmpty();
        if (closed) {
            hasMadeWay = true;
        }
        return closed;
    }

    /** Whether it has made way for another room. */
    boolean hasMadeWay() {
        return hasMadeWay;
    }

    /** Somebody is in the room. */
    void entered() {
        hadSomebody = true;
    }

    /**
     * Since when nobody has been in it, as its loop noticed; {@link Long#MAX_VALUE}: not at all. Any thread may ask.
     */
    long emptySinceNanos() {
        return emptySinceNanos;
    }

    /** Whether there can be no more ticks. A warning in the log comes a day before, once. */
    boolean hasRunForLongest(Match match) {
        int left = match.ticksLeft();
        if (!hasWarned && left <= match.tuning().tickRateHz() * SECONDS_PER_DAY) {
            hasWarned = true;
            LOG.warn(
                    "room {} ends after {} more ticks, in a day at most: it has then run for as long as a room can",
                    roomId,
                    left);
        }
        return left == 0;
    }

    /**
     * Closes the doors of a room in which nobody has been for so long. One that somebody was about to join, and nobody
     * did, closes at once.
     *
     * @param isPutAside whether a room that never ends for being empty is put aside
     * @return whether they are closed now
     */
    boolean closeIfEmptyForLong(long nowNanos, long emptyRoomMillis, boolean isPutAside) {
        if (!places.isEmpty()) {
            emptySinceNanos = NEVER_EMPTY;
            return false;
        }
        if (emptySinceNanos == NEVER_EMPTY) {
            emptySinceNanos = nowNanos;
        }
        boolean isNever = emptyRoomMillis == RoomSettings.NEVER;
        if (isNever && !isPutAside) {
            return false;
        }
        long patienceMillis = isNever ? PUT_ASIDE_MILLIS : emptyRoomMillis;
        long timeoutNanos = wasPromised && !hadSomebody && !isExpected ? 0 : patienceMillis * NANOS_PER_MILLI;
        return nowNanos - emptySinceNanos >= timeoutNanos && places.closeIfEmpty();
    }
}
