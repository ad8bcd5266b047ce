package dev.tickwire.server.transport;

/**
 * Knows how long one HTTP connection has been sending the request that it is sending. A socket's idle timeout does not:
 * each byte that drips in begins it anew. One thread uses it.
 */
final class RequestClock {
    private static final long NONE = Long.MIN_VALUE;

    private final long limitNanos;
    private long bytes;
    private long requests;
    private long sendingSinceNanos;

    /** A connection that has been opened now, and must send its first request within the limit. */
    RequestClock(long limitNanos, long nowNanos) {
        this.limitNanos = limitNanos;
        sendingSinceNanos = nowNanos;
    }

    /**
     * Looks at the connection.
     *
     * @param bytesNow bytes that it has sent since it was opened
     * @param requestsNow requests whose heads it has sent in full
     * @return whether it has taken too long
     */
    boolean isOverdue(long bytesNow, long requestsNow, long nowNanos) {
        if (requestsNow > requests) {
            sendingSinceNanos = NONE;
        } else if (bytesNow > bytes && sendingSinceNanos == NONE) {
            sendingSinceNanos = nowNanos;
        }
        bytes = bytesNow;
        requests = requestsNow;
        return sendingSinceNanos != NONE && nowNanos - sendingSinceNanos >= limitNanos;
    }
}
