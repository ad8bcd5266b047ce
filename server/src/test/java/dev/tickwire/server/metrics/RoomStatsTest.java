package dev.tickwire.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class RoomStatsTest {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final int PLACES = 8;
    private static final int WARM_UP = 20_000;
    /** Measuring itself, and the JIT compiler's odd box, are not per tick. */
    private static final long NOISE_BYTES = 4_096;

    private long nowNanos = -5_000 * MILLI;
    private final RoomStats stats = new RoomStats(PLACES, List.of(), () -> nowNanos);
    private final PlayerStats ada = new PlayerStats(0, "Ada");

    @Test
    void shouldTellHowLongEachPartOfATickTakes() {
        stats.tickBegins(nowNanos - 300 * MICRO, 7);
        stats.inputsWaited(5);
        nowNanos += MILLI;
        stats.inputsTaken();
        nowNanos += 2 * MILLI;
        stats.stepped();
        nowNanos += 3 * MILLI;
        stats.selectingBegins();
        nowNanos += 5 * MILLI;
        stats.selected();
        stats.selectingBegins();
        nowNanos += 6 * MILLI;
        stats.selected();
        // Frames that fill the buffer are written in between.
        stats.writingBegins(1);
        nowNanos += 10 * MILLI;
        stats.written(4_000);
        nowNanos += 4 * MILLI;
        stats.writingBegins(1);
        nowNanos += 20 * MILLI;
        stats.written(500);
        stats.snapshotDone();

        RoomStats.Reading reading = stats.read();
        assertMicros(reading.late(), 300);
        assertMicros(reading.of(Phase.INPUTS), 1_000);
        assertMicros(reading.of(Phase.STEP), 2_000);
        assertMicros(reading.of(Phase.SELECT), 11_000);
        assertMicros(reading.of(Phase.ENCODE), 7_000);
        assertMicros(reading.of(Phase.WRITE), 30_000);
        assertThat(stats.tickTimes().tookNanos()).as("all of the tick").isEqualTo(51 * MILLI);
        assertThat(stats.tickTimes().longest()).isEqualTo(Phase.WRITE);
        assertThat(reading.bytesSent()).isEqualTo(4_500);
        assertThat(reading.mailboxDepth()).isEqualTo(7);
        assertThat(reading.inputsWaiting()).isEqualTo(5);
    }

    private static void assertMicros(TimeCounts times, long expected) {
        assertThat(times.total()).isEqualTo(1);
        assertThat(times.percentileMicros(100)).isCloseTo(expected, Percentage.withPercentage(7));
    }

    @Test
    void shouldTakeTimesOfAnyLength() {
        stats.tickBegins(nowNanos + MILLI, 0);
        nowNanos += 3_600_000 * MILLI;
        stats.stepped();
        nowNanos -= MILLI;
        stats.snapshotDone();

        RoomStats.Reading reading = stats.read();
        assertThat(reading.late().percentileMicros(100)).as("early").isZero();
        assertThat(reading.of(Phase.STEP).percentileMicros(100)).isCloseTo(TimeHistogram.MOST_MICROS, within(700_000L));
        assertThat(reading.of(Phase.ENCODE).percentileMicros(100))
                .as("a clock that went back")
                .isZero();
    }

    @Test
    void shouldTellWhoIsThere() {
        stats.add(0, ada);
        stats.add(6, new PlayerStats(-1, "Eve"));
        assertThat(stats.read().players())
                .extracting(reading -> reading.who().number())
                .containsExactly(0, -1);
        assertThat(stats.read().playerCount()).isEqualTo(1);
        assertThat(stats.read().spectatorCount()).isEqualTo(1);

        stats.remove(0);

        assertThat(stats.read().players())
                .extracting(reading -> reading.who().number())
                .containsExactly(-1);
    }

    @Test
    void shouldMeasureRoundTripsFromTheSnapshotToItsAck() {
        assertThat(ada.read(0).roundTripMicros()).isEqualTo(PlayerStats.UNKNOWN);
        send(100);
        int ackMicros = micros() + 25_000;
        nowNanos += 500 * MILLI;
        send(110);

        ada.acked(100, ackMicros, stats.sentTimes());
        ada.acked(100, ackMicros + 9_000, stats.sentTimes());

        assertThat(ada.read(0).roundTripMicros())
                .as("the newest ack was seen before")
                .isEqualTo(25_000);
    }

    @Test
    void shouldKeepTheRoundTripWhereTheSnapshotIsForgotten() {
        send(1);
        ada.acked(1, micros() + 7, stats.sentTimes());
        send(2);
        send(2 + SentTimes.TICKS);

        ada.acked(2, micros() + 900, stats.sentTimes());

        assertThat(ada.read(0).roundTripMicros()).isEqualTo(7);
    }

    @Test
    void shouldMeasureAcksOfANewConnectionAnew() {
        send(50);
        ada.acked(50, micros() + 7, stats.sentTimes());
        stats.add(0, ada);

        ada.acked(50, micros() + 80, stats.sentTimes());

        assertThat(ada.read(0).roundTripMicros()).isEqualTo(80);
    }

    @Test
    void shouldSaySinceWhenAPlayerHasItsNewestConnection() {
        stats.add(0, ada);
        long cameNanos = nowNanos;
        nowNanos += 5_000 * MICRO;
        assertThat(ada.read(0).connectedNanos()).isEqualTo(cameNanos);

        stats.add(0, ada);
        assertThat(ada.read(0).connectedNanos()).isEqualTo(nowNanos);
    }

    @Test
    void shouldMeasureRoundTripsWhereMicrosecondsOverflow() {
        nowNanos = (1L << 31) * MICRO - MICRO;
        send(1);
        nowNanos += 10 * MICRO;

        ada.acked(1, micros(), stats.sentTimes());

        assertThat(ada.read(0).roundTripMicros()).isEqualTo(10);
    }

    private void send(int tick) {
        stats.writingBegins(tick);
        stats.written(0);
    }

    private int micros() {
        return (int) (nowNanos / MICRO);
    }

    @Test
    void shouldShowReadersOnlyWhatWas() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        stats.add(0, ada);
        List<RoomStats.Reading> readings = new ArrayList<>();
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
            RoomStats.Reading reading;
            do {
                reading = stats.read();
                readings.add(reading);
            } while (reading.bytesSent() < 20_000 * 100L);
        });
        // Each tick takes 100 to 199 µs, each snapshot has 100 bytes, each round trip takes 1,000 to 1,999 µs.
        for (int tick = 1; !reader.isDone(); tick++) {
            stats.tickBegins(nowNanos, tick & 0xFF);
            nowNanos += (100 + random.nextInt(100)) * MICRO;
            stats.stepped();
            stats.writingBegins(tick);
            stats.written(100);
            ada.sent(100);
            stats.snapshotDone();
            ada.acked(tick, micros() + 1_000 + random.nextInt(1_000), stats.sentTimes());
        }
        reader.join();

        long bytes = 0;
        for (RoomStats.Reading reading : readings) {
            assertThat(reading.bytesSent()).as("seed %d", seed).isGreaterThanOrEqualTo(bytes);
            bytes = reading.bytesSent();
            assertThat(bytes % 100).as("seed %d", seed).isZero();
            assertThat(reading.mailboxDepth()).as("seed %d", seed).isBetween(0, 0xFF);
            TimeCounts steps = reading.of(Phase.STEP);
            if (steps.total() > 0) {
                assertThat(steps.percentileMicros(0.001)).as("seed %d", seed).isBetween(93L, 207L);
                assertThat(steps.percentileMicros(100)).as("seed %d", seed).isBetween(100L, 207L);
            }
            PlayerStats.Reading player = reading.players().get(0);
            assertThat(player.bytesSent() % 100).as("seed %d", seed).isZero();
            if (player.roundTripMicros() != PlayerStats.UNKNOWN) {
                assertThat(player.roundTripMicros()).as("seed %d", seed).isBetween(1_000L, 1_999L);
            }
        }
    }

    @Test
    void shouldAllocateNothingPerTick() {
        long before = 0;
        for (int tick = -WARM_UP; tick < WARM_UP; tick++) {
            if (tick == 0) {
                before = allocatedBytes();
            }
            stats.tickBegins(nowNanos, 3);
            stats.inputsWaited(2);
            stats.inputsTaken();
            nowNanos += 50 * MICRO;
            stats.stepped();
            stats.selectingBegins();
            stats.selected();
            stats.writingBegins(WARM_UP + tick);
            stats.written(100);
            stats.snapshotDone();
            ada.sent(100);
            ada.skipped();
            ada.acked(WARM_UP + tick, 5, stats.sentTimes());
            ada.set(tick, 1, 1, tick);
        }
        assertThat(allocatedBytes() - before).isLessThan(NOISE_BYTES);
    }

    @Test
    void shouldTakeAbout15KilobytesPerRoom() {
        LongSupplier clock = () -> nowNanos;
        RoomStats[] measured = new RoomStats[2];
        long before = 0;
        for (int i = 0; i < measured.length; i++) {
            before = allocatedBytes();
            measured[i] = new RoomStats(PLACES, List.of(), clock);
        }
        assertThat(allocatedBytes() - before).isLessThan(16 * 1024);
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
