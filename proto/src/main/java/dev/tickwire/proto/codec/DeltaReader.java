package dev.tickwire.proto.codec;

/**
 * Reads the changes of one table in one codec, and trusts nothing that it reads.
 *
 * <p>For each table: {@link #begin}, {@link #left}, {@link #entered}, {@link #generations}, {@link #initial} for each
 * column, then for each column in order {@link #column}, and what its row list asks for: {@link #ranks},
 * {@link #residuals}; then {@link #end}.
 */
interface DeltaReader {
    /** Starts with the fields of another table, which has {@code columnCount} columns. */
    void begin(int columnCount) throws MalformedFrameException;

    /** Reads the ranks of the rows that left, all below {@code limit}, and returns how many there are. */
    int left(int[] ranks, int limit) throws MalformedFrameException;

    /** Reads the slots of the rows that entered, all below {@code limit}, and returns how many there are. */
    int entered(int[] slots, int limit) throws MalformedFrameException;

    /** Reads the generation of each row that entered. */
    void generations(int[] into, int count) throws MalformedFrameException;

    /** Reads the raw values in one column of the rows that entered. */
    void initial(int[] into, int count) throws MalformedFrameException;

    /** Reads how a column changes: see {@link #isPredicted} and {@link #rowList}. */
    void column(int index) throws MalformedFrameException;

    boolean isPredicted();

    RowList rowList();

    /** Reads the ranks that a column's own row list has, all below {@code limit}, and returns how many there are. */
    int ranks(int[] into, int limit) throws MalformedFrameException;

    /** Reads {@code count} residuals of a column. */
    void residuals(int[] into, int count) throws MalformedFrameException;

    /** Refuses what is left over. */
    void end() throws MalformedFrameException;
}
