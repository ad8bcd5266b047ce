package dev.tickwire.server.seats;

import dev.tickwire.proto.codec.ClientFrameReader;
import dev.tickwire.proto.wire.Desync;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What a client says of how it fares over one connection. Its session writes, and the room's loop reads. */
public final class Reports {
    /** Whoever says more at once is believed this much: it is a figure for operators, and nothing else. */
    private static final int MOST_AT_ONCE = 1_000;

    private final Counters counters;
    private volatile boolean resyncWanted;
    private final AtomicReference<@Nullable Desync> desync = new AtomicReference<>();
    /** Of the session: what the client said last, and how much of that counts. */
    private int correctionsSaid;

    private int counted;

    private volatile int corrections;
    /** Of the loop. */
    private int correctionsTaken;

    Reports(Counters counters) {
        this.counters = counters;
    }

    /** Takes what a frame says; to be called before its ack is taken. */
    public void take(ClientFrameReader frame) {
        Desync said = frame.desync();
        if (said != null && !desync.compareAndSet(null, said)) {
            counters.increment(Counter.DESYNC_REPORTS_REFUSED);
        }
        // What is wrong is there before the keyframe is asked for.
        if (frame.resync()) {
            requestResync();
        }
        corrected(frame.corrections());
    }

    /** What it holds in place of what it was sent; null: it says nothing new. Further ones are refused meanwhile. */
    public @Nullable Desync desync() {
        return desync.get();
    }

    /** It is taken. */
    public void desyncDone() {
        desync.set(null);
    }

    /** Asks for a keyframe. */
    public void requestResync() {
        counters.increment(Counter.RESYNCS);
        resyncWanted = true;
    }

    /** Whether a keyframe is asked for that was not sent yet. */
    public boolean isResyncWanted() {
        return resyncWanted;
    }

    /** The keyframe is on its way. */
    public void resyncDone() {
        resyncWanted = false;
    }

    /** Its predictions were wrong so often since it joined; 0: as it said before. */
    public void corrected(int total) {
        int more = Math.min(MOST_AT_ONCE, total - correctionsSaid);
        if (more > 0) {
            correctionsSaid = total;
            counters.add(Counter.CORRECTIONS, more);
            counted += more;
            corrections = counted;
        }
    }

    /** How often its predictions were wrong since this was called last. */
    public int takeCorrections() {
        int total = corrections;
        int more = total - correctionsTaken;
        correctionsTaken = total;
        return more;
    }
}
