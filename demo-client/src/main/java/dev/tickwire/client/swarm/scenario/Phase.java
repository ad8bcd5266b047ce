package dev.tickwire.client.swarm.scenario;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A part of a run.
 *
 * @param name as the scenario calls it, and as reports do
 * @param kind what happens
 * @param players ramp and drain: how many there are at its end; spike: how many come on top
 * @param of ramp, spike: the roles of those who come; empty: all
 * @param over ramp, spike, drain: how long coming and leaving take
 * @param lasts hold, spike, churn, restart: how long it goes on
 * @param perSecond churn: how many go each second, and how many come
 * @param cuts churn: the share of those who go whose connection breaks
 * @param isKill restart: whether the server is killed; otherwise it is told to end
 * @param isMeasured whether it counts for the figures of the whole run
 */
public record Phase(
        String name,
        Kind kind,
        int players,
        List<String> of,
        Duration over,
        Duration lasts,
        double perSecond,
        double cuts,
        boolean isKill,
        boolean isMeasured) {
    /** What can happen. */
    public enum Kind {
        /** Players come. */
        RAMP,
        /** Nobody comes or leaves. */
        HOLD,
        /** Many come at once, and leave again at the end. */
        SPIKE,
        /** Some leave while as many come. */
        CHURN,
        /** Players leave. */
        DRAIN,
        /** The server ends, and is started anew. */
        RESTART;

        /** As scenarios write it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The one that scenarios write so. */
        public static Kind of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }

        /** All names, as scenarios write them. */
        public static List<String> keys() {
            return Arrays.stream(values()).map(Kind::key).toList();
        }
    }

    /** How long it takes as planned, without waiting for those who have not joined in time. */
    public Duration length() {
        return switch (kind) {
            case RAMP, DRAIN -> over;
            case HOLD, CHURN, RESTART -> lasts;
            case SPIKE -> over.multipliedBy(2).plus(lasts);
        };
    }
}
