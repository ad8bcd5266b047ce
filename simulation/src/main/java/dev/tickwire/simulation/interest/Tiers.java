package dev.tickwire.simulation.interest;

import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.View;

/**
 * Puts rows into the tiers of one player that are due. A row is in one tier at most, and moves between two only when
 * both are due.
 */
final class Tiers {
    private final Radii radii;
    private Snapshot snapshot;
    private Sight[] was = {};
    private View[] is = {};
    private int due;
    private double focus;
    private boolean isComplete;

    Tiers(Radii radii, Snapshot snapshot) {
        this.radii = radii;
        this.snapshot = snapshot;
    }

    void look(Snapshot at) {
        snapshot = at;
    }

    /** Starts with a player, of whom so many tiers are due. */
    void begin(int dueTiers, double newFocus, Sight[] newWas, View[] newIs) {
        due = dueTiers;
        focus = newFocus;
        was = newWas;
        is = newIs;
        isComplete = true;
    }

    /** Whether no row had to be left out because its slot is still taken in a tier that is not due. */
    boolean isComplete() {
        return isComplete;
    }

    /** No row of a table is in a due tier yet. */
    void clear(int table) {
        for (int tier = 0; tier < due; tier++) {
            is[tier].clear(table);
        }
    }

    /** The rows of a table are in the due tiers as they were the last time. */
    void keep(int table) {
        for (int tier = 0; tier < due; tier++) {
            is[tier].copy(table, was[tier]);
        }
    }

    /** All rows of a table are in the first tier, as they were the last time if not all tiers are due. */
    void showAll(int table) {
        clear(table);
        is[0].addAll(table, snapshot.table(table));
    }

    /** Adds a row by how far away it is, and a little further where it has been in that tier before. */
    void add(int table, int row, double distanceSquared) {
        int before = before(table, row);
        add(table, row, before, tierAt(distanceSquared, before));
    }

    /** Adds a row to a tier; {@link Radii#TIERS}: to none. */
    void add(int table, int row, int tier) {
        add(table, row, before(table, row), tier);
    }

    /** Adds a row that is in no tier that is not due. */
    void addFreely(int table, int row, int tier) {
        is[tier].add(table, row);
    }

    /** Takes a row out of the due tiers, and adds it to one; {@link Radii#TIERS}: to none. */
    void move(int table, int row, int tier) {
        for (int from = 0; from < due; from++) {
            is[from].remove(table, row);
        }
        add(table, row, tier);
    }

    private void add(int table, int row, int before, int tier) {
        if (tier == Radii.TIERS) {
            return;
        }
        if (before >= due && before < Radii.TIERS) {
            isComplete &= was[before].has(table, row, snapshot.table(table).generation(row));
        } else if (tier < due) {
            is[tier].add(table, row);
        } else if (before < Radii.TIERS) {
            is[before].add(table, row);
        }
    }

    private int tierAt(double distanceSquared, int before) {
        for (int tier = 0; tier < Radii.TIERS; tier++) {
            double radius = radii.of(tier, focus) * (before <= tier ? radii.hysteresis() : 1);
            if (distanceSquared <= radius * radius) {
                return tier;
            }
        }
        return Radii.TIERS;
    }

    private int before(int table, int row) {
        for (int tier = 0; tier < Radii.TIERS; tier++) {
            View view = was[tier].view();
            if (view != null && view.sees(table, row)) {
                return tier;
            }
        }
        return Radii.TIERS;
    }
}
