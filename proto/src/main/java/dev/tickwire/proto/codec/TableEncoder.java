package dev.tickwire.proto.codec;

import dev.tickwire.proto.account.ByteAccount;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TablePart;
import org.jspecify.annotations.Nullable;

/** Writes the changes of one table as a {@code TableDelta}. Keeps scratch space; one thread at a time. */
final class TableEncoder {
    private final int index;
    private final int table;
    private final ColumnLayout layout;
    private final BlockTexts texts;
    /** By slot: the numbers of the texts in one column. */
    private int[] textNumbers = {};

    private final RowChanges changes;
    private final DeltaWriter writer;
    private final TableMarks marks;
    private ColumnResiduals plain = new ColumnResiduals();
    private ColumnResiduals linear = new ColumnResiduals();
    private ColumnResiduals lastPartial = new ColumnResiduals();
    private boolean hasPartial;
    /** A bit for each column that is predicted. */
    private long predicted;

    private boolean hasChanges;

    /** For snapshots with all columns of the table that this is a part of. */
    TableEncoder(TablePart part, Codec codec, BlockTexts texts) {
        this.texts = texts;
        layout = new ColumnLayout(part);
        index = part.index();
        table = part.table();
        changes = new RowChanges(table, layout);
        writer = DeltaWriter.of(codec);
        marks = new TableMarks(index, layout.columns.length);
    }

    /**
     * Writes the changes into an empty writer; nothing at all where there are none.
     *
     * @param previous null: no prediction
     * @param baseline null: nothing was seen
     * @param account to which is added what the bits are for; null: nobody wants to know
     */
    void encode(
            @Nullable Sight previous,
            @Nullable Sight baseline,
            Sight now,
            ByteWriter out,
            @Nullable ByteAccount account) {
        changes.find(previous, baseline, now);
        hasPartial = false;
        predicted = 0;
        hasChanges = changes.isAnyOther();
        if (!hasChanges && changes.changedCount() == 0) {
            return;
        }
        writer.begin();
        marks.begin(account);
        writeRows(now.rows(table), now.snapshot());
        for (int c = 0; c < layout.columns.length; c++) {
            encodeColumn(c, previous, baseline, now);
        }
        if (hasChanges) {
            if (index != 0) {
                out.uint32Field(Fields.TABLE_INDEX, index);
            }
            writer.write(out);
        }
    }

    /** Whether a column was predicted in what was encoded last. */
    boolean isPredicted(int c) {
        return (predicted & 1L << c) != 0;
    }

    /** What was encoded is in the block, where it takes so many bytes. */
    void appended(int bytes) {
        marks.end(bytes);
    }

    private void writeRows(Rows now, Snapshot snapshot) {
        int[] entered = changes.entered();
        int count = changes.enteredCount();
        writer.left(changes.left(), changes.leftCount());
        writer.entered(entered, count, now);
        marks.entities(writer);
        for (int c = 0; count > 0 && c < layout.columns.length; c++) {
            int[] raws = now.column(layout.columns[c]);
            writer.initial(
                    layout.isText[c] ? textNumbers(raws, entered, count, snapshot) : raws,
                    layout.widths[c],
                    entered,
                    count);
            marks.column(c, writer);
        }
    }

    private int[] textNumbers(int[] keys, int[] slots, int count, Snapshot now) {
        textNumbers = Series.reserve(textNumbers, slots[count - 1] + 1);
        for (int i = 0; i < count; i++) {
            textNumbers[slots[i]] = texts.numberOf(keys[slots[i]], now);
        }
        return textNumbers;
    }

    private void encodeColumn(int c, @Nullable Sight previous, @Nullable Sight baseline, Sight now) {
        int width = layout.widths[c];
        plain.begin(changes.survivorCount() * width, changes.changedCount() * width);
        boolean predict = false;
        if (baseline != null && changes.mayDiffer(c)) {
            if (layout.isText[c]) {
                addTexts(c, baseline, now);
            } else {
                changes.addPlain(c, width, plain);
            }
            if (layout.isPredicted(c) && previous != null && !plain.isUnchanged()) {
                linear.begin(changes.survivorCount(), changes.changedCount());
                changes.addLinear(c, linear);
                predict = isBetterPredicted();
            } else {
                plan(plain, width);
            }
        }
        ColumnResiduals column = predict ? linear : plain;
        predicted |= predict ? 1L << c : 0;
        writer.column(c, predict, column);
        marks.column(c, writer);
        hasChanges |= predict || !column.isUnchanged();
        if (width == 1 && column.rowList().isPartial()) {
            rememberPartial(column);
        }
    }

    /** Cells refer to the rows of no other column, and no other to theirs. */
    private void plan(ColumnResiduals column, int width) {
        if (!column.isUnchanged()) {
            writer.plan(column, hasPartial && width == 1 ? lastPartial : null);
        }
    }

    /** Decides between the two, and how the better one is written. */
    private boolean isBetterPredicted() {
        if (linear.isNoBetterThan(plain)) {
            plan(plain, 1);
            return false;
        }
        plan(linear, 1);
        if (linear.isFarBetterThan(plain)) {
            return true;
        }
        plan(plain, 1);
        return linear.cost() < plain.cost();
    }

    private void addTexts(int c, Sight baseline, Sight now) {
        int[] was = baseline.rows(table).column(layout.columns[c]);
        int[] is = now.rows(table).column(layout.columns[c]);
        for (int i = 0; i < changes.changedCount(); i++) {
            if (changes.isOtherText(c, i)) {
                int slot = changes.slot(i);
                int change = texts.change(was[slot], baseline.snapshot(), is[slot], now.snapshot());
                plain.add(changes.rank(i), ByteWriter.zigzagged(change));
            }
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
