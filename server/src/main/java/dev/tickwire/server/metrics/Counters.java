package dev.tickwire.server.metrics;

import dev.tickwire.proto.DisconnectReason;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** A server's counts; any thread may add and read. */
public final class Counters {
    private static final Map<Counter, String> NAMES = new EnumMap<>(Counter.class);

    static {
        for (Counter counter : Counter.values()) {
            NAMES.put(counter, camelCase(counter.name()));
        }
    }

    private final EnumMap<Counter, LongAdder> counts = new EnumMap<>(Counter.class);
    private final EnumMap<DisconnectReason, LongAdder> disconnects = new EnumMap<>(DisconnectReason.class);

    private final TimeHistogram joins = new TimeHistogram();

    public Counters() {
        for (Counter counter : Counter.values()) {
            counts.put(counter, new LongAdder());
        }
        for (DisconnectReason reason : DisconnectReason.values()) {
            disconnects.put(reason, new LongAdder());
        }
    }

    public void increment(Counter counter) {
        adder(counter).increment();
    }

    public void add(Counter counter, long amount) {
        adder(counter).add(amount);
    }

    public long get(Counter counter) {
        return adder(counter).sum();
    }

    /** Counts that memory was short, if that is what was thrown; {@code MemoryGuard} then looks whether it still is. */
    public void noteMemory(Throwable thrown) {
        if (thrown instanceof OutOfMemoryError) {
            increment(Counter.MEMORY_SHORTAGES);
        }
    }

    /** Counts a connection that the server ended. */
    public void disconnected(DisconnectReason reason) {
        adder(reason).increment();
    }

    public long disconnects(DisconnectReason reason) {
        return adder(reason).sum();
    }

    /** Counts a join, by how long it took until the client had its first snapshot. */
    public void joined(long nanos) {
        joins.recordShared(nanos);
    }

    /** How long joins took. */
    public TimeCounts joinTimes() {
        TimeCounts times = new TimeCounts();
        times.add(joins);
        return times;
    }

    /** All counts by name, in a fixed order; names are in camel case, disconnects as {@code disconnects.REASON}. */
    public Map<String, Long> all() {
        Map<String, Long> all = new LinkedHashMap<>();
        NAMES.forEach((counter, name) -> all.put(name, get(counter)));
        for (DisconnectReason reason : DisconnectReason.values()) {
            all.put("disconnects." + reason, disconnects(reason));
        }
        return all;
    }

    private static String camelCase(String constant) {
        StringBuilder name = new StringBuilder();
        for (String word : constant.toLowerCase(Locale.ROOT).split("_", -1)) {
            name.append(name.isEmpty() ? word.charAt(0) : Character.toUpperCase(word.charAt(0)))
                    .append(word, 1, word.length());
        }
        return name.toString();
    }

    private LongAdder adder(Counter counter) {
        return Objects.requireNonNull(counts.get(counter));
    }

    private LongAdder adder(DisconnectReason reason) {
        return Objects.requireNonNull(disconnects.get(reason));
    }
}
