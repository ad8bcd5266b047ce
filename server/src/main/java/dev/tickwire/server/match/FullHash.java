package dev.tickwire.server.match;

import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import dev.tickwire.simulation.world.Simulation;

/** Writes a hash of the whole state to a journal now and then: so a replay that differs is found out. */
final class FullHash {
    private final JournalSink journal;
    private final int intervalTicks;
    private final Snapshot snapshot;
    private final StateHash hash;

    FullHash(JournalSink journal, Schema schema) {
        this.journal = journal;
        intervalTicks = journal.hashIntervalTicks();
        snapshot = new Snapshot(schema);
        hash = new StateHash(schema);
    }

    void afterStepOf(Simulation simulation) {
        if (simulation.tick() % intervalTicks == 0) {
            simulation.capture(snapshot);
            journal.onHash(simulation.tick(), hash.ofAll(snapshot));
        }
    }
}
