package dev.tickwire.server.store;

import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.wire.RecordingHead;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps each room as a file of a directory, which one server at a time uses. */
public final class FileRoomStore implements RoomStore, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileRoomStore.class);
    private static final String SUFFIX = ".room";
    private static final String FRESH_SUFFIX = ".new";
    private static final String LOCK = "lock";

    private final Path directory;
    private @Nullable FileChannel lockFile;

    /** Of a directory that was not looked at yet. */
    public FileRoomStore(Path directory) {
        this.directory = directory;
    }

    /** Makes the directory if there is none, and takes it; false: another server that runs has it. */
    public boolean open() throws IOException {
        Files.createDirectories(directory);
        FileChannel channel =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!lock(channel)) {
            channel.close();
            return false;
        }
        lockFile = channel;
        return true;
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    @Override
    public Map<String, RecordingHead> all() throws IOException {
        Map<String, RecordingHead> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(SUFFIX)).toList()) {
                try {
                    RecordingHead head =
                            Recording.parse(Files.readAllBytes(file)).head();
                    all.put(head.getRoom(), head);
                } catch (MalformedRecordingException e) {
                    LOG.error("the kept room in {} cannot be read, and is left as it is: {}", file, e.sentence());
                }
            }
        }
        return all;
    }

    @Override
    public byte[] read(String room) throws IOException {
        return Files.readAllBytes(file(room));
    }

    @Override
    public KeptRoom begin(RecordingHead head) {
        Path file = file(head.getRoom());
        return new RoomFile(head, file, file.resolveSibling(file.getFileName() + FRESH_SUFFIX));
    }

    @Override
    public void delete(String room) throws IOException {
        Files.deleteIfExists(file(room));
    }

    /** Some file systems do not tell capital letters from small ones. */
    private Path file(String room) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < room.length(); i++) {
            if (Character.isUpperCase(room.charAt(i))) {
                name.append('^');
            }
            name.append(room.charAt(i));
        }
        return directory.resolve(name.toString().toLowerCase(Locale.ROOT) + SUFFIX);
    }

    @Override
    public void close() throws IOException {
        FileChannel held = lockFile;
        if (held != null) {
            held.close();
        }
    }
}
