package dev.tickwire.client.swarm.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A report as a page that stands alone: it loads nothing, and runs nothing. */
public final class HtmlReport {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final SwarmReport report;
    private final StringBuilder page = new StringBuilder();

    private HtmlReport(SwarmReport report) {
        this.report = report;
    }

    public static String of(SwarmReport report) {
        return new HtmlReport(report).render();
    }

    private String render() {
        String scenario = report.text("scenario");
        String title = scenario.isEmpty() ? "Swarm" : "Swarm: " + scenario;
        boolean hasFailed = report.text("verdict").equals("failed");
        page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(Markup.escaped(title + (hasFailed ? " (failed)" : "")))
                .append("</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                        + "<meta name=\"color-scheme\" content=\"light dark\"><style>\n")
                .append(style())
                .append("</style></head><body>\n");
        head(title, hasFailed);
        tiles();
        page.append("<section class=\"charts\" aria-label=\"Over time\">\n");
        new HtmlCharts(report).markup().forEach(page::append);
        page.append("</section>\n<section class=\"tables\">\n");
        thresholds();
        comparison();
        delays();
        parts("phases", "Phases");
        parts("groups", "Groups");
        counts();
        server();
        page.append("</section>\n</body></html>\n");
        return page.toString();
    }

    private void head(String title, boolean hasFailed) {
        page.append("<header><p class=\"verdict " + (hasFailed ? "failed" : "passed") + "\">"
                + (hasFailed ? "Failed" : "Passed") + "</p><h1>" + Markup.escaped(title)
                + "</h1><p class=\"subject\">");
        double started = report.number("startedEpochMillis").orElse(0);
        String type = report.text("roomType");
        page.append(Markup.escaped(String.join(
                " · ",
                TIME.format(Instant.ofEpochMilli((long) started)),
                report.text("url"),
                type.isEmpty() ? "the server's first room type" : type,
                amount("bots") + " bots",
                "seed " + (long) report.number("seed").orElse(0),
                amount(FigureMap.SECONDS) + " s measured")));
        page.append("</p></header>\n");
        List<String> remarks = new ArrayList<>();
        if (report.values().get("failures") instanceof List<?> failures) {
            failures.forEach(failure ->
                    remarks.add("<p class=\"failure\">" + Markup.escaped(upper(failure.toString())) + "</p>"));
        }
        if (report.isSaturated()) {
            remarks.add("<p class=\"doubt\">" + Markup.escaped(upper(report.text("swarm.why")))
                    + ". The times here are not the server's alone.</p>");
        }
        if (!report.text("server.note").isEmpty()) {
            remarks.add("<p class=\"note\">The server's own figures are " + Markup.escaped(report.text("server.note"))
                    + "</p>");
        }
        remarks.forEach(remark -> page.append(remark).append('\n'));
    }

    private void tiles() {
        page.append("<section class=\"tiles\" aria-label=\"In short\">\n");
        tile("Players at the end", amount("connected"), "of " + amount("bots"));
        tile("Snapshot gap p99", amount("snapshotGapMillis.p99"), "ms, p50 " + amount("snapshotGapMillis.p50"));
        tile("Input latency p99", amount("inputLatencyMillis.p99"), "ms, p50 " + amount("inputLatencyMillis.p50"));
        tile("Join p99", amount("joinMillis.p99"), "ms, longest " + amount("joinMillis.max"));
        tile("Bytes down", amount("bytesPerBotPerSecond"), "per bot and second");
        tile("Desyncs", amount("desyncs"), amount("disconnects") + " disconnects");
        if (!Double.isNaN(report.number("server.during.cpuCores").orElse(Double.NaN))) {
            tile(
                    "Server",
                    amount("server.during.cpuCores"),
                    "cores, step " + amount("server.during.stepMillis.p99") + " ms");
        }
        tile("Swarm", amount(FigureMap.CPU_CORES), "cores, lag " + amount("swarmLagMillis.p99") + " ms");
        page.append("</section>\n");
    }

    private void tile(String name, String value, String more) {
        page.append("<div class=\"tile\"><span>" + Markup.escaped(name) + "</span><b>" + Markup.escaped(value)
                + "</b><small>" + Markup.escaped(more) + "</small></div>\n");
    }

    private void thresholds() {
        HtmlTable table = new HtmlTable("Thresholds", "fails if", "is", "limit", "", "");
        for (Map<?, ?> each : maps(report.values().get("thresholds"))) {
            boolean failed = Boolean.TRUE.equals(each.get("failed"));
            String doubt = Boolean.FALSE.equals(each.get("isTrusted")) ? "not to be trusted" : "";
            table.row(
                    failed ? "failed" : "",
                    String.valueOf(each.get("expression")),
                    amountOf(each.get("value")),
                    amountOf(each.get("limit")),
                    failed ? "failed" : "passed",
                    doubt);
        }
        page.append(table.markup(""));
    }

    private void comparison() {
        if (!(report.values().get("compare") instanceof Map<?, ?> compare)) {
            return;
        }
        HtmlTable table = new HtmlTable("Since the older report", "figure", "was", "is", "spread was", "spread is", "");
        for (Map<?, ?> each : maps(compare.get("figures"))) {
            boolean hasMoved = Boolean.TRUE.equals(each.get("hasMoved"));
            table.row(
                    hasMoved ? "moved" : "",
                    String.valueOf(each.get("name")),
                    amountOf(each.get("before")),
                    amountOf(each.get("now")),
                    amountOf(each.get("spreadBefore")),
                    amountOf(each.get("spreadNow")),
                    hasMoved ? ReportText.change(each) : "within noise");
        }
        List<String> notes = new ArrayList<>();
        notes.add(String.valueOf(compare.get("rule")));
        if (compare.get("notes") instanceof List<?> more) {
            more.forEach(note -> notes.add(upper(String.valueOf(note)) + "."));
        }
        page.append(table.markup(String.join(" ", notes)));
    }

    private void delays() {
        HtmlTable table = new HtmlTable("Times", "milliseconds", "p50", "p99", "p99.9", "max");
        for (Delay delay : Delay.values()) {
            String key = delay.key();
            if (!Double.isNaN(report.number(key + ".max").orElse(Double.NaN))) {
                table.row(
                        "",
                        HtmlTable.words(key.replace("Millis", "")),
                        amount(key + ".p50"),
                        amount(key + ".p99"),
                        amount(key + ".p999"),
                        amount(key + ".max"));
            }
        }
        page.append(table.markup("What was due while something stood still counts, too."));
    }

    private void parts(String key, String title) {
        if (!(report.values().get(key) instanceof Map<?, ?> parts)) {
            return;
        }
        HtmlTable table = new HtmlTable(
                title,
                "",
                "snapshots",
                "gap p50",
                "gap p99",
                "gap max",
                "input p99",
                "join p99",
                "desyncs",
                "disconnects");
        parts.keySet().forEach(name -> {
            String path = key + "." + name + ".";
            table.row(
                    "",
                    String.valueOf(name),
                    amount(path + "snapshots"),
                    amount(path + "snapshotGapMillis.p50"),
                    amount(path + "snapshotGapMillis.p99"),
                    amount(path + "snapshotGapMillis.max"),
                    amount(path + "inputLatencyMillis.p99"),
                    amount(path + "joinMillis.p99"),
                    amount(path + "desyncs"),
                    amount(path + "disconnects"));
        });
        page.append(table.markup(""));
    }

    private void counts() {
        HtmlTable table = new HtmlTable("Figures", "", "");
        report.values().forEach((name, value) -> {
            if (value instanceof Number number && !name.equals("startedEpochMillis") && !name.equals("seed")) {
                table.row("", HtmlTable.words(name), Amounts.text(number.doubleValue()));
            }
        });
        page.append(table.markup(""));
        HtmlTable reasons = new HtmlTable("Disconnects", "reason", "");
        if (report.values().get(FigureMap.DISCONNECTS) instanceof Map<?, ?> map) {
            map.forEach((reason, times) -> reasons.row("", String.valueOf(reason), amountOf(times)));
        }
        page.append(reasons.markup(""));
    }

    private void server() {
        HtmlTable state = new HtmlTable("Server before and after", "", "before", "after");
        for (String name : ServerLoad.state(null).keySet()) {
            double before = report.number("server.before." + name).orElse(Double.NaN);
            double after = report.number("server.after." + name).orElse(Double.NaN);
            if (!Double.isNaN(before)) {
                state.row("", HtmlTable.words(name), Amounts.text(before), Amounts.text(after));
            }
        }
        page.append(state.markup(""));
        HtmlTable during = new HtmlTable("Server meanwhile", "", "");
        addNumbers("", report.values().get("server") instanceof Map<?, ?> map ? map.get("during") : null, during);
        page.append(during.markup(""));
    }

    private static void addNumbers(String before, @Nullable Object of, HtmlTable table) {
        if (of instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (value instanceof Number number && !Double.isNaN(number.doubleValue())) {
                    table.row("", before + HtmlTable.words(String.valueOf(name)), Amounts.text(number.doubleValue()));
                }
                addNumbers(HtmlTable.words(String.valueOf(name)) + ", ", value, table);
            });
        }
    }

    private static List<Map<?, ?>> maps(@Nullable Object list) {
        List<Map<?, ?>> maps = new ArrayList<>();
        if (list instanceof List<?> all) {
            all.forEach(each -> {
                if (each instanceof Map<?, ?> map) {
                    maps.add(map);
                }
            });
        }
        return maps;
    }

    private String amount(String path) {
        return Amounts.text(report.number(path).orElse(Double.NaN));
    }

    private static String amountOf(@Nullable Object value) {
        return Amounts.text(value instanceof Number number ? number.doubleValue() : Double.NaN);
    }

    private static String upper(String sentence) {
        return sentence.isEmpty() ? "" : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static String style() {
        try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(Objects.requireNonNull(css, "report.css").readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
