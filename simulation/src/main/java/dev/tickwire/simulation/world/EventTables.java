package dev.tickwire.simulation.world;

import dev.tickwire.simulation.interest.Placement;
import dev.tickwire.simulation.state.EventLog;
import java.util.List;

/** All kinds of events of a world. */
final class EventTables extends PassingTables<Events> {
    EventTables(List<Events> kinds) {
        super(kinds);
    }

    List<Placement> placements() {
        return Columns.placementsOf(kinds());
    }

    void appendTo(EventLog log, int tick) {
        for (int kind = 0; kind < kinds().size(); kind++) {
            log.add(tick, kind, kinds().get(kind).rows());
        }
    }
}
