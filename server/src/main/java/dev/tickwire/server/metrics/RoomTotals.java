package dev.tickwire.server.metrics;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What several rooms have measured and counted together: see {@link RoomStats.Reading}. Not thread-safe.
 *
 * @param late how late ticks began
 * @param phases how long the phases of their ticks took
 * @param meters what their games have counted, by the name of the meter
 */
public record RoomTotals(TimeCounts late, Map<Phase, TimeCounts> phases, Map<String, Long> meters) {
    /** Nothing was counted yet. */
    public RoomTotals() {
        this(new TimeCounts(), new EnumMap<>(Phase.class), new LinkedHashMap<>());
    }

    /** How long a phase took. */
    public TimeCounts of(Phase phase) {
        return phases.computeIfAbsent(phase, first -> new TimeCounts());
    }

    /** Adds those of other rooms. */
    public void add(RoomTotals others) {
        late.add(others.late);
        others.phases.forEach((phase, counts) -> of(phase).add(counts));
        others.meters.forEach((name, count) -> meters.merge(name, count, Long::sum));
    }
}
