package dev.tickwire.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.tickwire.proto.wire.Codec;
import dev.tickwire.server.backend.BackendSettings;
import dev.tickwire.server.loop.Loops;
import dev.tickwire.server.roomtype.RoomSettings;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {
    private static final String REGATTA = "dev.tickwire.server.fixture.Regatta";

    @TempDir
    Path folder;

    // What is wrong

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "http.prot = 80 | http.prot is not a setting; did you mean port?",
                "htpp { port = 80 } | htpp is not a setting; did you mean http?",
                "HTTP { port = 80 } | HTTP is not a setting; did you mean http?",
                "http.frobnicate = 1 | http.frobnicate is not a setting",
                "limits.conections = 5 | limits.conections is not a setting; did you mean connections?",
                "io.buffer = 5 | io.buffer is not a setting",
                "loops.counts = 5 | loops.counts is not a setting; did you mean count?",
                "roomTypes.a { tickRate = 5 } | roomTypes.a.tickRate is not a setting; did you mean tickRateHz?",
                "roomTypes.a { seeds = 5 } | roomTypes.a.seeds is not a setting; did you mean seed?",
            })
    void shouldRefuseSettingsThatThereAreNot(String line, String sentence) throws IOException {
        assertThat(problems("# a comment\n" + line)).containsExactly("server.conf:2: " + sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "http.port = eighty | http.port must be a number, not eighty",
                "http.port = [80] | http.port must be a number",
                "http.port = { a = 1 } | http.port must be a number",
                "http.port = 80.5 | http.port must be a whole number, not 80.5",
                "http.port = true | http.port must be a number, not true",
                "http.host = [a] | http.host must be a text",
                "http.allowedOrigins = any |"
                        + " http.allowedOrigins must be a list of texts such as [\"a\", \"b\"], not any",
                "http = 8080 | http must be a section in braces, not 8080",
                "limits.joinTimeout = soon | limits.joinTimeout must be a time such as 500ms, 30s or 5m, not soon",
                "limits.messageBytes = big | limits.messageBytes must be a size such as 4096 or 64 KiB, not big",
                "roomTypes.a = 5 | roomTypes.a must be a section in braces, not 5",
                "roomTypes = 5 | roomTypes must be a section in braces, not 5",
                "roomTypes.a.seed = 1.5 | roomTypes.a.seed must be random or a whole number, not 1.5",
                "roomTypes.a.seed = dice | roomTypes.a.seed must be random or a whole number, not dice",
                "roomTypes.a.strict = perhaps | roomTypes.a.strict must be true or false, not perhaps",
                "roomTypes.a.tunables = 5 | roomTypes.a.tunables must be a section in braces, not 5",
                "roomTypes.a.tunables.topSpeed = fast | roomTypes.a.tunables.topSpeed must be a number, not fast",
                "roomTypeDefaults = 5 | roomTypeDefaults must be a section in braces, not 5",
            })
    void shouldRefuseWrongTypes(String line, String sentence) throws IOException {
        assertThat(problems(line)).contains("server.conf:1: " + sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "http.port = -1 | http.port must be from 0 to 65535, not -1",
                "http.port = 65536 | http.port must be from 0 to 65535, not 65536",
                "http.port = 1e99 | http.port must be from 0 to 65535, not 1.0E99",
                "http.port = NaN | http.port must be from 0 to 65535, not NaN",
                "limits.connections = 0 | limits.connections must be from 1 to 1000000, not 0",
                "limits.rooms = 0 | limits.rooms must be from 1 to 1000000, not 0",
                "limits.messageBytes = 1023 | limits.messageBytes must be from 1024 to 1048576 bytes, not 1023",
                "limits.messageBytes = 1 GiB | limits.messageBytes must be from 1024 to 1048576 bytes, not 1073741824",
                "limits.messagesPerSecond = 0 | limits.messagesPerSecond must be from 1 to 100000, not 0",
                "limits.joinTimeout = 99 | limits.joinTimeout must be from 100ms to 3600000ms, not 99ms",
                "limits.joinTimeout = -5s | limits.joinTimeout must be from 100ms to 3600000ms, not -5000ms",
                "io.writes = thread | io.writes must be loop or io, not thread",
                "io.selectors = 0 | io.selectors must be from 1 to 64, not 0",
                "io.sendBuffer = 1 | io.sendBuffer must be from 4096 to 16777216 bytes, not 1",
                "loops.count = 257 | loops.count must be from 0 to 256, not 257",
                "loops.maxCatchUpTicks = 0 | loops.maxCatchUpTicks must be from 1 to 1000, not 0",
                "roomTypes.a.tickRateHz = 0 | roomTypes.a.tickRateHz must be from 0.1 to 1000, not 0",
                "roomTypes.a.tickRateHz = 1001 | roomTypes.a.tickRateHz must be from 0.1 to 1000, not 1001",
                "roomTypes.a.playerLimit = 0 | roomTypes.a.playerLimit must be from 1 to 10000, not 0",
                "roomTypes.a.spectatorLimit = -1 | roomTypes.a.spectatorLimit must be from 0 to 10000, not -1",
                "roomTypes.a.bots = -1 | roomTypes.a.bots must be from 0 to 10000, not -1",
                "roomTypes.a.bots = 1.5 | roomTypes.a.bots must be a whole number, not 1.5",
                "roomTypes.a.bots = 51 | roomTypes.a.bots must be at most the playerLimit (50), not 51",
                "roomTypes.a.resumeGrace = 25h |"
                        + " roomTypes.a.resumeGrace must be from 0ms to 86400000ms, not 90000000ms",
                "roomTypes.a.idleTimeout = 1ms | roomTypes.a.idleTimeout must be from 500ms to 86400000ms, not 1ms",
                "roomTypes.a.maxUnacked = 1ms | roomTypes.a.maxUnacked must be from 50ms to 3600000ms, not 1ms",
                "roomTypes.a.slowClientTimeout = 1 |"
                        + " roomTypes.a.slowClientTimeout must be from 100ms to 3600000ms, not 1ms",
                "roomTypes.a.hashIntervalSnapshots = 0 |"
                        + " roomTypes.a.hashIntervalSnapshots must be from 1 to 1000000, not 0",
                "roomTypes.a.historySnapshots = 1 | roomTypes.a.historySnapshots must be from 2 to 1024, not 1",
                "roomTypes.a.inputWindow = 61s | roomTypes.a.inputWindow must be from 10ms to 60000ms, not 61000ms",
                "roomTypes.a.inputQueue = 3 | roomTypes.a.inputQueue must be from 4 to 4096, not 3",
                "roomTypes.a.commandQueue = 0 | roomTypes.a.commandQueue must be from 1 to 4096, not 0",
                "roomTypes.a.mailbox = 1 | roomTypes.a.mailbox must be from 2 to 65536, not 1",
                "roomTypes.a.eventLog = 0 | roomTypes.a.eventLog must be from 1 to 4096, not 0",
                "roomTypes.a.eventLog = 4097 | roomTypes.a.eventLog must be from 1 to 4096, not 4097",
                "roomTypes.a.chatPerTenSeconds = -1 | roomTypes.a.chatPerTenSeconds must be from 0 to 1000, not -1",
                "roomTypes.a.chatLog = 1025 | roomTypes.a.chatLog must be from 1 to 1024, not 1025",
                "roomTypes.a.codec = zip | roomTypes.a.codec must be plain or packed, not zip",
                "roomTypes.a.tunables.topSpeed = 901 | roomTypes.a.tunables.topSpeed must be from 10 to 900, not 901",
                "roomTypes.a.tunables.topSpeed = NaN | roomTypes.a.tunables.topSpeed must be from 10 to 900, not NaN",
            })
    void shouldRefuseValuesOutOfRange(String line, String sentence) throws IOException {
        assertThat(problems(line)).containsExactly("server.conf:1: " + sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limits.joinTimeout = 99999999999d",
                "limits.joinTimeout = 9e300d",
                "limits.messageBytes = 99999999 TiB",
                "limits.messageBytes = 99999999999999999999",
                "roomTypes.a.idleTimeout = 9223372036854775807s",
                "http.port = 99999999999999999999",
            })
    void shouldRefuseEvenWhatOverflows(String line) throws IOException {
        String setting = line.substring(0, line.indexOf(' '));

        assertThat(problems(line)).singleElement().asString().startsWith("server.conf:1: " + setting + " must be ");
    }

    @ParameterizedTest
    @CsvSource({"20, 15", "20, 40", "30, 20", "20, 0.3"})
    void shouldRefuseASnapshotRateThatIsNoWholeFractionOfTheTickRate(double tick, double snapshot) throws IOException {
        assertThat(problems("roomTypes.a {\n  tickRateHz = " + tick + "\n  snapshotRateHz = " + snapshot + "\n}"))
                .containsExactly("server.conf:3: roomTypes.a.snapshotRateHz must be the tick rate (" + tick
                        + ") divided by a whole number");
    }

    @ParameterizedTest
    @CsvSource({"20, 20, 1", "60, 20, 3", "1, 0.1, 10", "0.3, 0.1, 3", "59.94, 19.98, 3", "1000, 1000, 1"})
    void shouldTakeASnapshotRateThatIs(double tick, double snapshot, int ticksPerSnapshot) throws Exception {
        RoomType type = read("roomTypes.a { tickRateHz = " + tick + ", snapshotRateHz = " + snapshot + " }")
                .roomTypes()
                .get(0);

        assertThat(type.ticksPerSnapshot()).isEqualTo(ticksPerSnapshot);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "idleTimeout = 900ms | idleTimeout must be above heartbeat (1000ms), or at least 3000ms:"
                        + " players who do nothing while nothing changes would be disconnected",
                "idleTimeout = 2s, snapshotRateHz = 0.2 | idleTimeout must be above the time from one snapshot to the"
                        + " next (5000ms), or at least 3000ms:"
                        + " players who do nothing while nothing changes would be disconnected",
                "bytesPerSecond = 20 | bytesPerSecond must be 0, for no limit, or at least 100 bytes,"
                        + " not 20: players would see nothing move",
                "choosable.playerLimit = [2, 60] | choosable.playerLimit must be two numbers from 1 to 50, the least first",
                "choosable.playerLimit = [8, 2] | choosable.playerLimit must be two numbers from 1 to 50, the least first",
                "choosable.tickRateHz = 30 | choosable.tickRateHz must be two numbers such as [2, 8], not 30",
                "choosable.tickRateHz = [10] | choosable.tickRateHz must be two numbers from 0.1 to 1000, the least first",
                "choosable.roomLimit = [1, 2] | choosable.roomLimit is not a setting",
            })
    void shouldRefuseValuesThatMakeARoomTypeUseless(String values, String sentence) throws IOException {
        assertThat(problems("roomTypes.a { " + values + " }"))
                .containsExactly("server.conf:1: roomTypes.a." + sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "idleTimeout = 3s, heartbeat = 5s",
                "idleTimeout = 500ms, heartbeat = 400ms",
                "idleTimeout = 3s, snapshotRateHz = 0.1",
                "bytesPerSecond = 0",
                "bytesPerSecond = 100",
            })
    void shouldTakeValuesThatLookOddButWork(String values) throws IOException {
        assertThat(problemsOf(write("roomTypes.a { " + values + " }"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "https://Play.Example.ORG | https://play.example.org",
                "https://play.example.org/ | https://play.example.org",
                "HTTPS://play.example.org:443 | https://play.example.org",
                "http://play.example.org:80/ | http://play.example.org",
                "http://play.example.org:443 | http://play.example.org:443",
                "http://localhost:8080 | http://localhost:8080",
                "http://my_host:8080 | http://my_host:8080",
                "http://[::1]:8080 | http://[::1]:8080",
                "https://b\u00FCcher.example | https://xn--bcher-kva.example",
                "capacitor://localhost | capacitor://localhost",
                "chrome-extension://abcdefgh | chrome-extension://abcdefgh",
                "null | null",
                "* | *",
            })
    void shouldReadOriginsAsBrowsersWriteThem(String written, String origin) throws Exception {
        assertThat(read("http.allowedOrigins = [\"" + written + "\"]")
                        .transport()
                        .doors()
                        .allowedOrigins())
                .containsExactly(origin);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "play.example.org | write its scheme, too, such as https://play.example.org",
                "//play.example.org | write its scheme, too, such as https://play.example.org",
                "localhost:8080 | write its scheme, too, such as https://localhost:8080",
                "`` | leave it out",
                "` ` | leave it out",
                "*.example.org | * stands only by itself, for any page; name each origin",
                "https://*.example.org | * stands only by itself, for any page; name each origin",
                "https://a.example/play | write it without a path: https://a.example",
                "https://a.example?x | write it without a path: https://a.example",
                "https://a.example https://b.example | write it without blanks, and each origin as a text of its own",
                "wss://a.example | write the origin of the page, such as https://a.example",
                "ws://a.example | write the origin of the page, such as http://a.example",
                "https:// | write a scheme, a host and perhaps a port, such as https://play.example.org:8443",
                "https://a@b.example | write a scheme, a host and perhaps a port, such as"
                        + " https://play.example.org:8443",
                "https://a.example:99999 | write a scheme, a host and perhaps a port, such as"
                        + " https://play.example.org:8443",
                "https://a.example; | write a scheme, a host and perhaps a port, such as https://play.example.org:8443",
                "https://a.example, | write a scheme, a host and perhaps a port, such as https://play.example.org:8443",
            })
    void shouldRefuseOriginsThatNoBrowserSends(String written, String advice) throws IOException {
        assertThat(problems("http.allowedOrigins = [\"" + written + "\"]"))
                .containsExactly("server.conf:1: http.allowedOrigins has \"" + written
                        + "\", which no page's origin is: " + advice);
    }

    @Test
    void shouldRefuseAGameThatThereIsNot() throws IOException {
        assertThat(problems("roomTypes.a.game = areena"))
                .singleElement()
                .asString()
                .startsWith("server.conf:1: roomTypes.a.game names areena, which is no built-in game (arena")
                .endsWith(") and no class that --games or the class path has; did you mean arena?");
    }

    @Test
    void shouldRefuseAClassThatIsNoGame() throws IOException {
        assertThat(problems("roomTypes.a.game = java.lang.String"))
                .containsExactly("server.conf:1: roomTypes.a.game names java.lang.String, which does not extend "
                        + Game.class.getName());
    }

    @ParameterizedTest
    @ValueSource(classes = {NeedsAnArgument.class, Abstract.class, NotPublic.class})
    void shouldRefuseAGameThatCannotBeMade(Class<?> game) throws IOException {
        assertThat(problems("roomTypes.a.game = \"" + game.getName() + "\""))
                .singleElement()
                .asString()
                .startsWith("server.conf:1: roomTypes.a")
                .contains(game.getName());
    }

    @Test
    void shouldSayWhyAGameDoesNotStart() throws IOException {
        assertThat(problems("roomTypes.a.game = \"" + WithoutInputs.class.getName() + "\""))
                .containsExactly(
                        "server.conf:1: roomTypes.a cannot be used: the game declares no inputs: call inputs(...)");
        assertThat(problems("roomTypes.a.game = \"" + Throwing.class.getName() + "\""))
                .singleElement()
                .asString()
                .startsWith("server.conf:1: roomTypes.a")
                .contains("no harbour");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ConstructorFails | java.lang.AssertionError: no wind (ConfigReaderTest.java:",
                "StaticFails | java.lang.NumberFormatException: no sail (ConfigReaderTest.java:",
                "StaticErrs | java.lang.AssertionError: no mast (ConfigReaderTest.java:",
                "StartLacksAClass | java.lang.NoClassDefFoundError: shop/Rudder (ConfigReaderTest.java:",
                "StartOverflows | java.lang.StackOverflowError (ConfigReaderTest.java:",
                "StartThrowsAStranger | (its message cannot be read: getMessage threw java.lang.Unsupported",
                "ConstructorChecks | java.io.IOException: no chart (ConfigReaderTest.java:",
            })
    void shouldSayInASentenceWhateverAGameThrows(String game, String sentence) throws IOException {
        String name = ConfigReaderTest.class.getName() + "$" + game;

        assertThat(problems("roomTypes.a.game = \"" + name + "\""))
                .singleElement()
                .asString()
                .startsWith("server.conf:1: roomTypes.a")
                .contains(name + " threw ", sentence)
                .doesNotContain("\n", "\tat ");
    }

    @Test
    void shouldRefuseATunableThatTheGameDoesNotHave() throws IOException {
        assertThat(problems("roomTypes.a.tunables { topspeed = 100 }"))
                .containsExactly(
                        "server.conf:1: roomTypes.a.tunables.topspeed is not a setting; did you mean topSpeed?");
    }

    @Test
    void shouldRefuseMorePlayersThanTheGameTakes() throws IOException {
        assertThat(problems("roomTypes.a {\n  game = " + REGATTA + "\n  playerLimit = 65\n}"))
                .containsExactly("server.conf:3: roomTypes.a.playerLimit must be at most 64, which is how many players"
                        + " the game's inputs(...) have room for, not 65");
    }

    /** A game for two. */
    public static final class Duel extends Game {
        public Duel() {
            inputs(new Table("hands", 2));
        }

        @Override
        public void step(Step step) {}
    }

    @Test
    void shouldLetAsManyPlayInASmallGameAsItTakesWhereNobodyHasChosenALimit() throws Exception {
        RoomType type = read("roomTypes.a.game = \"" + Duel.class.getName() + "\"")
                .roomTypes()
                .get(0);
        assertThat(type.settings().capacity().players()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"9lives\"", "\"a b\"", "\"a/b\"", "\"é\"", "\"a.b\""})
    void shouldRefuseNamesOfRoomTypesThatCannotStandInAnUrl(String name) throws IOException {
        assertThat(problems("roomTypes { " + name + " {} }"))
                .singleElement()
                .asString()
                .startsWith("server.conf:1: roomTypes.")
                .endsWith(" must be named with a letter and then up to 39 letters, digits, _ or -");
    }

    @Test
    void shouldRefuseAConfigWithoutRoomTypes() throws IOException {
        assertThat(problems("roomTypes {}")).containsExactly("server.conf:1: roomTypes needs at least one room type");
    }

    @Test
    void shouldReportAllProblemsTogetherInTheirOrder() throws IOException {
        assertThat(problems("""
                        http.port = -1
                        limits { rooms = 0 }
                        roomTypes {
                          duel { playerLimit = none, tikcRateHz = 5 }
                          melee { game = melee }
                        }
                        """))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("server.conf:1: http.port must be"),
                        second -> assertThat(second).startsWith("server.conf:2: limits.rooms must be"),
                        third -> assertThat(third).startsWith("server.conf:4: roomTypes.duel.playerLimit must be"),
                        fourth -> assertThat(fourth).startsWith("server.conf:4: roomTypes.duel.tikcRateHz is not"),
                        fifth -> assertThat(fifth).startsWith("server.conf:5: roomTypes.melee.game names"));
    }

    @Test
    void shouldBlameTheDefaultsOfTheFileOnceWhateverTheNumberOfRoomTypes() throws IOException {
        assertThat(problems("roomTypeDefaults.playerLimit = 0\nroomTypes { a {}, b {} }"))
                .isNotEmpty()
                .allSatisfy(problem ->
                        assertThat(problem).startsWith("server.conf:1: ").contains("playerLimit"));
    }

    // Files

    @Test
    void shouldSayThatAFileDoesNotExist() {
        Path file = folder.resolve("nothing.conf");

        assertThat(problems(file)).containsExactly("the config file " + file + " does not exist");
    }

    @Test
    void shouldSayThatADirectoryCannotBeRead() {
        assertThat(problems(folder))
                .containsExactly("the config file " + folder + " cannot be read: it is a directory");
    }

    @Test
    void shouldSayThatAFileIsNotUtf8() throws IOException {
        Path file = folder.resolve("server.conf");
        Files.write(file, "# a\n# gr\u00FC\u00DFe\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(problems(file))
                .containsExactly("the config file " + file + " is not UTF-8 from line 2 on: save it as UTF-8");
    }

    @Test
    void shouldSayThatAnIncludedFileIsNotUtf8OrCannotBeRead() throws IOException {
        Path included = folder.resolve("duel.conf");
        Files.write(included, "# gr\u00FC\u00DFe".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problems("include \"duel\""))
                .containsExactly("the config file " + included + " is not UTF-8 from line 1 on: save it as UTF-8");

        Files.delete(included);
        Files.createDirectory(included);
        assertThat(problems("include \"duel\""))
                .containsExactly("the config file " + included + " cannot be read: it is a directory");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http {",
                "http }",
                "http.port = ",
                "http { port: \"80 }",
                "roomTypes = ${nothing}",
                "http.port = 80 = 90",
                "\u0000\u0001\u0002",
                "a = ${b}, b = ${a}",
            })
    void shouldSayWhereAFileIsNoHocon(String text) throws IOException {
        assertThat(problems("\n" + text))
                .singleElement()
                .asString()
                .startsWith("server.conf:")
                .doesNotContain("\n");
    }

    @Test
    void shouldTakeAnEmptyFileForTheDefaults() throws Exception {
        ServerConfig read = read("");

        assertThat(read.transport().port()).isEqualTo(8080);
        assertThat(read.roomTypes()).extracting(RoomType::name).containsExactly("arena", "whiteboard");
    }

    // Settings on the command line

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "=80", "http.port", "http.port 80"})
    void shouldSayHowASettingIsWritten(String setting) {
        assertThat(problems((Path) null, setting))
                .containsExactly("--set " + setting + ": write --set path=value, such as --set http.port=80");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http.port={", "http..port=80", "http.port=\"80", "a={}}"})
    void shouldSayThatASettingCannotBeRead(String setting) {
        assertThat(problems((Path) null, setting))
                .containsExactly("--set " + setting + " cannot be read as path=value");
    }

    @Test
    void shouldBlameTheSettingAndNotAFile() {
        assertThat(problems((Path) null, "http.port=eighty", "loops.cuont=1"))
                .containsExactly(
                        "--set http.port=eighty: http.port must be a number, not eighty",
                        "--set loops.cuont=1: loops.cuont is not a setting; did you mean count?");
    }

    @Test
    void shouldTakeSettingsOverTheFileAndTheLastOverTheFirst() throws Exception {
        ServerConfig read = ConfigReader.read(
                write("http { port = 1, host = fromfile }"),
                List.of("http.port=2", "http.port=3", "roomTypeDefaults.auth.mode=anonymous"),
                List.of(),
                List.of());

        assertThat(read.transport().port()).isEqualTo(3);
        assertThat(read.transport().host()).isEqualTo("fromfile");
    }

    @Test
    void shouldSetAValueOfTheDefaultRoomTypeOrOfTheirDefaults() throws Exception {
        ServerConfig read = ConfigReader.read(
                null,
                List.of(
                        "roomTypes.arena.playerLimit=3",
                        "roomTypeDefaults.tickRateHz=40",
                        "roomTypes.arena.tunables.topSpeed=50"),
                List.of(),
                List.of());

        RoomSettings arena = read.roomTypes().get(0).settings();
        assertThat(arena.capacity().players()).isEqualTo(3);
        assertThat(arena.rates().tickRateHz()).isEqualTo(40);
        assertThat(arena.rates().tunables()).containsEntry("topSpeed", 50.0);
    }

    // What holds

    @Test
    void shouldHaveValidDefaults() throws Exception {
        ServerConfig read = ConfigReader.read(null, List.of(), List.of(), List.of(folder));

        assertThat(read.transport().host()).isEqualTo("127.0.0.1");
        assertThat(read.transport().port()).isEqualTo(8080);
        assertThat(read.transport().doors().allowedOrigins()).isEmpty();
        assertThat(read.transport().maxMessageBytes())
                .isEqualTo(4096)
                .isEqualTo(read.limits().maxMessageBytes());
        assertThat(read.transport().sendBufferBytes()).isEqualTo(64 * 1024);
        assertThat(read.transport().webRoots()).containsExactly(folder);
        assertThat(read.limits().joinTimeoutMillis()).isEqualTo(5_000);
        assertThat(read.loops().count()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(read.loops().maxCatchUpTicks()).isEqualTo(5);
        assertThat(read.roomTypes()).first().satisfies(type -> {
            assertThat(type.settings().gameName()).isEqualTo("arena");
            assertThat(type.settings().timeouts().idleMillis()).isEqualTo(60_000);
            assertThat(type.settings().timeouts().slowClientMillis()).isEqualTo(60_000);
            assertThat(type.settings().opening().seed()).isEmpty();
            assertThat(type.settings().rates().tunables()).isEmpty();
        });
    }

    @Test
    void shouldReplaceTheDefaultRoomTypeByThoseOfTheFileInTheirOrder() throws Exception {
        ServerConfig read = read("""
                roomTypes {
                  zebra { playerLimit = 2 }
                  melee {}
                  ape { tickRateHz = 10, snapshotRateHz = 5 }
                  duel {}
                  bat {}
                }
                """);

        assertThat(read.roomTypes()).extracting(RoomType::name).containsExactly("zebra", "melee", "ape", "duel", "bat");
    }

    @Test
    void shouldKeepTheOrderOfRoomTypesWhateverIsSetOverThem() throws Exception {
        Path file = write("""
                roomTypeDefaults.playerLimit = 7
                roomTypes {
                  zebra {}
                  melee {}
                  ape {}
                }
                """);

        ServerConfig read = ConfigReader.read(
                file,
                List.of(
                        "roomTypes.ape.playerLimit=3",
                        "roomTypes.ape.seed=3",
                        "roomTypes.melee.playerLimit=4",
                        "roomTypes.added.playerLimit=5"),
                List.of(),
                List.of());

        assertThat(read.roomTypes())
                .extracting(RoomType::name, type -> type.settings().capacity().players())
                .containsExactly(tuple("zebra", 7), tuple("melee", 4), tuple("ape", 3), tuple("added", 5));
    }

    @Test
    void shouldOrderRoomTypesThatStandInOneLineByName() throws Exception {
        assertThat(read("roomTypes { zebra {}, melee {}, ape {} }").roomTypes())
                .extracting(RoomType::name)
                .containsExactly("ape", "melee", "zebra");
    }

    @Test
    void shouldGiveRoomTypesWhatTheirDefaultsSay() throws Exception {
        ServerConfig read = read("""
                roomTypeDefaults { playerLimit = 7, game = %s, tunables.gulls = 9 }
                roomTypes {
                  own { playerLimit = 2, tunables.gulls = 1 }
                  plain {}
                }
                """.formatted(REGATTA));

        RoomSettings own = read.roomTypes().get(0).settings();
        RoomSettings plain = read.roomTypes().get(1).settings();
        assertThat(own.capacity().players()).isEqualTo(2);
        assertThat(own.rates().tunables()).containsExactlyEntriesOf(java.util.Map.of("gulls", 1.0));
        assertThat(plain.capacity().players()).isEqualTo(7);
        assertThat(plain.rates().tunables()).containsExactlyEntriesOf(java.util.Map.of("gulls", 9.0));
        assertThat(plain.gameName()).isEqualTo(REGATTA);
        assertThat(plain.capacity().inputQueue()).isEqualTo(64);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "url = \"ftp://a/\" | url must be like https://api.example.org/tickwire: http or https, a host, and no user name",
                "url = \"https://me:pw@a/\" | url must be like https://api.example.org/tickwire: http or https, a host, and no user name",
                "url = \"https://a/\", secret = short | secret must have at least 16 characters where there is a url: it signs what is sent",
                "class = no.such.Thing | class names no.such.Thing, and neither --games nor the class path has such a class",
                "class = java.lang.String | class names java.lang.String, which is no class that implements dev.tickwire.server.backend.Backend",
                "queue = 0 | queue must be from 1 to 4096, not 0",
                "uri = a | uri is not a setting; did you mean url?",
            })
    void shouldRefuseBackendsThatCannotWork(String lines, String sentence) throws IOException {
        assertThat(problems("roomTypes.a.backend { secret = correct-horse-battery, " + lines + " }"))
                .singleElement()
                .asString()
                .endsWith("roomTypes.a.backend." + sentence)
                .doesNotContain("battery");
    }

    @Test
    void shouldShowNobodyTheSecretOfABackend() throws Exception {
        Path file = write("""
                roomTypes.a.backend { url = "https://a.example/", secret = correct-horse-battery, timeout = 3s }
                """);

        assertThat(EffectiveConfigTest.table(file))
                .contains("https://a.example/")
                .contains("(secret)")
                .doesNotContain("battery");
        assertThat(ConfigReader.read(file, List.of(), List.of(), List.of())
                        .roomTypes()
                        .get(0)
                        .backend())
                .isEqualTo(new BackendSettings("https://a.example/", "correct-horse-battery", "", 3_000, 8, 64));
    }

    @Test
    void shouldReadEverySettingOfARoomType() throws Exception {
        RoomSettings read = read("""
                        roomTypes.a {
                          game = arena, tickRateHz = 30, snapshotRateHz = 15, playerLimit = 3, spectatorLimit = 23
                          bots = 2
                          idleTimeout = 4s, emptyRoomTimeout = 5s, resumeGrace = 22s, seed = -6, maxUnacked = 7s
                          slowClientTimeout = 8s, slowestSnapshotRateHz = 1.5, ackTolerance = 18ms
                          lagCompensation = 21ms, heartbeat = 20ms, idleHeartbeat = 23ms, emptyRoomsWait = true, bytesPerSecond = 119
                          hashIntervalSnapshots = 9, hashEverySnapshotLimit = 27, roomLimit = 26
                          historySnapshots = 10, inputWindow = 11s, inputQueue = 12, commandQueue = 28
                          mailbox = 13, eventLog = 20, chatPerTenSeconds = 24, chatLog = 25, codec = plain
                          interest {
                            mode = radius, fullRateRadius = 15, halfRateRadius = 16, quarterRateRadius = 17
                            hysteresis = 1.5
                          }
                          tunables { topSpeed = 14 }
                          choosable { playerLimit = [2, 3], tickRateHz = [10, 60] }
                          strict = true
                        }
                        """).roomTypes().get(0).settings();

        assertThat(read)
                .isEqualTo(new RoomSettings(
                        new RoomSettings.Names("a", "arena", "arena", ""),
                        new RoomSettings.Opening(
                                java.util.OptionalLong.of(-6),
                                new RoomSettings.Range(2, 3),
                                new RoomSettings.Range(10, 60),
                                true,
                                RoomSettings.Keep.NOTHING),
                        new RoomSettings.Rates(30, 2, 2, java.util.Map.of("topSpeed", 14.0)),
                        new RoomSettings.Capacity(3, 23, 26, 13, 12, 28),
                        new RoomSettings.Timeouts(4_000, 5_000, true, 22_000, 8_000),
                        new RoomSettings.Flow(7_000, 1.5, 18, 20, 23, 119, Codec.PLAIN),
                        new RoomSettings.Logs(10, 20, 25, 24, 9, 27),
                        new RoomSettings.Sight(new Radii(15, 16, 17, 1.5), 21, 11_000)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "game = arena | 50",
                "interest.mode = everyone | 50",
                "interest.mode = radius | 0",
                "interest.mode = radius, spectatorLimit = auto | 0",
                "interest.mode = radius, spectatorLimit = 3 | 3",
                "spectatorLimit = 0 | 0",
                "spectatorLimit = 70 | 70",
            })
    void shouldLetNobodyWatchWherePlayersSeeOnlyWhatIsNearUnlessItIsSaid(String lines, int limit) throws Exception {
        Path file = write("roomTypes.a { " + lines + " }");

        assertThat(ConfigReader.read(file, List.of(), List.of(), List.of())
                        .roomTypes()
                        .get(0)
                        .settings()
                        .capacity()
                        .spectators())
                .isEqualTo(limit);
        assertThat(EffectiveConfigTest.table(file))
                .as("the value that holds")
                .containsPattern("\\.spectatorLimit +" + limit);
    }

    @Test
    void shouldRefuseBotsOfAGameThatHasNone() {
        assertThatThrownBy(() -> read("roomTypes.a { game = whiteboard, bots = 2 }"))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining(
                        "roomTypes.a cannot be used: the game has no bots: leave bots out, or let its brain() make a Brain");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http.port=0 | 6",
                "roomTypes.arena.playerLimit=3 | 3",
                "roomTypes.arena.bots=0 | 0",
                "roomTypes.arena.game=whiteboard | 0",
                "roomTypeDefaults.game=whiteboard | 0",
            })
    void shouldHaveBotsInTheSampleAsFarAsItIsOneThatCanHaveThem(String setting, int bots) throws Exception {
        List<String> settings = List.of(setting);
        assertThat(ConfigReader.read(null, settings, List.of(), List.of())
                        .roomTypes()
                        .get(0)
                        .settings()
                        .rates()
                        .bots())
                .isEqualTo(bots);
        assertThat(EffectiveConfigTest.table(null, settings.toArray(new String[0])))
                .as("the value that holds")
                .containsPattern("\\.bots +" + bots);
    }

    @Test
    void shouldReadEverySettingOfTheServer() throws Exception {
        ServerConfig read = read("""
                http { host = "::1", port = 1, allowedOrigins = ["https://Play.Example.ORG", "*"] }
                limits { connections = 2, rooms = 3, messageBytes = 2000, messagesPerSecond = 5, joinTimeout = 6s }
                io { selectors = 7, writes = io, sendBuffer = 8 KiB }
                loops { count = 9, maxCatchUpTicks = 10, stepTimeout = 2s, startTimeout = 3s }
                """);

        assertThat(read.transport().host()).isEqualTo("::1");
        assertThat(read.transport().port()).isEqualTo(1);
        assertThat(read.transport().doors().allowedOrigins())
                .containsExactlyInAnyOrder("https://play.example.org", "*");
        assertThat(read.transport().maxConnections()).isEqualTo(2);
        assertThat(read.transport().maxMessageBytes()).isEqualTo(2000);
        assertThat(read.transport().selectors()).isEqualTo(7);
        assertThat(read.transport().writesOnIoThreads()).isTrue();
        assertThat(read.transport().sendBufferBytes()).isEqualTo(8192);
        assertThat(read.transport().webRoots()).isEmpty();
        assertThat(read.limits().maxMessageBytes()).isEqualTo(2000);
        assertThat(read.limits().messagesPerSecond()).isEqualTo(5);
        assertThat(read.limits().joinTimeoutMillis()).isEqualTo(6_000);
        assertThat(read.rooms().rooms()).isEqualTo(3);
        assertThat(read.rooms().startMillis()).isEqualTo(3_000);
        assertThat(read.loops()).isEqualTo(new Loops.Settings(9, 10, 2_000));
    }

    @Test
    void shouldLetAFileUseSubstitutions() throws Exception {
        ServerConfig read = read("""
                roomTypes.duel { playerLimit = 2 }
                roomTypes.tournament = ${roomTypes.duel} { tickRateHz = 40 }
                """);

        RoomSettings tournament = read.roomTypes().get(1).settings();
        assertThat(tournament.capacity().players()).isEqualTo(2);
        assertThat(tournament.rates().tickRateHz()).isEqualTo(40);
    }

    @Test
    void shouldKeepAValueIfTheEnvironmentHasNone() throws Exception {
        ServerConfig read = read("""
                roomTypes.duel {
                  playerLimit = 2
                  playerLimit = ${?NO_SUCH_VARIABLE}
                  tickRateHz = 40
                  tickRateHz = ${?NO_SUCH_VARIABLE}
                  snapshotRateHz = ${roomTypes.duel.tickRateHz}
                }
                """);

        RoomSettings duel = read.roomTypes().get(0).settings();
        assertThat(duel.capacity().players()).isEqualTo(2);
        assertThat(duel.rates().tickRateHz()).isEqualTo(40);
        assertThat(duel.rates().snapshotRateHz()).isEqualTo(40);
    }

    @Test
    void shouldRefuseRoomTypesThatAreAListEvenIfSubstituted() throws IOException {
        assertThat(problems("http.allowedOrigins = [\"*\"]\nroomTypes = ${http.allowedOrigins}"))
                .singleElement()
                .asString()
                .endsWith("roomTypes must be a section in braces");
    }

    @Test
    void shouldReadWhatAFileIncludesFromBesideIt() throws Exception {
        Files.writeString(folder.resolve("duel.conf"), "playerLimit = 2");

        ServerConfig read = read("roomTypes.duel { include \"duel.conf\" }");

        assertThat(read.roomTypes().get(0).settings().capacity().players()).isEqualTo(2);
    }

    @Test
    void shouldSayWhichIncludedFileThereIsNot() throws IOException {
        assertThat(problems("include required(\"nothing.conf\")"))
                .singleElement()
                .asString()
                .contains("nothing.conf");
    }

    @Test
    void shouldBlameTheIncludedFile() throws IOException {
        Path included = folder.resolve("duel.conf");
        Files.writeString(included, "\nplayerLimit = none");

        assertThat(problems("roomTypes.duel { include \"duel.conf\" }"))
                .containsExactly(included + ":2: roomTypes.duel.playerLimit must be a number, not none");
    }

    private ServerConfig read(String hocon) throws Exception {
        return ConfigReader.read(write(hocon), List.of(), List.of(), List.of());
    }

    private Path write(String hocon) throws IOException {
        Path file = folder.resolve("server.conf");
        Files.writeString(file, hocon);
        return file;
    }

    private List<String> problems(String hocon) throws IOException {
        Path file = write(hocon);
        return problems(file).stream()
                .map(problem -> problem.replace(file.toString(), "server.conf"))
                .toList();
    }

    private static List<String> problems(Path file, String... settings) {
        List<String> problems = problemsOf(file, settings);
        assertThat(problems).as("problems").isNotEmpty();
        return problems;
    }

    private static List<String> problemsOf(Path file, String... settings) {
        InvalidConfigException thrown = catchThrowableOfType(
                InvalidConfigException.class, () -> ConfigReader.read(file, List.of(settings), List.of(), List.of()));
        return thrown == null ? List.of() : thrown.problems();
    }

    /** Has no constructor that a config could call. */
    public static final class NeedsAnArgument extends Game {
        public NeedsAnArgument(String argument) {
            super();
            assertThat(argument).isNotNull();
        }

        @Override
        public void step(Step step) {}
    }

    public abstract static class Abstract extends Game {
        public Abstract() {
            super();
        }
    }

    static final class NotPublic extends Game {
        @Override
        public void step(Step step) {}
    }

    public static final class WithoutInputs extends Game {
        @Override
        public void step(Step step) {}
    }

    public static final class Throwing extends Game {
        public Throwing() {
            super();
            throw new IllegalStateException("no harbour");
        }

        @Override
        public void step(Step step) {}
    }

    /** A game that does all that a game must, for those that fail. */
    public abstract static class Sample extends Game {
        Sample() {
            super();
            inputs(new Table("keys", 4)).integer("dx", -1, 1);
        }

        @Override
        public void step(Step step) {}
    }

    public static final class ConstructorFails extends Sample {
        public ConstructorFails() {
            super();
            throw new AssertionError("no wind");
        }
    }

    public static final class ConstructorChecks extends Sample {
        public ConstructorChecks() throws IOException {
            super();
            throw new IOException("no chart");
        }
    }

    public static final class StaticFails extends Sample {
        static final int SAIL = fail();

        private static int fail() {
            throw new NumberFormatException("no sail");
        }
    }

    public static final class StaticErrs extends Sample {
        static final int MAST = fail();

        private static int fail() {
            throw new AssertionError("no mast");
        }
    }

    public static final class StartLacksAClass extends Sample {
        @Override
        public void start(Step step) {
            throw new NoClassDefFoundError("shop/Rudder");
        }
    }

    public static final class StartOverflows extends Sample {
        @Override
        public void start(Step step) {
            throw new StackOverflowError();
        }
    }

    public static final class StartThrowsAStranger extends Sample {
        @Override
        public void start(Step step) {
            throw new Stranger();
        }

        private static final class Stranger extends RuntimeException {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new UnsupportedOperationException();
            }
        }
    }
}
