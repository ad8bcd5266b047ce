package dev.tickwire.client.swarm.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TickerTest {
    private final Ticker ticker = new Ticker();
    private final List<Long> turns = new ArrayList<>();

    @Test
    void shouldGiveTurnsAtAbsoluteTimes() {
        ticker.add(this::turn, 100);
        assertThat(ticker.doWork(50)).isEqualTo(100);
        assertThat(ticker.doWork(130)).isEqualTo(150);
        assertThat(ticker.doWork(150)).isEqualTo(200);
        assertThat(turns).containsExactly(100L, 150L);
    }

    @Test
    void shouldLeaveOutTurnsThatWereMissedAltogether() {
        ticker.add(this::turn, 100);
        ticker.doWork(320);
        ticker.doWork(350);
        assertThat(turns).containsExactly(100L, 300L, 350L);
    }

    @Test
    void shouldGoByTimeAndNotByTheOrderOfAdding() {
        ticker.add((due, now) -> note(due, 0), 200);
        ticker.add((due, now) -> note(due, 0), 100);
        ticker.doWork(300);
        assertThat(turns).containsExactly(100L, 200L);
    }

    @Test
    void shouldForgetWhoWantsNoMoreTurns() {
        ticker.add((due, now) -> note(due, 0), 100);
        ticker.doWork(100);
        ticker.doWork(1000);
        assertThat(turns).containsExactly(100L);
    }

    @Test
    void shouldGoRoundWhenNanoTimeDoes() {
        ticker.add(this::turn, Long.MAX_VALUE - 10);
        ticker.doWork(Long.MIN_VALUE + 60);
        assertThat(turns).hasSize(2);
    }

    private long turn(long dueNanos, long nowNanos) {
        return note(dueNanos, 50);
    }

    private long note(long dueNanos, long period) {
        turns.add(dueNanos);
        return period;
    }
}
