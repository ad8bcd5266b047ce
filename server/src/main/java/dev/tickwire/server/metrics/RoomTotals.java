package dev.tickwire.server.metrics;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What several rooms have measured and counted together: see {@link RoomStats.Reading}. Not thread-safe.
 *
 * @param late how late ticks began
 * @param step from the begin of a tick to the end of its step
 * @param encode making the frames of a snapshot
 * @param write handing the frames of a snapshot over
 * @param meters what their games have counted, by the name of the meter
 */
public record RoomTotals(
        TimeCounts late, TimeCounts step, TimeCounts encode, TimeCounts write, Map<String, Long> meters) {
    /** Nothing was counted yet. */
    public RoomTotals() {
        this(new TimeCounts(), new TimeCounts(), new TimeCounts(), new TimeCounts(), new LinkedHashMap<>());
    }

    /** Adds those of other rooms. */
    public void add(RoomTotals others) {
        late.add(others.late);
        step.add(others.step);
        encode.add(others.encode);
        write.add(others.write);
        others.meters.forEach((name, count) -> meters.merge(name, count, Long::sum));
    }
}
