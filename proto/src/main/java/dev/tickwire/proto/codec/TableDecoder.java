package dev.tickwire.proto.codec;

import dev.tickwire.simulation.state.EntityId;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.TableType;
import org.jspecify.annotations.Nullable;

/**
 * Applies a {@code TableDelta} to rows that start as a copy of the baseline's. Trusts nothing that it reads. Keeps
 * scratch space; one thread at a time.
 */
final class TableDecoder {
    private final int[] wrapMasks;
    private final boolean[] isText;
    private final int[] widths;
    private final HeldTexts texts;
    private final DecoderSpace space;
    private final int capacity;
    private int survivorCount;
    private int enteredCount;
    private int partialCount;
    private boolean hasPartial;

    private final DeltaFields fields = new DeltaFields();
    private final DeltaReader plainReader = new PlainDeltaReader(fields);
    private final DeltaReader packedReader = new PackedDeltaReader(fields.packed);

    /** For a table whose texts are among those of the block. */
    TableDecoder(TableType type, HeldTexts texts, DecoderSpace space) {
        this.texts = texts;
        this.space = space;
        capacity = type.capacity();
        wrapMasks = new int[type.columns().size()];
        isText = type.textColumns();
        widths = new int[wrapMasks.length];
        for (int c = 0; c < wrapMasks.length; c++) {
            wrapMasks[c] = type.columns().get(c).wrapMask();
            widths[c] = type.columns().get(c).cells();
        }
    }

    /** Index of the table that the delta is for. */
    static int readIndex(ByteReader delta) throws MalformedFrameException {
        ByteReader skipped = new ByteReader();
        int index = 0;
        while (delta.hasMore()) {
            int tag = delta.tag();
            if (tag == Fields.TABLE_INDEX) {
                index = delta.count();
            } else if ((tag & 7) == ByteWriter.LENGTH_DELIMITED) {
                delta.delimited(skipped);
            } else {
                delta.skip(tag);
            }
        }
        return index;
    }

    /**
     * Applies a delta.
     *
     * @param previous null: no prediction
     * @param rows hold the baseline, and the new state afterwards
     */
    void apply(ByteReader delta, @Nullable Rows previous, Rows rows, int baselineAgo, int previousAgo)
            throws MalformedFrameException {
        fields.read(delta);
        DeltaReader reader = fields.isPacked() ? packedReader : plainReader;
        reader.begin(wrapMasks.length);
        removeLeft(reader, rows);
        enteredCount = reader.entered(space.entered, capacity);
        removeReplaced(rows);
        listSurvivors(rows);
        addEntered(reader, rows);
        hasPartial = false;
        for (int c = 0; c < wrapMasks.length; c++) {
            reader.column(c);
            if (reader.isPredicted() && widths[c] == 1) {
                predict(c, previous, rows, baselineAgo, previousAgo);
            }
            if (widths[c] > 1) {
                addCells(reader, c, rows.column(c));
            } else if (reader.rowList() != RowList.NONE) {
                addResiduals(reader, rows.column(c), isText[c]);
            }
            if (reader.isPredicted() || reader.rowList() != RowList.NONE) {
                wrap(c, rows);
            }
        }
        reader.end();
    }

    private void removeLeft(DeltaReader reader, Rows rows) throws MalformedFrameException {
        int count = reader.left(space.numbers, rows.count());
        int row = -1;
        int rank = -1;
        for (int i = 0; i < count; i++) {
            while (rank < space.numbers[i]) {
                row = rows.next(row + 1);
                rank++;
            }
            rows.remove(row);
        }
    }

    private void removeReplaced(Rows rows) {
        for (int i = 0; i < enteredCount; i++) {
            if (rows.isPresent(space.entered[i])) {
                rows.remove(space.entered[i]);
            }
        }
    }

    private void listSurvivors(Rows rows) {
        survivorCount = 0;
        for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
            space.survivors[survivorCount++] = row;
        }
    }

    private void addEntered(DeltaReader reader, Rows rows) throws MalformedFrameException {
        reader.generations(space.numbers, enteredCount);
        for (int i = 0; i < enteredCount; i++) {
            if (space.numbers[i] < 1 || space.numbers[i] > EntityId.LAST_GENERATION) {
                throw new MalformedFrameException("a generation is out of range");
            }
            rows.put(space.entered[i], space.numbers[i]);
        }
        for (int c = 0; enteredCount > 0 && c < wrapMasks.length; c++) {
            int width = widths[c];
            space.numbers = Series.reserve(space.numbers, enteredCount * width);
            reader.initial(space.numbers, enteredCount * width);
            int[] values = rows.column(c);
            for (int i = 0; i < enteredCount; i++) {
                for (int cell = 0; cell < width; cell++) {
                    int number = space.numbers[i * width + cell];
                    values[space.entered[i] * width + cell] = isText[c] ? texts.key(number) : number & wrapMasks[c];
                }
            }
        }
    }

    private void predict(int c, @Nullable Rows previous, Rows rows, int baselineAgo, int previousAgo)
            throws MalformedFrameException {
        if (previous == null || isText[c]) {
            throw new MalformedFrameException(
                    isText[c] ? "texts are predicted" : "a column is predicted from a snapshot that there is not");
        }
        int[] values = rows.column(c);
        int[] before = previous.column(c);
        for (int rank = 0; rank < survivorCount; rank++) {
            int row = space.survivors[rank];
            if (previous.isPresent(row) && previous.generation(row) == rows.generation(row)) {
                values[row] = LinearPrediction.expect(before[row], values[row], baselineAgo, previousAgo, wrapMasks[c]);
            }
        }
    }

    private void addResiduals(DeltaReader reader, int[] values, boolean areTexts) throws MalformedFrameException {
        RowList rowList = reader.rowList();
        if (rowList == RowList.ALL) {
            reader.residuals(space.numbers, survivorCount);
            for (int rank = 0; rank < survivorCount; rank++) {
                addResidual(values, space.survivors[rank], space.numbers[rank], areTexts);
            }
            return;
        }
        if (rowList != RowList.SAME) {
            partialCount = reader.ranks(space.partialRanks, survivorCount);
        } else if (!hasPartial) {
            throw new MalformedFrameException("a column refers to the rows of one before it, and there is none");
        }
        hasPartial = true;
        reader.residuals(space.numbers, partialCount);
        for (int i = 0; i < partialCount; i++) {
            addResidual(values, space.survivors[space.partialRanks[i]], space.numbers[i], areTexts);
        }
    }

    private void addResidual(int[] values, int row, int residual, boolean isOfText) throws MalformedFrameException {
        if (!isOfText) {
            values[row] += residual;
        } else if (residual != 0) {
            values[row] = texts.key(residual == BlockTexts.NONE ? 0 : residual);
        }
    }

    /** Cells refer to no other column, and no other to them; they are not predicted. */
    private void addCells(DeltaReader reader, int c, int[] values) throws MalformedFrameException {
        RowList rowList = reader.rowList();
        if (reader.isPredicted() || rowList == RowList.SAME) {
            throw new MalformedFrameException("a column of cells is predicted, or refers to another");
        }
        if (rowList == RowList.NONE) {
            return;
        }
        int width = widths[c];
        int all = survivorCount * width;
        boolean isListed = rowList != RowList.ALL;
        space.cellRanks = Series.reserve(space.cellRanks, isListed ? all : 0);
        int count = isListed ? reader.ranks(space.cellRanks, all) : all;
        space.numbers = Series.reserve(space.numbers, count);
        reader.residuals(space.numbers, count);
        for (int i = 0; i < count; i++) {
            int rank = isListed ? space.cellRanks[i] : i;
            values[space.survivors[rank / width] * width + rank % width] += space.numbers[i];
        }
    }

    private void wrap(int c, Rows rows) {
        int mask = wrapMasks[c];
        int[] values = rows.column(c);
        for (int rank = 0; mask != -1 && rank < survivorCount; rank++) {
            values[space.survivors[rank]] &= mask;
        }
    }
}
