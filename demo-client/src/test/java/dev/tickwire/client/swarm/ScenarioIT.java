package dev.tickwire.client.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tickwire.client.swarm.bot.Bot;
import dev.tickwire.client.swarm.report.SwarmReport;
import dev.tickwire.client.swarm.report.SwarmReport.Presence;
import dev.tickwire.client.swarm.scenario.Behaviour;
import dev.tickwire.client.swarm.scenario.InvalidScenarioException;
import dev.tickwire.client.swarm.scenario.ScenarioReader;
import dev.tickwire.server.TickwireServer;
import dev.tickwire.server.config.ConfigReader;
import dev.tickwire.server.metrics.Counter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenarios against a real server. */
class ScenarioIT {
    private static final String CROWD =
            "phases = [{ kind = ramp, players = 7, over = 300ms }, { kind = hold, for = 1h }]\n";

    private final AtomicBoolean isStopped = new AtomicBoolean();

    @TempDir
    private Path store;

    @Test
    void shouldDoTheSameInTheSameOrderBySeed(@TempDir Path first, @TempDir Path second) throws Exception {
        String scenario = """
                rooms { type = arena }
                mix { players { does = wander } }
                phases = [
                  { kind = ramp, players = 6, over = 1s }
                  { kind = churn, for = 4s, perSecond = 2, cuts = 0.5 }
                ]
                """;
        JournalOfRoom one = journal(first, scenario);
        JournalOfRoom two = journal(second, scenario);
        assertThat(one.joins()).hasSizeGreaterThan(6).isEqualTo(two.joins());
        assertThat(one.departures()).hasSizeGreaterThan(4).isEqualTo(two.departures());
        assertThat(one.inputs().keySet()).isEqualTo(two.inputs().keySet());
        one.inputs().forEach((name, inputs) -> {
            List<List<Integer>> others = two.inputs().get(name);
            int both = Math.min(inputs.size(), others.size());
            assertThat(inputs.subList(0, both)).as(name).isEqualTo(others.subList(0, both));
        });
        assertThat(one.inputs().get("Bot 1").size() + one.inputs().get("Bot 2").size())
                .isGreaterThan(6);
        assertThat(journal(first.resolve("other"), "seed = 2\n" + scenario)
                        .inputs()
                        .get("Bot 1"))
                .isNotEqualTo(one.inputs().get("Bot 1"));
    }

    private JournalOfRoom journal(Path directory, String scenario) throws Exception {
        try (TickwireServer server = server(
                "store.directory=\"" + directory + "\"", "roomTypes.arena.keep=journal", "roomTypes.arena.bots=0")) {
            run(server, scenario).get(60, TimeUnit.SECONDS);
        }
        return JournalOfRoom.read(directory);
    }

    @Test
    void shouldLeaveOthersAloneWhateverBotsDo() throws Exception {
        List<String> bad = Arrays.stream(Behaviour.values())
                .filter(Behaviour::isBad)
                .map(Behaviour::key)
                .toList();
        String mix = bad.stream().map(key -> key + " { does = " + key + " }").collect(Collectors.joining("\n"));
        try (TickwireServer server = server("roomTypes.arena.bots=0")) {
            SwarmRun run = swarm(server, """
                    rooms { type = arena }
                    mix { players { does = brain }
                    %s }
                    phases = [
                      { name = good, kind = ramp, players = 6, over = 300ms, of = [players] }
                      { name = bad, kind = ramp, players = %d, over = 300ms, of = [%s] }
                      { kind = hold, for = 1h }
                    ]""".formatted(mix, 6 + bad.size(), String.join(",", bad)));
            CompletableFuture<SwarmReport> done = Swarms.start(run);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(bad).allMatch(key -> hasActed(run, key)));
            double then = count(run, "snapshots");
            await().until(() -> count(run, "snapshots") > then + 6 * 20);
            isStopped.set(true);
            SwarmReport report = done.get(20, TimeUnit.SECONDS);
            assertThat(report.number("connected")).hasValue(6);
            assertThat(report.number("disconnects")).hasValue(0);
            assertThat(report.number("desyncs")).hasValue(0);
            assertThat(report.number("failedJoins")).hasValue(0);
            assertThat(report.number("groups.malformed.disconnects").getAsDouble())
                    .isPositive();
            assertThat(report.number("groups.oversized.disconnects").getAsDouble())
                    .isPositive();
            assertThat(server.counters().get(Counter.LOOP_ERRORS)).isZero();
        }
    }

    private static boolean hasActed(SwarmRun run, String key) {
        return count(run, "groups." + key + ".joins") + count(run, "groups." + key + ".refusedJoins") > 0;
    }

    @Test
    void shouldPutANetworkBetweenBotsAndServer() throws Exception {
        try (TickwireServer server = server()) {
            SwarmReport report = report(server, """
                    networks { far { delay = 40ms, jitter = 10ms, bytesPerSecond = 100kB } }
                    mix { players { network = far } }
                    """ + CROWD);
            assertThat(report.number("rttMillis.p50").getAsDouble()).isGreaterThan(80);
            assertThat(report.number("desyncs")).hasValue(0);
            assertThat(report.number("connected")).hasValue(7);
        }
    }

    @Test
    void shouldPlayWithoutDecoding() throws Exception {
        try (TickwireServer server = server()) {
            SwarmReport report = report(server, "decode = 0\n" + CROWD);
            assertThat(report.number("connected")).hasValue(7);
            assertThat(report.number("inputLatencyMillis.p50").getAsDouble()).isPositive();
            assertThat(report.number("resyncs")).hasValue(0);
        }
    }

    @Test
    void shouldOpenRoomsOfTheSizeThatIsAskedFor() throws Exception {
        try (TickwireServer server = server("roomTypes.whiteboard.game=whiteboard")) {
            SwarmReport report =
                    report(server, "rooms = [{ type = arena, size = 2 }, { type = whiteboard, size = 9 }]\n" + CROWD);
            assertThat(report.number("rooms")).hasValue(3);
            assertThat(report.number("connected")).hasValue(7);
        }
    }

    @Test
    void shouldDoWhatIsSaidOfEachBehaviour() throws Exception {
        try (TickwireServer server = server("roomTypes.whiteboard.game=whiteboard")) {
            SwarmReport report = report(server, """
                    rooms { type = whiteboard }
                    mix { a { does = idle }, b { does = spectate }, c { does = chat, perSecond = 20 }, d { does = command, perSecond = 20 } }
                    """ + CROWD);
            assertThat(report.number("connected")).hasValue(7);
            assertThat(report.number("commands").getAsDouble()).isPositive();
            assertThat(report.number("desyncs")).hasValue(0);
            assertThat(server.counters().get(Counter.CHATS_SAID)).isPositive();
        }
    }

    /** Of a run that ends once bots have played for a while. */
    private SwarmReport report(TickwireServer server, String scenario) throws Exception {
        SwarmRun run = swarm(server, scenario);
        CompletableFuture<SwarmReport> done = Swarms.start(run);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> run.crowd().count(bot -> bot.state() == Bot.State.PLAYING) == 7);
        await().atMost(Duration.ofSeconds(30)).until(() -> count(run, "durationSeconds") > 1.5);
        isStopped.set(true);
        return done.get(20, TimeUnit.SECONDS);
    }

    private static double count(SwarmRun run, String name) {
        return run.measured()
                .soFar(Presence.NOBODY, System.nanoTime())
                .number(name)
                .orElseThrow();
    }

    private CompletableFuture<SwarmReport> run(TickwireServer server, String scenario) throws InvalidScenarioException {
        return Swarms.start(swarm(server, scenario));
    }

    private SwarmRun swarm(TickwireServer server, String scenario) throws InvalidScenarioException {
        return Swarms.run(server, ScenarioReader.parse("test", scenario), isStopped);
    }

    private TickwireServer server(String... settings) throws Exception {
        List<String> all =
                new ArrayList<>(List.of("http.port=0", "loops.count=1", "store.directory=\"" + store + "\""));
        all.addAll(List.of(settings));
        TickwireServer server = new TickwireServer(ConfigReader.read(null, all, List.of(), List.of()));
        server.start();
        return server;
    }
}
