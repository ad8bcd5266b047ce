package dev.tickwire.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tickwire.server.config.ConfigFiles;
import dev.tickwire.server.config.ConfigReader;
import dev.tickwire.server.config.ConfigSource;
import dev.tickwire.server.config.LoadedConfig;
import dev.tickwire.server.directory.RoomDirectory;
import dev.tickwire.server.fixture.FakeOutlet;
import dev.tickwire.server.fixture.LogLines;
import dev.tickwire.server.fixture.SeatRequests;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.SeatRequest;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigWatchTest {
    private static final List<String> SETTINGS = List.of("roomTypes.arena.playerLimit=7");
    private static final String AT_20_HZ = "roomTypes.arena { game = arena, tickRateHz = 20 }";
    private static final String AT_40_HZ = "roomTypes.arena { game = arena, tickRateHz = 40 }";

    @TempDir
    private Path dir;

    private final LogLines log = new LogLines(ConfigWatch.class.getName());
    private Path file;
    private TickwireServer server;
    private ConfigWatch watch;
    private long nowNanos;

    @BeforeEach
    void serve() throws Exception {
        file = dir.resolve("tickwire.conf");
        serve(AT_20_HZ);
    }

    private void serve(String hocon) throws Exception {
        Files.writeString(file, hocon);
        ConfigSource source = new ConfigSource(file, SETTINGS, List.of(), List.of());
        LoadedConfig loaded = ConfigReader.load(source, new ConfigFiles());
        server = new TickwireServer(loaded.server());
        watch = new ConfigWatch(source, loaded, server);
    }

    @AfterEach
    void closeLog() {
        watch.close();
        log.close();
    }

    @Test
    void shouldFollowTheFileAndKeepWhatTheCommandLineSets() throws IOException {
        RoomType before = arena();
        looks(3);
        assertThat(arena()).isSameAs(before);

        Files.writeString(file, "roomTypes.arena { game = arena, tickRateHz = 40, snapshotRateHz = 20 }");
        looks(2);

        assertThat(arena().tickRateHz()).isEqualTo(40);
        assertThat(arena().settings().capacity().players()).isEqualTo(7);
    }

    @Test
    void shouldGoOnAsBeforeWhereTheFileIsWrong() throws IOException {
        RoomType before = arena();
        Files.writeString(file, "roomTypes.arena { game = arena, tickRateHz = fast }");
        looks(5);
        assertThat(arena()).isSameAs(before);
        assertThat(log.take())
                .singleElement()
                .asString()
                .startsWith("ERROR the changed config is not taken, and the one before goes on: ")
                .contains("tickRateHz must be a number, not fast");

        Files.writeString(file, "roomTypes.arena { game = arena");
        looks(2);
        assertThat(arena()).isSameAs(before);

        Files.writeString(file, "roomTypes.arena { game = arena, tickRateHz = 30, snapshotRateHz = 30 }");
        looks(2);
        assertThat(arena().tickRateHz()).isEqualTo(30);
    }

    // A file that is being written

    @Test
    void shouldWaitUntilAFileThatIsBeingWrittenStaysTheSame() throws IOException {
        RoomType before = arena();
        for (String half : List.of("roomTypes.a {}", "roomTypes.arena {}", "http.port = 1")) {
            Files.writeString(file, half);
            look();
        }
        watch.check(nowNanos + TimeUnit.MILLISECONDS.toNanos(ConfigWatch.SETTLING_MILLIS - 1));
        assertThat(server.rooms().types()).containsExactly(before);
        assertThat(log.take()).isEmpty();

        Files.writeString(file, AT_40_HZ);
        looks(2);
        assertThat(arena().tickRateHz()).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n \n", "# roomTypes.arena {}\n// nothing\n", "\uFEFF"})
    void shouldRefuseAFileThatHasLostItsContent(String empty) throws IOException {
        RoomType before = arena();
        Files.writeString(file, empty);
        looks(5);
        assertThat(server.rooms().types()).containsExactly(before);
        assertThat(log.take())
                .containsExactly("ERROR the changed config is not taken, and the one before goes on: the config file "
                        + file + " is empty, or has only comments: write {} into it if that is what you want");

        Files.writeString(file, AT_40_HZ);
        looks(2);
        assertThat(arena().tickRateHz()).isEqualTo(40);
    }

    @Test
    void shouldTakeTheDefaultsWhereTheFileAsksForThem() throws IOException {
        Files.writeString(file, "{}");
        looks(2);

        assertThat(server.rooms().types()).extracting(RoomType::name).containsExactly("arena", "whiteboard");
    }

    @Test
    void shouldTakeAFileThatWasEmptyFromTheStart() throws Exception {
        serve("# nothing yet");
        Files.writeString(file, "\n");
        looks(2);
        Files.writeString(file, AT_40_HZ);
        looks(2);

        assertThat(log.take()).hasSize(2).first().isEqualTo("INFO the config files have changed, but no value in them");
        assertThat(arena().tickRateHz()).isEqualTo(40);
    }

    // A file that cannot be read

    @Test
    void shouldWaitForAFileThatIsGoneForAMoment() throws IOException {
        RoomType before = arena();
        Files.delete(file);
        look();
        assertThat(arena()).isSameAs(before);
        assertThat(log.take()).isEmpty();

        Files.writeString(file, "roomTypes.arena { game = arena, tickRateHz = 10, snapshotRateHz = 10 }");
        looks(2);
        assertThat(arena().tickRateHz()).isEqualTo(10);
    }

    @Test
    void shouldSayOnceThatAFileIsGoneAndOnceThatItIsBack() throws IOException {
        Files.delete(file);
        looks(5);
        assertThat(log.take())
                .singleElement()
                .asString()
                .startsWith("ERROR ")
                .endsWith("the config file " + file + " does not exist");

        Files.writeString(file, AT_20_HZ);
        looks(5);
        assertThat(log.take()).containsExactly("INFO the config files are again as the server runs by them");
    }

    @Test
    void shouldSayThatThereIsADirectoryInThePlaceOfTheFile() throws IOException {
        Files.delete(file);
        Files.createDirectory(file);
        looks(5);

        assertThat(log.take())
                .singleElement()
                .asString()
                .endsWith("the config file " + file + " cannot be read: it is a directory");
    }

    @Test
    void shouldSayThatAFileMayNotBeRead() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(file)).as("whether root runs this test").isFalse();
        looks(5);

        assertThat(log.take())
                .singleElement()
                .asString()
                .endsWith("the config file " + file + " cannot be read: its permissions do not let the server");
    }

    @Test
    void shouldSayWhereAFileIsNotUtf8AndWhatToDo() throws IOException {
        Files.write(file, (AT_40_HZ + "\n# f\u00FCr alle\n").getBytes(StandardCharsets.ISO_8859_1));
        looks(5);

        assertThat(arena().tickRateHz()).isEqualTo(20);
        assertThat(log.take())
                .singleElement()
                .asString()
                .endsWith("the config file " + file + " is not UTF-8 from line 2 on: save it as UTF-8");
    }

    // Files that it includes

    @Test
    void shouldFollowFilesThatItIncludesAndThatTheseInclude() throws Exception {
        Files.createDirectory(dir.resolve("parts"));
        Files.writeString(dir.resolve("parts/arena.conf"), "include \"rates\"");
        Files.writeString(dir.resolve("parts/rates.conf"), "tickRateHz = 40");
        serve("roomTypes.arena { game = arena, include \"parts/arena.conf\" }");
        assertThat(arena().tickRateHz()).isEqualTo(40);

        Files.writeString(dir.resolve("parts/rates.conf"), "tickRateHz = 60");
        looks(2);
        assertThat(arena().tickRateHz()).isEqualTo(60);

        Files.writeString(dir.resolve("parts/arena.conf"), "include \"rates\", playerLimit = 7, tickRateHz = 100");
        looks(2);
        assertThat(arena().tickRateHz()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"%s\"", "file(\"%s\")", "url(\"file:%s\")", "\"file:%s\"", "required(file(\"%s\"))"})
    void shouldFollowAFileThatIsIncludedInWhateverWay(String how) throws Exception {
        Path included = Files.writeString(dir.resolve("rates.conf"), "tickRateHz = 40");
        serve("roomTypes.arena { game = arena, include " + how.formatted(included) + " }");
        assertThat(arena().tickRateHz()).isEqualTo(40);

        Files.writeString(included, "tickRateHz = 60");
        looks(2);
        assertThat(arena().tickRateHz()).isEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rates.conf", "rates.json", "rates.properties"})
    void shouldNoticeAnIncludedFileThatAppears(String name) throws Exception {
        serve("roomTypes.arena { game = arena, include \"rates\" }");
        looks(2);
        Files.writeString(dir.resolve(name), name.endsWith("json") ? "{\"tickRateHz\": 40}" : "tickRateHz = 40");
        looks(2);

        assertThat(arena().tickRateHz()).isEqualTo(40);
    }

    @Test
    void shouldWaitForAFileThatWasIncludedJustNowToStayTheSame() throws Exception {
        Path included = Files.writeString(dir.resolve("rates.conf"), "tickRateHz = 40");
        Files.writeString(file, "roomTypes.arena { game = arena, include \"rates\" }");
        looks(2);
        Files.writeString(included, "tickRateHz = 60");
        look();
        assertThat(arena().tickRateHz()).isEqualTo(20);

        look();
        assertThat(arena().tickRateHz()).isEqualTo(60);
    }

    @Test
    void shouldGoOnAsBeforeWhereAnIncludedFileIsWrongUntilItIsMended() throws Exception {
        Path included = Files.writeString(dir.resolve("rates.conf"), "tickRateHz = 40");
        serve("roomTypes.arena { game = arena, include \"rates.conf\" }");
        Files.writeString(included, "tickRateHz = {");
        looks(5);
        assertThat(log.take()).singleElement().asString().startsWith("ERROR ").contains("rates.conf:1");

        Files.writeString(included, "tickRateHz = 60");
        looks(2);
        assertThat(arena().tickRateHz()).isEqualTo(60);
    }

    @Test
    void shouldRefuseAnIncludedFileThatIsGoneOrHasLostItsContent() throws Exception {
        Path included = Files.writeString(dir.resolve("rates.conf"), "tickRateHz = 40");
        serve("roomTypes.arena { game = arena, include \"rates.conf\" }");
        Files.writeString(included, "");
        looks(5);
        assertThat(log.take()).singleElement().asString().contains(included + " is empty, or has only comments");

        Files.delete(included);
        looks(5);
        assertThat(log.take())
                .singleElement()
                .asString()
                .endsWith("the config file " + included + " is gone: put it back, or take out what includes it");
        assertThat(arena().tickRateHz()).isEqualTo(40);

        Files.writeString(file, AT_20_HZ);
        looks(4);
        assertThat(arena().tickRateHz()).isEqualTo(20);
    }

    @Test
    void shouldSayThatWhatItIncludesNowIsNotThere() throws Exception {
        Files.writeString(file, "roomTypes.arena { game = arena, include \"rates\" }, limits.rooms = 5");
        looks(4);

        assertThat(log.take())
                .singleElement()
                .asString()
                .endsWith("it includes " + dir.resolve("rates") + ", which is not there: nothing of it holds");
    }

    @Test
    void shouldSayThatAnIncludedFileCannotBeRead() throws Exception {
        Files.writeString(file, "include \"rates.conf\", " + AT_40_HZ);
        Files.createDirectory(dir.resolve("rates.conf"));
        looks(5);

        assertThat(log.take())
                .singleElement()
                .asString()
                .endsWith(dir.resolve("rates.conf") + " cannot be read: it is a directory");
        assertThat(arena().tickRateHz()).isEqualTo(20);
    }

    // What the log says of a change, and what is refused while rooms are open

    @Test
    void shouldSayWhatHasChanged() throws IOException {
        openRoom();
        Files.writeString(file, """
                roomTypes.arena { game = arena, tickRateHz = 40, playerLimit = 9, idleTimeout = 61s }
                http.port = 81
                """);
        looks(2);

        assertThat(log.take()).containsExactly("""
                INFO the config has changed:
                  roomTypes.arena: idleTimeout from 60s to 61s, at once, in 1 room and in new ones
                  roomTypes.arena: tickRateHz from 20 to 40, at once, in 1 room and in new ones
                  http.port from 8080 to 81, at the next start of the server
                  roomTypes.arena.playerLimit is 9 in the file, but stays 7: \
                the command line sets it, and hides the file's value""");
    }

    @Test
    void shouldNotMakeARoomTypeAnotherGameBeforeItsRoomsHaveClosed() throws IOException {
        openRoom();
        Files.writeString(file, "roomTypes.arena { game = whiteboard }, http.port = 81");
        looks(5);
        assertThat(arena().settings().gameName()).isEqualTo("arena");
        assertThat(log.take())
                .singleElement()
                .asString()
                .contains("roomTypes.arena cannot change its game from arena to whiteboard while rooms of it are open");

        server.rooms().list().forEach(room -> server.rooms().remove(room));
        look();
        assertThat(arena().settings().gameName()).isEqualTo("whiteboard");
        assertThat(log.take()).singleElement().asString().contains("game from arena to whiteboard, only in new rooms");
    }

    @Test
    void shouldForgetAConfigThatWaitedForRoomsWhenTheFileChangesAgain() throws IOException {
        openRoom();
        Files.writeString(file, "roomTypes.arena { game = whiteboard }");
        looks(2);
        Files.writeString(file, AT_20_HZ);
        looks(2);
        server.rooms().list().forEach(room -> server.rooms().remove(room));
        looks(2);

        assertThat(arena().settings().gameName()).isEqualTo("arena");
        assertThat(log.take()).last().isEqualTo("INFO the config files are again as the server runs by them");
    }

    @Test
    void shouldGoOnWatchingWhateverIsThrown() throws IOException {
        Files.writeString(file, "roomTypes.arena.game = \"" + OutOfStack.class.getName() + "\"");
        looks(3);
        Files.writeString(file, "roomTypes.arena.game = \"" + OfTheMachine.class.getName() + "\"");
        looks(3);
        assertThat(log.take())
                .hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line).contains("threw java.lang.StackOverflowError"),
                        line -> assertThat(line)
                                .isEqualTo("ERROR the changed config was not taken: a bug in the server"));

        Files.writeString(file, AT_40_HZ);
        looks(2);
        assertThat(arena().tickRateHz()).isEqualTo(40);
    }

    public static final class OutOfStack extends Game {
        public OutOfStack() {
            super();
            throw new StackOverflowError();
        }

        @Override
        public void step(Step step) {}
    }

    /** For which no game can be blamed. */
    public static final class OfTheMachine extends Game {
        public OfTheMachine() {
            super();
            throw new InternalError("not really");
        }

        @Override
        public void step(Step step) {}
    }

    private void openRoom() {
        server.rooms().open();
        CompletableFuture<RoomDirectory.Answer> answer = new CompletableFuture<>();
        SeatRequest request = SeatRequests.player();
        server.rooms()
                .take(new RoomDirectory.Wanted.ByType("arena", false), request, new FakeOutlet(), answer::complete);
        assertThat(answer.join()).isInstanceOf(RoomDirectory.Answer.Seated.class);
    }

    /** Looks as often as the timer would. */
    private void looks(int count) {
        for (int i = 0; i < count; i++) {
            look();
        }
    }

    private void look() {
        nowNanos += TimeUnit.MILLISECONDS.toNanos(ConfigWatch.SETTLING_MILLIS);
        watch.check(nowNanos);
    }

    private RoomType arena() {
        return server.rooms().types().get(0);
    }
}
