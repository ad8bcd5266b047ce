package dev.tickwire.server.api;

import dev.tickwire.server.address.Address;
import dev.tickwire.server.address.Cost;
import dev.tickwire.server.http.Bearer;
import dev.tickwire.server.http.RefusedException;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * Who asks the API: the network address that pays for it, and what shows that it may.
 *
 * @param authorization the header, such as {@code Bearer SECRET}; null: there is none
 */
record Caller(Address address, @Nullable String authorization, LongSupplier clock, Counters counters) {
    /** Whether it shows something at all. */
    boolean showsSecret() {
        return authorization != null;
    }

    /**
     * Refuses it unless it shows a secret of the server. Wrong ones are limited by address: beyond that the right one
     * is refused, too, so that nobody finds it by trying.
     *
     * @param sentence says which secret that is
     */
    void require(String secret, String sentence) throws RefusedException {
        if (!address.take(Cost.SECRET, clock.getAsLong())) {
            counters.increment(Counter.SECRETS_TOO_MANY);
            throw new RefusedException(
                    HttpStatus.TOO_MANY_REQUESTS_429, "Too many wrong secrets came from your network: wait a minute.");
        }
        if (secret.isEmpty() || !Bearer.has(authorization, secret)) {
            counters.increment(Counter.SECRETS_REFUSED);
            throw new RefusedException(HttpStatus.UNAUTHORIZED_401, sentence);
        }
        address.giveBack(Cost.SECRET);
    }

    /** Takes what it may cost as often as its address may. */
    void pay(Cost cost, String sentence) throws RefusedException {
        if (!address.take(cost, clock.getAsLong())) {
            throw new RefusedException(HttpStatus.TOO_MANY_REQUESTS_429, sentence);
        }
    }
}
