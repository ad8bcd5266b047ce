package dev.tickwire.server.http;

import java.io.IOException;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Tells browsers, with every answer, what its content may not be taken for and where it may not be shown. */
public final class SafeHeaders extends Handler.Wrapper {
    private static final HttpField NO_SNIFFING = new PreEncodedHttpField("X-Content-Type-Options", "nosniff");

    private final HttpField policy;

    /** {@code origins} may show the pages in a frame, beside the server's own; {@code *}: any may. */
    public SafeHeaders(Set<String> origins, Handler next) {
        super(next);
        String framing = origins.isEmpty() ? "'self'" : "'self' " + String.join(" ", origins);
        // Pages of authors have scripts of all kinds: what is stricter is for each page to state in itself, as ours do.
        policy = new PreEncodedHttpField(
                "Content-Security-Policy", "object-src 'none'; base-uri 'self'; frame-ancestors " + framing);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        putInto(response.getHeaders());
        return super.handle(request, response, callback);
    }

    /** What answers errors, with the same headers: also to requests that are too broken to reach a handler. */
    public ErrorHandler errors() {
        return new ErrorHandler() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                putInto(response.getHeaders());
                return super.handle(request, response, callback);
            }

            @Override
            protected void generateResponse(
                    Request request, Response response, int code, String message, Throwable cause, Callback callback)
                    throws IOException {
                String path = request.getHttpURI().getCanonicalPath();
                if (path != null && path.startsWith(Answers.API)) {
                    Answers.send(Answer.problem(code, message), request, response, callback);
                } else {
                    super.generateResponse(request, response, code, message, cause, callback);
                }
            }

            @Override
            protected void generateCacheControl(Response response) {
                // To Jetty that a file has not changed is an error, too: but the file may be kept as before.
                if (response.getStatus() != HttpStatus.NOT_MODIFIED_304) {
                    super.generateCacheControl(response);
                }
            }
        };
    }

    private void putInto(HttpFields.Mutable headers) {
        headers.put(NO_SNIFFING);
        headers.put(policy);
    }
}
