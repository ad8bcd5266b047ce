package dev.tickwire.server.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * One event of the log as text: a line, and the stack of its exception on the lines below.
 *
 * <p>What it says may come from a stranger. So each message is cut, and its control characters are escaped: a stranger
 * cannot write a line that looks like one of ours.
 */
final class LogLine {
    static final int MAX_MESSAGE_CHARS = 2_000;
    private static final int MAX_FRAMES = 60;
    private static final int MAX_CAUSES = 8;

    private LogLine() {}

    /** The text of an event, in the time zone of its reader; it ends with a line feed. */
    static String of(ILoggingEvent event, ZoneId zone) {
        StringBuilder line = new StringBuilder(LogFormat.time(event, zone));
        line.append(String.format(" %-5s [", event.getLevel()));
        line.append(event.getThreadName())
                .append("] ")
                .append(simpleName(event.getLoggerName()))
                .append(": ");
        append(line, event.getFormattedMessage());
        line.append('\n');
        appendStack(line, event.getThrowableProxy());
        return line.toString();
    }

    /** Appends an exception and its causes, in lines of their own; null: nothing. */
    static void appendStack(StringBuilder line, @Nullable IThrowableProxy first) {
        String label = "";
        IThrowableProxy thrown = first;
        for (int depth = 0; thrown != null && depth < MAX_CAUSES; depth++) {
            append(line, label, thrown);
            label = "Caused by: ";
            thrown = thrown.getCause();
        }
    }

    private static void append(StringBuilder line, String label, IThrowableProxy thrown) {
        line.append(label).append(thrown.getClassName());
        if (thrown.getMessage() != null) {
            append(line.append(": "), thrown.getMessage());
        }
        line.append('\n');
        // The frames at the end are those of the cause before.
        StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
        int own = frames.length - thrown.getCommonFrames();
        for (int i = 0; i < Math.min(own, MAX_FRAMES); i++) {
            line.append("\tat ").append(frames[i].getStackTraceElement()).append('\n');
        }
        if (own < frames.length || own > MAX_FRAMES) {
            line.append("\t... ")
                    .append(frames.length - Math.min(own, MAX_FRAMES))
                    .append(" more\n");
        }
    }

    /** Appends what a stranger may have written. */
    static void append(StringBuilder line, @Nullable String message) {
        String text = String.valueOf(message);
        int length = Math.min(text.length(), MAX_MESSAGE_CHARS);
        text.substring(0, length).codePoints().forEach(next -> append(line, next));
        if (length < text.length()) {
            line.append("… (").append(text.length() - length).append(" more characters)");
        }
    }

    private static void append(StringBuilder line, int next) {
        if (isHarmless(next)) {
            line.appendCodePoint(next);
        } else {
            for (char half : Character.toChars(next)) {
                line.append(String.format("\\u%04x", (int) half));
            }
        }
    }

    /** Not what moves a terminal's cursor, ends a line, turns text around, or hides in it. */
    private static boolean isHarmless(int next) {
        return switch (Character.getType(next)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String simpleName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }
}
