package dev.tickwire.client.swarm.report;

/** What is timed, by its name in reports. */
enum Delay {
    SNAPSHOT_GAP("snapshotGapMillis", true),
    INPUT("inputLatencyMillis", true),
    COMMAND("commandLatencyMillis", true),
    ROUND_TRIP("rttMillis", true),
    JOIN("joinMillis", false),
    PAUSE("pauseMillis", false),
    SWARM_LAG("swarmLagMillis", true);

    private final String key;
    private final boolean isFlow;

    Delay(String key, boolean isFlow) {
        this.key = key;
        this.isFlow = isFlow;
    }

    String key() {
        return key;
    }

    /** As of {@link Count#isFlow}. */
    boolean isFlow() {
        return isFlow;
    }
}
