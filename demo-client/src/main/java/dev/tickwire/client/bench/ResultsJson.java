package dev.tickwire.client.bench;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All results as JSON; docs/performance.md tells the keys. */
final class ResultsJson {
    private ResultsJson() {}

    static String of(List<Results> all, BenchSettings settings, Map<String, Object> machine, List<String> notes) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(
                "settings",
                Map.of(
                        "rounds", settings.rounds(),
                        "seconds", settings.seconds(),
                        "warmSeconds", settings.warmSeconds(),
                        "hz", settings.hz()));
        json.put("machine", machine);
        json.put("notes", notes);
        Map<String, @Nullable Object> scenes = new LinkedHashMap<>();
        for (Results results : all) {
            scenes.put(results.scene().key(), scene(results));
        }
        json.put("scenes", scenes);
        ConfigRenderOptions options = ConfigRenderOptions.concise().setFormatted(true);
        return ConfigValueFactory.fromAnyRef(json).render(options).stripTrailing() + "\n";
    }

    private static Map<String, @Nullable Object> scene(Results results) {
        Map<String, @Nullable Object> entrants = new LinkedHashMap<>();
        for (Entrant entrant : results.entrants()) {
            entrants.put(entrant.key(), entrant(results, entrant));
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("players", results.players());
        map.put("roomPlayers", results.scene().roomPlayers(results.players()));
        map.put("entrants", entrants);
        return map;
    }

    private static Map<String, @Nullable Object> entrant(Results results, Entrant entrant) {
        Map<String, @Nullable Object> medians = new LinkedHashMap<>();
        Map<String, @Nullable Object> ratios = new LinkedHashMap<>();
        for (Figure figure : Figure.values()) {
            medians.put(figure.key(), Measurement.rounded(results.median(entrant, figure)));
            if (Scene.isCompared(figure)) {
                ratios.put(figure.key(), Measurement.rounded(results.ratio(entrant, figure)));
            }
        }
        List<Object> rounds = new ArrayList<>();
        for (Measurement measurement : results.measurements(entrant)) {
            rounds.add(measurement.toMap());
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("medians", medians);
        map.put("timesOurs", ratios);
        map.put("rounds", rounds);
        return map;
    }
}
