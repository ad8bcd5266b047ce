package dev.tickwire.client.swarm.report;

import dev.tickwire.client.swarm.report.SwarmReport.Presence;

/**
 * How a run goes: a point of its curves.
 *
 * @param phase that is on; empty: none yet
 * @param phaseSeconds since it began
 * @param plannedSeconds how long it is to last; NaN: that is not known
 * @param elapsedSeconds since the run began
 * @param seconds that this point is of
 * @param presence of all bots
 * @param snapshotGap of this point's seconds, as the next three
 * @param joins in this point's seconds, as the next six
 * @param allDesyncs since the run began, as the next
 */
public record Moment(
        String phase,
        double phaseSeconds,
        double plannedSeconds,
        double elapsedSeconds,
        double seconds,
        int bots,
        Presence presence,
        Percentiles snapshotGap,
        Percentiles inputLatency,
        Percentiles swarmLag,
        long joins,
        long disconnects,
        double snapshotsPerSecond,
        double receivedBytesPerSecond,
        double sentBytesPerSecond,
        double cpuCores,
        long allDesyncs,
        long allDisconnects) {}
