package dev.tickwire.proto.codec;

import dev.tickwire.proto.wire.Codec;
import dev.tickwire.simulation.state.Rows;
import org.jspecify.annotations.Nullable;

/**
 * Writes the changes of one table in one codec. Keeps scratch space; one thread at a time.
 *
 * <p>For each table: {@link #begin}, {@link #left}, {@link #entered}, {@link #initial} for each column if any entered,
 * then for each column {@link #column} in order, with {@link #plan} before it as often as one likes, and
 * {@link #write}.
 */
interface DeltaWriter {
    static DeltaWriter of(Codec codec) {
        return codec == Codec.PACKED ? new PackedDeltaWriter() : new PlainDeltaWriter();
    }

    void begin();

    /** Ranks of the rows that left. */
    void left(int[] ranks, int count);

    /** Slots of the rows that entered, in {@code rows}. */
    void entered(int[] slots, int count, Rows rows);

    /** A column's values by slot, {@code width} of each, of which those of the entered are written. */
    void initial(int[] values, int width, int[] slots, int count);

    /**
     * Decides how a column that changed would be written best.
     *
     * @param partial the nearest earlier column written with some rows only; null: none
     */
    void plan(ColumnResiduals column, @Nullable ColumnResiduals partial);

    /** A column as planned; one without changes need not be. */
    void column(int index, boolean predicted, ColumnResiduals column);

    /** How many bits are written of what the table's changes are, without what fields and bytes add to them. */
    long bits();

    /** Writes the fields of the {@code TableDelta}, but for the table's index. */
    void write(ByteWriter out);
}
