package dev.tickwire.client.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The measurements of one scene, by server and round. */
final class Results {
    private final Scene scene;
    private final int players;
    private final Map<Entrant, Map<Integer, Measurement>> rounds = new EnumMap<>(Entrant.class);

    Results(Scene scene, int players) {
        this.scene = scene;
        this.players = players;
    }

    Scene scene() {
        return scene;
    }

    int players() {
        return players;
    }

    void add(Entrant entrant, int round, Measurement measurement) {
        rounds.computeIfAbsent(entrant, any -> new TreeMap<>()).put(round, measurement);
    }

    /** The servers that were measured at least once. */
    List<Entrant> entrants() {
        return List.copyOf(rounds.keySet());
    }

    /** In order of rounds. */
    List<Measurement> measurements(Entrant entrant) {
        return List.copyOf(rounds.getOrDefault(entrant, Map.of()).values());
    }

    /** Median over the rounds; NaN: there is none. */
    double median(Entrant entrant, Figure figure) {
        return medianOf(measurements(entrant), measurement -> measurement.get(figure));
    }

    /**
     * How many times ours it is: the median of the rounds' ratios, so that what drifts from round to round drops out.
     * NaN: it cannot be said.
     */
    double ratio(Entrant entrant, Figure figure) {
        Map<Integer, Measurement> ours = rounds.getOrDefault(Entrant.OURS, Map.of());
        List<Double> ratios = new ArrayList<>();
        rounds.getOrDefault(entrant, Map.of()).forEach((round, measurement) -> {
            Measurement mine = ours.get(round);
            if (mine != null && mine.get(figure) > 0) {
                ratios.add(measurement.get(figure) / mine.get(figure));
            }
        });
        return medianOf(ratios, ratio -> ratio);
    }

    private static <T> double medianOf(List<T> of, ToDoubleFunction<T> value) {
        return median(of.stream()
                .mapToDouble(value)
                .filter(number -> !Double.isNaN(number))
                .toArray());
    }

    static double median(double... values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
