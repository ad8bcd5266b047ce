package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Snapshot;
import java.util.List;

/**
 * All that the rules of a simulation may see, at one moment between two steps: a simulation that is restored from this,
 * and gets the same inputs from then on, computes the same as the one that was saved.
 *
 * <p>From {@link Simulation#save}, for {@link Simulation#restore}. Its tables are not copied again: do not change them.
 *
 * @param mostViewAgo how far back the rules may look, in 1/{@value Past#PARTS_PER_TICK} ticks; at most
 *     {@value #MOST_VIEW_AGO}
 * @param now all columns, inputs, names, and the state of the random generator
 * @param past the rows of {@linkplain Table#rewindable rewindable} tables at earlier ticks, the oldest first; nothing
 *     else in these snapshots is filled
 * @param pendingEvents the events of each kind that have been added since the last step, and belong to the next
 * @param pendingCommands the commands that the next step is to have
 * @param pendingRequests the requests that have been made since the last step, and belong to the next
 * @param pendingAnswers the answers to requests that the next step is to have
 */
public record WorldState(
        int mostViewAgo,
        Snapshot now,
        List<Snapshot> past,
        List<Rows> pendingEvents,
        Pending pendingCommands,
        Pending pendingRequests,
        Pending pendingAnswers) {
    /** Greatest {@link #mostViewAgo}: a minute at 1000 ticks per second. */
    public static final int MOST_VIEW_AGO = World.MOST_VIEW_AGO;

    public WorldState {
        past = List.copyOf(past);
        pendingEvents = List.copyOf(pendingEvents);
        if (mostViewAgo < 0 || mostViewAgo > MOST_VIEW_AGO) {
            throw new IllegalArgumentException("rules may not look back " + mostViewAgo + " parts of a tick");
        }
        if (past.size() > World.ticksKept(mostViewAgo)) {
            throw new IllegalArgumentException("there are more ticks of the past than rules may look back");
        }
        int before = -1;
        for (Snapshot then : past) {
            if (then.tick() <= before || then.tick() > now.tick()) {
                throw new IllegalArgumentException("the past is not in the order of its ticks");
            }
            before = then.tick();
        }
    }
}
