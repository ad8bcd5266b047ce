package dev.tickwire.client.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What games depend on, in a Maven repository.
 *
 * @param repository its directory
 * @param version of Tickwire
 * @param files those that a project needs, by their paths from the directory, sorted
 */
record Libraries(Path repository, String version, List<Path> files) {
    private static final Path GROUP = Path.of("dev", "tickwire");
    private static final String SIMULATION = "tickwire-simulation";
    /**
     * With the parent, which has the versions of what they depend on; by the last one, a test plays recordings again.
     */
    private static final List<String> ARTIFACTS = List.of("tickwire", SIMULATION, "tickwire-proto");

    private static final int DIGEST_BYTES = 4;

    /** @throws IOException with a sentence, if it is not there or has not all that a project needs */
    static Libraries in(Path repository) throws IOException {
        Path simulation = repository.resolve(GROUP).resolve(SIMULATION);
        if (!Files.isDirectory(simulation)) {
            throw new IOException(repository + " has no " + SIMULATION);
        }
        String version;
        try (Stream<Path> versions = Files.list(simulation)) {
            version = versions.map(path -> path.getFileName().toString())
                    .reduce((one, other) -> other)
                    .orElseThrow(() -> new IOException(simulation + " is empty"));
        }
        List<Path> files = new ArrayList<>();
        for (String artifact : ARTIFACTS) {
            try (Stream<Path> found =
                    Files.list(repository.resolve(GROUP).resolve(artifact).resolve(version))) {
                found.filter(file -> !file.toString().endsWith("-javadoc.jar"))
                        .map(repository::relativize)
                        .forEach(files::add);
            }
        }
        files.sort(null);
        return new Libraries(repository, version, List.copyOf(files));
    }

    /** Copies what a project needs. */
    void copyTo(Path directory) throws IOException {
        for (Path file : files) {
            Path copy = directory.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(repository.resolve(file), copy);
        }
    }

    /** A few hexadecimal digits that differ where the files do. */
    String digest() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files) {
                digest.update(Files.readAllBytes(repository.resolve(file)));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
