package dev.tickwire.server.admin;

import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.Answers;
import dev.tickwire.server.http.SafeHeaders;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.io.IOException;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of operators. They have threads of their own, so that nothing that operators ask makes players wait; all
 * of it goes through one {@link Gate}.
 */
public final class AdminListener {
    private static final int MOST_THREADS = 8;
    private static final int MOST_SOCKETS_WAITING = 32;
    /** What says nothing of the server: the files of the console, and whether it is alive. */
    private static final Set<String> WITHHELD = Set.of("/api/", "/metrics");

    private static final String OPERATOR = "dev.tickwire.operator";

    private final AdminSettings settings;
    private final Server server;
    private final ServerConnector connector;

    /** A listener that is not open yet; {@code next} is asked, and finds an {@link #operator}. */
    public AdminListener(AdminSettings settings, Counters counters, Handler next) {
        this.settings = settings;
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 1);
        threads.setName("admin");
        threads.setDaemon(true);
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        connector = new ServerConnector(server, null, null, null, 0, 1, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setAcceptQueueSize(MOST_SOCKETS_WAITING);
        server.addConnector(connector);
        SafeHeaders headers = new SafeHeaders(Set.of(), new GateHandler(new Gate(settings), counters, next));
        server.setHandler(headers);
        server.setErrorHandler(headers.errors());
    }

    /** Starts to listen; throws an {@link IOException} if the address is taken. */
    public void start() throws Exception {
        server.start();
    }

    /** Closes all sockets. */
    public void stop() throws Exception {
        server.stop();
    }

    /** Whether it is open. */
    public boolean isListening() {
        return server.isStarted();
    }

    /** Where it is reached. */
    public String url() {
        String host = settings.host();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + connector.getLocalPort();
    }

    /** Who sent a request that a handler was given; null: it asks for something that anybody may. */
    public static @Nullable Operator operator(Request request) {
        return (Operator) request.getAttribute(OPERATOR);
    }

    /** Lets in what the gate lets in. */
    private static final class GateHandler extends Handler.Wrapper {
        private final Gate gate;
        private final Counters counters;

        GateHandler(Gate gate, Counters counters, Handler next) {
            super(next);
            this.gate = gate;
            this.counters = counters;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            Answer refusal = refusal(request);
            if (refusal == null) {
                return super.handle(request, response, callback);
            }
            counters.increment(Counter.OPERATORS_REFUSED);
            Answers.send(refusal, request, response, callback);
            return true;
        }

        private @Nullable Answer refusal(Request request) {
            String path = Request.getPathInContext(request);
            Answer refusal = gate.refusal(path, request.getHeaders());
            if (refusal != null) {
                return refusal;
            }
            Operator operator = gate.operator(request.getHeaders().get(HttpHeader.AUTHORIZATION));
            if (operator != null) {
                request.setAttribute(OPERATOR, operator);
                return null;
            }
            return WITHHELD.stream().anyMatch(path::startsWith) ? Gate.unknown(path) : null;
        }
    }
}
