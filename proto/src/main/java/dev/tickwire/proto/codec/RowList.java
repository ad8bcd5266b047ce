package dev.tickwire.proto.codec;

/**
 * Which of the survivors a column has residuals for, the simplest first: of two that cost the same, the first is taken.
 */
enum RowList {
    NONE,
    ALL,
    /** The same as the nearest earlier column that had only some of them. */
    SAME,
    /** A bit for each; not in the packed codec. */
    BITMAP,
    /** Ranks, gap-coded. */
    SPARSE;

    /** Whether it is a list that {@link #SAME} may refer to. */
    boolean isPartial() {
        return this == SAME || this == BITMAP || this == SPARSE;
    }
}
