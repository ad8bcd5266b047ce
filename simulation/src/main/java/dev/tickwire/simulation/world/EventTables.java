package dev.tickwire.simulation.world;

import dev.tickwire.simulation.interest.Placement;
import dev.tickwire.simulation.state.EventLog;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All kinds of events of a world. */
final class EventTables extends PassingTables<Events> {
    EventTables(List<Events> kinds) {
        super(kinds);
    }

    List<Placement> placements() {
        return placementsOf(kinds());
    }

    static List<Placement> placementsOf(List<? extends Columns> declared) {
        List<Placement> placements = new ArrayList<>();
        for (Columns one : declared) {
            placements.add(one.placement());
        }
        return placements;
    }

    int[] ownerColumns() {
        int[] columns = new int[kinds().size()];
        for (int kind = 0; kind < columns.length; kind++) {
            columns[kind] = kinds().get(kind).ownerColumn();
        }
        return columns;
    }

    /** Appends the events of a tick, with the texts that columns which clients see have by these keys. */
    void appendTo(EventLog log, int tick, @Nullable String[] texts) {
        for (int kind = 0; kind < kinds().size(); kind++) {
            log.add(tick, kind, kinds().get(kind).rows(), texts);
        }
    }
}
