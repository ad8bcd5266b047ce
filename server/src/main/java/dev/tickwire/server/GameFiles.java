package dev.tickwire.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipError;
import org.jspecify.annotations.Nullable;

/**
 * What a jar or a directory of games contained at one moment: a class loader made of it knows nothing of what becomes
 * of the files, so that classes of two versions never meet.
 */
final class GameFiles {
    private static final long MOST_BYTES = 256L << 20;

    private final Map<String, byte[]> byName = new TreeMap<>();
    private final long checksum;

    private GameFiles(Path root) throws IOException {
        long bytes = 0;
        CRC32 sum = new CRC32();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = root.relativize(file).toString().replace('\\', '/');
                byte[] content = Files.readAllBytes(file);
                bytes += content.length;
                if (bytes > MOST_BYTES) {
                    throw new IOException("has more than " + (MOST_BYTES >> 20) + " MB");
                }
                byName.put(name, content);
                sum.update(name.getBytes(StandardCharsets.UTF_8));
                sum.update(content);
            }
        } catch (UncheckedIOException e) {
            throw new IOException("cannot be read: " + e.getCause(), e);
        }
        checksum = sum.getValue();
    }

    /** An {@link IOException} with a sentence where {@code path} is not what classes are in. */
    static GameFiles read(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new IOException("does not exist");
        }
        if (Files.isDirectory(path)) {
            return new GameFiles(path);
        }
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
            return new GameFiles(jar.getPath("/"));
        } catch (ProviderNotFoundException | ZipError e) {
            throw new IOException("is no jar and no directory", e);
        }
    }

    /** The bytes of a file; null: there is none. */
    byte @Nullable [] bytes(String name) {
        return byName.get(name);
    }

    /** In a word: another one for other contents, very probably. */
    String version() {
        return Long.toHexString(checksum);
    }

    /** Whether the contents are the same, very probably. */
    boolean isLike(@Nullable GameFiles other) {
        return other != null && checksum == other.checksum && byName.keySet().equals(other.byName.keySet());
    }
}
