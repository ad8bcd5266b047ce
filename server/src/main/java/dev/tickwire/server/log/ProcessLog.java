package dev.tickwire.server.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import dev.tickwire.server.metrics.Counters;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of this process, if it is written as {@code logback.xml} says; with another configuration, nothing. */
public final class ProcessLog {
    private static final String APPENDER = "stderr";

    private ProcessLog() {}

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
