package dev.tickwire.server.values;

/** A number as people write it. */
public final class PlainNumber {
    private static final double MOST_WHOLE = 1e15;

    private PlainNumber() {}

    /** Whole numbers are written without a fraction. */
    public static String of(double value) {
        return value == Math.rint(value) && Math.abs(value) < MOST_WHOLE
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
