package dev.tickwire.proto.account;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How many bits of some frames are for what. Whoever writes a frame adds all of its bits, so that the rows come to
 * eight times its bytes. One thread at a time; allocates nothing.
 */
public final class ByteAccount {
    private final AccountLayout layout;
    private final long[] bits;

    /** An account of no frame yet. */
    public ByteAccount(AccountLayout layout) {
        this.layout = layout;
        bits = new long[layout.size()];
    }

    /**
     * An empty account of the same layout as another, to be added to that one later.
     *
     * @param whole null: there is none, and so there is no part
     * @param before is cleared and used again; null: there is none
     */
    public static @Nullable ByteAccount partOf(@Nullable ByteAccount whole, @Nullable ByteAccount before) {
        if (whole == null) {
            return null;
        }
        if (before == null) {
            return new ByteAccount(whole.layout);
        }
        before.clear();
        return before;
    }

    public AccountLayout layout() {
        return layout;
    }

    /** Adds bits to a row. */
    public void add(int row, long count) {
        bits[row] += count;
    }

    /** Adds all rows of an account of the same layout. */
    public void add(ByteAccount other) {
        for (int row = 0; row < bits.length; row++) {
            bits[row] += other.bits[row];
        }
    }

    /** Is an account of no frame again. */
    public void clear() {
        Arrays.fill(bits, 0);
    }

    public long bits(int row) {
        return bits[row];
    }

    /** The bits of all rows. */
    public long total() {
        long sum = 0;
        for (long count : bits) {
            sum += count;
        }
        return sum;
    }
}
