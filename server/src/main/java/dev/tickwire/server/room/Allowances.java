package dev.tickwire.server.room;

/**
 * How much may still be said from a place.
 *
 * @param chats to everybody, in ten seconds
 * @param reports to those who run the server, in a minute
 */
record Allowances(Allowance chats, Allowance reports) {
    private static final long SECOND_NANOS = 1_000_000_000;

    Allowances() {
        this(new Allowance(10 * SECOND_NANOS), new Allowance(60 * SECOND_NANOS));
    }
}
