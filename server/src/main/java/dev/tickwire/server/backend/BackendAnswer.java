package dev.tickwire.server.backend;

import dev.tickwire.simulation.world.Outcome;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a backend says to a request.
 *
 * @param values by answer column: numbers, booleans, and texts; they are checked against the columns, and only count
 *     where the outcome is {@link Outcome#ANSWERED}
 */
public record BackendAnswer(Outcome outcome, Map<String, ?> values) {
    public BackendAnswer {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** It is done. */
    public static BackendAnswer of(Map<String, ?> values) {
        return new BackendAnswer(Outcome.ANSWERED, values);
    }

    /** It is not done, or nobody knows. */
    public static BackendAnswer failed(Outcome outcome) {
        return new BackendAnswer(outcome, Map.of());
    }
}
