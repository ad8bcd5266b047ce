package dev.tickwire.client.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A project for a game, as {@link NewCommand} writes it: the game of the guide under another name. */
final class Project {
    /** What the game is called in the files that are copied. */
    private static final String GAME = "Coins";

    private static final List<String> JAVA = List.of(
            "src/main/java/" + GAME + ".java",
            "src/main/java/" + GAME + "Rules.java",
            "src/test/java/" + GAME + "Test.java");
    private static final List<String> OTHERS = List.of("pom.xml", "tickwire.conf", "README.md", "page/index.html");

    private final ProjectName name;
    private final Libraries libraries;

    Project(ProjectName name, Libraries libraries) {
        this.name = name;
        this.libraries = libraries;
    }

    /** @param directory an empty one, or one that is not there yet */
    void writeTo(Path directory) throws IOException {
        for (String file : JAVA) {
            write(directory.resolve(named(file)), named(read(file.substring(file.lastIndexOf('/') + 1))));
        }
        for (String file : OTHERS) {
            write(directory.resolve(file), named(read(file.substring(file.lastIndexOf('/') + 1))));
        }
        write(directory.resolve(".gitignore"), "target/\n");
        libraries.copyTo(directory.resolve("maven"));
    }

    private String named(String text) throws IOException {
        return text.replace(GAME, name.className())
                .replace("@name@", name.name())
                .replace("@roomType@", name.roomType())
                .replace("@version@", libraries.version())
                .replace("@digest@", libraries.digest());
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String read(String resource) throws IOException {
        try (InputStream in = Project.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("the jar has no " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
