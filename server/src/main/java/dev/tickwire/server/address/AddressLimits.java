package dev.tickwire.server.address;

import java.util.EnumMap;
import java.util.Map;

/**
 * What one network address may cost.
 *
 * @param connections WebSockets that it may have open at once; of sockets of any kind twice as many
 * @param keptSeats seats that are kept for it after connections broke
 * @param rates how often it may do what costs something
 * @param refusalsPerMinute refused more often, it is banned for a while; 0: never
 * @param banMillis how long that is
 * @param exempt networks that have no limit but those of guesses and wrong secrets
 */
public record AddressLimits(
        int connections, int keptSeats, Map<Cost, Rate> rates, int refusalsPerMinute, long banMillis, Networks exempt) {
    /** Five wrong codes or passwords, and one more each ten seconds. */
    private static final Rate GUESSES = new Rate(5, 50);

    /** Twenty wrong secrets, and one more each three seconds. */
    private static final Rate SECRETS = new Rate(20, 60);

    /**
     * So much at once, and as much again in so many seconds.
     *
     * @param atOnce at least 1
     */
    public record Rate(int atOnce, double seconds) {
        TokenBucket newBucket(long nowNanos) {
            return new TokenBucket(atOnce / seconds, atOnce, nowNanos);
        }
    }

    public AddressLimits {
        rates = Map.copyOf(rates);
    }

    /** The rates of all costs. */
    public static Map<Cost, Rate> rates(
            int handshakesPerMinute, int joinsPerMinute, int createsPerMinute, int chatsPerTenSeconds) {
        Map<Cost, Rate> rates = new EnumMap<>(Cost.class);
        rates.put(Cost.HANDSHAKE, new Rate(handshakesPerMinute, 60));
        rates.put(Cost.JOIN, new Rate(joinsPerMinute, 60));
        rates.put(Cost.CREATE, new Rate(createsPerMinute, 60));
        rates.put(Cost.CHAT, new Rate(chatsPerTenSeconds, 10));
        rates.put(Cost.GUESS, GUESSES);
        rates.put(Cost.SECRET, SECRETS);
        return rates;
    }
}
