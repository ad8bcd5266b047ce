package dev.tickwire.server.recording;

import java.nio.file.Path;

/**
 * How rooms are recorded.
 *
 * @param seconds that are kept of each room in memory, at least; 0: rooms are not recorded
 * @param mostBytes that are kept of a room in memory, compressed
 * @param directory where recordings are saved
 * @param mostFiles there
 */
public record RecorderSettings(double seconds, int mostBytes, Path directory, int mostFiles) {
    /** From one checkpoint to the next: so much more is kept than was asked for, at most. */
    static final double CHECKPOINT_SECONDS = 10;
    /** What was written is handed over after this long, though there is room on its page. */
    public static final double FLUSH_SECONDS = 5;
}
