package dev.tickwire.server.broadcast;

import java.util.function.LongToIntFunction;

/**
 * How far a player was sent what is sent once and in order: numbers of events, or of chats. Belongs to the room's loop.
 */
final class FeedPosition {
    private long first;
    private long next;

    /** Number of the first one that the player was not sent yet. */
    long next() {
        return next;
    }

    void set(long position) {
        next = position;
    }

    /** Over this connection, the player is sent what comes from there on. */
    void startAt(long position) {
        first = position;
        next = position;
    }

    /**
     * Where to go on when the player has come back: what came after the snapshot that it acknowledged last may have got
     * lost.
     *
     * @param oldest number of the oldest one that is still held
     * @param tickOf the tick of the one with a number
     */
    long unacknowledged(int ackTick, long oldest, LongToIntFunction tickOf) {
        long position = next;
        long least = Math.max(oldest, first);
        while (position > least && tickOf.applyAsInt(position - 1) > ackTick) {
            position--;
        }
        return position;
    }
}
