package dev.tickwire.client.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The measurements of one scene, by the keys of servers and by round. */
final class Results {
    private final Scene scene;
    private final int players;
    private final Map<String, Map<Integer, Measurement>> rounds = new LinkedHashMap<>();

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

    void add(String entrant, int round, Measurement measurement) {
        rounds.computeIfAbsent(entrant, any -> new TreeMap<>()).put(round, measurement);
    }

    /** The servers that were measured at least once. */
    List<String> entrants() {
        return List.copyOf(rounds.keySet());
    }

    /** In order of rounds. */
    List<Measurement> measurements(String entrant) {
        return List.copyOf(byRound(entrant).values());
    }

    Map<Integer, Measurement> byRound(String entrant) {
        return rounds.getOrDefault(entrant, Map.of());
    }

    Spread spread(String entrant, Figure figure) {
        return Spread.of(byRound(entrant).values().stream()
                .mapToDouble(measurement -> measurement.get(figure))
                .toArray());
    }

    double median(String entrant, Figure figure) {
        return spread(entrant, figure).median();
    }

    /** How many times ours it is, by the ratios within rounds, so that what drifts from round to round drops out. */
    Spread timesOurs(String entrant, Figure figure) {
        Map<Integer, Measurement> ours = byRound(Entrant.OURS);
        return Spread.of(byRound(entrant).entrySet().stream()
                .mapToDouble(round -> ratio(round.getValue().get(figure), ours.get(round.getKey()), figure))
                .toArray());
    }

    private static double ratio(double theirs, @Nullable Measurement ours, Figure figure) {
        return ours != null && ours.get(figure) > 0 ? theirs / ours.get(figure) : Double.NaN;
    }
}
