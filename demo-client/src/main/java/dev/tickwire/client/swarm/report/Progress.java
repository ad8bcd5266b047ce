package dev.tickwire.client.swarm.report;

/** Shows how a run goes, about once a second, on the thread that runs it. */
public interface Progress {
    /** Shows nothing. */
    Progress SILENT = moment -> {};

    /** Shows the figures so far. */
    void show(Moment moment);
}
