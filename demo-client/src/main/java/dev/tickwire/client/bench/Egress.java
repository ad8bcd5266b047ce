package dev.tickwire.client.bench;

/** What it costs to send what a server sends, by the formula of docs/sizing.md. */
final class Egress {
    static final double SECONDS_PER_MONTH = 2_630_000;
    private static final double PLAYERS = 1000;
    private static final double BYTES_PER_GB = 1e9;
    /** Of TCP and IPv4, with timestamps. */
    private static final double PACKET_HEADERS = 52;

    private static final double PACKET_PAYLOAD = 1448;
    private static final double TLS_HEADERS = 22;

    private Egress() {}

    /** Bytes on the network in a second for one player, with the headers of TCP, IP and TLS. */
    static double bytesPerPlayerSecond(double wireBytesPerSecond, double messagesPerSecond) {
        if (messagesPerSecond <= 0) {
            return wireBytesPerSecond;
        }
        double message = wireBytesPerSecond / messagesPerSecond + TLS_HEADERS;
        double packets = Math.max(1, Math.ceil(message / PACKET_PAYLOAD));
        return messagesPerSecond * (message + packets * PACKET_HEADERS);
    }

    /** For a thousand players who are there all month. */
    static double cost(double wireBytesPerSecond, double messagesPerSecond, double pricePerGb) {
        double bytes = PLAYERS * bytesPerPlayerSecond(wireBytesPerSecond, messagesPerSecond) * SECONDS_PER_MONTH;
        return bytes / BYTES_PER_GB * pricePerGb;
    }
}
