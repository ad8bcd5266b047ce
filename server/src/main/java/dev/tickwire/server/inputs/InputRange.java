package dev.tickwire.server.inputs;

import dev.tickwire.simulation.state.ColumnType;
import java.util.List;

/** Which raw values the input columns of a game can hold. Immutable. */
public final class InputRange {
    private final int[] rawMin;
    private final int[] rawMax;

    public InputRange(List<ColumnType> columns) {
        rawMin = columns.stream().mapToInt(ColumnType::rawMin).toArray();
        rawMax = columns.stream().mapToInt(ColumnType::rawMax).toArray();
    }

    /** How many values an input has. */
    public int size() {
        return rawMin.length;
    }

    /** Whether {@code count} values from {@code offset} on are an input. */
    public boolean holds(int[] raws, int offset, int count) {
        if (count != rawMin.length) {
            return false;
        }
        for (int column = 0; column < count; column++) {
            int raw = raws[offset + column];
            if (raw < rawMin[column] || raw > rawMax[column]) {
                return false;
            }
        }
        return true;
    }
}
