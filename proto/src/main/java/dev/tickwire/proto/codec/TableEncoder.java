package dev.tickwire.proto.codec;

import dev.tickwire.proto.wire.Codec;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.TablePart;
import dev.tickwire.simulation.state.TableType;
import org.jspecify.annotations.Nullable;

/** Writes the changes of one table as a {@code TableDelta}. Keeps scratch space; one thread at a time. */
final class TableEncoder {
    /** Comes after every row. */
    private static final int NO_ROW = Integer.MAX_VALUE;

    private final int index;
    private final int table;
    private final int[] columns;
    private final int[] wrapMasks;

    private final int[] survivors;
    private final boolean[] hasPrevious;
    private final int[] left;
    private final int[] entered;
    private int survivorCount;
    private int leftCount;
    private int enteredCount;

    private final DeltaWriter writer;
    private ColumnResiduals plain;
    private ColumnResiduals linear;
    private ColumnResiduals lastPartial;
    private boolean hasPartial;
    private boolean hasChanges;

    /** For snapshots with all columns of the table that this is a part of. */
    TableEncoder(TablePart part, Codec codec) {
        TableType type = part.type();
        index = part.index();
        table = part.table();
        columns = part.columns();
        wrapMasks = new int[columns.length];
        for (int c = 0; c < columns.length; c++) {
            wrapMasks[c] = type.columns().get(c).wrapMask();
        }
        survivors = new int[type.capacity()];
        hasPrevious = new boolean[type.capacity()];
        left = new int[type.capacity()];
        entered = new int[type.capacity()];
        writer = DeltaWriter.of(codec, type.capacity());
        plain = new ColumnResiduals(type.capacity());
        linear = new ColumnResiduals(type.capacity());
        lastPartial = new ColumnResiduals(type.capacity());
    }

    /**
     * Writes the changes into an empty writer; nothing at all where there are none.
     *
     * @param previous null: no prediction
     * @param baseline null: nothing was seen
     */
    void encode(@Nullable Sight previous, @Nullable Sight baseline, Sight now, ByteWriter out) {
        compareRows(baseline, now);
        findPrevious(previous, now);
        hasPartial = false;
        hasChanges = leftCount + enteredCount > 0;
        writer.begin();
        writeRows(now.snapshot().table(table));
        for (int c = 0; c < columns.length; c++) {
            encodeColumn(c, previous, baseline, now);
        }
        if (hasChanges) {
            if (index != 0) {
                out.uint32Field(Fields.TABLE_INDEX, index);
            }
            writer.write(out);
        }
    }

    /** One pass over the rows of both, slot by slot: who stayed, who left, who came. */
    private void compareRows(@Nullable Sight baseline, Sight now) {
        survivorCount = 0;
        leftCount = 0;
        enteredCount = 0;
        int rank = -1;
        int was = next(baseline, 0);
        int is = next(now, 0);
        while (was != NO_ROW || is != NO_ROW) {
            int slot = Math.min(was, is);
            if (was == slot) {
                rank++;
            }
            if (is != slot) {
                left[leftCount++] = rank;
            } else if (was == slot && isSame(baseline, now, slot)) {
                survivors[survivorCount++] = slot;
            } else {
                entered[enteredCount++] = slot;
            }
            was = was == slot ? next(baseline, slot + 1) : was;
            is = is == slot ? next(now, slot + 1) : is;
        }
    }

    private boolean isSame(@Nullable Sight baseline, Sight now, int slot) {
        return baseline != null
                && baseline.has(table, slot, now.snapshot().table(table).generation(slot));
    }

    private int next(@Nullable Sight sight, int from) {
        int row = sight == null ? -1 : sight.next(table, from);
        return row < 0 ? NO_ROW : row;
    }

    private void writeRows(Rows now) {
        writer.left(left, leftCount);
        writer.entered(entered, enteredCount, now);
        for (int c = 0; enteredCount > 0 && c < columns.length; c++) {
            writer.initial(now.column(columns[c]), entered, enteredCount);
        }
    }

    private void findPrevious(@Nullable Sight previous, Sight now) {
        Rows is = now.snapshot().table(table);
        for (int rank = 0; previous != null && rank < survivorCount; rank++) {
            int slot = survivors[rank];
            hasPrevious[rank] = previous.has(table, slot, is.generation(slot));
        }
    }

    private void encodeColumn(int c, @Nullable Sight previous, @Nullable Sight baseline, Sight now) {
        plain.begin();
        boolean predict = false;
        if (baseline != null) {
            int[] was = baseline.snapshot().table(table).column(columns[c]);
            int[] is = now.snapshot().table(table).column(columns[c]);
            fillPlain(c, was, is);
            if (!plain.isUnchanged()) {
                plan(plain);
                predict = previous != null && isBetterPredicted(c, previous, baseline, was, is, now.tick());
            }
        }
        ColumnResiduals column = predict ? linear : plain;
        writer.column(c, predict, column);
        hasChanges |= predict || !column.isUnchanged();
        if (column.rowList().isPartial()) {
            rememberPartial(column);
        }
    }

    private void plan(ColumnResiduals column) {
        if (!column.isUnchanged()) {
            writer.plan(column, hasPartial ? lastPartial : null);
        }
    }

    private boolean isBetterPredicted(int c, Sight previous, Sight baseline, int[] was, int[] is, int tick) {
        int[] wasBefore = previous.snapshot().table(table).column(columns[c]);
        fillLinear(c, wasBefore, was, is, tick - baseline.tick(), baseline.tick() - previous.tick());
        plan(linear);
        return linear.cost() < plain.cost();
    }

    private void fillPlain(int c, int[] was, int[] is) {
        for (int rank = 0; rank < survivorCount; rank++) {
            int slot = survivors[rank];
            plain.add(LinearPrediction.difference(is[slot], was[slot], wrapMasks[c]));
        }
    }

    private void fillLinear(int c, int[] wasBefore, int[] was, int[] is, int baselineAgo, int previousAgo) {
        linear.begin();
        for (int rank = 0; rank < survivorCount; rank++) {
            int slot = survivors[rank];
            int expected = hasPrevious[rank]
                    ? LinearPrediction.expect(wasBefore[slot], was[slot], baselineAgo, previousAgo, wrapMasks[c])
                    : was[slot];
            linear.add(LinearPrediction.difference(is[slot], expected, wrapMasks[c]));
        }
    }

    /** Keeps the column's residuals by swapping the scratch space it is in with the one that is kept now. */
    private void rememberPartial(ColumnResiduals column) {
        ColumnResiduals free = lastPartial;
        lastPartial = column;
        hasPartial = true;
        if (column == plain) {
            plain = free;
        } else {
            linear = free;
        }
    }
}
