package dev.tickwire.server.backend;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValueFactory;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.simulation.world.Outcome;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A backend behind a URL: posts each request as JSON, and tries again where that may help, later each time.
 *
 * <p>It belongs to the thread of its agenda. A few requests are under way at a time, over all rooms; others wait.
 */
final class HttpBackend implements Backend {
    static final int MOST_AT_ONCE = 16;

    private static final Logger LOG = LoggerFactory.getLogger(HttpBackend.class);

    private static final long LEAST_DELAY_MILLIS = 1_000;
    private static final long MOST_DELAY_MILLIS = 30_000;
    /** 2 to the power of this many seconds is over the most. */
    private static final int MOST_DOUBLINGS = 5;
    /** Of the answers that say that the request is to blame: too late, too early, and too many. */
    private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(408, 425, 429);

    private final String name;
    private final BackendSettings settings;
    private final Exchange exchange;
    private final Signature signature;
    private final Agenda agenda;
    private final LongSupplier epochSeconds;
    private final DoubleSupplier random;
    private final Counters counters;
    private final ArrayDeque<Delivery> waiting = new ArrayDeque<>();
    private final Set<Delivery> resting = new LinkedHashSet<>();
    private int running;
    private boolean isDown;
    private boolean isInAHurry;

    /** One request on its way. */
    private static final class Delivery {
        final String id;
        final String body;
        final CompletableFuture<BackendAnswer> answer = new CompletableFuture<>();
        int tries;

        Delivery(String id, String body) {
            this.id = id;
            this.body = body;
        }
    }

    /**
     * Sends nothing yet.
     *
     * @param name for the log
     * @param epochSeconds the time, for signatures
     * @param random from 0 to 1, so that servers do not all come back at once
     */
    HttpBackend(
            String name,
            BackendSettings settings,
            Exchange exchange,
            Agenda agenda,
            LongSupplier epochSeconds,
            DoubleSupplier random,
            Counters counters) {
        this.name = name;
        this.settings = settings;
        this.exchange = exchange;
        this.agenda = agenda;
        this.epochSeconds = epochSeconds;
        this.random = random;
        this.counters = counters;
        signature = new Signature(settings.secret());
    }

    @Override
    public CompletionStage<BackendAnswer> send(BackendRequest request) {
        String body = ConfigValueFactory.fromAnyRef(request.fields()).render(ConfigRenderOptions.concise());
        Delivery delivery = new Delivery(request.id(), body);
        waiting.add(delivery);
        startThoseThatCan();
        return delivery.answer;
    }

    /** The server stops: does not wait for long between two tries any more. */
    void hurry() {
        isInAHurry = true;
        waiting.addAll(resting);
        resting.clear();
        startThoseThatCan();
    }

    private void startThoseThatCan() {
        while (running < MOST_AT_ONCE && !waiting.isEmpty()) {
            start(waiting.remove());
        }
    }

    private void start(Delivery delivery) {
        running++;
        delivery.tries++;
        CompletableFuture<Exchange.Reply> reply = post(delivery);
        agenda.runIn(settings.timeoutMillis(), () -> reply.cancel(true));
        var unused = reply.whenComplete((done, failure) -> agenda.run(() -> {
            running--;
            settle(delivery, done, failure);
            startThoseThatCan();
        }));
    }

    private CompletableFuture<Exchange.Reply> post(Delivery delivery) {
        try {
            return exchange.post(delivery.body, delivery.id, signature.of(epochSeconds.getAsLong(), delivery.body));
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    private void settle(Delivery delivery, Exchange.@Nullable Reply reply, @Nullable Throwable failure) {
        if (reply == null) {
            tryAgain(delivery, failure == null ? "no reply" : failure.getClass().getSimpleName());
            return;
        }
        int status = reply.status();
        if (status >= 500 || WORTH_ANOTHER_TRY.contains(status)) {
            tryAgain(delivery, "status " + status);
            return;
        }
        isDown = false;
        if (status / 100 == 2) {
            delivery.answer.complete(answer(reply.body()));
        } else {
            LOG.warn("the backend of {} refuses request {} with status {}", name, delivery.id, status);
            delivery.answer.complete(BackendAnswer.failed(Outcome.REFUSED));
        }
    }

    private void tryAgain(Delivery delivery, String why) {
        if (!isDown) {
            isDown = true;
            LOG.warn(
                    "the backend of {} fails ({}): its requests are tried up to {} more times",
                    name,
                    why,
                    settings.retries());
        }
        if (delivery.tries > settings.retries()) {
            LOG.warn("request {} is given up: the backend of {} failed {} times", delivery.id, name, delivery.tries);
            delivery.answer.complete(BackendAnswer.failed(Outcome.GAVE_UP));
            return;
        }
        counters.increment(Counter.REQUESTS_RETRIED);
        resting.add(delivery);
        agenda.runIn(delayMillis(delivery.tries), () -> {
            if (resting.remove(delivery)) {
                waiting.add(delivery);
                startThoseThatCan();
            }
        });
    }

    /** Twice as long each time; up to half of it by chance. */
    private long delayMillis(int tries) {
        long most = Math.min(MOST_DELAY_MILLIS, LEAST_DELAY_MILLIS << Math.min(tries, MOST_DOUBLINGS));
        long millis = most / 2 + (long) (random.getAsDouble() * most / 2);
        return isInAHurry ? LEAST_DELAY_MILLIS : millis;
    }

    /** Whatever the text is, it does no more than make no sense. */
    static BackendAnswer answer(String body) {
        if (body.isBlank()) {
            return BackendAnswer.of(Map.of());
        }
        try {
            Map<String, Object> values = ConfigFactory.parseString(
                            body, ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON))
                    .root()
                    .unwrapped();
            return BackendAnswer.of(values);
        } catch (RuntimeException | StackOverflowError nonsense) {
            return BackendAnswer.failed(Outcome.NONSENSE);
        }
    }
}
