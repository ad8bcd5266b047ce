package dev.tickwire.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The jar that people run tells whose libraries it has, and under which licences. */
class LicensesIT {
    private static final Path JAR = Path.of("target", "tickwire-demo-client.jar");
    private static final String LICENSES = "META-INF/licenses/";
    private static final Pattern LIBRARY = Pattern.compile("(.+)-(\\d[^-]*)\\.jar");

    @Test
    void shouldNameEachLibraryInItWithTheTextOfItsLicense() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            String thirdParty = read(jar, "THIRD-PARTY.txt");
            List<String> libraries = librariesIn(jar);

            assertThat(libraries).hasSizeGreaterThan(5);
            assertThat(thirdParty.lines().map(String::strip)).containsAll(libraries);
            Matcher texts = Pattern.compile(": ([\\w.-]+\\.txt)").matcher(thirdParty);
            while (texts.find()) {
                assertThat(read(jar, texts.group(1))).as(texts.group(1)).hasSizeGreaterThan(500);
            }
            assertThat(read(jar, "Apache-2.0.txt"))
                    .as("Tickwire's own")
                    .isEqualTo(Files.readString(Path.of("..", "LICENSE")));
        }
    }

    /** Name and version of each library of the class path whose first class is in the jar. */
    private static List<String> librariesIn(JarFile jar) throws IOException {
        List<String> found = new ArrayList<>();
        for (String path : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
            Matcher name = LIBRARY.matcher(Path.of(path).getFileName().toString());
            if (name.matches() && jar.getEntry(firstClassOf(path)) != null) {
                found.add(name.group(1) + " " + name.group(2));
            }
        }
        return found;
    }

    private static String firstClassOf(String path) throws IOException {
        try (JarFile library = new JarFile(path)) {
            return library.stream()
                    .map(ZipEntry::getName)
                    .filter(name ->
                            name.endsWith(".class") && !name.endsWith("-info.class") && !name.startsWith("META"))
                    .findFirst()
                    .orElse("no class");
        }
    }

    private static String read(JarFile jar, String name) throws IOException {
        ZipEntry entry = jar.getEntry(LICENSES + name);
        assertThat(entry).as(name).isNotNull();
        return new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }
}
