package dev.tickwire.proto.codec;

import dev.tickwire.proto.wire.Codec;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.TablePart;
import dev.tickwire.simulation.state.TableType;
import org.jspecify.annotations.Nullable;

/** Writes the changes of one table as a {@code TableDelta}. Keeps scratch space; one thread at a time. */
final class TableEncoder {
    private final int index;
    private final int table;
    private final int[] columns;
    private final int[] wrapMasks;

    private int[] survivors = {};
    private boolean[] hasPrevious = {};
    private int[] left = {};
    private int[] entered = {};
    private int survivorCount;
    private int leftCount;
    private int enteredCount;

    private final DeltaWriter writer;
    private ColumnResiduals plain = new ColumnResiduals();
    private ColumnResiduals linear = new ColumnResiduals();
    private ColumnResiduals lastPartial = new ColumnResiduals();
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
        writer = DeltaWriter.of(codec);
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
        writeRows(now.rows(table));
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

    /** Finds the rows that stayed, left and entered, in one pass over the slots of both. */
    private void compareRows(@Nullable Sight baseline, Sight now) {
        survivorCount = 0;
        leftCount = 0;
        enteredCount = 0;
        int words = Math.max(baseline == null ? 0 : baseline.words(table), now.words(table));
        reserve(words << 6);
        int rank = -1;
        for (int word = 0; word < words; word++) {
            long was = baseline == null ? 0 : baseline.word(table, word);
            long is = now.word(table, word);
            for (long either = was | is; either != 0; either &= either - 1) {
                long bit = Long.lowestOneBit(either);
                int slot = (word << 6) + Long.numberOfTrailingZeros(bit);
                boolean wasThere = (was & bit) != 0;
                if (wasThere) {
                    rank++;
                }
                if ((is & bit) == 0) {
                    left[leftCount++] = rank;
                } else if (wasThere && isSame(baseline, now, slot)) {
                    survivors[survivorCount++] = slot;
                } else {
                    entered[enteredCount++] = slot;
                }
            }
        }
    }

    private boolean isSame(@Nullable Sight baseline, Sight now, int slot) {
        return baseline != null
                && baseline.rows(table).generation(slot) == now.rows(table).generation(slot);
    }

    private void reserve(int slots) {
        if (survivors.length < slots) {
            int length = Math.max(slots, 2 * survivors.length);
            survivors = new int[length];
            hasPrevious = new boolean[length];
            left = new int[length];
            entered = new int[length];
        }
    }

    private void writeRows(Rows now) {
        writer.left(left, leftCount);
        writer.entered(entered, enteredCount, now);
        for (int c = 0; enteredCount > 0 && c < columns.length; c++) {
            writer.initial(now.column(columns[c]), entered, enteredCount);
        }
    }

    private void findPrevious(@Nullable Sight previous, Sight now) {
        Rows is = now.rows(table);
        for (int rank = 0; previous != null && rank < survivorCount; rank++) {
            int slot = survivors[rank];
            hasPrevious[rank] = previous.has(table, slot, is.generation(slot));
        }
    }

    private void encodeColumn(int c, @Nullable Sight previous, @Nullable Sight baseline, Sight now) {
        plain.begin(survivorCount);
        boolean predict = false;
        if (baseline != null) {
            int[] was = baseline.rows(table).column(columns[c]);
            int[] is = now.rows(table).column(columns[c]);
            fillPlain(c, was, is);
            if (previous != null && !plain.isUnchanged()) {
                int[] wasBefore = previous.rows(table).column(columns[c]);
                fillLinear(c, wasBefore, was, is, now.tick() - baseline.tick(), baseline.tick() - previous.tick());
                predict = isBetterPredicted();
            } else {
                plan(plain);
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

    /** Decides between the two, and how the better one is written. */
    private boolean isBetterPredicted() {
        if (linear.isNoBetterThan(plain)) {
            plan(plain);
            return false;
        }
        plan(linear);
        if (linear.isFarBetterThan(plain)) {
            return true;
        }
        plan(plain);
        return linear.cost() < plain.cost();
    }

    private void fillPlain(int c, int[] was, int[] is) {
        for (int rank = 0; rank < survivorCount; rank++) {
            int slot = survivors[rank];
            plain.add(LinearPrediction.difference(is[slot], was[slot], wrapMasks[c]));
        }
    }

    private void fillLinear(int c, int[] wasBefore, int[] was, int[] is, int baselineAgo, int previousAgo) {
        linear.begin(survivorCount);
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
