package dev.tickwire.simulation.interest;

import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.View;

/**
 * Puts rows into the tiers of one player that are due. A row is in one tier at most, and moves between two only when
 * both are due.
 */
final class Tiers {
    private Snapshot snapshot;
    private Sight[] was = {};
    private View[] is = {};
    private int due;
    private boolean isComplete;

    Tiers(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    void look(Snapshot at) {
        snapshot = at;
    }

    /** Starts with a player, of whom so many tiers are due. */
    void begin(int dueTiers, Sight[] newWas, View[] newIs) {
        due = dueTiers;
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
            View view = was[tier].view();
            if (view != null) {
                is[tier].copyFrom(view, table);
            }
        }
    }

    /** All rows of a table are in the first tier; none may be in a tier that is not due. */
    void showAll(int table) {
        clear(table);
        is[0].showAll(table, snapshot.table(table));
    }

    /** Adds a row to a tier; {@link Radii#TIERS}: to none. */
    void add(int table, int row, int tier) {
        add(table, row, before(table, row), tier);
    }

    /** Adds a row, all of whose tiers are due, to one; {@link Radii#TIERS}: to none. */
    void addFreely(int table, int row, int tier) {
        if (tier < Radii.TIERS) {
            is[tier].add(table, row);
        }
    }

    /** Takes a row out of the due tiers, and adds it to one; {@link Radii#TIERS}: to none. */
    void move(int table, int row, int tier) {
        for (int from = 0; from < due; from++) {
            is[from].remove(table, row);
        }
        add(table, row, tier);
    }

    /** Adds a row that was in one tier to one; {@link Radii#TIERS}: none. */
    void add(int table, int row, int before, int tier) {
        if (tier < due && (before < due || before == Radii.TIERS)) {
            is[tier].add(table, row);
        } else if (tier < Radii.TIERS && before < Radii.TIERS) {
            addLater(table, row, before, tier);
        }
    }

    /** Leaves a row where it was: what it is to leave, or where it is to be, is not due. */
    private void addLater(int table, int row, int before, int tier) {
        if (before < due) {
            is[before].add(table, row);
        } else if (tier < due) {
            isComplete &= was[before].has(table, row, snapshot.table(table).generation(row));
        }
    }

    /** Which rows of a word were in a tier, and are in none that is due: the lowest bit stands for the first. */
    long leftOver(int table, int tier, int word) {
        View before = was[tier].view();
        long left = before == null ? 0 : before.word(table, word);
        for (int now = 0; left != 0 && now < due; now++) {
            left &= ~is[now].word(table, word);
        }
        return left;
    }

    /** No {@link #leftOver} below this word has rows. */
    int firstWordBefore(int table, int tier) {
        View before = was[tier].view();
        return before == null ? 0 : before.firstWord(table);
    }

    /** No {@link #leftOver} from this word on has rows. */
    int endWordBefore(int table, int tier) {
        View before = was[tier].view();
        return before == null ? 0 : before.endWord(table);
    }

    /** The tier that a row was in; {@link Radii#TIERS}: none. */
    int before(int table, int row) {
        for (int tier = 0; tier < Radii.TIERS; tier++) {
            View view = was[tier].view();
            if (view != null && view.sees(table, row)) {
                return tier;
            }
        }
        return Radii.TIERS;
    }
}
