package dev.tickwire.client.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.tickwire.server.TickwireServer;
import dev.tickwire.server.config.ConfigReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What reports have of the server itself, and the files that are written. */
class SwarmReportIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private TickwireServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void startServer() throws Exception {
        server = new TickwireServer(ConfigReader.read(
                null,
                List.of("http.port=0", "admin.port=0", "loops.count=1", "roomTypes.arena.bots=0"),
                List.of(),
                List.of()));
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void shouldTellWhatTheServerSaysOfItselfInEveryFile() {
        Path page = folder.resolve("report.html");
        Path junit = folder.resolve("report.xml");
        int status = swarm(
                "--admin",
                server.adminUrl(),
                "--duration",
                "2500ms",
                "--html",
                page.toString(),
                "--junit",
                junit.toString(),
                "--fail-if",
                "server.during.ticksPerSecond<1");
        assertThat(status).as(out.toString() + err).isZero();
        Config report = report();
        assertThat(report.getDouble("server.before.players")).isZero();
        assertThat(report.getDouble("server.after.players")).isEqualTo(5);
        assertThat(report.getDouble("server.during.cpuCores")).isPositive();
        assertThat(report.getDouble("server.during.stepMillis.p99")).isPositive();
        assertThat(report.getDoubleList("curve.players")).last().isEqualTo(5.0);
        assertThat(report.getString("verdict")).isEqualTo("passed");
        assertThat(page).content().contains("Server&#39;s step", "Snapshot gap", "Passed");
        assertThat(junit).content().contains("<testsuite name=\"swarm\" tests=\"4\" failures=\"0\"");
    }

    @Test
    void shouldReportWithoutTheFiguresOfWhatIsNoServerOfOurs() {
        assertThat(swarm("--admin", server.url(), "--duration", "300ms")).isZero();
        assertThat(report().getString("server.note")).contains("not known", "404");
        assertThat(out.toString()).contains("its own figures are not known");
    }

    @Test
    void shouldCompareWithAnOlderReport() {
        assertThat(swarm("--duration", "300ms")).isZero();
        assertThat(swarm(
                        "--duration",
                        "300ms",
                        "--compare",
                        folder.resolve("report.json").toString()))
                .isZero();
        assertThat(out.toString()).contains("Since the older report", "nothing");
        assertThat(swarm("--compare", folder.resolve("none.json").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--compare: there is no");
    }

    private int swarm(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--url",
                server.url(),
                "--bots",
                "5",
                "--report",
                folder.resolve("report.json").toString()));
        arguments.addAll(List.of(more));
        return new CommandLine(new SwarmCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }

    private Config report() {
        return ConfigFactory.parseFile(folder.resolve("report.json").toFile());
    }
}
