package dev.tickwire.server.config;

import dev.tickwire.server.log.LogFormat;
import dev.tickwire.server.log.LogSettings;
import dev.tickwire.server.log.LogSettings.Level;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what of the log is written, and how. */
final class LogReader {
    private LogReader() {}

    static LogSettings read(Section log) {
        String format = log.word("format");
        LogSettings read = new LogSettings(
                format.equals("json") ? LogFormat.JSON : LogFormat.TEXT, readLevels(log.section("levels")));
        log.end();
        return read;
    }

    private static Map<String, Level> readLevels(Section section) {
        Map<String, Level> levels = new HashMap<>();
        section.leaves().forEach((path, text) -> {
            Optional<Level> level = Arrays.stream(Level.values())
                    .filter(one -> one.name().equals(text.toUpperCase(Locale.ROOT)))
                    .findFirst();
            if (path.size() == 1 && !path.get(0).contains(".")) {
                section.complainOf(path, "must be a package or class, such as \"dev.tickwire.server.room\"");
            } else if (level.isEmpty()) {
                section.complainOf(path, "must be one of " + List.of(Level.values()) + ", not " + text);
            } else {
                levels.put(String.join(".", path), level.get());
            }
        });
        return levels;
    }
}
