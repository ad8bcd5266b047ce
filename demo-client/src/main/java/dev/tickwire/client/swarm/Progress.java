package dev.tickwire.client.swarm;

/** Told about once a second how a run goes, on the thread that runs it. */
interface Progress {
    /** Says nothing. */
    Progress SILENT = (connected, bots, totals, elapsedSeconds) -> {};

    /**
     * The run is at this point.
     *
     * @param elapsedSeconds since the first bot began to join
     */
    void show(int connected, int bots, Tally.Totals totals, double elapsedSeconds);

    /** The run is over. */
    default void end() {}
}
