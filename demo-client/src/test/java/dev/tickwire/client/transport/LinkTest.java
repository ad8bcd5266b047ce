package dev.tickwire.client.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000 * MILLI;

    @Test
    void shouldDelayWhatIsPutIn() {
        Link link = new Link(new Network(30, 0, 0, 0, 0, 1), 1);
        assertThat(link.outNanos(100, 5 * SECOND)).isEqualTo(5 * SECOND + 30 * MILLI);
    }

    @Test
    void shouldKeepTheOrderWhateverTheJitter() {
        Link link = new Link(new Network(20, 50, 0, 0, 0, 1), 42);
        long before = 0;
        long shortest = Long.MAX_VALUE;
        long longest = 0;
        for (long now = 0; now < 100 * SECOND; now += 100 * MILLI) {
            long out = link.outNanos(50, now);
            assertThat(out).isGreaterThan(before);
            before = out;
            shortest = Math.min(shortest, out - now);
            longest = Math.max(longest, out - now);
        }
        assertThat(shortest).isBetween(20 * MILLI, 22 * MILLI);
        assertThat(longest).isBetween(68 * MILLI, 70 * MILLI);
        Link burst = new Link(new Network(20, 50, 0, 0, 0, 1), 42);
        for (long last = 0, i = 0; i < 1000; i++) {
            long out = burst.outNanos(50, 0);
            assertThat(out).as("what is put in at one time, too").isGreaterThan(last);
            last = out;
        }
    }

    @Test
    void shouldBeAsFastAsItsBandwidthAndNoFaster() {
        Link link = new Link(new Network(0, 0, 10_000, 0, 0, 1), 1);
        long out = 0;
        for (int i = 0; i < 20; i++) {
            out = link.outNanos(1000, 0);
        }
        assertThat(out).isEqualTo(2 * SECOND);
        assertThat(link.outNanos(1000, 10 * SECOND)).as("after a rest").isEqualTo(10 * SECOND + 100 * MILLI);
    }

    @Test
    void shouldLetNothingThroughDuringAStall() {
        Link link = new Link(new Network(0, 0, 0, 5, 800, 1), 7);
        List<Long> waits = new ArrayList<>();
        for (long now = 0; now < 1000 * SECOND; now += 10 * MILLI) {
            waits.add(link.outNanos(10, now) - now);
        }
        long stalled = waits.stream().filter(wait -> wait > MILLI).count() * 10 * MILLI;
        assertThat(waits).allMatch(wait -> wait <= 801 * MILLI);
        assertThat(stalled).as("0.8 of each 5.8 seconds, by chance").isBetween(100 * SECOND, 180 * SECOND);
    }

    @Test
    void shouldDoTheSameWithTheSameSeed() {
        Network network = new Network(10, 30, 50_000, 3, 500, 9);
        Link one = new Link(network, 9);
        Link same = new Link(network, 9);
        Link other = new Link(network, 10);
        boolean differs = false;
        for (long now = 0; now < 20 * SECOND; now += 20 * MILLI) {
            long out = one.outNanos(100, now);
            assertThat(same.outNanos(100, now)).isEqualTo(out);
            differs |= other.outNanos(100, now) != out;
        }
        assertThat(differs).isTrue();
    }
}
