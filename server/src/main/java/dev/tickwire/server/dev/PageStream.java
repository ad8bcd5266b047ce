package dev.tickwire.server.dev;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** One page that is told what is wrong, as server-sent events. One that is slow is told the newest only. */
final class PageStream {
    /** After a restart of the server a browser tries again so soon. */
    private static final String RETRY = "retry: 300\n";

    private static final String NOTHING = ":\n\n";

    private final Response response;
    private final Callback request;
    private @Nullable String next;
    private boolean isWriting;
    private boolean isGone;

    PageStream(Response response, Callback request) {
        this.response = response;
        this.request = request;
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    }

    void show(String json) {
        send(RETRY + "data: " + json + "\n\n");
    }

    void beat() {
        synchronized (this) {
            if (next != null) {
                return;
            }
        }
        send(NOTHING);
    }

    synchronized boolean isGone() {
        return isGone;
    }

    private void send(String event) {
        synchronized (this) {
            next = event;
            if (isWriting || isGone) {
                return;
            }
            isWriting = true;
        }
        write();
    }

    private void write() {
        String event;
        synchronized (this) {
            event = next;
            next = null;
            isWriting = event != null;
        }
        if (event != null) {
            ByteBuffer bytes = ByteBuffer.wrap(event.getBytes(StandardCharsets.UTF_8));
            response.write(false, bytes, Callback.from(this::write, this::fail));
        }
    }

    private void fail(Throwable failure) {
        synchronized (this) {
            isGone = true;
        }
        request.failed(failure);
    }
}
