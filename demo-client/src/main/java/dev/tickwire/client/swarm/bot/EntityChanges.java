package dev.tickwire.client.swarm.bot;

import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * Counts the entity updates that lead from one snapshot to the next: rows that entered, rows that left, and rows of
 * which any value changed.
 *
 * <p>An entity that takes over the slot of one that left counts twice, once for each. From nothing, all rows enter.
 */
final class EntityChanges {
    private EntityChanges() {}

    static int count(@Nullable Snapshot before, Snapshot now) {
        int changes = 0;
        for (int t = 0; t < now.tableCount(); t++) {
            Rows rows = now.table(t);
            changes += before == null ? rows.count() : count(before.table(t), rows);
        }
        return changes;
    }

    private static int count(Rows before, Rows now) {
        int survivors = 0;
        int changed = 0;
        for (int row = now.next(0); row >= 0; row = now.next(row + 1)) {
            if (before.isPresent(row) && before.generation(row) == now.generation(row)) {
                survivors++;
                if (differs(before, now, row)) {
                    changed++;
                }
            }
        }
        int entered = now.count() - survivors;
        int left = before.count() - survivors;
        return changed + entered + left;
    }

    private static boolean differs(Rows before, Rows now, int row) {
        for (int c = 0; c < now.columnCount(); c++) {
            int width = now.width(c);
            for (int at = row * width; at < (row + 1) * width; at++) {
                if (now.column(c)[at] != before.column(c)[at]) {
                    return true;
                }
            }
        }
        return false;
    }
}
