package dev.tickwire.server.match;

import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import dev.tickwire.simulation.world.Simulation;

/**
 * Writes hashes of the whole state to a journal, if there is one, so that a replay that differs is found out: at the
 * tick at which it does, unless a world is so large that this would cost the loop too much.
 */
final class FullHash {
    /** Such a world is copied and hashed in a tenth of a millisecond, also where all of it changes. */
    private static final long MOST_CELLS_EACH_TICK = 50_000;

    private final JournalSink journal;
    private final int intervalTicks;
    private final Snapshot snapshot;
    private final StateHash hash;

    FullHash(JournalSink journal, Schema schema) {
        this.journal = journal;
        intervalTicks = schema.cellCount() <= MOST_CELLS_EACH_TICK ? 1 : journal.hashIntervalTicks();
        snapshot = new Snapshot(schema);
        hash = new StateHash(schema);
    }

    void afterStepOf(Simulation simulation) {
        if (journal != JournalSink.NONE && simulation.tick() % intervalTicks == 0) {
            simulation.capture(snapshot);
            journal.onHash(simulation.tick(), hash.ofAll(snapshot));
        }
    }
}
