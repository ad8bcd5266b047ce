package dev.tickwire.server.backend;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/**
 * Posts with the JDK's client. It follows no redirects: a signed request goes where the config says, and nowhere else.
 */
final class HttpExchange implements Exchange {
    private final HttpClient client;
    private final URI url;

    HttpExchange(HttpClient client, URI url) {
        this.client = client;
        this.url = url;
    }

    @Override
    public CompletableFuture<Reply> post(String body, String id, String signature) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", id)
                .header("Tickwire-Signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        CompletableFuture<HttpResponse<String>> response =
                client.sendAsync(request, head -> new BoundedBody(MOST_BYTES));
        CompletableFuture<Reply> reply = response.thenApply(whole -> new Reply(whole.statusCode(), whole.body()));
        var unused = reply.whenComplete((done, failure) -> {
            if (reply.isCancelled()) {
                response.cancel(true);
            }
        });
        return reply;
    }
}
