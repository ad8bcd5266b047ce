package dev.tickwire.client.session;

import dev.tickwire.proto.codec.FrameEvents;

/** Hears what happens in a {@link ClientSession}, from within its methods and on the thread that called them. */
public interface SessionListener {
    /**
     * The player is in a room; the session now knows its schema, its player number and the rates. Called again if the
     * rates change.
     */
    default void onWelcome(ClientSession session) {}

    /**
     * A snapshot was applied.
     *
     * @param gapNanos since the snapshot before it, without the ticks in which nothing changed, for which none is sent;
     *     −1: it is the first
     * @param frameBytes length of the frame that it came in
     */
    default void onSnapshot(ClientSession session, long gapNanos, int frameBytes) {}

    /**
     * Things have happened since the last time, up to the tick of the snapshot that came with them; called before
     * {@link #onSnapshot}, once for each.
     *
     * @param events oldest first; good until this returns
     */
    default void onEvents(ClientSession session, FrameEvents events) {}

    /** A snapshot shows an input for the first time, that long after it was due to be sent. */
    default void onInputShown(long latencyNanos) {}

    /**
     * No snapshot has come for that long, since the newest or, where there is none yet, since the welcome. Called by
     * {@link ClientSession#reportWaiting}.
     */
    default void onSnapshotMissing(long waitedNanos) {}

    /** No snapshot shows an input that was sent that long ago. Called by {@link ClientSession#reportWaiting}. */
    default void onInputUnanswered(long waitedNanos) {}

    /** A ping that was sent that long ago has no answer yet. Called by {@link ClientSession#reportWaiting}. */
    default void onPingUnanswered(long waitedNanos) {}

    /** The rules have answered a command, that long after it was due to be sent, with the answer of that index. */
    default void onCommandAnswered(int kind, int answer, long latencyNanos) {}

    /** The server has refused a command, since too many wait. */
    default void onCommandRefused(int kind) {}

    /** A command that was sent that long ago has no answer yet. Called by {@link ClientSession#reportWaiting}. */
    default void onCommandUnanswered(long waitedNanos) {}

    /** The server reports how early the newest input arrived before its tick, in milliseconds; negative: late. */
    default void onInputMargin(int marginMillis) {}

    /** A ping was answered. */
    default void onRoundTrip(long nanos) {}

    /** The state here differs from the server's, which is a bug. Called once, until a keyframe has mended it. */
    default void onDesync(int tick) {}

    /** The server has found out what differed at a tick, or says why it could not. */
    default void onDesyncFinding(int tick, String finding) {}

    /** The session asks for a keyframe, after a desync or because it does not have a delta's baseline. */
    default void onResync() {}
}
