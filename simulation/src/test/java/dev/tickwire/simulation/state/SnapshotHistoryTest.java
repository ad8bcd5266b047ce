package dev.tickwire.simulation.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotHistoryTest {
    private static final Schema SCHEMA = new Schema(List.of(), new TableType("helm", 1, List.of()));

    private final SnapshotHistory history = new SnapshotHistory(SCHEMA, 3);

    @Test
    void shouldRefuseToBeTooSmall() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SnapshotHistory(SCHEMA, 1))
                .withMessage("a history needs room for 2 snapshots, not 1");
    }

    @Test
    void shouldRefuseTicksThatAreNotLater() {
        history.claim(5);
        assertThatIllegalArgumentException().isThrownBy(() -> history.claim(5)).withMessage("tick 5 is not after 5");
        assertThatIllegalArgumentException().isThrownBy(() -> history.claim(4));
    }

    @Test
    void shouldFindNothingInAnEmptyHistory() {
        assertThat(history.find(0)).isNull();
        assertThat(history.find(-1)).isNull();
        assertThat(history.find(1)).isNull();
    }

    @Test
    void shouldFindTheNewestSnapshotsAndForgetOlderOnes() {
        Snapshot zero = history.claim(0);
        Snapshot two = history.claim(2);
        Snapshot nine = history.claim(9);
        assertThat(history.find(0)).isSameAs(zero);
        assertThat(history.find(2)).isSameAs(two);
        assertThat(history.find(9)).isSameAs(nine);
        assertThat(history.find(1)).isNull();
        assertThat(nine.tick()).isEqualTo(9);

        Snapshot ten = history.claim(10);
        assertThat(ten).isSameAs(zero);
        assertThat(history.find(0)).isNull();
        assertThat(history.find(2)).isSameAs(two);
        assertThat(history.find(10)).isSameAs(ten);
    }

    @Test
    void shouldTellWhichSnapshotsWillSoonBeForgotten() {
        assertThat(history.middleTick()).isNegative();
        history.claim(0);
        assertThat(history.middleTick()).isNegative();

        history.claim(2);
        assertThat(history.middleTick()).isZero();
        history.claim(9);
        history.claim(10);

        assertThat(history.middleTick()).isEqualTo(9);
    }

    @Test
    void shouldCopyTheNewestWithTheOldestOfThemFirst() {
        List<Snapshot> copies = List.of(new Snapshot(SCHEMA), new Snapshot(SCHEMA));
        assertThat(history.copyNewest(copies)).isZero();
        history.claim(0);
        assertThat(history.copyNewest(copies)).isEqualTo(1);
        assertThat(copies.get(0).tick()).isZero();
        history.claim(2);
        history.claim(9);
        history.claim(10);

        assertThat(history.copyNewest(copies)).isEqualTo(2);
        assertThat(copies).extracting(Snapshot::tick).containsExactly(9, 10);
        List<Snapshot> more =
                List.of(1, 2, 3, 4, 5).stream().map(i -> new Snapshot(SCHEMA)).toList();
        assertThat(history.copyNewest(more)).isEqualTo(3);
        assertThat(more.get(0).tick()).isEqualTo(2);
    }
}
