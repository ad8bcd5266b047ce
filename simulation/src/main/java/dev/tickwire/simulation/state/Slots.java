package dev.tickwire.simulation.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which slots of a table are taken.
 *
 * <p>A bit for each slot, 32 in an int: in JavaScript, where the rules run too, 64 would be a hundred times slower.
 */
final class Slots {
    private final int capacity;
    private final int[] taken;
    private int count;
    private int limit;

    Slots(int capacity) {
        this.capacity = capacity;
        taken = new int[wordsFor(capacity)];
    }

    /** How many ints a set of {@code slots} slots has: an even number, since one {@link #word} is two of them. */
    static int wordsFor(int slots) {
        return (slots + 63) >> 6 << 1;
    }

    /** Which slots are in a set, from {@code 64 × index} on. */
    static long word(int[] set, int index) {
        return (long) set[2 * index + 1] << 32 | Integer.toUnsignedLong(set[2 * index]);
    }

    int capacity() {
        return capacity;
    }

    int count() {
        return count;
    }

    /** No slot at or above this is taken. */
    int limit() {
        return limit;
    }

    /** Which of the slots from {@code 64 × index} on are taken. */
    long word(int index) {
        return word(taken, index);
    }

    boolean has(int slot) {
        return slot >= 0 && slot < limit && (taken[slot >> 5] & 1 << slot) != 0;
    }

    /**
     * The first slot at or above {@code from} that is taken, and in a set of slots if one is given; −1: there is none.
     */
    int next(int from, int @Nullable [] set) {
        if (from >= limit) {
            return -1;
        }
        int word = from >> 5;
        int fromBit = -1 << from;
        int words = (limit + 31) >> 5;
        while (word < words) {
            int bits = taken[word] & fromBit & (set == null ? -1 : set[word]);
            if (bits != 0) {
                return (word << 5) + Integer.numberOfTrailingZeros(bits);
            }
            fromBit = -1;
            word++;
        }
        return -1;
    }

    /** The lowest free slot; −1: all are taken. */
    int firstFree() {
        for (int word = 0; word < taken.length; word++) {
            if (taken[word] != -1) {
                int slot = (word << 5) + Integer.numberOfTrailingZeros(~taken[word]);
                return slot < capacity ? slot : -1;
            }
        }
        return -1;
    }

    /** Takes a free slot. */
    void take(int slot) {
        taken[slot >> 5] |= 1 << slot;
        count++;
        limit = Math.max(limit, slot + 1);
    }

    /** Frees a slot that is taken. */
    void free(int slot) {
        taken[slot >> 5] &= ~(1 << slot);
        count--;
        while (limit > 0 && (taken[(limit - 1) >> 5] & 1 << (limit - 1)) == 0) {
            limit--;
        }
    }

    void clear() {
        Arrays.fill(taken, 0, (limit + 31) >> 5, 0);
        count = 0;
        limit = 0;
    }

    void copyFrom(Slots other) {
        Ints.copy(other.taken, taken, 0, (Math.max(limit, other.limit) + 31) >> 5);
        count = other.count;
        limit = other.limit;
    }
}
