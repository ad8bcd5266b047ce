package dev.tickwire.server.http;

import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Refuses requests that name another host than this server, upgrades too. */
public final class HostCheck extends Handler.Wrapper {
    private static final String SENTENCE = "This server is not the host of that name: to have it answer to the name, "
            + "add it to http.hosts in the config.";

    private final Hosts hosts;
    private final Counters counters;

    public HostCheck(Hosts hosts, Counters counters, Handler next) {
        super(next);
        this.hosts = hosts;
        this.counters = counters;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (hosts.accepts(request.getHeaders().get(HttpHeader.HOST))) {
            return super.handle(request, response, callback);
        }
        counters.increment(Counter.HOSTS_REFUSED);
        Response.writeError(request, response, callback, HttpStatus.MISDIRECTED_REQUEST_421, SENTENCE);
        return true;
    }
}
