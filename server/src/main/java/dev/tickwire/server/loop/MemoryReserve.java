package dev.tickwire.server.loop;

import org.jspecify.annotations.Nullable;

/**
 * Memory that is kept for the end of a room whose game has taken all: what ends it must tell its players so, and write
 * a line in the log, while the game's own memory is not free yet. There is one heap, so there is one reserve. Any
 * thread.
 */
final class MemoryReserve {
    private static final int BYTES = 1 << 20;

    private static volatile byte @Nullable [] bytes = new byte[BYTES];

    private MemoryReserve() {}

    /** Gives it to whoever needs memory now. */
    static void release() {
        bytes = null;
    }

    /** Takes it back, if there is that much by now. */
    static void refill() {
        try {
            if (bytes == null) {
                bytes = new byte[BYTES];
            }
        } catch (OutOfMemoryError stillShort) {
            // Others need it more; the next call tries again.
        }
    }
}
