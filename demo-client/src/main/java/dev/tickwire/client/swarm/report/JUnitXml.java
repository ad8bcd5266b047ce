package dev.tickwire.client.swarm.report;

import java.util.Locale;

/** A report as JUnit's XML: a test suite, with a case for each thing that was checked. */
public final class JUnitXml {
    private JUnitXml() {}

    public static String of(SwarmReport report, Verdict verdict) {
        String scenario = report.text("scenario");
        String suite = scenario.isEmpty() ? "swarm" : "swarm." + scenario;
        double seconds = report.number(FigureMap.SECONDS).orElse(0);
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append(String.format(
                Locale.ROOT,
                "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"0\" time=\"%.3f\">%n",
                Markup.escaped(suite),
                verdict.cases().size(),
                verdict.failures().size(),
                seconds));
        for (Verdict.Case each : verdict.cases()) {
            xml.append(String.format(
                    Locale.ROOT,
                    "  <testcase classname=\"%s\" name=\"%s\" time=\"0\"",
                    Markup.escaped(suite),
                    Markup.escaped(each.name())));
            if (each.failure().isEmpty()) {
                xml.append(" />\n");
            } else {
                xml.append(String.format(
                        Locale.ROOT,
                        ">%n    <failure message=\"%s\" />%n  </testcase>%n",
                        Markup.escaped(each.failure())));
            }
        }
        xml.append("  <system-out>")
                .append(Markup.escaped(ReportText.of(report)))
                .append("</system-out>\n</testsuite>\n");
        return xml.toString();
    }
}
