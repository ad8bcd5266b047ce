package dev.tickwire.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.config.ConfigReader;
import dev.tickwire.server.config.ServerConfig;
import dev.tickwire.server.roomtype.RoomType;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Games of one's own, as {@code --games} brings them, and the room types that they get. */
class OwnGamesTest {
    private static final String SAMPLE = """
            import dev.tickwire.simulation.world.*;

            public class %s extends %s {
                final Table keys = inputs(new Table("keys", 64));
                final Column dx = keys.integer("dx", -1, 1);

                @Override public void step(Step step) {}
            }
            """;

    @TempDir
    Path folder;

    private final Thread thread = Thread.currentThread();
    private final ClassLoader before = thread.getContextClassLoader();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path classes;

    @BeforeEach
    void makeDirectory() throws IOException {
        classes = Files.createDirectories(folder.resolve("classes"));
    }

    @AfterEach
    void forgetClasses() {
        thread.setContextClassLoader(before);
    }

    @Test
    void shouldGiveAGameARoomTypeBesideTheSamplesAndBeforeThem() throws Exception {
        compile("Dots", game("Dots"));

        assertThat(roomTypes(null)).containsExactly("dots: Dots", "arena: arena", "whiteboard: whiteboard");
    }

    @ParameterizedTest
    @ValueSource(strings = {"roomTypes.dots.game=Dots", "roomTypes.dots.tickRateHz=40"})
    void shouldAddToTheSamplesWhatASettingSaysOfItsRoomType(String setting) throws Exception {
        compile("Dots", game("Dots"));

        assertThat(roomTypes(null, setting)).containsExactly("dots: Dots", "arena: arena", "whiteboard: whiteboard");
    }

    @Test
    void shouldLeaveAGameThatASettingNamesToThatRoomType() throws Exception {
        compile("Dots", game("Dots"));

        assertThat(roomTypes(null, "roomTypes.duel.game=Dots"))
                .containsExactly("duel: Dots", "arena: arena", "whiteboard: whiteboard");
    }

    @Test
    void shouldGiveEachOfSeveralGamesARoomType() throws Exception {
        compile("Dots", game("Dots"));
        compile("Boats", game("Boats"));

        assertThat(roomTypes(null))
                .containsExactly("boats: Boats", "dots: Dots", "arena: arena", "whiteboard: whiteboard");
    }

    @Test
    void shouldHaveExactlyTheRoomTypesOfAFileThatHasSome() throws Exception {
        compile("Dots", game("Dots"));
        Path file = Files.writeString(folder.resolve("own.conf"), "roomTypes { duel { game = arena } }");

        assertThat(roomTypes(file)).containsExactly("duel: arena");
        assertThat(roomTypes(file, "roomTypes.dots.game=Dots")).containsExactly("duel: arena", "dots: Dots");
    }

    @Test
    void shouldAddToTheSamplesWhereAFileHasNoRoomTypes() throws Exception {
        compile("Dots", game("Dots"));
        Path file = Files.writeString(folder.resolve("own.conf"), "roomTypeDefaults.playerLimit = 7");

        assertThat(roomTypes(file)).containsExactly("dots: Dots", "arena: arena", "whiteboard: whiteboard");
    }

    @Test
    void shouldTakeTheSamplesPlaceForAGameOfItsName() throws Exception {
        compile("Arena", game("Arena"));

        assertThat(roomTypes(null)).containsExactly("arena: Arena", "whiteboard: whiteboard");
    }

    @Test
    void shouldFindGamesByWayOfOtherClassesAndLeaveAloneWhatIsNone() throws Exception {
        compile("Base", game("Base").replace("public class", "public abstract class"));
        compile("Ships", game("Ships").replace("extends dev.tickwire.simulation.world.Game", "extends Base"));
        compile("Hidden", game("Hidden").replace("public class", "class"));
        compile("Reads", "public class Reads { static class Inner extends Thread {} }");

        assertThat(GameClasses.in(classes).games()).containsExactly("Ships");
    }

    @Test
    void shouldFindGamesInAJarAndPassOverItsOtherVersions() throws Exception {
        compile("shop/Dots", "package shop;" + game("Dots"));
        Path jar = jar(List.of("shop/Dots.class", "META-INF/versions/99/shop/Dots.class", "module-info.class"));

        assertThat(GameClasses.in(jar).games()).containsExactly("shop.Dots");
        assertThat(execute("config", "show", "--games", jar.toString())).isZero();
        assertThat(out.toString()).containsPattern("roomTypes.dots.game +shop.Dots +--games");
    }

    @Test
    void shouldNotLoadWhatIsNoGame() throws Exception {
        compile("Gone", "public class Gone {}");
        compile("Needs", "public class Needs extends Gone {}");
        compile("Dots", game("Dots"));
        Files.delete(classes.resolve("Gone.class"));

        assertThat(execute("config", "check", "--games", classes.toString())).isZero();
    }

    // What is wrong

    @Test
    void shouldSayThatThereIsNoGame() throws Exception {
        compile("Ship", "public class Ship {}");

        assertRefused(
                "--games " + classes + " has no public class that extends dev.tickwire.simulation.world.Game.",
                classes);
    }

    @Test
    void shouldSayThatAGameIsNotPublic() throws Exception {
        compile("Dots", game("Dots").replace("public class", "class").replace("public final class", "final class"));

        assertRefused(
                "--games " + classes + " has Dots, a game that is not public, and cannot be served: say public where"
                        + " the class is declared.",
                classes);
    }

    @Test
    void shouldSayWhatIsNoJar() throws IOException {
        Path file = Files.writeString(folder.resolve("Dots.java"), game("Dots"));

        assertRefused("--games " + file + " is no jar and no directory.", file);
    }

    @Test
    void shouldSayThatAClassWasCompiledForANewerJava() throws Exception {
        compile("Dots", game("Dots"));
        byte[] bytes = Files.readAllBytes(classes.resolve("Dots.class"));
        bytes[6] = 0;
        bytes[7] = (byte) (Runtime.version().feature() + 45);
        Files.write(classes.resolve("Dots.class"), bytes);

        assertRefused(
                "--games: roomTypes.dots.game names Dots, which was compiled for a newer Java than the one here: "
                        + "compile it with javac --release 17",
                classes);
    }

    @Test
    void shouldSayThatAGameCannotBeLoaded() throws Exception {
        compile("Gone", "public interface Gone {}");
        compile("Dots", game("Dots").replace("Game {", "Game implements Gone {"));
        Files.delete(classes.resolve("Gone.class"));

        assertRefused("--games: roomTypes.dots.game names Dots, which cannot be loaded: ", classes);
    }

    @Test
    void shouldSayThatAGameCannotBeMade() throws Exception {
        compile("Dots", game("Dots").replace("Game {", "Game { public Dots(int i) {}"));

        assertRefused("--games: roomTypes.dots.game names Dots, which needs to be public and to have", classes);
    }

    @Test
    void shouldSayThatTheDirectoryIsNotWherePackagesBegin() throws Exception {
        compile("shop/Dots", "package shop;" + game("Dots"));

        assertRefused(
                "has Dots.class, which is the class shop.Dots: name the directory in which its packages begin.",
                classes.resolve("shop"));
    }

    @Test
    void shouldSayThatAFileIsNoClass() throws Exception {
        compile("Dots", game("Dots"));
        byte[] whole = Files.readAllBytes(classes.resolve("Dots.class"));
        for (int length = 0; length < 200; length++) {
            byte[] part = new byte[length];
            System.arraycopy(whole, 0, part, 0, length);
            Files.write(classes.resolve("Dots.class"), part);

            assertRefused("has Dots.class, which cannot be read as a class.", classes);
        }
    }

    @Test
    void shouldSayThatTwoGamesWouldHaveOneName() throws Exception {
        compile("a/Dots", "package a;" + game("Dots"));
        compile("b/Dots", "package b;" + game("Dots"));

        assertRefused(
                "--games: a.Dots and b.Dots would both be the room type dots:"
                        + " name one with --set roomTypes.NAME.game=CLASS",
                classes);
        assertThat(roomTypes(null, "roomTypes.others.game=b.Dots")).startsWith("dots: a.Dots", "others: b.Dots");
    }

    private void assertRefused(String sentence, Path games) {
        err.getBuffer().setLength(0);
        assertThat(execute("config", "check", "--games", games.toString())).isEqualTo(2);
        assertThat(err.toString().lines().findFirst().orElseThrow())
                .contains(sentence)
                .doesNotContain("null");
        assertThat(err.toString()).doesNotContain("\tat ");
        assertThat(out.toString()).isEmpty();
    }

    private List<String> roomTypes(@Nullable Path file, String... settings) throws Exception {
        assertThat(execute("config", "check", "--games", classes.toString())).isBetween(0, 2);
        ServerConfig read = ConfigReader.read(
                file, List.of(settings), GameClasses.in(classes).games(), List.of());
        return read.roomTypes().stream()
                .map((RoomType type) -> type.name() + ": " + type.settings().gameName())
                .toList();
    }

    private static String game(String name) {
        return SAMPLE.formatted(name, "dev.tickwire.simulation.world.Game");
    }

    private void compile(String name, String source) throws IOException {
        Path file = folder.resolve("src").resolve(name + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("java.class.path") + File.pathSeparator + classes,
                        "-d",
                        classes.toString(),
                        file.toString());
        assertThat(status).isZero();
    }

    /** A jar in which the one class that was compiled is at each of these places. */
    private Path jar(List<String> places) throws IOException {
        Path jar = folder.resolve("games.jar");
        try (Stream<Path> files = Files.walk(classes);
                JarOutputStream to = new JarOutputStream(Files.newOutputStream(jar))) {
            Path compiled = files.filter(file -> file.toString().endsWith(".class"))
                    .findFirst()
                    .orElseThrow();
            for (String place : places) {
                to.putNextEntry(new JarEntry(place));
                to.write(Files.readAllBytes(compiled));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return jar;
    }

    private int execute(String... arguments) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }
}
