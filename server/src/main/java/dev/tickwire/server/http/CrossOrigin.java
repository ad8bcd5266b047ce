package dev.tickwire.server.http;

import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets pages of other origins ask for what a page needs that is not from here: rooms, places, and the client library.
 * They are the origins that may open a WebSocket, too. Nothing is sent or taken with credentials.
 */
public final class CrossOrigin extends Handler.Wrapper {
    private static final List<String> SHARED = List.of(
            Answers.API + "room",
            Answers.API + "quick-match",
            Answers.API + "reservations",
            Answers.API + "openapi.json",
            "/tickwire-client",
            "/immutable/tickwire-client-");

    private static final String NOT_ALLOWED =
            "Pages of this origin may not ask this server: see http.allowedOrigins in the config.";
    private static final String METHODS = "GET, HEAD, POST, DELETE";
    /** For so long a browser need not ask again what it may send. */
    private static final String PREFLIGHT_SECONDS = "600";

    private final Origins origins;

    public CrossOrigin(Origins origins, Handler next) {
        super(next);
        this.origins = origins;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        if (SHARED.stream().noneMatch(path::startsWith)) {
            return super.handle(request, response, callback);
        }
        HttpFields.Mutable headers = response.getHeaders();
        // Also where nobody asks from elsewhere: a cache in between must not give this answer to one who does.
        headers.add(HttpHeader.VARY, HttpHeader.ORIGIN.asString());
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        boolean isAllowed =
                origin != null && origins.accepts(origin, request.getHeaders().get(HttpHeader.HOST));
        if (isAllowed) {
            headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        }
        if (origin != null && !isAllowed && HttpMethod.POST.is(request.getMethod())) {
            // Browsers send some bodies without asking first.
            Answers.send(Answer.problem(HttpStatus.FORBIDDEN_403, NOT_ALLOWED), request, response, callback);
            return true;
        }
        if (!HttpMethod.OPTIONS.is(request.getMethod())) {
            return super.handle(request, response, callback);
        }
        if (isAllowed) {
            headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, "Content-Type");
            headers.put(HttpHeader.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS);
        }
        response.setStatus(HttpStatus.NO_CONTENT_204);
        response.write(true, null, callback);
        return true;
    }
}
