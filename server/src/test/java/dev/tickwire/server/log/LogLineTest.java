package dev.tickwire.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogLineTest {
    private static final Logger LOGGER = new LoggerContext().getLogger("dev.tickwire.server.Harbour");

    @Test
    void shouldSayWhenWhoAndWhat() {
        assertThat(text("the boat is {}", null, "afloat"))
                .isEqualTo("1970-01-02T10:17:36.789Z WARN  ["
                        + Thread.currentThread().getName() + "] Harbour: the boat is afloat\n");
    }

    @Test
    void shouldSayTheTimeInTheZoneOfItsReader() {
        LoggingEvent event = new LoggingEvent("", LOGGER, Level.WARN, "x", null, new Object[0]);
        event.setTimeStamp(123_456_789);

        assertThat(LogLine.of(event, ZoneOffset.ofHoursMinutes(5, 30))).startsWith("1970-01-02T15:47:36.789+05:30 ");
    }

    @Test
    void shouldNotLetAStrangerWriteALineOfTheirOwn() {
        String forged = "x\r\n12:00:00.000 ERROR [main] Harbour: sunk\u001b[2J\u0085\u2028\u202e\u0000";

        assertThat(text("host {}", null, forged))
                .hasLineCount(1)
                .contains("x\\u000d\\u000a12:00:00.000 ERROR")
                .endsWith("sunk\\u001b[2J\\u0085\\u2028\\u202e\\u0000\n");
        assertThat(text("bad", new IllegalArgumentException(forged)).lines().skip(1))
                .as("the message of an exception, too")
                .first()
                .asString()
                .startsWith("java.lang.IllegalArgumentException: x\\u000d\\u000a12:00:00.000 ERROR");
        assertThat(text("bad", new IllegalArgumentException(forged)).lines().skip(2))
                .allMatch(line -> line.startsWith("\tat ") || line.matches("\t\\.\\.\\. \\d+ more"));
    }

    @Test
    void shouldShowWhatHidesBehindTwoCharacters() {
        assertThat(text("name {}", null, "A\uDB40\uDC41 🚀 \uD83D")).endsWith("A\\udb40\\udc41 🚀 \\ud83d\n");
    }

    @Test
    void shouldCutWhatIsLong() {
        assertThat(text("host {}", null, "a".repeat(100_000)))
                .hasSizeLessThan(2_200)
                .endsWith("a… (98005 more characters)\n");
        assertThat(text("bad", new IllegalArgumentException("a".repeat(100_000)))
                        .lines())
                .allMatch(line -> line.length() < 2_200);
    }

    @Test
    void shouldCutTheStackOfAnExceptionWithoutEnd() {
        String text = text("bad", endless(new IllegalStateException("first"), 2_000));

        assertThat(text.lines()).hasSizeLessThan(500).anyMatch(line -> line.matches("\t\\.\\.\\. \\d+ more"));
    }

    @Test
    void shouldShowCausesWithoutTheFramesThatTheyShare() {
        String text = text("bad", new IllegalStateException("outside", new IllegalArgumentException("inside")));

        assertThat(text.lines())
                .contains(
                        "java.lang.IllegalStateException: outside",
                        "Caused by: java.lang.IllegalArgumentException: inside");
    }

    private static Throwable endless(Throwable cause, int depth) {
        return depth == 0
                ? cause
                : endless(depth % 100 == 0 ? new IllegalStateException("next", cause) : cause, depth - 1);
    }

    private static String text(String message, @Nullable Throwable thrown, Object... arguments) {
        LoggingEvent event = new LoggingEvent("", LOGGER, Level.WARN, message, thrown, arguments);
        event.setTimeStamp(123_456_789);
        return LogLine.of(event, ZoneOffset.UTC);
    }
}
