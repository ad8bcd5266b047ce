package dev.tickwire.server.backend;

/**
 * Where the requests of a room type's rooms go.
 *
 * @param url that they are posted to; empty: none
 * @param secret that signs them. It is in no log, nor in {@link #toString}
 * @param className a class on the class path that does them; empty: none
 * @param timeoutMillis for one try
 * @param retries how many more times one is tried
 * @param queue most requests of one room that have no answer yet
 */
public record BackendSettings(String url, String secret, String className, long timeoutMillis, int retries, int queue) {
    /** No backend. */
    public static final BackendSettings NONE = new BackendSettings("", "", "", 10_000, 8, 64);

    boolean isNone() {
        return url.isEmpty() && className.isEmpty();
    }

    @Override
    public String toString() {
        return isNone() ? "no backend" : "backend " + (url.isEmpty() ? className : url);
    }
}
