package dev.tickwire.client.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** A Java that ours is measured on. */
record Jdk(Path home, String version) {
    /** The one that runs the bench. */
    static Jdk running() {
        return new Jdk(
                Path.of(System.getProperty("java.home")), Runtime.version().toString());
    }

    /** The one in a directory, by what its file {@code release} says. */
    static Jdk at(Path home) throws BenchFailedException {
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
            release.load(reader);
        } catch (IOException e) {
            throw new BenchFailedException(home + " is no directory of a JDK: it has no file \"release\"");
        }
        Jdk jdk = new Jdk(home, release.getProperty("JAVA_VERSION", "").replace("\"", ""));
        try {
            if (jdk.feature() >= 17 && Files.isExecutable(jdk.program("java"))) {
                return jdk;
            }
        } catch (IllegalArgumentException e) {
            throw new BenchFailedException(home + " does not tell its version");
        }
        throw new BenchFailedException(home + " is no Java 17 or newer");
    }

    int feature() {
        return Runtime.Version.parse(version).feature();
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }
}
