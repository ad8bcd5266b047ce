package dev.tickwire.client.swarm.report;

import dev.tickwire.client.swarm.report.SwarmReport.Presence;
import java.util.EnumMap;
import java.util.Map;

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
        long allDisconnects) {
    Map<Curve.Line, Double> toPoint() {
        Map<Curve.Line, Double> point = new EnumMap<>(Curve.Line.class);
        point.put(Curve.Line.PLAYERS, (double) presence.connected());
        point.put(Curve.Line.GAP_P50, snapshotGap.p50());
        point.put(Curve.Line.GAP_P99, snapshotGap.p99());
        point.put(Curve.Line.GAP_MAX, snapshotGap.max());
        point.put(Curve.Line.INPUT_P99, inputLatency.p99());
        point.put(Curve.Line.RECEIVED_BYTES, receivedBytesPerSecond);
        point.put(Curve.Line.SENT_BYTES, sentBytesPerSecond);
        point.put(Curve.Line.JOINS, (double) joins);
        point.put(Curve.Line.DISCONNECTS, (double) disconnects);
        point.put(Curve.Line.SWARM_LAG_P99, swarmLag.p99());
        point.put(Curve.Line.SWARM_CPU, cpuCores);
        return point;
    }
}
