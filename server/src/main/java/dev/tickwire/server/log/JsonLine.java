package dev.tickwire.server.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.ZoneId;

/**
 * One event of the log as a JSON object in one line: {@code time}, {@code level}, {@code thread}, {@code logger},
 * {@code message}, and the {@code stack} of an exception, if there is one. What strangers may have written is cut and
 * escaped as in {@link LogLine}.
 */
final class JsonLine {
    private JsonLine() {}

    static String of(ILoggingEvent event, ZoneId zone) {
        StringBuilder line = new StringBuilder("{");
        append(line, "time", LogFormat.time(event, zone));
        append(line.append(','), "level", event.getLevel().toString());
        append(line.append(','), "thread", event.getThreadName());
        append(line.append(','), "logger", event.getLoggerName());
        StringBuilder message = new StringBuilder();
        LogLine.append(message, event.getFormattedMessage());
        append(line.append(','), "message", message);
        if (event.getThrowableProxy() != null) {
            StringBuilder stack = new StringBuilder();
            LogLine.appendStack(stack, event.getThrowableProxy());
            append(line.append(','), "stack", stack);
        }
        return line.append("}\n").toString();
    }

    private static void append(StringBuilder line, String name, CharSequence value) {
        line.append('"').append(name).append("\":\"");
        for (int i = 0; i < value.length(); i++) {
            append(line, value.charAt(i));
        }
        line.append('"');
    }

    private static void append(StringBuilder line, char next) {
        switch (next) {
            case '"' -> line.append("\\\"");
            case '\\' -> line.append("\\\\");
            case '\n' -> line.append("\\n");
            case '\t' -> line.append("\\t");
            default -> {
                if (next < ' ') {
                    line.append(String.format("\\u%04x", (int) next));
                } else {
                    line.append(next);
                }
            }
        }
    }
}
