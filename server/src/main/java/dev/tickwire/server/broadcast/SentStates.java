package dev.tickwire.server.broadcast;

import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Sight;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client was sent with each hash of which it may still say that it differs: a few at most, since it says so
 * before it acknowledges the snapshot. Belongs to the room's loop.
 */
final class SentStates {
    /** As many may be on the way; of those before, a client that complains is told that it is too late. */
    private static final int MOST = 16;

    private final List<SentState> states = new ArrayList<>(1);

    /** The one to be set next: one that is acknowledged, or a new one, or the oldest. */
    SentState next(int ackTick, Schema schema, Sight[] forEverybody) {
        SentState oldest = null;
        for (int i = 0; i < states.size(); i++) {
            SentState state = states.get(i);
            oldest = oldest == null || state.tick() < oldest.tick() ? state : oldest;
        }
        if (oldest != null && (oldest.tick() <= ackTick || states.size() == MOST)) {
            return oldest;
        }
        SentState added = new SentState(schema, forEverybody);
        states.add(added);
        return added;
    }

    /** The one of a tick, if all of it is still known. */
    @Nullable
    SentState find(int tick) {
        for (int i = 0; i < states.size(); i++) {
            if (states.get(i).tick() == tick && states.get(i).isKnown()) {
                return states.get(i);
            }
        }
        return null;
    }
}
