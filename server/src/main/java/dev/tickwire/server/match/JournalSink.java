package dev.tickwire.server.match;

/**
 * Receives everything that changes a match, in order: a match that starts in the same way and gets the same changes at
 * the same ticks has the same state, to the last bit.
 *
 * <p>Called by the match's owner, on one thread at a time: by the thread that opens the room, then by its loop. A
 * change at tick n was made when n steps were done, so it holds for step n + 1. Arguments are valid only during the
 * call. A sink must not throw: that would end the room.
 */
public interface JournalSink {
    /** Keeps nothing. */
    JournalSink NONE = new JournalSink() {};

    /** The match has started: the game ran its {@code start} with this tuning and this seed. */
    default void onStart(long seed, Tuning tuning) {}

    /** A player joined; its name is as others see it. */
    default void onJoin(int tick, int player, String name) {}

    /** A player left. */
    default void onLeave(int tick, int player) {}

    /** A player's input changed to the raw values from {@code offset} on, one for each column of the inputs. */
    default void onInput(int tick, int player, int[] raws, int offset, int viewAgo) {}

    /** A player's input changed to rest. */
    default void onRest(int tick, int player) {}

    /** Rates or tunables changed. */
    default void onRetune(int tick, Tuning tuning) {}

    /** Hash of the whole state after a tick, hidden columns included; each {@link Match#HASH_INTERVAL_TICKS} ticks. */
    default void onHash(int tick, int hash) {}
}
