package dev.tickwire.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import dev.tickwire.server.metrics.Counters;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of this process, if it is written as {@code logback.xml} says; with another configuration, nothing. */
public final class ProcessLog {
    private static final String APPENDER = "stderr";

    /** Levels that the loggers in {@link #use} had before. */
    private static final Map<ch.qos.logback.classic.Logger, ch.qos.logback.classic.@Nullable Level> CHANGED =
            new HashMap<>();

    private ProcessLog() {}

    /** Writes it like that from now on. */
    public static synchronized void use(LogSettings settings) {
        appender().ifPresent(appender -> {
            appender.setFormat(settings.format());
            CHANGED.forEach(ch.qos.logback.classic.Logger::setLevel);
            CHANGED.clear();
            settings.levels().forEach((name, level) -> {
                if (LoggerFactory.getLogger(name) instanceof ch.qos.logback.classic.Logger logger) {
                    CHANGED.put(logger, logger.getLevel());
                    logger.setLevel(Level.valueOf(level.name()));
                }
            });
        });
    }

    /** Counts lines that are dropped or left out in these counters. */
    public static void countIn(Counters counters) {
        appender().ifPresent(appender -> appender.countIn(counters));
    }

    /** Lines that wait to be written. */
    public static int waitingCount() {
        return appender().map(LogAppender::waitingCount).orElse(0);
    }

    /** Waits until what was logged is written, but no longer than this. */
    public static void flush(Duration atMost) {
        appender().ifPresent(appender -> {
            try {
                appender.flush(atMost);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static Optional<LogAppender> appender() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            Appender<ILoggingEvent> found =
                    context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(APPENDER);
            return found instanceof LogAppender ours ? Optional.of(ours) : Optional.empty();
        }
        return Optional.empty();
    }
}
