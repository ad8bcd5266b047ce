package dev.tickwire.server.exposition;

import java.util.Map;
import java.util.function.IntSupplier;

/**
 * What is there now, beside rooms and loops, for {@link Exposition} to ask.
 *
 * @param connections WebSockets that are open
 * @param isReady 1: players can join; 0: they cannot
 * @param queues how much waits where, by the name of the queue
 */
public record Gauges(IntSupplier connections, IntSupplier isReady, Map<String, IntSupplier> queues) {
    public Gauges {
        queues = Map.copyOf(queues);
    }
}
