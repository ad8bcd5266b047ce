package dev.tickwire.server.identity;

import dev.tickwire.server.metrics.Counters;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** The keys of all room types: those behind one URL are fetched once for all. Any thread may use it. */
public final class KeyRing {
    private final RemoteKeys.Fetch fetch;
    private final LongSupplier nanoClock;
    private final Counters counters;
    private final Map<String, RemoteKeys> remote = new ConcurrentHashMap<>();
    private final Map<String, SecretKey> secrets = new ConcurrentHashMap<>();

    /** No keys yet; {@code thread} waits for the answers of those who have them. */
    public KeyRing(Executor thread, LongSupplier nanoClock, Counters counters) {
        this(new KeyFetcher(thread), nanoClock, counters);
    }

    KeyRing(RemoteKeys.Fetch fetch, LongSupplier nanoClock, Counters counters) {
        this.fetch = fetch;
        this.nanoClock = nanoClock;
        this.counters = counters;
    }

    /** Begins to fetch the keys that are needed, so that the first player need not wait. */
    public void prepare(Collection<AuthSettings> all) {
        for (AuthSettings auth : all) {
            if (!auth.jwks().isEmpty()) {
                var unused = remote(auth.jwks()).refresh();
            }
        }
    }

    /** Why players of some room types cannot be checked at all, in sentences; empty: all can. */
    public List<String> obstacles(Collection<AuthSettings> all) {
        return all.stream()
                .map(AuthSettings::jwks)
                .filter(url -> !url.isEmpty())
                .distinct()
                .map(url -> remote(url).obstacle())
                .filter(Objects::nonNull)
                .toList();
    }

    Keys of(AuthSettings auth) {
        return auth.jwks().isEmpty() ? secrets.computeIfAbsent(auth.secret(), SecretKey::new) : remote(auth.jwks());
    }

    private RemoteKeys remote(String url) {
        return remote.computeIfAbsent(url, missing -> new RemoteKeys(missing, fetch, nanoClock, counters));
    }
}
