package dev.tickwire.proto.codec;

/** Where a value is expected to be, from the two snapshots before: both sides must agree to the last bit. */
final class LinearPrediction {
    private LinearPrediction() {}

    /**
     * The expected value.
     *
     * @param previous value at {@code previousAgo} ticks before the baseline
     * @param baseline value at {@code baselineAgo} ticks before the value expected
     * @param wrapMask {@link dev.tickwire.simulation.state.ColumnType#wrapMask}
     */
    static int expect(int previous, int baseline, int baselineAgo, int previousAgo, int wrapMask) {
        int change = difference(baseline, previous, wrapMask);
        return baselineAgo == previousAgo
                ? baseline + change
                : baseline + (int) ((long) change * baselineAgo / previousAgo);
    }

    /** {@code a − b} by the shortest way round, where the column goes round. */
    static int difference(int a, int b, int wrapMask) {
        int plain = a - b;
        if (wrapMask == -1) {
            return plain;
        }
        int turned = plain & wrapMask;
        int half = (wrapMask >>> 1) + 1;
        return turned >= half ? turned - wrapMask - 1 : turned;
    }
}
