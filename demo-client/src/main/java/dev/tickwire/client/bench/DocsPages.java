package dev.tickwire.client.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The documents' figures, which are written from a bench.json alone: between two marks in each page, and the picture.
 */
final class DocsPages {
    static final String BEGIN = "<!-- figures: written by ./tickwire bench --write-docs -->";
    static final String END = "<!-- end of figures -->";

    /** The best of each that a reader may use in a scene, which comes first if it was measured. */
    private static final List<Kind> BEST_COLYSEUS = List.of(Kind.COLYSEUS_VIEW, Kind.COLYSEUS_QUANTISED, Kind.COLYSEUS);

    private DocsPages() {}

    /** By path under the repository: what each file has to be. */
    static Map<Path, String> of(Report report, Path root) throws BenchFailedException {
        Map<Path, String> pages = new LinkedHashMap<>();
        for (String page : List.of("README.md", "docs/performance.md")) {
            Path path = root.resolve(page);
            pages.put(path, renewed(path, page.equals("README.md") ? summary(report) : figures(report)));
        }
        pages.put(root.resolve("docs/bench.svg"), BarChart.of(report.scenes()));
        return pages;
    }

    private static String renewed(Path page, String figures) throws BenchFailedException {
        try {
            String text = Files.readString(page);
            int begin = text.indexOf(BEGIN);
            int end = text.indexOf(END);
            if (begin < 0 || end < begin) {
                throw new BenchFailedException(page + " has no place for figures, between " + BEGIN + " and " + END);
            }
            return text.substring(0, begin + BEGIN.length()) + "\n" + figures + text.substring(end);
        } catch (IOException e) {
            throw new BenchFailedException(page + " cannot be read");
        }
    }

    /** All of it, for docs/performance.md. */
    private static String figures(Report report) {
        StringBuilder text = new StringBuilder(conditions(report));
        text.append("\n![What each server takes in each scene](bench.svg)\n\n```\n");
        List<String> tables = new ArrayList<>();
        report.scenes().forEach(results -> tables.add(ResultsText.of(results, report.terms())));
        if (!report.limits().isEmpty()) {
            tables.add(ResultsText.ofLimits(report.limits()));
        }
        text.append(String.join("\n", tables)).append("```\n");
        if (!report.notes().isEmpty()) {
            text.append("\nWhat the bench says of it:\n");
            report.notes().forEach(note -> text.append("- ").append(note).append('\n'));
        }
        if (!report.jmh().isEmpty()) {
            text.append("\n| [micro-benchmark](#micro-benchmarks) | | |\n|---|---|---|\n");
            report.jmh()
                    .forEach(figure -> text.append(row(
                            "`" + figure.name() + "`",
                            number(figure.score())
                                    + (Double.isNaN(figure.error()) ? "" : " ± " + number(figure.error())),
                            figure.unit())));
        }
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private static String conditions(Report report) {
        Map<String, Object> machine = report.machine();
        Spread spin = report.spinMillis();
        Terms terms = report.terms();
        return String.format(
                Locale.ROOT,
                "%s processors (%s), %s; JDK: %s; Node.js: %s; %s. %d rounds, each with %d s to warm up and %d s that"
                        + " count.%nThe same piece of work took %.1f ms before a run (%.1f to %.1f): that is the"
                        + " machine's own noise. Egress is for 1,000 players all month, at %s for a GB.%n",
                machine.get("processors"),
                machine.get("processor"),
                machine.get("os"),
                named(machine.get("java")),
                machine.get("node"),
                named(machine.get("packages")),
                terms.rounds(),
                terms.warmSeconds(),
                terms.seconds(),
                spin.median(),
                spin.min(),
                spin.max(),
                terms.pricePerGb());
    }

    private static String named(@Nullable Object map) {
        return map instanceof Map<?, ?> entries
                ? entries.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .sorted()
                        .collect(Collectors.joining(", "))
                : String.valueOf(map);
    }

    /** A row for each scene, for the README. */
    private static String summary(Report report) {
        StringBuilder text = new StringBuilder();
        text.append(row("scene", "Tickwire", "Colyseus, its best setting", "Socket.IO, JSON", "C loop, same bytes"));
        text.append("|---|---|---|---|---|\n");
        for (Results results : report.scenes()) {
            text.append(row(
                    String.format(
                            Locale.ROOT,
                            "`%s`, %,d players: %s",
                            results.scene().key(),
                            results.players(),
                            results.scene().bars().stream().map(Figure::title).collect(Collectors.joining(", "))),
                    cell(results, Optional.of(Entrant.OURS)),
                    cell(results, best(results, BEST_COLYSEUS)),
                    cell(results, best(results, List.of(Kind.SOCKETIO))),
                    cell(results, best(results, List.of(Kind.FLOOR)))));
        }
        text.append("\nMedians of ")
                .append(report.terms().rounds())
                .append(" rounds; ~ is where it is no difference.\n");
        if (!report.limits().isEmpty()) {
            text.append("\nPlayers per core until the gap's p99 passes 75 ms: ")
                    .append(report.limits().stream()
                            .map(limit -> limit.entrant() + " " + limit.playersText())
                            .collect(Collectors.joining(", ")))
                    .append(".\n");
        }
        return text.toString();
    }

    private static Optional<String> best(Results results, List<Kind> kinds) {
        return kinds.stream()
                .map(Kind::key)
                .filter(results.entrants()::contains)
                .findFirst();
    }

    private static String cell(Results results, Optional<String> entrant) {
        if (entrant.isEmpty() || !results.entrants().contains(entrant.get())) {
            return "-";
        }
        String key = entrant.get();
        String values = results.scene().bars().stream()
                .map(figure -> mark(results, key, figure) + figure.formatWithUnit(results.median(key, figure)))
                .collect(Collectors.joining(", "));
        return key.equals(Entrant.OURS) ? "**" + values + "**" : values;
    }

    private static String mark(Results results, String entrant, Figure figure) {
        Spread ratio = results.timesOurs(entrant, figure);
        boolean isSame = figure.isCompared() && ratio.count() > 0 && !ratio.isDifference();
        return isSame && !entrant.equals(Entrant.OURS) ? "~" : "";
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
