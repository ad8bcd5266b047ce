package dev.tickwire.server.backend;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

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
        CompletableFuture<HttpResponse<String>> response = client.sendAsync(request, head -> new BoundedBody());
        CompletableFuture<Reply> reply = response.thenApply(whole -> new Reply(whole.statusCode(), whole.body()));
        var unused = reply.whenComplete((done, failure) -> {
            if (reply.isCancelled()) {
                response.cancel(true);
            }
        });
        return reply;
    }

    /** Keeps a body up to a limit, and fails beyond it. */
    private static final class BoundedBody implements HttpResponse.BodySubscriber<String> {
        private final CompletableFuture<String> body = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Flow.@Nullable Subscription subscription;

        @Override
        public CompletionStage<String> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> parts) {
            for (ByteBuffer part : parts) {
                if (bytes.size() + part.remaining() > MOST_BYTES) {
                    tooLong();
                    return;
                }
                byte[] copy = new byte[part.remaining()];
                part.get(copy);
                bytes.writeBytes(copy);
            }
        }

        private void tooLong() {
            if (subscription != null) {
                subscription.cancel();
            }
            body.completeExceptionally(new IOException("the answer is longer than " + MOST_BYTES + " bytes"));
        }

        @Override
        public void onError(Throwable failure) {
            body.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            body.complete(bytes.toString(StandardCharsets.UTF_8));
        }
    }
}
