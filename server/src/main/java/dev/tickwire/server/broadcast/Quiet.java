package dev.tickwire.server.broadcast;

import dev.tickwire.simulation.interest.Radii;

/** Since when there has been nothing to tell a client. Belongs to the room's loop. */
public final class Quiet {
    /** After so many snapshots, each tier had its turn. */
    private static final int SETTLING_TURNS = 1 << (Radii.TIERS - 1);

    private int tick = Recipient.NO_TICK;
    private int newestSentTick = Recipient.NO_TICK;
    private boolean isAtRest;
    private int turns;
    private int since;

    /** A snapshot is sent. */
    void sent(int at, boolean isStill, boolean keyframe) {
        newestSentTick = at;
        isAtRest = isStill || keyframe;
        turns = isStill ? turns : 0;
    }

    /** Nothing is sent at a tick, since there was nothing to tell. */
    void unsent(int at) {
        tick = at;
    }

    /** Its room has slept up to a tick: there was nothing to tell up to then, if there was nothing before. */
    public void slept(int to) {
        tick = tick > newestSentTick ? to : tick;
    }

    /** Something else has changed than the world. */
    void disturb() {
        turns = 0;
    }

    /** It was looked at whether there is something to tell, and there is not, the world being as of a change. */
    void found(int change) {
        turns = since == change ? turns + 1 : 1;
        since = change;
    }

    /** Whether there can be nothing to tell, what is told rarely included, unless the world has changed again. */
    boolean isSettled(int change) {
        return since == change && turns >= SETTLING_TURNS;
    }

    /**
     * Whether the client takes everything to be at rest, since its last frame had no changes, or was a keyframe. One
     * that has seen something move lets it go on for a while when nothing comes, and must be sent a frame if it stops.
     */
    boolean isAtRest() {
        return isAtRest;
    }

    /** For how many ticks things have not been as it was sent them last; 0: since that. */
    int ago(int now) {
        return tick > newestSentTick ? now - tick : 0;
    }
}
