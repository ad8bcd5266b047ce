package dev.tickwire.client.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private final Schedule schedule = new Schedule();
    private final List<Long> turns = new ArrayList<>();

    @Test
    void shouldGiveTurnsAtAbsoluteTimes() {
        schedule.add(this::turn, 100);
        assertThat(schedule.doWork(50)).isEqualTo(100);
        assertThat(schedule.doWork(130)).isEqualTo(150);
        assertThat(schedule.doWork(150)).isEqualTo(200);
        assertThat(turns).containsExactly(100L, 150L);
    }

    @Test
    void shouldLeaveOutTurnsThatWereMissedAltogether() {
        schedule.add(this::turn, 100);
        schedule.doWork(320);
        schedule.doWork(350);
        assertThat(turns).containsExactly(100L, 300L, 350L);
    }

    @Test
    void shouldGoByTimeAndNotByTheOrderOfAdding() {
        schedule.add((due, now) -> note(due, 0), 200);
        schedule.add((due, now) -> note(due, 0), 100);
        schedule.doWork(300);
        assertThat(turns).containsExactly(100L, 200L);
    }

    @Test
    void shouldForgetWhoWantsNoMoreTurns() {
        schedule.add((due, now) -> note(due, 0), 100);
        schedule.doWork(100);
        schedule.doWork(1000);
        assertThat(turns).containsExactly(100L);
    }

    @Test
    void shouldGoRoundWhenNanoTimeDoes() {
        schedule.add(this::turn, Long.MAX_VALUE - 10);
        schedule.doWork(Long.MIN_VALUE + 60);
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
