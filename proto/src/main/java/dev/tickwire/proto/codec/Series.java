package dev.tickwire.proto.codec;

import java.util.Arrays;

/** Numbers, read as unsigned, of which most may be 0: these are only counted. */
final class Series {
    private final RiceNumbers numbers = new RiceNumbers();
    private int[] ranks = {};
    private int count;

    /** Starts anew, with so many numbers, of which at most some are not 0. */
    void begin(int length, int most) {
        count = length;
        numbers.begin(most);
        ranks = reserve(ranks, most);
    }

    /** An array with room for some numbers, with what is in it now. */
    static int[] reserve(int[] array, int most) {
        return array.length < most ? Arrays.copyOf(array, Math.max(most, 2 * array.length)) : array;
    }

    /** Gives the number of a rank; in the order of the ranks, but those that are not given are 0. */
    void add(int rank, int number) {
        if (number != 0) {
            ranks[numbers.count()] = rank;
            numbers.add(number);
        }
    }

    /** The numbers that are not 0. */
    RiceNumbers numbers() {
        return numbers;
    }

    /** How many numbers there are. */
    int count() {
        return count;
    }

    /** How many of them are not 0. */
    int otherCount() {
        return numbers.count();
    }

    /** How many of them are 0. */
    int zeroCount() {
        return count - numbers.count();
    }

    /** The rank of a number that is not 0. */
    int rank(int index) {
        return ranks[index];
    }

    /** How many zeros there are before a number that is not 0, since the one before it. */
    int gap(int index) {
        return ranks[index] - (index == 0 ? 0 : ranks[index - 1] + 1);
    }

    /** How many zeros there are after the last number that is not 0. */
    int lastGap() {
        return count - (otherCount() == 0 ? 0 : ranks[otherCount() - 1] + 1);
    }

    /** Whether the same numbers are 0 as in another series of as many. */
    boolean hasZerosOf(Series other) {
        int length = otherCount();
        return other.otherCount() == length && Arrays.equals(ranks, 0, length, other.ranks, 0, length);
    }
}
