package dev.tickwire.server.seats;

/** The newest ack of a client as one number, for one read: its tick, and when it came. */
public final class Ack {
    private static final long NANOS_PER_MICRO = 1_000;

    private Ack() {}

    static long of(int tick, long nanos) {
        return (long) tick << Integer.SIZE | Integer.toUnsignedLong((int) (nanos / NANOS_PER_MICRO));
    }

    /** The tick of an ack; 0: there was none. */
    public static int tick(long ack) {
        return (int) (ack >>> Integer.SIZE);
    }

    /** When an ack came, in microseconds modulo 2^32. */
    public static int micros(long ack) {
        return (int) ack;
    }
}
