package dev.tickwire.server.replay;

import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.replay.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JUnit test that plays a recording again in the project of its game, and the recording beside it. It needs
 * {@code tickwire-proto} among the dependencies of tests.
 */
public final class TestFiles {
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Za-z0-9_]*\\.java");

    private final Path recording;
    private final Class<?> game;

    /** Of a recording in a file; {@code game} is the class of its game. */
    public TestFiles(Path recording, Class<?> game) {
        this.recording = recording;
        this.game = game;
    }

    /** Where the test goes if nobody says so: to the package of the game, in a project in this directory. */
    public Path usual(Path project) {
        Path folder = project.resolve(Path.of("src", "test", "java"));
        if (!game.getPackageName().isEmpty()) {
            folder = folder.resolve(game.getPackageName().replace('.', '/'));
        }
        return folder.resolve(game.getSimpleName() + "RecordingTest.java");
    }

    /**
     * Writes the test, and a copy of the recording; an {@link IOException} with a sentence where that cannot be.
     *
     * @param verification what came of playing it
     */
    public Path write(Path test, Recording recorded, Verification verification) throws IOException {
        String file = String.valueOf(test.getFileName());
        if (!NAME.matcher(file).matches()) {
            throw new IOException("a test is a Java file, such as StuckInAWallTest.java, and not " + file);
        }
        String name = file.substring(0, file.length() - ".java".length());
        Path folder = Objects.requireNonNull(test.toAbsolutePath().getParent());
        if (Files.exists(test)) {
            throw new IOException(test + " is there already: give another name");
        }
        Path project = project(folder);
        Path copy = project.resolve(Path.of("src", "test", "resources", "recordings", name + ".twr"));
        if (Files.exists(copy)) {
            throw new IOException(copy + " is there already: give the test another name");
        }
        Files.createDirectories(folder);
        Files.createDirectories(copy.getParent());
        Files.copy(recording, copy);
        String path = project.relativize(copy).toString().replace('\\', '/');
        Files.writeString(test, source(name, path, packageOf(folder), recorded, verification));
        return copy;
    }

    /** The directory that has {@code src/test/java}; without one, where the test is. */
    private static Path project(Path folder) {
        for (Path at = folder; at != null && at.getNameCount() > 2; at = at.getParent()) {
            if (at.endsWith(Path.of("src", "test", "java"))) {
                return at.resolve(Path.of("..", "..", "..")).normalize();
            }
        }
        return folder;
    }

    private static String packageOf(Path folder) {
        Path sources = project(folder).resolve(Path.of("src", "test", "java"));
        return folder.startsWith(sources)
                ? sources.relativize(folder).toString().replace('\\', '.').replace('/', '.')
                : "";
    }

    private String source(String name, String path, String itsPackage, Recording recorded, Verification verification) {
        boolean throwsSomething = verification.thrown() != null;
        String reason = recorded.head().getReason();
        String about = (reason.isEmpty() ? "" : "Saved as: " + reason + " ") + "When this was written: "
                + verification.sentence();
        return (itsPackage.isEmpty() ? "" : "package " + itsPackage + ";\n\n")
                + "import dev.tickwire.proto.recording.Recording;\n"
                + "import dev.tickwire.proto.replay.Verification;\n"
                + "import java.nio.file.Files;\n"
                + "import java.nio.file.Path;\n"
                + "import org.junit.jupiter.api.Test;\n\n"
                + "/** " + comment(about) + " */\n"
                + "class " + name + " {\n"
                + "    @Test\n"
                + "    void " + (throwsSomething ? "playsToItsEnd" : "comesOutTheSameAgain") + "() throws Exception {\n"
                + "        byte[] file = Files.readAllBytes(Path.of(\"" + path + "\"));\n"
                + "        Verification.of(Recording.parse(file), " + game.getCanonicalName() + "::new)."
                + (throwsSomething ? "assertPlays" : "assertSame") + "();\n"
                + "    }\n"
                + "}\n";
    }

    /** What somebody wrote as the reason must not end the comment, nor be taken for an escape. */
    private static String comment(String text) {
        return Pattern.compile("\\*/|\\\\|\\s+")
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group().equals("*/") ? "* /" : found.group().equals("\\") ? "/" : " "));
    }
}
