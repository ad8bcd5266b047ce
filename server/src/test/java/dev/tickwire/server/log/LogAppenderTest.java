package dev.tickwire.server.log;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogAppenderTest {
    private static final int CAPACITY = 4;
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Pipe pipe = new Pipe();
    private final Counters counters = new Counters();
    private final LogAppender appender = new LogAppender(pipe, CAPACITY);
    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("Harbour");

    /** A stream of which nobody reads until told so. */
    private static final class Pipe extends OutputStream {
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private final CountDownLatch reading = new CountDownLatch(1);
        private boolean closed;

        @Override
        public void write(int one) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            try {
                reading.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            if (closed) {
                throw new IOException("Broken pipe");
            }
            synchronized (read) {
                read.write(bytes);
            }
        }

        String text() {
            synchronized (read) {
                return read.toString(StandardCharsets.UTF_8);
            }
        }
    }

    private void begin() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        appender.setContext(context);
        appender.countIn(counters);
        appender.start();
        logger.addAppender(appender);
    }

    @AfterEach
    void end() {
        pipe.reading.countDown();
        appender.stop();
    }

    @Test
    void shouldMakeNobodyWaitWhereStandardErrorIsNotRead() throws Exception {
        begin();
        for (int i = 0; i < 100; i++) {
            logger.warn("line " + i);
        }

        appender.flush(Duration.ofMillis(20));
        long dropped = counters.get(Counter.LOG_LINES_DROPPED);
        assertThat(dropped).isBetween(100L - CAPACITY - 1, 100L - CAPACITY);
        assertThat(pipe.text()).isEmpty();

        pipe.reading.countDown();

        patiently().until(() -> pipe.text().contains(dropped + " log lines were dropped"));
        assertThat(pipe.text()).contains("Harbour: line 0\n").doesNotContain("line 99");
    }

    @Test
    void shouldHaveWrittenEverythingAfterAFlush() throws Exception {
        pipe.reading.countDown();
        begin();
        logger.info("the last {}", "words");
        logger.info("and a few more");

        appender.flush(LONG);

        assertThat(pipe.text().lines()).hasSize(2).last().asString().endsWith("and a few more");
    }

    @Test
    void shouldLeaveOutLinesThatRepeatThemselves() throws Exception {
        pipe.reading.countDown();
        begin();
        for (int i = 0; i < 1_000; i++) {
            logger.warn("host {}", i);
            appender.flush(LONG);
        }

        assertThat(pipe.text().lines().filter(line -> line.contains("host "))).hasSize(RepeatLimit.LINES_PER_PERIOD);
        assertThat(counters.get(Counter.LOG_LINES_LEFT_OUT)).isEqualTo(1_000 - RepeatLimit.LINES_PER_PERIOD);
        assertThat(counters.get(Counter.LOG_LINES_DROPPED)).isZero();
    }

    @Test
    void shouldCountWhatCannotBeWrittenAndGoOn() throws Exception {
        pipe.closed = true;
        pipe.reading.countDown();
        begin();
        logger.warn("nobody reads this");
        appender.flush(LONG);

        assertThat(counters.get(Counter.LOG_LINES_DROPPED)).isPositive();
    }
}
