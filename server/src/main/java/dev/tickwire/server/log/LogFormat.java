package dev.tickwire.server.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** How an event is written. */
public enum LogFormat {
    /** A line for people, with the stack on the lines below. */
    TEXT {
        @Override
        String line(ILoggingEvent event, ZoneId zone) {
            return LogLine.of(event, zone);
        }
    },
    /** An object in one line, for programs. */
    JSON {
        @Override
        String line(ILoggingEvent event, ZoneId zone) {
            return JsonLine.of(event, zone);
        }
    };

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

    /** With a line feed at the end; times are in a zone, and say in which. */
    abstract String line(ILoggingEvent event, ZoneId zone);

    static String time(ILoggingEvent event, ZoneId zone) {
        return TIME.withZone(zone).format(Instant.ofEpochMilli(event.getTimeStamp()));
    }
}
