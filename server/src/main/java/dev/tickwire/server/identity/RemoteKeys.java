package dev.tickwire.server.identity;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys behind a URL. They are fetched again each few minutes, and at once for a key that is not known, but no more
 * often than each half minute. While they cannot be, the last ones hold. Any thread may use it.
 */
final class RemoteKeys implements Keys {
    static final long FRESH_NANOS = 300_000_000_000L;
    static final long LEAST_INTERVAL_NANOS = 30_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);

    /** Fetches what is behind a URL, on another thread. */
    interface Fetch {
        /** The body; an exception that says why there is none. */
        CompletableFuture<String> start(String url);
    }

    private final String url;
    private final Fetch fetch;
    private final LongSupplier nanoClock;
    private final Counters counters;
    private volatile KeySet keys = KeySet.NONE;
    private volatile long triedNanos;
    private @Nullable CompletableFuture<Void> underWay;

    RemoteKeys(String url, Fetch fetch, LongSupplier nanoClock, Counters counters) {
        this.url = url;
        this.fetch = fetch;
        this.nanoClock = nanoClock;
        this.counters = counters;
        triedNanos = nanoClock.getAsLong() - FRESH_NANOS;
    }

    @Override
    public CompletableFuture<Optional<JWSVerifier>> verifier(JWSHeader header) {
        Optional<JWSVerifier> known = keys.find(header);
        if (known.isPresent()) {
            if (nanoClock.getAsLong() - triedNanos >= FRESH_NANOS) {
                var unused = refresh();
            }
            return CompletableFuture.completedFuture(known);
        }
        return refresh()
                .thenCompose(done -> keys.isEmpty()
                        ? CompletableFuture.failedFuture(new KeysMissingException(url))
                        : CompletableFuture.completedFuture(keys.find(header)));
    }

    /** Why nobody can be checked; null: somebody can. */
    @Nullable
    String obstacle() {
        return keys.isEmpty() ? "No keys for sign-in came from " + url + " yet." : null;
    }

    /** Fetches the keys, unless that was tried a moment ago; done also when it fails. */
    CompletableFuture<Void> refresh() {
        CompletableFuture<Void> begun;
        synchronized (this) {
            if (underWay != null) {
                return underWay;
            }
            long nowNanos = nanoClock.getAsLong();
            if (nowNanos - triedNanos < LEAST_INTERVAL_NANOS) {
                return CompletableFuture.completedFuture(null);
            }
            triedNanos = nowNanos;
            begun = new CompletableFuture<>();
            underWay = begun;
        }
        var unused = fetch.start(url).whenComplete((body, failure) -> {
            take(body, failure);
            synchronized (this) {
                underWay = null;
            }
            begun.complete(null);
        });
        return begun;
    }

    private void take(@Nullable String body, @Nullable Throwable failure) {
        String problem = body == null ? reason(failure) : read(body);
        if (problem != null) {
            counters.increment(Counter.KEYS_FAILED);
            LOG.warn("the keys at {} cannot be fetched: {}; the last {} hold", url, problem, keys.size());
        }
    }

    private @Nullable String read(String body) {
        try {
            KeySet read = KeySet.parse(body);
            if (read.isEmpty()) {
                return "there is no public key for RS256, ES256 or EdDSA among them";
            }
            keys = read;
            return null;
        } catch (Exception | StackOverflowError e) {
            // The library throws more than it says, for JSON that is nested without end, say.
            return "what came is no JWK set";
        }
    }

    private static String reason(@Nullable Throwable failure) {
        Throwable cause = failure == null || failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause);
    }
}
