package dev.tickwire.server.http;

import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

/** Reads the body of a request whole, if it says that it is short. */
public final class ShortBody {
    private ShortBody() {}

    /**
     * Reads it as UTF-8, and waits for none of it.
     *
     * @param mostBytes that it may have
     * @param refused is given status and sentence in place of {@code then}: it is too long, or does not say how long
     * @param then is given the body
     * @param callback of the request: fails where its client breaks off
     */
    public static void read(
            Request request,
            int mostBytes,
            BiConsumer<Integer, String> refused,
            Consumer<String> then,
            Callback callback) {
        long length = request.getLength();
        if (length < 0 || length > mostBytes) {
            refused.accept(
                    length < 0 ? HttpStatus.LENGTH_REQUIRED_411 : HttpStatus.PAYLOAD_TOO_LARGE_413,
                    "Send JSON of at most " + mostBytes + " bytes, with its length.");
            return;
        }
        Content.Source.asString(request, StandardCharsets.UTF_8, new Promise<>() {
            @Override
            public void succeeded(String body) {
                then.accept(body);
            }

            @Override
            public void failed(Throwable failure) {
                callback.failed(failure);
            }
        });
    }
}
