package dev.tickwire.server.identity;

import dev.tickwire.server.backend.BoundedBody;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Fetches key sets with the JDK's client. It follows no redirects: the keys are where the config says. */
final class KeyFetcher implements RemoteKeys.Fetch {
    /** Far more than any provider's keys. */
    static final int MOST_BYTES = 256 * 1024;

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final long WHOLE_SECONDS = 10;
    private static final int OK = 200;

    private final Executor thread;
    /** Most servers need none: it has a thread and descriptors. */
    private @Nullable HttpClient client;

    /** Waits for answers on a thread of its own, one at a time. */
    KeyFetcher(Executor thread) {
        this.thread = thread;
    }

    @Override
    public CompletableFuture<String> start(String url) {
        CompletableFuture<String> body = new CompletableFuture<>();
        thread.execute(() -> fetch(url, body));
        return body;
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT_LIMIT)
                    .build();
        }
        return client;
    }

    private void fetch(String url, CompletableFuture<String> body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .header("Accept", "application/json")
                    .build();
            CompletableFuture<HttpResponse<String>> answer =
                    client().sendAsync(request, head -> new BoundedBody(MOST_BYTES));
            try {
                HttpResponse<String> whole = answer.get(WHOLE_SECONDS, TimeUnit.SECONDS);
                if (whole.statusCode() != OK) {
                    throw new IOException("the answer has status " + whole.statusCode());
                }
                body.complete(whole.body());
            } finally {
                answer.cancel(true);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            body.completeExceptionally(e);
        } catch (Throwable e) {
            body.completeExceptionally(e);
        }
    }
}
