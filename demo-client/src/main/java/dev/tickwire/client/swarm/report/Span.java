package dev.tickwire.client.swarm.report;

/**
 * How much there was to measure.
 *
 * @param seconds that it lasted
 * @param botSeconds the seconds of all bots that were in a room, together
 * @param expectedSnapshots how many the rates promised in this time
 * @param cpuSeconds of a processor that the swarm used
 */
record Span(double seconds, double botSeconds, double expectedSnapshots, double cpuSeconds) {
    static final Span NONE = new Span(0, 0, 0, 0);

    Span plus(Span other) {
        return new Span(
                seconds + other.seconds,
                botSeconds + other.botSeconds,
                expectedSnapshots + other.expectedSnapshots,
                cpuSeconds + other.cpuSeconds);
    }
}
