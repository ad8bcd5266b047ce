package dev.tickwire.client.swarm.report;

/** Shows how a run goes, about once a second, on the thread that runs it. */
public interface Progress {
    /** Shows nothing. */
    Progress SILENT = (connected, bots, totals, elapsedSeconds) -> {};

    /**
     * Shows the figures so far.
     *
     * @param elapsedSeconds since the first bot began to join
     */
    void show(int connected, int bots, Tally.Totals totals, double elapsedSeconds);

    /** The run is over. */
    default void end() {}
}
