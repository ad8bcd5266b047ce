package dev.tickwire.client.swarm.report;

import java.util.Map;

/**
 * What a server said of itself in one moment.
 *
 * @param series each series, with its labels as in the text that it was read from
 */
public record ServerFigures(Map<String, Double> series) {
    public ServerFigures {
        series = Map.copyOf(series);
    }
}
