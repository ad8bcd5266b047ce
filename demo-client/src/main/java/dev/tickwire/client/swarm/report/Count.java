package dev.tickwire.client.swarm.report;

/** What is counted, by its name in reports. */
enum Count {
    SNAPSHOTS("snapshots", true),
    SNAPSHOT_BYTES("snapshotBytes", true),
    ENTITY_UPDATES("entityUpdates", true),
    RECEIVED_BYTES("receivedBytes", true),
    SENT_BYTES("sentBytes", true),
    INPUTS("inputs", true),
    LATE_INPUTS("lateInputs", true),
    UNANSWERED_INPUTS("unansweredInputs", true),
    COMMANDS("commands", true),
    REFUSED_COMMANDS("refusedCommands", true),
    UNANSWERED_COMMANDS("unansweredCommands", true),
    UNSENT_FRAMES("unsentFrames", true),
    JOINS("joins", false),
    REFUSED_JOINS("refusedJoins", false),
    DESYNCS("desyncs", false),
    RESYNCS("resyncs", false),
    RESUMES("resumes", false);

    private final String key;
    private final boolean isFlow;

    Count(String key, boolean isFlow) {
        this.key = key;
        this.isFlow = isFlow;
    }

    String key() {
        return key;
    }

    /** Whether only what happens in measured phases is in the main figures; the rest is, whenever it happens. */
    boolean isFlow() {
        return isFlow;
    }
}
