package dev.tickwire.server.backend;

import java.util.concurrent.CompletableFuture;

/** One HTTP exchange with a backend. */
interface Exchange {
    /** Most bytes of a reply's body. */
    int MOST_BYTES = 64 * 1024;

    /** What came back; the body is UTF-8. */
    record Reply(int status, String body) {}

    /**
     * Posts a body.
     *
     * @param id of the request
     * @param signature over time and body
     * @return with an exception where no whole reply came; it can be cancelled
     */
    CompletableFuture<Reply> post(String body, String id, String signature);
}
