package dev.tickwire.client.bench;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What tests take for the findings of a bench. */
final class Samples {
    static final Terms TERMS = new Terms(3, 8, 5, 20, 0.09);
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Samples() {}

    static Measurement cpu(double micros) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.CPU_MICROS_PER_MESSAGE, micros);
        figures.put(Figure.SPIN_MILLIS, 40.0);
        return new Measurement(figures);
    }

    /** A round for each of these. */
    static void add(Results results, String entrant, double... micros) {
        for (int round = 0; round < micros.length; round++) {
            results.add(entrant, round, cpu(micros[round]));
        }
    }

    static Results arena() {
        Results results = new Results(Scene.ARENA, 250);
        add(results, "ours", 10, 11, 12);
        add(results, "socketio", 205, 220, 240);
        add(results, "colyseus-quantised", 9, 12, 14);
        return results;
    }

    static Report report() {
        Limit limit = Limit.of(
                "ours",
                500,
                550,
                List.of(new Limit.Try(500, 500, 60, 0.8, 0.5), new Limit.Try(550, 550, 90, 0.99, 0.6)));
        return new Report(
                TERMS,
                Map.of(
                        "processors",
                        2,
                        "processor",
                        "A processor",
                        "os",
                        "Linux amd64",
                        "java",
                        Map.of("ours", "17.0.15"),
                        "node",
                        "v22.1.0",
                        "packages",
                        Map.of("ws", "8.23.0"),
                        "loadAverageBefore",
                        0.1),
                List.of("A note."),
                List.of(arena()),
                List.of(limit),
                List.of(new JmhFigure("SnapshotBenchmark.encode players=50", 812.5, Double.NaN, "ns/op")));
    }
}
