package dev.tickwire.server.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How much the game of one room has counted with each of its meters. The room's loop publishes it; any thread may read
 * it. No lock and no garbage: each count is right, but two of them may be a tick apart.
 */
public final class MeterCounts {
    private final List<String> names;
    private final AtomicLongArray counts;

    /** Of meters with these names, which have counted nothing yet. */
    public MeterCounts(List<String> names) {
        this.names = List.copyOf(names);
        counts = new AtomicLongArray(names.size());
    }

    /** A meter has counted so much by now; of the loop. */
    public void publish(int meter, long count) {
        counts.lazySet(meter, count);
    }

    /** What the meter at an index has counted; 0: there is none. */
    public long get(int meter) {
        return meter < counts.length() ? counts.get(meter) : 0;
    }

    /** Adds the counts to those of other rooms, by name. */
    void addTo(Map<String, Long> sums) {
        for (int i = 0; i < names.size(); i++) {
            sums.merge(names.get(i), counts.get(i), Long::sum);
        }
    }
}
