package dev.tickwire.client.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a bench has found out.
 *
 * @param machine what it ran on, by name
 * @param notes sentences about what is missing and what is odd
 */
record Report(
        Terms terms,
        Map<String, Object> machine,
        List<String> notes,
        List<Results> scenes,
        List<Limit> limits,
        List<JmhFigure> jmh) {

    Optional<Results> results(Scene scene) {
        return scenes.stream().filter(results -> results.scene() == scene).findFirst();
    }

    /** The machine's own noise: how long the same piece of work took before each run. */
    Spread spinMillis() {
        return Spread.of(scenes.stream()
                .flatMap(results ->
                        results.entrants().stream().flatMap(entrant -> results.measurements(entrant).stream()))
                .mapToDouble(measurement -> measurement.get(Figure.SPIN_MILLIS))
                .toArray());
    }
}
