package dev.tickwire.server.exposition;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.exposition.CounterSeries.Series;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.util.Locale;

/** All counts, as counters of Prometheus. */
final class CounterSnapshots {
    private CounterSnapshots() {}

    static void add(Counters counters, Families families) {
        for (Counter counter : Counter.values()) {
            Series series = CounterSeries.of(counter);
            if (series != null) {
                add(series.family(), series.value(), counters.get(counter), families);
            }
        }
        for (DisconnectReason reason : DisconnectReason.values()) {
            add(
                    CounterFamily.DISCONNECTS,
                    reason.name().toLowerCase(Locale.ROOT),
                    counters.disconnects(reason),
                    families);
        }
    }

    private static void add(CounterFamily family, String value, long count, Families families) {
        families.counter(family.metric(), family.help(), family.label(), value, count);
    }
}
