package dev.tickwire.server.broadcast;

/**
 * What is sent once and in order: events, or chats, numbered as they come. A ring keeps the newest; a recipient that is
 * skipped for so long that the ring has let some go has lost them.
 *
 * <p>Belongs to the room's loop.
 */
abstract class Feed {
    /** Number of the oldest one that is still there; {@link #end} if there is none. */
    abstract long first();

    /** Number of the next one to come. */
    abstract long end();

    /** The tick of the one with a number from {@link #first} to {@link #end}. */
    abstract int tick(long number);

    /** Starts with what comes from now on. */
    final void start(FeedPosition position) {
        position.startAt(end());
    }

    /** Starts where a connection before stopped: what came after the tick that it acknowledged may have got lost. */
    final void resume(FeedPosition position, FeedPosition before, int ackTick) {
        position.startAt(before.unacknowledged(ackTick, first(), this::tick));
    }

    /** Moves a position on to what is still there, and tells how many were lost. */
    final long skipLost(FeedPosition position) {
        long lost = Math.max(0, first() - position.next());
        position.set(position.next() + lost);
        return lost;
    }
}
