package dev.tickwire.server.store;

import dev.tickwire.proto.recording.Chunk;
import java.io.IOException;

/** A room that is being kept. Belongs to the one thread that writes. */
public interface KeptRoom {
    /** Adds what comes next; it outlives the process, and the machine after {@link #sync}. */
    void append(Chunk chunk) throws IOException;

    /**
     * Keeps it as it is now, in place of all that was added.
     *
     * @param isAside whether nobody is in it, so that it comes back only when somebody wants it
     */
    void restart(Chunk start, boolean isAside) throws IOException;

    /** Waits until the disk has what was added. */
    void sync() throws IOException;

    /**
     * Adds nothing more.
     *
     * @param isKept whether the room can come back; else nothing is left of it
     */
    void close(boolean isKept) throws IOException;
}
