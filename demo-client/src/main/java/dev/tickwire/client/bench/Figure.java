package dev.tickwire.client.bench;

import java.util.Locale;

/** Something that is measured of a server in one run; NaN where there is nothing to divide by. */
enum Figure {
    /** Server's processor time, in the kernel too, by the messages that reached clients. */
    CPU_MICROS_PER_MESSAGE("cpuMicrosPerMessage", "CPU µs/msg", 1),
    PAYLOAD_BYTES_PER_MESSAGE("payloadBytesPerMessage", "payload B/msg", 0),
    /** With the WebSocket's headers, without those of TCP and IP. */
    WIRE_BYTES_PER_MESSAGE("wireBytesPerMessage", "wire B/msg", 0),
    /** Time from one message to the next at the same client. */
    GAP_MILLIS_P50("gapMillisP50", "gap ms p50", 1),
    GAP_MILLIS_P99("gapMillisP99", "p99", 1),
    GAP_MILLIS_P999("gapMillisP999", "p99.9", 1),
    RSS_MIB("rssMiB", "RSS MiB", 0),
    MESSAGES_PER_CLIENT_SECOND("messagesPerClientSecond", "msg/client/s", 1),
    CPU_MICROS_PER_CLIENT_SECOND("cpuMicrosPerClientSecond", "CPU µs/client/s", 1),
    WIRE_BYTES_PER_CLIENT_SECOND("wireBytesPerClientSecond", "wire B/client/s", 0),
    SERVER_CORES("serverCores", "server cores", 2),
    /** The load's own: near 1, gaps are the load's, not the server's. */
    LOAD_CORES("loadCores", "load cores", 2),
    CONNECTED("connected", "connected", 0),
    JOIN_MILLIS("joinMillis", "join ms", 0);

    private final String key;
    private final String title;
    private final int decimals;

    Figure(String key, String title, int decimals) {
        this.key = key;
        this.title = title;
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

    /** A value of it, for people. */
    String format(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
