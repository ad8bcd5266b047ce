package dev.tickwire.client.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was found out as tables of aligned columns. */
final class ResultsText {
    private static final String GAP = "  ";

    private ResultsText() {}

    /** A row per server: medians with their spread, and how many times ours they are. */
    static String of(Results results, Terms terms) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(header(results.scene()));
        for (String entrant : results.entrants()) {
            rows.add(row(results, entrant));
        }
        String title = String.format(
                Locale.ROOT,
                "%s: %d players, %d Hz; medians of %d x %d s (least-most); x: times ours, ~ no difference%n%s%n",
                results.scene().key(),
                results.players(),
                terms.hz(),
                terms.rounds(),
                terms.seconds(),
                results.scene().description());
        return title + aligned(rows);
    }

    private static List<String> header(Scene scene) {
        List<String> cells = new ArrayList<>();
        cells.add("");
        for (Figure figure : scene.columns()) {
            cells.add(figure.title());
            if (figure.isCompared()) {
                cells.add("x");
            }
        }
        return cells;
    }

    private static List<String> row(Results results, String entrant) {
        List<String> cells = new ArrayList<>();
        cells.add(entrant);
        for (Figure figure : results.scene().columns()) {
            Spread spread = results.spread(entrant, figure);
            cells.add(figure.isCompared() ? withSpread(figure, spread) : figure.format(spread.median()));
            if (figure.isCompared()) {
                cells.add(
                        entrant.equals(Entrant.OURS) && !Double.isNaN(spread.median())
                                ? "1"
                                : ratio(results.timesOurs(entrant, figure)));
            }
        }
        return cells;
    }

    /** Where least and most look the same, the median says it all. */
    private static String withSpread(Figure figure, Spread spread) {
        String median = figure.format(spread.median());
        String min = figure.format(spread.min());
        String max = figure.format(spread.max());
        return min.equals(max) ? median : median + " (" + min + "-" + max + ")";
    }

    /** Two digits after the point where that says something, fewer for large ones; marked where it is no difference. */
    static String ratio(Spread ratio) {
        double median = ratio.median();
        if (Double.isNaN(median)) {
            return "-";
        }
        String number = String.format(Locale.ROOT, median < 10 ? "%.2f" : "%.0f", median);
        return ratio.isDifference() ? number : "~" + number;
    }

    /** A row per server: the most players, and what gave out. */
    static String ofLimits(List<Limit> limits) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "players", "gap ms p99 there", "beyond it gave out", "tried"));
        for (Limit limit : limits) {
            String gap = limit.tries().stream()
                    .filter(done -> done.players() == limit.players() && done.isHeld())
                    .map(done -> Figure.GAP_MILLIS_P99.format(done.gapMillisP99()))
                    .reduce("-", (earlier, later) -> later);
            String tries = String.valueOf(limit.tries().size());
            rows.add(List.of(
                    limit.entrant(), limit.playersText(), gap, limit.gaveOut().words(), tries));
        }
        return "players per core in rooms of 50 until the gap's p99 passes 75 ms" + System.lineSeparator()
                + aligned(rows);
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
