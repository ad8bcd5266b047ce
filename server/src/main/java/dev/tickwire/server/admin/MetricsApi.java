package dev.tickwire.server.admin;

import dev.tickwire.server.exposition.Exposition;
import dev.tickwire.server.exposition.Scrape;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.Answers;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Tells Prometheus how the server is: {@code GET /metrics}. */
public final class MetricsApi extends Handler.Abstract.NonBlocking {
    private static final String PATH = "/metrics";

    private final Exposition exposition;

    public MetricsApi(Exposition exposition) {
        this.exposition = exposition;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        boolean isAsked = HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
        if (!isAsked || !PATH.equals(Request.getPathInContext(request))) {
            return false;
        }
        Scrape scrape = exposition.scrape(request.getHeaders().get(HttpHeader.ACCEPT));
        Answers.send(new Answer(HttpStatus.OK_200, scrape.type(), scrape.body()), request, response, callback);
        return true;
    }
}
