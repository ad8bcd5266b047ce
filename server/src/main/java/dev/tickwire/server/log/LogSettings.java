package dev.tickwire.server.log;

import java.util.Map;

/**
 * What of the log is written, and how.
 *
 * @param levels by package or class, such as {@code dev.tickwire.server.room}: what is below is not written
 */
public record LogSettings(LogFormat format, Map<String, Level> levels) {
    public LogSettings {
        levels = Map.copyOf(levels);
    }

    /** How much a line matters. */
    public enum Level {
        OFF,
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }
}
