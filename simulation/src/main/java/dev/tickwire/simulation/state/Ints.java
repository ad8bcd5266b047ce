package dev.tickwire.simulation.state;

/** Copies parts of arrays. */
final class Ints {
    private Ints() {}

    /**
     * Copies what is from one index to another, excluded, to the same place.
     *
     * <p>In place of {@link System#arraycopy}: that one brings a kilobyte of checks of types into the modules for
     * browsers, and the JVM compiles this loop to the same instructions.
     */
    static void copy(int[] source, int[] target, int from, int to) {
        for (int i = from; i < to; i++) {
            target[i] = source[i];
        }
    }
}
