package dev.tickwire.server.broadcast;

import dev.tickwire.server.desync.Inquiry;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.server.seats.Reports;
import org.jspecify.annotations.Nullable;

/** What one client may complain of, and what is being looked into. Belongs to the room's loop. */
final class Complaints {
    private final SentStates states = new SentStates();
    private ResyncAllowance resyncs = new ResyncAllowance();
    private @Nullable Inquiry inquiry;

    /** Goes on with what counts for the player over all its connections. */
    void goOnFrom(Complaints before) {
        resyncs = before.resyncs;
        resyncs.owe();
    }

    /** How many keyframes it may ask for. */
    ResyncAllowance resyncs() {
        return resyncs;
    }

    /**
     * Whether the client wants a keyframe, and may have one now. A request for one that may not be sent yet waits.
     *
     * @param isDue whether it is to be sent one anyway
     */
    boolean takeResync(Reports reports, boolean isDue, CounterBatch counters, long nowNanos) {
        if (!reports.isResyncWanted() || !(isDue || resyncs.take(counters, nowNanos))) {
            return false;
        }
        reports.resyncDone();
        return true;
    }

    /** What it was sent with hashes. */
    SentStates states() {
        return states;
    }

    /** What is being looked into; null: nothing. */
    @Nullable
    Inquiry inquiry() {
        return inquiry;
    }

    void setInquiry(@Nullable Inquiry next) {
        inquiry = next;
    }
}
