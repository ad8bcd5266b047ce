package dev.tickwire.simulation.world;

import dev.tickwire.simulation.interest.Placement;
import dev.tickwire.simulation.state.EventLog;
import dev.tickwire.simulation.state.Rows;
import java.util.ArrayList;
import java.util.List;

/**
 * All kinds of events of a world. They hold the events of the last step until something happens that belongs to the
 * next one.
 */
final class EventTables {
    private final List<Events> kinds;
    private boolean hasStepped;

    EventTables(List<Events> kinds) {
        this.kinds = List.copyOf(kinds);
    }

    List<Events> kinds() {
        return kinds;
    }

    List<Placement> placements() {
        return World.placementsOf(kinds);
    }

    /** Something is about to happen that belongs to the next step: forgets the events of the last one. */
    void begin() {
        if (hasStepped) {
            clear();
        }
    }

    /** The step is done; its events stay until the next {@link #begin}. */
    void end() {
        hasStepped = true;
    }

    void appendTo(EventLog log, int tick) {
        for (int kind = 0; kind < kinds.size(); kind++) {
            log.add(tick, kind, kinds.get(kind).rows());
        }
    }

    /** Copies of the events that belong to the next step, by kind. */
    List<Rows> pending() {
        List<Rows> pending = new ArrayList<>();
        for (Events kind : kinds) {
            Rows copy = Rows.growing(kind.type());
            if (!hasStepped) {
                copy.copyFrom(kind.rows());
            }
            pending.add(copy);
        }
        return pending;
    }

    /** Takes events that belong to the next step, in place of all others. */
    void restore(List<Rows> pending) {
        for (int kind = 0; kind < kinds.size(); kind++) {
            kinds.get(kind).restore(pending.get(kind));
        }
        hasStepped = false;
    }

    /** Forgets all events. */
    void clear() {
        for (int i = 0; i < kinds.size(); i++) {
            kinds.get(i).clear();
        }
        hasStepped = false;
    }
}
