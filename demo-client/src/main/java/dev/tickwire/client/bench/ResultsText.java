package dev.tickwire.client.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A scene's results as a table of aligned columns: a row per server, medians, and how many times ours they are. */
final class ResultsText {
    private static final String GAP = "  ";

    private ResultsText() {}

    static String of(Results results, BenchSettings settings) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(header(results.scene()));
        for (Entrant entrant : results.entrants()) {
            rows.add(row(results, entrant));
        }
        String title = String.format(
                Locale.ROOT,
                "%s: %d players, %d Hz; medians of %d x %d s; x: times ours%n%s%n",
                results.scene().key(),
                results.players(),
                settings.hz(),
                settings.rounds(),
                settings.seconds(),
                results.scene().description());
        return title + aligned(rows);
    }

    private static List<String> header(Scene scene) {
        List<String> cells = new ArrayList<>();
        cells.add("");
        for (Figure figure : scene.columns()) {
            cells.add(figure.title());
            if (Scene.isCompared(figure)) {
                cells.add("x");
            }
        }
        return cells;
    }

    private static List<String> row(Results results, Entrant entrant) {
        List<String> cells = new ArrayList<>();
        cells.add(entrant.key());
        for (Figure figure : results.scene().columns()) {
            cells.add(figure.format(results.median(entrant, figure)));
            if (Scene.isCompared(figure)) {
                cells.add(ratio(results.ratio(entrant, figure)));
            }
        }
        return cells;
    }

    /** Two digits after the point where that says something, fewer for large ones. */
    static String ratio(double ratio) {
        return Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, ratio < 10 ? "%.2f" : "%.0f", ratio);
    }

    /** The first column to the left, the others to the right. */
    static String aligned(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String padding = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? row.get(i) + padding : GAP + padding + row.get(i));
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }
}
