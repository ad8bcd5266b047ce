package dev.tickwire.simulation.math;

/**
 * The world's random generator: small, seeded, part of the state, and the same in JavaScript.
 *
 * <p>The algorithm is sfc32 (Doty-Humphrey, PractRand): 32-bit integer arithmetic only. Not for secrets.
 */
public final class Rng {
    /** How many ints {@link #save} writes. */
    public static final int STATE_INTS = 4;

    private static final int WARM_UP_ROUNDS = 16;
    private static final double UNIT = 1.0 / (1 << 30) / 2;

    private int a;
    private int b;
    private int c;
    private int counter;

    public Rng(long seed) {
        a = (int) seed;
        b = (int) (seed >>> 32);
        c = 0x9E3779B9;
        counter = 1;
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            nextInt();
        }
    }

    /** Any int, all equally likely. */
    public int nextInt() {
        int result = a + b + counter++;
        a = b ^ (b >>> 9);
        b = c + (c << 3);
        c = ((c << 21) | (c >>> 11)) + result;
        return result;
    }

    /** An int from 0 (included) to {@code bound} (excluded), which must be above 0; the bias is under bound / 2^31. */
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be above 0: " + bound);
        }
        return (int) Math.floor(nextDouble() * bound);
    }

    /** A double from 0 (included) to 1 (excluded), on a grid of 2^-31. */
    public double nextDouble() {
        return (nextInt() >>> 1) * UNIT;
    }

    /** A double from {@code from} (included) to {@code to} (excluded). */
    public double between(double from, double to) {
        return from + nextDouble() * (to - from);
    }

    /** Writes the state into the first {@link #STATE_INTS} places. */
    public void save(int[] state) {
        state[0] = a;
        state[1] = b;
        state[2] = c;
        state[3] = counter;
    }

    /** Goes on from a state that {@link #save} wrote. */
    public void restore(int[] state) {
        a = state[0];
        b = state[1];
        c = state[2];
        counter = state[3];
    }
}
