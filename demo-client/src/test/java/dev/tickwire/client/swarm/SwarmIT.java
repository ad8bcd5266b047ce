package dev.tickwire.client.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.tickwire.client.swarm.bot.Bot;
import dev.tickwire.client.swarm.report.SwarmReport;
import dev.tickwire.client.swarm.report.SwarmReport.Presence;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.TickwireServer;
import dev.tickwire.server.config.ConfigReader;
import dev.tickwire.server.metrics.Counter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SwarmIT {
    private static final int BOTS = 20;

    private final AtomicBoolean isStopped = new AtomicBoolean();
    private TickwireServer server;

    @BeforeEach
    void startServer() throws Exception {
        server = new TickwireServer(ConfigReader.read(
                null, List.of("http.port=0", "loops.count=1", "roomTypes.arena.bots=0"), List.of(), List.of()));
        server.start();
    }

    @AfterEach
    void stopServer() {
        isStopped.set(true);
        server.close();
    }

    @Test
    void shouldPlayWithoutDesyncsAndLeavePolitely() throws Exception {
        SwarmRun run = Swarms.run(server, "arena", BOTS, false, isStopped);
        CompletableFuture<SwarmReport> done = Swarms.start(run);
        await().atMost(Duration.ofSeconds(30)).until(() -> count(run, "snapshots") >= BOTS * 40);
        isStopped.set(true);
        SwarmReport report = done.get(20, TimeUnit.SECONDS);
        assertThat(report.number("connected")).hasValue(BOTS);
        assertThat(report.number("joined")).hasValue(BOTS);
        assertThat(report.number("rooms")).hasValue(1);
        assertThat(report.number("desyncs")).hasValue(0);
        assertThat(report.number("resyncs")).hasValue(0);
        assertThat(report.number("disconnects")).hasValue(0);
        assertThat(report.number("tickRateHz")).hasValue(20);
        assertThat(report.number("bytesPerEntityUpdate").getAsDouble()).isBetween(0.5, 20.0);
        assertThat(report.number("inputLatencyMillis.p50").getAsDouble()).isPositive();
        assertThat(report.number("rttMillis.p50").getAsDouble()).isPositive();
        assertThat(report.number("joinMillis.max").getAsDouble()).isPositive();
        await().until(() -> server.counters().disconnects(DisconnectReason.LEFT) == BOTS);
    }

    @Test
    void shouldComeBackToTheSeatsWhenConnectionsBreak() throws Exception {
        SwarmRun run = Swarms.run(server, "arena", BOTS, true, isStopped);
        CompletableFuture<SwarmReport> done = Swarms.start(run);
        await().atMost(Duration.ofSeconds(30)).until(() -> count(run, "snapshots") >= BOTS * 10);
        run.crowd().all().forEach(bot -> run.crowd().cut(bot.member().number()));
        await().atMost(Duration.ofSeconds(30)).until(() -> count(run, "resumes") == BOTS);
        double then = count(run, "snapshots");
        await().until(() -> count(run, "snapshots") >= then + BOTS * 10);
        isStopped.set(true);
        SwarmReport report = done.get(20, TimeUnit.SECONDS);
        assertThat(report.number("connected")).hasValue(BOTS);
        assertThat(report.number("disconnects.CONNECTION_LOST")).hasValue(BOTS);
        assertThat(report.number("desyncs")).hasValue(0);
        assertThat(server.counters().get(Counter.SEATS_RESUMED)).isEqualTo(BOTS);
    }

    @Test
    void shouldNotDisturbOthersWhenHalfOfTheBotsBreakOff() throws Exception {
        SwarmRun run = Swarms.run(server, "arena", BOTS, false, isStopped);
        CompletableFuture<SwarmReport> done = Swarms.start(run);
        await().atMost(Duration.ofSeconds(30)).until(() -> count(run, "snapshots") >= BOTS * 10);
        for (int number = 1; number <= BOTS; number += 2) {
            run.crowd().cut(number);
        }
        await().until(() -> run.crowd().count(bot -> bot.state() == Bot.State.GONE) == BOTS / 2);
        double then = count(run, "snapshots");
        await().until(() -> count(run, "snapshots") >= then + BOTS * 10);
        isStopped.set(true);
        SwarmReport report = done.get(20, TimeUnit.SECONDS);
        assertThat(report.number("connected")).hasValue(BOTS / 2);
        assertThat(report.number("disconnects.CONNECTION_LOST")).hasValue(BOTS / 2);
        assertThat(report.number("disconnects")).hasValue(BOTS / 2);
        assertThat(report.number("desyncs")).hasValue(0);
        assertThat(report.number("resyncs")).hasValue(0);
    }

    @Test
    void shouldEndWhenTheServerDoes() throws Exception {
        SwarmRun run = Swarms.run(server, "arena", BOTS, false, isStopped);
        CompletableFuture<SwarmReport> done = Swarms.start(run);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> run.crowd().count(bot -> bot.state() == Bot.State.PLAYING) == BOTS);
        server.close();
        SwarmReport report = done.get(20, TimeUnit.SECONDS);
        assertThat(report.number("connected")).hasValue(0);
        assertThat(report.number("disconnects.SERVER_STOPPING")).hasValue(BOTS);
    }

    @Test
    void shouldWriteTheReportAndGoByItsChecks(@TempDir Path folder) {
        Path file = folder.resolve("report.json");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] arguments = {
            "--url",
            server.url(),
            "--bots",
            "5",
            "--duration",
            "500ms",
            "--report",
            file.toString(),
            "--seed",
            "12",
            "--fail-if",
            "desyncs>0",
            "--fail-if",
            "connected<5",
            "--fail-if",
            "disconnects>0"
        };
        assertThat(command(out, err).execute(arguments)).as(err.toString()).isZero();
        Config report = ConfigFactory.parseFile(file.toFile());
        assertThat(report.getInt("connected")).isEqualTo(5);
        assertThat(report.getLong("seed")).isEqualTo(12);
        assertThat(out.toString()).contains("5 of 5 connected").doesNotContain("failed");

        assertThat(command(out, err)
                        .execute("--url", server.url(), "--bots", "2", "--duration", "200ms", "--fail-if", "bots<100"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("failed: bots<100 (it is 2)");
    }

    @Test
    void shouldSayInOneLineWhyItCouldNotJoin() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertThat(command(out, err).execute("--url", server.url(), "--room-type", "chess"))
                .isEqualTo(1);
        assertThat(command(out, err).execute("--url", server.url(), "--room", "nowhere"))
                .isEqualTo(1);
        String url = server.url();
        server.close();
        assertThat(command(out, err).execute("--url", url)).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(3);
        assertThat(err.toString()).contains("UNKNOWN_ROOM_TYPE", "UNKNOWN_ROOM)", "CONNECT_FAILED");
        assertThat(out.toString()).isEmpty();
    }

    private static double count(SwarmRun run, String name) {
        return run.measured()
                .soFar(Presence.NOBODY, System.nanoTime())
                .number(name)
                .orElseThrow();
    }

    private static CommandLine command(StringWriter out, StringWriter err) {
        return new CommandLine(new SwarmCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    }
}
