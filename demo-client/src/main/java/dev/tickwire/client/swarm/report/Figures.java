package dev.tickwire.client.swarm.report;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Everything that was counted and timed, of some bots in some time. Not thread-safe. */
final class Figures {
    private static final Count[] COUNTS = Count.values();
    private static final Delay[] DELAYS = Delay.values();

    private final Map<Count, Sum> counts = new EnumMap<>(Count.class);
    private final Map<Delay, Durations> delays = new EnumMap<>(Delay.class);
    private final Map<String, Long> disconnects = new TreeMap<>();

    Figures() {
        for (Count count : COUNTS) {
            counts.put(count, new Sum());
        }
        for (Delay delay : DELAYS) {
            delays.put(delay, new Durations());
        }
    }

    void add(Count what, long amount) {
        sum(what).value += amount;
    }

    long get(Count what) {
        return sum(what).value;
    }

    Durations durations(Delay of) {
        return Objects.requireNonNull(delays.get(of));
    }

    void addDisconnects(String reason, long times) {
        disconnects.merge(reason, times, Long::sum);
    }

    /** How many connections ended, by reason. */
    Map<String, Long> disconnects() {
        return disconnects;
    }

    long allDisconnects() {
        long sum = 0;
        for (long times : disconnects.values()) {
            sum += times;
        }
        return sum;
    }

    void add(Figures others) {
        add(others, true);
    }

    /** Adds others' figures; without their flow, only what counts whenever it happens. */
    void add(Figures others, boolean hasFlow) {
        for (Count count : COUNTS) {
            if (hasFlow || !count.isFlow()) {
                add(count, others.get(count));
            }
        }
        for (Delay delay : DELAYS) {
            if (hasFlow || !delay.isFlow()) {
                durations(delay).add(others.durations(delay));
            }
        }
        others.disconnects.forEach(this::addDisconnects);
    }

    void clear() {
        for (Count count : COUNTS) {
            sum(count).value = 0;
        }
        for (Delay delay : DELAYS) {
            durations(delay).clear();
        }
        disconnects.clear();
    }

    private Sum sum(Count of) {
        return Objects.requireNonNull(counts.get(of));
    }

    private static final class Sum {
        private long value;
    }
}
