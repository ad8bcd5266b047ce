package dev.tickwire.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.config.ConfigReader;
import dev.tickwire.server.config.ServerConfig;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.settings.SettingsPage;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents show works as they show it. */
class DocsTest {
    private static final Path ROOT = Path.of("..");

    @TempDir
    Path directory;

    @Test
    void shouldRunTheGameOfTheReadme() throws Exception {
        Files.writeString(directory.resolve("Dots.java"), firstBlock(ROOT.resolve("README.md"), "java"));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        directory.toString(),
                        directory.resolve("Dots.java").toString());
        assertThat(status).isZero();

        RoomType dots = withClassesOf(
                        directory,
                        () -> ConfigReader.read(
                                null, List.of(), GameClasses.in(directory).games(), List.of()))
                .roomTypes()
                .get(0);

        assertThat(dots.visibleSchema().tables())
                .singleElement()
                .satisfies(table -> assertThat(table.name()).isEqualTo("dots"));
    }

    @Test
    void shouldAcceptTheConfigOfTheConfigurationPage() throws Exception {
        Path file = Files.writeString(
                directory.resolve("own.conf"), firstBlock(ROOT.resolve("docs/configuration.md"), "hocon"));

        ServerConfig config = ConfigReader.read(file, List.of(), List.of(), List.of());

        assertThat(config.roomTypes()).extracting(RoomType::name).containsExactly("arena", "duel");
    }

    @Test
    void shouldListEverySettingOnTheConfigurationPage() throws IOException {
        Path page = ROOT.resolve("docs/configuration.md");
        String text = Files.readString(page);
        String renewed = text.substring(0, text.indexOf(SettingsPage.BEGIN)) + SettingsPage.text();
        Path made = Files.writeString(Path.of("target/configuration.md"), renewed);

        assertThat(text)
                .as("settings have changed: renew the page with cp server/%s docs/configuration.md", made)
                .isEqualTo(renewed);
    }

    private interface Reading<T> {
        T read() throws Exception;
    }

    private static <T> T withClassesOf(Path classes, Reading<T> reading) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            return reading.read();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static String firstBlock(Path document, String language) throws IOException {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(document));
        assertThat(block.find()).as("%s has a block of %s", document, language).isTrue();
        return block.group(1);
    }
}
