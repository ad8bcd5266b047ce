package dev.tickwire.server.admin;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.tickwire.server.console.Live;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.eclipse.jetty.websocket.core.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The WebSockets over which the console is shown what happens. A browser cannot show a token with an upgrade, and it is
 * not to stand in an address, so the first message has it: {@code {"token": "SECRET"}}.
 */
public final class LiveSockets implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSockets.class);
    private static final String PATH = "/live";
    private static final int MOST_MESSAGE_BYTES = 4 * 1024;
    private static final int POLICY = 1008;
    private static final int TRY_LATER = 1013;
    private static final long PERIOD_MILLIS = 1000 / Live.PER_SECOND;
    /** A page answers pings of its browser by itself; one that is gone is noticed by this. */
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(60);

    private final Live live;
    private final Gate gate;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "console");
        thread.setDaemon(true);
        return thread;
    });

    public LiveSockets(AdminSettings settings, Live live) {
        this.live = live;
        gate = new Gate(settings);
        var unused = clock.scheduleAtFixedRate(this::tick, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Upgrades requests for {@value #PATH}; others are for the next handler, which Jetty wants to know. */
    public WebSocketUpgradeHandler before(Handler next) {
        WebSocketUpgradeHandler handler = new WebSocketUpgradeHandler();
        handler.addMapping(PATH, new Negotiator());
        handler.setHandler(next);
        return handler;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /** An exception would end all that come after. */
    private void tick() {
        try {
            live.tick(System.nanoTime(), System.currentTimeMillis());
        } catch (Throwable bug) {
            LOG.error("the console was not shown what happens: a bug in the server", bug);
        }
    }

    private final class Negotiator extends WebSocketNegotiator.AbstractNegotiator {
        Negotiator() {
            setMaxTextMessageSize(MOST_MESSAGE_BYTES);
            setMaxFrameSize(MOST_MESSAGE_BYTES);
            // What goes out may be longer.
            setAutoFragment(true);
            setIdleTimeout(IDLE_LIMIT);
        }

        @Override
        public FrameHandler negotiate(ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
            response.setExtensions(List.of());
            return new LiveSocket(gate.operator(request.getHeaders().get(HttpHeader.AUTHORIZATION)) != null);
        }
    }

    /** One page. */
    private final class LiveSocket implements FrameHandler, Live.Viewer {
        private final AtomicBoolean isSending = new AtomicBoolean();
        private volatile boolean isKnown;
        private volatile @Nullable CoreSession session;

        LiveSocket(boolean isKnown) {
            this.isKnown = isKnown;
        }

        @Override
        public void onOpen(CoreSession opened, Callback callback) {
            session = opened;
            callback.succeeded();
            if (isKnown) {
                begin();
            }
            opened.demand();
        }

        @Override
        public void onFrame(Frame frame, Callback callback) {
            CoreSession open = session;
            boolean isWholeText = frame.getOpCode() == OpCode.TEXT && frame.isFin();
            if (isWholeText) {
                onText(frame.getPayloadAsUTF8());
            } else if (frame.isDataFrame()) {
                close(POLICY, "Send whole messages of text.");
            }
            callback.succeeded();
            if (open != null && frame.getOpCode() != OpCode.CLOSE) {
                open.demand();
            }
        }

        private void onText(String message) {
            String token = token(message);
            if (isKnown && token == null) {
                String problem = live.onMessage(this, message);
                if (!problem.isEmpty()) {
                    close(POLICY, problem);
                }
            } else if (gate.operator("Bearer " + token) == null) {
                close(POLICY, "Send {\"token\": \"SECRET\"} of a token in admin.tokens first.");
            } else if (!isKnown) {
                isKnown = true;
                begin();
            }
        }

        @Override
        public void onError(Throwable cause, Callback callback) {
            LOG.debug("a console's connection failed", cause);
            callback.succeeded();
        }

        @Override
        public void onClosed(CloseStatus status, Callback callback) {
            live.remove(this);
            callback.succeeded();
        }

        @Override
        public boolean isReady() {
            return !isSending.get();
        }

        @Override
        public void show(String json) {
            if (isSending.compareAndSet(false, true)) {
                CoreSession open = session;
                if (open != null) {
                    Callback done = Callback.from(() -> isSending.set(false), failure -> open.abort());
                    open.sendFrame(new Frame(OpCode.TEXT, json), done, false);
                }
            }
        }

        private void begin() {
            if (!live.add(this)) {
                close(TRY_LATER, "As many consoles are open as there may be.");
            }
        }

        private void close(int code, String sentence) {
            CoreSession open = session;
            if (open != null) {
                open.close(code, sentence, Callback.NOOP);
            }
        }

        private static @Nullable String token(String message) {
            try {
                return JSONObjectUtils.getString(JSONObjectUtils.parse(message), "token");
            } catch (ParseException | RuntimeException | StackOverflowError e) {
                return null;
            }
        }
    }
}
