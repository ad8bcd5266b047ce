package dev.tickwire.server;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.Feature;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.server.config.ConfigFiles;
import dev.tickwire.server.config.ConfigReader;
import dev.tickwire.server.config.ConfigSource;
import dev.tickwire.server.config.ServerConfig;
import dev.tickwire.server.directory.RoomDirectory.Answer;
import dev.tickwire.server.directory.RoomDirectory.Wanted;
import dev.tickwire.server.fixture.FakeOutlet;
import dev.tickwire.server.fixture.Watcher;
import dev.tickwire.server.identity.Identity;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.SeatRequest;
import dev.tickwire.server.seats.Software;
import dev.tickwire.server.swap.SwapSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Games of a directory that change while a server runs, and a room of theirs is open. */
class GamesReloadTest {
    private static final String GAME = """
            import dev.tickwire.simulation.world.*;

            public class Dots extends Game {
                final Table keys = inputs(new Table("keys", 4));
                final Column dx = keys.integer("dx", -1, 1);
                final Table dots = players(new Table("dots", 4));
                final Column x = dots.integer("x", 0, 100000);
                //columns

                @Override public void step(Step step) {
                    for (int dot = dots.first(); dot >= 0; dot = dots.next(dot)) {
                        x.add(dot, 1);
                    }
                    //rules
                }
                //more
            }
            """;

    @TempDir
    Path folder;

    private final Thread thread = Thread.currentThread();
    private final ClassLoader before = thread.getContextClassLoader();
    private final FakeOutlet outlet = new FakeOutlet();
    private final Watcher watcher = new Watcher();
    private int read;
    private Path classes;
    private TickwireServer server;
    private GamesReload reload;

    @BeforeEach
    void start() throws Exception {
        classes = Files.createDirectories(folder.resolve("classes"));
        compile("Dots", GAME);
        GameFiles files = GameFiles.read(classes);
        GameLoader loader = new GameLoader(files);
        thread.setContextClassLoader(loader);
        ConfigSource source = new ConfigSource(
                null,
                List.of(
                        "http.port=0",
                        "admin.port=off",
                        "roomTypeDefaults.tickRateHz=100",
                        "roomTypeDefaults.snapshotRateHz=100",
                        "roomTypeDefaults.maxUnacked=1h",
                        "roomTypes.dots.rules=/dots.js",
                        "roomTypeDefaults.slowestSnapshotRateHz=100",
                        "saves.url=\"jdbc:sqlite::memory:\""),
                GameClasses.in(classes).games(),
                List.of());
        ServerConfig config = ConfigReader.load(source, new ConfigFiles()).server();
        server = new TickwireServer(config);
        server.start();
        reload = new GamesReload(
                classes,
                files,
                loader,
                source,
                server.rooms(),
                new SwapSettings(false, 20, 60_000),
                1_500,
                sentence -> {});
        join();
    }

    @AfterEach
    void stop() {
        reload.close();
        server.close();
        thread.setContextClassLoader(before);
    }

    private void join() {
        AtomicReference<Answer> answer = new AtomicReference<>();
        server.rooms()
                .take(
                        new Wanted.ByType("dots", false),
                        new SeatRequest(
                                Identity.anonymous("Ada"),
                                Role.PLAYER,
                                true,
                                new Software(List.of(Codec.PACKED), List.of(Feature.SWAPS), 0, ""),
                                "",
                                false,
                                null),
                        outlet,
                        answer::set);
        patiently().until(() -> answer.get() instanceof Answer.Seated);
        patiently().until(() -> frames() > 2);
    }

    private int frames() {
        List<byte[]> messages = outlet.messages();
        while (read < messages.size()) {
            watcher.receive(messages.get(read++));
        }
        return watcher.frames().size();
    }

    private void compile(String name, String source) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("java.class.path") + File.pathSeparator + classes,
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        file.toString());
        assertThat(status).isZero();
    }

    private List<String> take() {
        assertThat(reload.begin()).isTrue();
        patiently()
                .until(() -> reload.report().stream()
                        .anyMatch(said -> said.equals("Done.")
                                || (said.startsWith("The games are") && !said.endsWith("and start."))));
        return reload.report();
    }

    private void assertGoesOn() {
        int sofar = frames();
        patiently().until(() -> frames() > sofar + 5);
        assertThat(outlet.reason()).isNull();
        assertThat(server.rooms().list()).hasSize(1);
    }

    @Test
    void shouldTakeNothingWhereNothingHasChanged() {
        assertThat(take()).containsExactly("The games are as they were: nothing changes.");
    }

    @Test
    void shouldGoOnByNewRulesWithWhatThereWas() throws IOException {
        int x = watcher.raw("dots", 0, "x");
        String rules = watcher.welcome().getRules();
        assertThat(rules).matches("/dots\\.js\\?v=[0-9a-f]+");
        compile("Dots", GAME.replace("//columns", "final Column fuel = dots.integer(\"fuel\", 3, 9);"));
        List<String> report = take();
        assertThat(report).hasSize(3);
        assertThat(report.get(1)).startsWith("Room ").contains("goes by the new rules, after ");
        assertGoesOn();
        assertThat(watcher.raw("dots", 0, "x")).isGreaterThan(x);
        assertThat(watcher.raw("dots", 0, "fuel")).isEqualTo(3);
        assertThat(watcher.welcome().getRules()).startsWith("/dots.js?v=").isNotEqualTo(rules);
        assertThat(server.counters().get(Counter.SWAPS_DONE)).isEqualTo(1);
        assertThat(server.rooms().types().get(0).schemaHash())
                .isEqualTo(watcher.welcome().getSchemaHash());
    }

    @Test
    void shouldRefuseAClassThatNeedsALibraryThatIsNotThere() throws IOException {
        compile("Lib", "public class Lib { public static int two() { return 2; } }");
        compile("Dots", GAME.replace("//more", "static int two = Lib.two();"));
        Files.delete(classes.resolve("Lib.class"));
        assertThat(take().get(0)).contains("The games are not taken: ").contains("Lib");
        assertGoesOn();
    }

    @Test
    void shouldRefuseAStaticInitialiserThatThrows() throws IOException {
        compile("Dots", GAME.replace("//more", "static int one = Integer.parseInt(\"one\");"));
        assertThat(take().get(0)).contains("java.lang.NumberFormatException");
        assertGoesOn();
    }

    @Test
    void shouldRefuseAConstructorThatDoesNotComeBack() throws IOException {
        compile("Dots", GAME.replace("//more", "{ while (keys != null) { Thread.onSpinWait(); } }"));
        assertThat(take().get(0)).contains("does not come back from its start within 1500 ms; it is at ");
        assertGoesOn();
    }

    @Test
    void shouldRefuseWhatIsNoGame() throws IOException {
        compile("Dots", "public class Dots {}");
        assertThat(take().get(0)).startsWith("The games are not taken: ");
        assertGoesOn();
    }

    @Test
    void shouldRefuseWhatCannotBeMapped() throws IOException {
        compile("Dots", GAME.replace("dots.integer(\"x\", 0, 100000)", "dots.angle(\"x\", 8)"));
        assertThat(take())
                .contains(
                        "Room type dots keeps its rules: table dots: column x was of the kind INTEGER and is of the kind"
                                + " ANGLE: give it another name.");
        assertGoesOn();
        assertThat(server.counters().get(Counter.SWAPS_DONE)).isZero();
    }

    @Test
    void shouldRefuseRulesThatThrowBesideTheRoom() throws IOException {
        compile(
                "Dots",
                GAME.replace("//rules", "if (dots.count() > 0) throw new UnsupportedOperationException(\"no\");"));
        assertThat(take().get(1))
                .startsWith(
                        "Room type dots keeps its rules: its game Dots threw java.lang.UnsupportedOperationException: no");
        assertGoesOn();
    }

    @Test
    void shouldRefuseStepsThatTakeTooLong() throws IOException {
        compile(
                "Dots",
                GAME.replace("//rules", "for (long end = System.nanoTime() + 60_000_000; System.nanoTime() < end;) ;"));
        assertThat(take().get(1)).contains("µs of processor time, and may take 10000");
        assertGoesOn();
    }

    @Test
    void shouldGoBackWhenRulesFailAfterTheTrial() throws IOException {
        compile(
                "Dots",
                GAME.replace("//more", "int steps;")
                        .replace("//rules", "if (++steps > 40) throw new UnsupportedOperationException(\"late\");"));
        assertThat(take()).anyMatch(said -> said.contains("goes by the new rules"));
        patiently().until(() -> server.counters().get(Counter.SWAPS_ROLLED_BACK) == 1);
        assertThat(reload.report())
                .anyMatch(said -> said.contains("is back at its rules from before") && said.contains("late"));
        assertGoesOn();
        assertThat(watcher.frames()).isSortedAccordingTo(Comparator.comparingInt(ServerFrame::getTick));
    }
}
