package dev.tickwire.client.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Something that is measured of a server in one run; NaN where there is nothing to divide by. */
enum Figure {
    /** Server's processor time, in the kernel too, by the messages that reached clients. */
    CPU_MICROS_PER_MESSAGE("cpuMicrosPerMessage", "CPU µs/msg", "µs", 1),
    PAYLOAD_BYTES_PER_MESSAGE("payloadBytesPerMessage", "payload B/msg", "B", 0),
    /** By the things that move at each tick, where all servers have the same. */
    PAYLOAD_BYTES_PER_ENTITY("payloadBytesPerEntity", "B/entity", "B per entity", 2),
    /** With the WebSocket's headers, without those of TCP and IP. */
    WIRE_BYTES_PER_MESSAGE("wireBytesPerMessage", "wire B/msg", "B", 0),
    /** Of all messages up to the first that has state, which is in it. */
    JOIN_BYTES("joinBytes", "B/join", "B per join", 0),
    /** From the first join of a storm on, until each player had a snapshot. */
    LAST_FIRST_SNAPSHOT_MILLIS("lastFirstSnapshotMillis", "last in, ms", "ms", 0),
    /** Time from one message to the next at the same client; in a storm, at those who were there before. */
    GAP_MILLIS_P50("gapMillisP50", "gap ms p50", "ms", 1),
    GAP_MILLIS_P99("gapMillisP99", "gap ms p99", "ms", 1),
    GAP_MILLIS_P999("gapMillisP999", "gap ms p99.9", "ms", 1),
    RSS_MIB("rssMiB", "RSS MiB", "MiB", 0),
    /** What a full collection leaves, while all are connected. */
    HEAP_MIB("heapMiB", "heap MiB", "MiB", 0),
    MESSAGES_PER_CLIENT_SECOND("messagesPerClientSecond", "msg/client/s", "", 1),
    CPU_MICROS_PER_CLIENT_SECOND("cpuMicrosPerClientSecond", "CPU µs/client/s", "µs", 1),
    WIRE_BYTES_PER_CLIENT_SECOND("wireBytesPerClientSecond", "wire B/client/s", "B", 0),
    /** By {@link Egress}. */
    EGRESS_COST("egressCostPer1000PlayersAndMonth", "egress/1000/month", "", 0),
    SERVER_CORES("serverCores", "server cores", "", 2),
    /** The load's own: near 1, gaps are the load's, not the server's. */
    LOAD_CORES("loadCores", "load cores", "", 2),
    CONNECTED("connected", "connected", "", 0),
    JOIN_MILLIS("joinMillis", "join ms", "ms", 0),
    /** How long the same piece of work took before the run: the machine's own noise. */
    SPIN_MILLIS("spinMillis", "spin ms", "ms", 1);

    private final String key;
    private final String title;
    private final String unit;
    private final int decimals;

    Figure(String key, String title, String unit, int decimals) {
        this.key = key;
        this.title = title;
        this.unit = unit;
        this.decimals = decimals;
    }

    /** Its name in the JSON. */
    String key() {
        return key;
    }

    /** Its name above a column of the table. */
    String title() {
        return title;
    }

    /**
     * Whether it is one of which less is better, and which follows from no other, so that ratios of it mean something.
     */
    boolean isCompared() {
        return switch (this) {
            case CPU_MICROS_PER_MESSAGE,
                    PAYLOAD_BYTES_PER_MESSAGE,
                    WIRE_BYTES_PER_MESSAGE,
                    JOIN_BYTES,
                    LAST_FIRST_SNAPSHOT_MILLIS,
                    GAP_MILLIS_P99,
                    RSS_MIB,
                    CPU_MICROS_PER_CLIENT_SECOND,
                    WIRE_BYTES_PER_CLIENT_SECOND -> true;
            default -> false;
        };
    }

    /** A value of it, for people. */
    String format(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** The same with its unit, and thousands apart. */
    String formatWithUnit(double value) {
        String number = Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%,." + decimals + "f", value);
        return (number + " " + unit).strip();
    }

    static Optional<Figure> find(String key) {
        return Arrays.stream(values()).filter(figure -> figure.key.equals(key)).findFirst();
    }
}
