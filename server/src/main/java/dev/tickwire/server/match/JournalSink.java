package dev.tickwire.server.match;

import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.proto.wire.JournalRequest;
import dev.tickwire.proto.wire.JournalSeat;
import dev.tickwire.simulation.world.Outcome;
import dev.tickwire.simulation.world.PlayerRow;
import dev.tickwire.simulation.world.Setup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Receives everything that changes a match, in order: a match that starts in the same way and gets the same changes at
 * the same ticks has the same state, to the last bit.
 *
 * <p>Called by the match's owner, on one thread at a time: by the thread that opens the room, then by its loop. A
 * change at tick n was made when n steps were done, so it holds for step n + 1. Changes are calls and not objects,
 * since a loop makes no garbage: arguments are valid only during the call. A sink must not throw: that would end the
 * room.
 */
public interface JournalSink {
    /** Keeps nothing. */
    JournalSink NONE = new JournalSink() {};

    /** Ticks from one hash to the next of a large world, at least 1; asked once, before the match starts. */
    default int hashIntervalTicks() {
        return 64;
    }

    /** The match has started: the game ran its {@code start} with this tuning and this setup. */
    default void onStart(Setup setup, Tuning tuning) {}

    /** The match goes on from a checkpoint of another one. It comes in place of {@link #onStart}. */
    default void onResume(Checkpoint from) {}

    /**
     * A checkpoint of the match was taken: the changes before this call are in it, and those after it are not. The
     * checkpoint and those after it give the match.
     */
    default void onCheckpoint(int tick) {}

    /**
     * A player joined, the one who opened the room or another; its name is as others see it, and its user as
     * {@code Step.user} says it, empty if it is not signed in. The rows are those of saved and claims tables that it
     * brings.
     */
    default void onJoin(int tick, int player, String name, String user, boolean isCreator, List<PlayerRow> rows) {}

    /** A player left. */
    default void onLeave(int tick, int player) {}

    /** A player's input changed to {@code count} raw values from {@code offset} on: one for each input column. */
    default void onInput(int tick, int player, int[] raws, int offset, int count, int viewAgo) {}

    /** A player's input changed to rest. */
    default void onRest(int tick, int player) {}

    /**
     * The coming step is given a command: {@code count} raw values from {@code offset} on, one for each column of its
     * kind that is no text, and a text for each that is. Commands of a kind are in the step in the order of these
     * calls; of one player, the numbers go up.
     */
    default void onCommand(
            int tick, int player, int number, int kind, int[] raws, int offset, int count, String[] texts) {}

    /**
     * The coming step is given what became of a request: a raw value for each answer column that is no text, and a text
     * for each that is, or none of either where the request failed.
     */
    default void onAnswer(int tick, int kind, int request, Outcome outcome, int[] raws, String[] texts) {}

    /** Somebody else than the rules locked the room, or unlocked it. */
    default void onLock(int tick, boolean isLocked) {}

    /** The game was told that its room ends: nothing comes after this. */
    default void onEnding(int tick) {}

    /** Rates or tunables changed. */
    default void onRetune(int tick, Tuning tuning) {}

    /**
     * Hash of the whole state after a step, hidden columns included; each tick, of a large world each
     * {@link #hashIntervalTicks} ticks.
     */
    default void onHash(int tick, int hash) {}

    /** A step was done, and what it was given came before. */
    default void onStepped(int tick) {}

    /** So many ticks went by without steps: the world stood still, and nothing came. */
    default void onSlept(int tick, int ticks) {}

    /** Nothing is to come for a long time: whatever it holds back should be where it is to last. */
    default void onPause() {}

    /**
     * Whether {@link #keep} is to follow, between two ticks of the room. What it is given comes in order with all else:
     * a reader may begin with it.
     */
    default boolean wantsCheckpoint() {
        return false;
    }

    /** A checkpoint that it has done with, to be filled again; it does not have it any more. Null: there is none. */
    default @Nullable Checkpoint spare() {
        return null;
    }

    /** All that a room needs to come back; the checkpoint is its own from then on, the lists are not. */
    default void keep(Checkpoint taken, List<JournalSeat> seats, List<JournalRequest> openRequests) {}

    /** Somebody has a seat, or goes on in it over another connection. */
    default void onSeat(JournalSeat seat) {}

    /** What the step just done made of a command: the index of the answer, plus 1. */
    default void onSettled(int player, int number, int answer) {}

    /** The rules made a request, which has no answer yet. */
    default void onRequest(int kind, int request) {}

    /**
     * Something happened for which the last seconds are to be kept.
     *
     * @param reason a sentence that says what
     */
    default void onMark(String reason, MarkKind kind) {}

    /** Whether what it is given outlives the server. */
    default boolean lasts() {
        return false;
    }

    /**
     * The room has ended: nothing comes after this.
     *
     * @param isKept whether it comes back from what was {@linkplain #keep kept} last
     */
    default void onClosed(boolean isKept) {}
}
