package dev.tickwire.server.session;

import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down those who guess at invitation codes and passwords: from one network address, so many attempts may come to
 * nothing, and one more each few seconds. Any thread may use it.
 */
public final class Attempts {
    static final int MOST = 5;
    static final int SECONDS_PER_ATTEMPT = 10;
    /** Most addresses that are known; of those that tried longest ago is forgotten how often. */
    static final int MOST_ADDRESSES = 10_000;

    private final Counters counters;
    private final Map<String, TokenBucket> byAddress = new LinkedHashMap<>(16, 0.75f, true);

    public Attempts(Counters counters) {
        this.counters = counters;
    }

    /** The attempts of a client at a network address. */
    public Client of(String address) {
        return new Client(address);
    }

    /** One connection, and the attempts that it shares with others from its address. */
    public final class Client {
        private final String address;

        private Client(String address) {
            this.address = address;
        }

        /** Takes an attempt; false: there have been too many. */
        boolean take(long nowNanos) {
            synchronized (byAddress) {
                TokenBucket left = byAddress.get(address);
                if (left == null) {
                    forgetOne();
                    left = new TokenBucket(1.0 / SECONDS_PER_ATTEMPT, MOST, nowNanos);
                    byAddress.put(address, left);
                }
                return left.take(nowNanos);
            }
        }

        /** The attempt was right: it does not count. */
        void giveBack() {
            synchronized (byAddress) {
                TokenBucket left = byAddress.get(address);
                if (left != null && left.giveBack()) {
                    byAddress.remove(address);
                }
            }
        }
    }

    private void forgetOne() {
        if (byAddress.size() >= MOST_ADDRESSES) {
            byAddress.remove(byAddress.keySet().iterator().next());
            counters.increment(Counter.ATTEMPTS_FORGOTTEN);
        }
    }
}
