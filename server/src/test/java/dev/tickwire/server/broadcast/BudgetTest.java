package dev.tickwire.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final long SNAPSHOT_NANOS = 50_000_000L;

    private long nowNanos = 7;

    @Test
    void shouldHoldBackWhatIsFarAndThenWhatIsNearWhenItIsSpent() {
        Budget budget = budget(1_000);
        pass(budget, 20);

        budget.spend(251);
        assertThat(budget.isOver()).isTrue();
        assertThat(budget.isFarOver()).isFalse();
        budget.spend(1_000);
        assertThat(budget.isFarOver()).isTrue();

        pass(budget, 21);
        assertThat(budget.isOver()).isFalse();
    }

    @Test
    void shouldNotLetAHugeSnapshotHoldEverythingBackForLong() {
        Budget budget = budget(1_000);

        budget.spend(1_000_000);
        assertThat(budget.isFarOver()).isTrue();
        pass(budget, 20);

        assertThat(budget.isFarOver()).isFalse();
    }

    @Test
    void shouldHaveNoEndUnlessOneIsSet() {
        Budget budget = budget(0);

        budget.spend(1_000_000);

        assertThat(budget.isLimited()).isFalse();
        assertThat(budget.isOver()).isFalse();
        assertThat(budget.isFarOver()).isFalse();
        assertThat(budget.focus()).isEqualTo(1);
    }

    @Test
    void shouldNarrowTheFocusLittleByLittleWhileItIsNotEnough() {
        Budget budget = budget(1_000);
        for (int i = 0; i < 10; i++) {
            pass(budget, 1);
            budget.onStrain();
        }
        assertThat(budget.focus()).isBetween(0.5, 0.7);

        for (int i = 0; i < 1_000; i++) {
            pass(budget, 1);
            budget.onStrain();
        }

        assertThat(budget.focus()).as("something is always near").isBetween(0.01, 0.05);
    }

    @Test
    void shouldWidenTheFocusAgainWhenThereIsPlenty() {
        Budget budget = budget(1_000);
        pass(budget, 10);
        budget.onStrain();
        double narrow = budget.focus();

        budget.spend(250);
        pass(budget, 1);
        budget.onEase(false);
        assertThat(budget.focus()).as("it was just enough").isEqualTo(narrow);

        pass(budget, 20);
        budget.onEase(false);
        assertThat(budget.focus()).as("there is some left").isGreaterThan(narrow);

        for (int i = 0; i < 100; i++) {
            pass(budget, 1);
            budget.onEase(true);
        }
        assertThat(budget.focus()).isEqualTo(1);
    }

    @Test
    void shouldLetNothingWaitForLongerThanASecond() {
        Budget budget = new Budget(1, 20);

        assertThat(budget.overdueTick(121))
                .as("at 121 what was sent at 100 is 21 ticks old")
                .isEqualTo(100);
    }

    private Budget budget(int bytesPerSecond) {
        Budget budget = new Budget(bytesPerSecond, 20);
        budget.fill(nowNanos);
        return budget;
    }

    private void pass(Budget budget, int snapshots) {
        for (int i = 0; i < snapshots; i++) {
            nowNanos += SNAPSHOT_NANOS;
            budget.fill(nowNanos);
        }
    }
}
