package dev.tickwire.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonLineTest {
    private static final Logger LOGGER = new LoggerContext().getLogger("dev.tickwire.server.Harbour");

    @Test
    void shouldSayWhenWhoAndWhat() throws ParseException {
        assertThat(read(line("the boat is {}", null, "afloat")))
                .containsOnly(
                        Map.entry("time", "1970-01-02T12:17:36.789+02:00"),
                        Map.entry("level", "WARN"),
                        Map.entry("thread", Thread.currentThread().getName()),
                        Map.entry("logger", "dev.tickwire.server.Harbour"),
                        Map.entry("message", "the boat is afloat"));
    }

    @Test
    void shouldBeOneLineOfJsonWhateverAStrangerWrites() throws ParseException {
        String forged = "x\"},\n{\"level\":\"ERROR\\\t\u001b[2J\u2028\u0000🚀\ud83d";

        String line = line("host {}", new IllegalArgumentException(forged), forged);

        assertThat(line).hasLineCount(1).endsWith("}\n");
        assertThat(read(line).get("message"))
                .isEqualTo("host x\"},\\u000a{\"level\":\"ERROR\\\\u0009\\u001b[2J\\u2028\\u0000🚀\\ud83d");
        assertThat(read(line).get("stack").toString())
                .startsWith("java.lang.IllegalArgumentException: x\"},\\u000a{")
                .contains("\n\tat ");
    }

    @Test
    void shouldCutWhatIsLong() throws ParseException {
        assertThat(read(line("host {}", null, "a".repeat(100_000))).get("message"))
                .asString()
                .hasSizeLessThan(2_100)
                .endsWith("a… (98005 more characters)");
    }

    private static Map<String, Object> read(String line) throws ParseException {
        return JSONObjectUtils.parse(line);
    }

    private static String line(String message, @Nullable Throwable thrown, Object... arguments) {
        LoggingEvent event = new LoggingEvent("", LOGGER, Level.WARN, message, thrown, arguments);
        event.setTimeStamp(123_456_789);
        return LogFormat.JSON.line(event, ZoneOffset.ofHours(2));
    }
}
