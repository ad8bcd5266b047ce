package dev.tickwire.client.swarm.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.client.swarm.report.SwarmReport.Presence;
import dev.tickwire.client.swarm.report.SwarmReport.Subject;
import java.io.ByteArrayInputStream;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class HtmlReportTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void shouldStandAlone() {
        assertThat(HtmlReport.of(run("arena")))
                .doesNotContain("<script", "<link", "@import", "src=", "href=", "url(")
                .contains("prefers-color-scheme: dark", "<svg", "width=device-width");
    }

    @Test
    void shouldWriteNothingThatOthersChoseAsMarkup() {
        String page = HtmlReport.of(run("<img onerror=alert(1)>"));
        assertThat(page).doesNotContain("<img").contains("&lt;img onerror=alert(1)&gt;");
    }

    @Test
    void shouldMarkThePhaseInWhichAThresholdFailed() {
        SwarmReport report = run("arena");
        Verdict.of(report, List.of(FailIf.parse("phases.hold.snapshotGapMillis.p99>55", report)));
        assertThat(HtmlReport.of(report))
                .contains("Failed: phases.hold.snapshotGapMillis.p99&gt;55 (it is", "<rect class=\"failed\"", "p99 55");
        Verdict.of(report, List.of(FailIf.parse("phases.hold.snapshotGapMillis.p99>75", report)));
        assertThat(HtmlReport.of(report))
                .doesNotContain("<rect class=\"failed\"")
                .contains("p99 75");
    }

    @Test
    void shouldRenderAReportWithoutAnyFigures() {
        assertThat(HtmlReport.of(SwarmReport.empty(Reports.SUBJECT)))
                .contains("In short")
                .doesNotContain("NaN", "<figure");
    }

    @Test
    void shouldTellJUnitWhatFailed() throws Exception {
        SwarmReport report = run("a\u0000<b>&\"c\"");
        Verdict verdict = Verdict.of(
                report,
                List.of(
                        FailIf.parse("snapshotGapMillis.p99>55", report),
                        FailIf.parse("snapshotGapMillis.p99>75", report)));
        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(JUnitXml.of(report, verdict).getBytes(UTF_8)));
        assertThat(xml.getDocumentElement().getAttribute("tests")).isEqualTo("4");
        assertThat(xml.getDocumentElement().getAttribute("failures")).isEqualTo("1");
        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(4);
        assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(1);
    }

    private static SwarmReport run(String roomType) {
        Measure measure = new Measure(new Subject("ws://127.0.0.1:1/ws", roomType, 7, 10), 0, 0, () -> 0);
        Tally tally = measure.tally("players", false);
        measure.phase("join", false, 0);
        measure.sample(Presence.NOBODY, SECOND);
        measure.phase("hold", true, SECOND);
        for (int second = 2; second < 10; second++) {
            tally.gap(60_000_000, 1000 * SECOND);
            measure.sample(new Presence(10, 10, 0, 0, 0, 1, 20, 20, 200), second * SECOND);
        }
        return measure.finish(Presence.NOBODY, 10 * SECOND);
    }
}
