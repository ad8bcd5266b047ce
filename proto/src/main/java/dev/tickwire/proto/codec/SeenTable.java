package dev.tickwire.proto.codec;

import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.Snapshot;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows of one table in a snapshot that somebody saw, and which copy of the live table they are. */
final class SeenTable {
    private final int table;
    private @Nullable Snapshot snapshot;
    private @Nullable Rows rows;
    private int serial;

    SeenTable(int table) {
        this.table = table;
    }

    /** Becomes what is seen by a sight; null: nothing. */
    void take(@Nullable Sight sight) {
        snapshot = sight == null ? null : sight.snapshot();
        rows = sight == null ? null : sight.rows(table);
        serial = rows == null ? 0 : rows.serial();
    }

    /** Whether a sight shows the same rows, and they are known to be as they were. */
    boolean isStill(@Nullable Sight sight) {
        if (sight == null || rows == null) {
            return sight == null && rows == null;
        }
        return rows == sight.rows(table) && serial != 0 && serial == rows.serial();
    }

    boolean isNothing() {
        return rows == null;
    }

    Rows rows() {
        return Objects.requireNonNull(rows);
    }

    /** {@link Rows#serial} of what was seen; 0: it is not known. */
    int serial() {
        return serial;
    }

    /** What a key stands for. */
    @Nullable
    String text(int key) {
        return Objects.requireNonNull(snapshot).text(key);
    }
}
