package dev.tickwire.proto.codec;

/**
 * Ascending numbers below a limit, each given as how many are left out before it; and what to say of one that is too
 * great.
 */
final class Gaps {
    static final String NOBODY_LEFT = "an entity left that was not there";
    static final String NO_SLOT = "a slot is beyond the table's capacity";
    static final String NO_ROW = "a row changes that is not there";

    private Gaps() {}

    /** The number after {@code last}, which is −1 before the first. */
    static int next(int last, int gap, int limit, String sentence) throws MalformedFrameException {
        if (gap < 0 || gap >= limit - last - 1) {
            throw new MalformedFrameException(sentence);
        }
        return last + gap + 1;
    }
}
