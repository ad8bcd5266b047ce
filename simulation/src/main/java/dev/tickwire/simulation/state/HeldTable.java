package dev.tickwire.simulation.state;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A copy of what a client is to hold of one table, as it knows that table: for looking into a desync. */
public final class HeldTable {
    private final TablePart part;
    /** By slot; null where there is none. */
    private final @Nullable HeldRow[] bySlot;

    private final int hash;

    private HeldTable(TablePart part, Sight[] sights) {
        this.part = part;
        bySlot = new @Nullable HeldRow[part.type().capacity()];
        int sum = 0;
        for (Sight sight : sights) {
            for (int row = first(sight); row >= 0; row = sight.next(part.table(), row + 1)) {
                if (bySlot[row] == null) {
                    HeldRow held = HeldRow.of(part, sight.snapshot(), row);
                    bySlot[row] = held;
                    sum += held.hash();
                }
            }
        }
        hash = sum;
    }

    private int first(Sight sight) {
        return sight.isKnown() ? sight.next(part.table(), 0) : -1;
    }

    /**
     * What several sights show together: of a slot that more than one of them has, what the first of these has. Sights
     * that are not known show nothing.
     */
    public static HeldTable of(TablePart part, Sight[] sights) {
        return new HeldTable(part, sights);
    }

    /** All tables of a client's snapshot, in the order of its schema. */
    public static List<HeldTable> allOf(Snapshot visible) {
        Sight everything = Sight.ofEverything();
        everything.look(visible);
        List<HeldTable> tables = new ArrayList<>();
        for (TablePart part : visible.schema().parts()) {
            tables.add(of(part, new Sight[] {everything}));
        }
        return tables;
    }

    /** The table, as the client knows it. */
    public TablePart part() {
        return part;
    }

    /** In the order of slots. */
    public List<HeldRow> rows() {
        List<HeldRow> rows = new ArrayList<>();
        for (HeldRow row : bySlot) {
            if (row != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** The row of an entity; null: there is none. */
    public @Nullable HeldRow row(int id) {
        int slot = EntityId.slot(id);
        HeldRow row = slot < bySlot.length ? bySlot[slot] : null;
        return row != null && row.id() == id ? row : null;
    }

    /** The sum of the hashes of its rows. */
    public int hash() {
        return hash;
    }
}
