package dev.tickwire.simulation.swap;

import java.util.Arrays;

/** Lets so many rows with each number in a column through, the first ones. */
final class RowLimit {
    /** Lets all through. */
    static final RowLimit NONE = new RowLimit(new int[0], Integer.MAX_VALUE);

    private final int[] numbers;
    private final int most;
    private int[] counts = {};

    RowLimit(int[] numbers, int most) {
        this.numbers = numbers;
        this.most = most;
    }

    boolean takes(int row) {
        if (most == Integer.MAX_VALUE) {
            return true;
        }
        int number = numbers[row];
        counts = number < counts.length ? counts : Arrays.copyOf(counts, number + 1);
        return counts[number]++ < most;
    }
}
