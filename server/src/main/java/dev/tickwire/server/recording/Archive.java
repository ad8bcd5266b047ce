package dev.tickwire.server.recording;

import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.wire.RecordingHead;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The recordings that are in a directory, for those who look at them. Any thread may ask; it waits for the disk. */
public final class Archive {
    /** Most that are listed. */
    public static final int MOST_LISTED = 200;

    /** As {@link RecordingFiles} calls them; so no name leads out of the directory. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,160}\\.twr");

    private final Path directory;

    /**
     * A file there.
     *
     * @param savedMillis since 1970
     * @param head what it is of; null: that cannot be read
     */
    public record Entry(
            String name,
            long bytes,
            long savedMillis,
            @Nullable RecordingHead head) {}

    /**
     * What is there.
     *
     * @param newest first
     * @param more how many older ones there are
     */
    public record Listed(List<Entry> newest, int more) {}

    /** Of a directory, which need not be there. */
    public Archive(Path directory) {
        this.directory = directory;
    }

    /** The newest recordings. */
    public Listed list() throws IOException {
        List<Found> found = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    add(file, found);
                }
            }
        }
        found.sort(Comparator.comparing(Found::time).reversed());
        List<Entry> newest =
                found.stream().limit(MOST_LISTED).map(Archive::entry).toList();
        return new Listed(newest, found.size() - newest.size());
    }

    private record Found(Path file, long bytes, FileTime time) {}

    private static void add(Path file, List<Found> found) {
        if (!isName(file.getFileName().toString())) {
            return;
        }
        try {
            BasicFileAttributes about =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (about.isRegularFile()) {
                found.add(new Found(file, about.size(), about.lastModifiedTime()));
            }
        } catch (IOException gone) {
            // Somebody has moved it away meanwhile.
        }
    }

    private static Entry entry(Found found) {
        RecordingHead head = head(found.file());
        long saved = head == null ? found.time().toMillis() : head.getSavedMillis();
        return new Entry(found.file().getFileName().toString(), found.bytes(), saved, head);
    }

    private static @Nullable RecordingHead head(Path file) {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return Recording.head(in);
        } catch (IOException | MalformedRecordingException e) {
            return null;
        }
    }

    private static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** A file of that name; null: there is none, or it is no name of one. */
    public byte @Nullable [] read(String name) throws IOException {
        if (!isName(name)) {
            return null;
        }
        Path file = directory.resolve(name);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.readAllBytes(file) : null;
    }
}
