package dev.tickwire.server.store;

import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.wire.RecordingHead;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps each room as a file of a directory, which one server at a time uses. */
public final class FileRoomStore implements RoomStore, AutoCloseable {
    private static final String SUFFIX = ".room";
    private static final String FRESH_SUFFIX = ".new";
    private static final String LOCK = "lock";
    /** What could lead out of the directory, or be no part of a path. */
    private static final Pattern NO_ID = Pattern.compile("[/\\\\:\\x00]");

    private final Path directory;
    private @Nullable FileChannel lockFile;

    /** Of a directory that was not looked at yet. */
    public FileRoomStore(Path directory) {
        this.directory = directory;
    }

    /** Makes the directory if there is none, and takes it; false: another server that runs has it. */
    public boolean open() throws IOException {
        Files.createDirectories(directory, ownersOnly());
        FileChannel channel =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!lock(channel)) {
            channel.close();
            return false;
        }
        lockFile = channel;
        return true;
    }

    /** What is kept opens the seats of players. Where there are no such permissions, as on Windows: as it is there. */
    private FileAttribute<?>[] ownersOnly() {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[] {};
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    /** Whether there is such a directory. */
    public boolean exists() {
        return Files.isDirectory(directory);
    }

    @Override
    public Stock all() throws IOException {
        List<StoredRoom> rooms = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(one -> one.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    RecordingHead head = Recording.head(in);
                    rooms.add(new StoredRoom(
                            head,
                            Files.size(file),
                            Files.getLastModifiedTime(file).toMillis()));
                } catch (NoSuchFileException e) {
                    // It has ended just now.
                } catch (MalformedRecordingException e) {
                    problems.add("the kept room in " + file + " cannot be read, and is left as it is: " + e.sentence());
                }
            }
        }
        return new Stock(rooms, problems);
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
    public boolean delete(String room) throws IOException {
        return Files.deleteIfExists(file(room));
    }

    /**
     * Operators may ask for any, also for what is no id. Some file systems do not tell capital letters from small ones.
     */
    private Path file(String room) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < room.length(); i++) {
            if (Character.isUpperCase(room.charAt(i))) {
                name.append('^');
            }
            name.append(room.charAt(i));
        }
        String file = NO_ID.matcher(name.toString().toLowerCase(Locale.ROOT)).replaceAll("%");
        return directory.resolve(file + SUFFIX);
    }

    @Override
    public void close() throws IOException {
        FileChannel held = lockFile;
        if (held != null) {
            held.close();
        }
    }
}
