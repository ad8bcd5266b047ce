package dev.tickwire.simulation.world;

import dev.tickwire.simulation.state.Rows;
import java.util.ArrayList;
import java.util.List;

/**
 * What lasts for one step, of all kinds: events, or commands. They hold those of the last step until something happens
 * that belongs to the next one.
 */
class PassingTables<T extends Columns> {
    private final List<T> kinds;
    private boolean hasStepped;

    PassingTables(List<T> kinds) {
        this.kinds = List.copyOf(kinds);
    }

    final List<T> kinds() {
        return kinds;
    }

    /** Something is about to happen that belongs to the next step: forgets what the last one had. */
    final void begin() {
        if (hasStepped) {
            clear();
        }
    }

    /** The step is done; what it had stays until the next {@link #begin}. */
    final void end() {
        hasStepped = true;
    }

    /** Whether what is here belongs to the next step, and not to the last one. */
    final boolean isPending() {
        return !hasStepped;
    }

    /** Whether there is nothing of any kind, of the last step or for the next one. */
    final boolean isEmpty() {
        for (int i = 0; i < kinds.size(); i++) {
            if (kinds.get(i).rows().count() > 0) {
                return false;
            }
        }
        return true;
    }

    /** Copies of what belongs to the next step, by kind. */
    final List<Rows> pending() {
        List<Rows> pending = new ArrayList<>();
        for (T kind : kinds) {
            Rows copy = Rows.growing(kind.storedType());
            if (!hasStepped) {
                copy.copyFrom(kind.rows());
            }
            pending.add(copy);
        }
        return pending;
    }

    /** Copies what belongs to the next step, by kind. */
    final void fill(List<Rows> pending) {
        for (int kind = 0; kind < pending.size(); kind++) {
            if (hasStepped) {
                pending.get(kind).clear();
            } else {
                pending.get(kind).copyFrom(kinds.get(kind).rows());
            }
        }
    }

    /** Takes what belongs to the next step, in place of all else. */
    final void restore(List<Rows> pending) {
        for (int kind = 0; kind < kinds.size(); kind++) {
            kinds.get(kind).restore(pending.get(kind));
        }
        hasStepped = false;
    }

    /** Forgets everything. */
    void clear() {
        for (int i = 0; i < kinds.size(); i++) {
            kinds.get(i).clear();
        }
        hasStepped = false;
    }
}
