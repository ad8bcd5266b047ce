package dev.tickwire.server;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.tickwire.server.fixture.Browser;
import dev.tickwire.server.fixture.Command;
import dev.tickwire.server.fixture.Prometheus;
import dev.tickwire.server.fixture.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With Debian's Prometheus: what it is told, the alert rules, and the expressions of the dashboard. */
class PrometheusIT {
    private static final Path FILES =
            Path.of("..", "docs", "deploy", "prometheus").toAbsolutePath();
    private static Path programs = Path.of("");

    @TempDir
    Path folder;

    @BeforeAll
    static void find() {
        programs = Command.programs("prometheus");
    }

    @Test
    void shouldTakeTheExampleConfigAndTheAlertRules() {
        promtool("check", "config", FILES.resolve("prometheus.yml").toString());
        promtool("check", "rules", FILES.resolve("tickwire-alerts.yml").toString());
    }

    @Test
    void shouldTakeTheExpressionsOfTheDashboard() throws Exception {
        List<String> rules = new ArrayList<>(List.of("groups: [{ name: dashboard, rules: ["));
        var dashboard = JSONObjectUtils.parse(Files.readString(FILES.resolve("tickwire-dashboard.json")));
        for (Map<String, Object> panel : JSONObjectUtils.getJSONObjectArray(dashboard, "panels")) {
            for (Object target : (List<?>) panel.getOrDefault("targets", List.of())) {
                String expression = String.valueOf(((Map<?, ?>) target).get("expr"))
                        .replace("$__rate_interval", "5m")
                        .replaceAll("\\$\\w+", ".*");
                rules.add("{ record: \"a:b" + rules.size() + "\", expr: '" + expression + "' },");
            }
        }
        rules.add("] }]");

        assertThat(rules).hasSizeGreaterThan(40);
        promtool(
                "check",
                "rules",
                Files.write(folder.resolve("dashboard.yml"), rules).toString());
    }

    @Test
    void shouldScrapeAServerThatIsPlayedOn() throws Exception {
        try (TestServer server = TestServer.start();
                Browser ada = Browser.joined(server, "Ada");
                Browser bo = Browser.joined(server, "Bo");
                Prometheus prometheus =
                        new Prometheus(programs, folder, server.adminUri().getAuthority())) {
            ada.awaitSnapshots(3);
            bo.awaitSnapshots(3);
            HttpResponse<String> scrape = Browser.HTTP.send(
                    HttpRequest.newBuilder(server.adminUri().resolve("/metrics"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(scrape.headers().firstValue("Content-Type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
            Path metrics = Files.writeString(folder.resolve("metrics.txt"), scrape.body());
            Command.run(List.of(programs.resolve("promtool").toString(), "check", "metrics"), metrics.toFile())
                    .require("promtool check metrics");

            patiently()
                    .until(() -> prometheus
                            .query("sum(tickwire_players{room_type=\"regatta\"})")
                            .equals(java.util.OptionalDouble.of(2)));
            assertThat(prometheus.query("up{job=\"tickwire\"}")).hasValue(1);
            assertThat(prometheus.query("tickwire_ready")).hasValue(1);
            assertThat(prometheus.query("tickwire_join_seconds_count")).hasValue(2);
            assertThat(prometheus.query("tickwire_keyframes_total{reason=\"joined\"}"))
                    .hasValue(2);
            assertThat(prometheus
                            .query("tickwire_step_seconds_count{room_type=\"regatta\"}")
                            .orElse(0))
                    .isPositive();
            assertThat(prometheus.query("tickwire_resyncs_total")).hasValue(0);
        }
    }

    private static void promtool(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(programs.resolve("promtool").toString()));
        command.addAll(List.of(arguments));
        Command.run(command).require(String.join(" ", command));
    }
}
