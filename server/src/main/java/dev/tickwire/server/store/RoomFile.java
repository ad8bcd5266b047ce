package dev.tickwire.server.store;

import dev.tickwire.proto.recording.Chunk;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.wire.RecordingHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A room as a file: what is added goes to its end. When it is long, and a start comes, it is begun anew: there is
 * always one whole file.
 */
final class RoomFile implements KeptRoom {
    /** A file that is longer is begun anew. */
    private static final long LONG_BYTES = 1 << 20;

    private final RecordingHead head;
    private final Path path;
    private final Path fresh;
    private @Nullable FileChannel file;
    private long length;
    private boolean isSynced = true;

    RoomFile(RecordingHead head, Path path, Path fresh) {
        this.head = head;
        this.path = path;
        this.fresh = fresh;
    }

    @Override
    public void append(Chunk chunk) throws IOException {
        if (chunk.isStart() && (file == null || length > LONG_BYTES)) {
            begin(head, chunk);
        } else if (file != null) {
            write(file, chunk.bytes());
        }
    }

    @Override
    public void restart(Chunk start, boolean isAside) throws IOException {
        begin(head.toBuilder().setIsAside(isAside).build(), start);
    }

    private void begin(RecordingHead as, Chunk start) throws IOException {
        FileChannel next = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            length = 0;
            write(next, Recording.beginning(as));
            write(next, start.bytes());
            next.force(false);
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            next.close();
            throw e;
        }
        FileChannel before = file;
        file = next;
        if (before != null) {
            before.close();
        }
    }

    private void write(FileChannel to, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            length += to.write(rest);
        }
        isSynced = false;
    }

    @Override
    public void sync() throws IOException {
        FileChannel open = file;
        if (open != null && !isSynced) {
            open.force(false);
            isSynced = true;
        }
    }

    @Override
    public void close(boolean isKept) throws IOException {
        FileChannel open = file;
        file = null;
        if (open != null) {
            if (isKept) {
                open.force(false);
            }
            open.close();
        }
        if (!isKept) {
            Files.deleteIfExists(path);
        }
    }
}
