package dev.tickwire.client.swarm.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TableType;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntityChangesTest {
    private static final Schema SCHEMA = new Schema(
            List.of(new TableType("things", 8, List.of(ColumnType.integer("a", 0, 9), ColumnType.integer("b", 0, 9)))),
            new TableType("inputs", 1, List.of(ColumnType.flag("go"))));

    private final Snapshot before = new Snapshot(SCHEMA);
    private final Snapshot now = new Snapshot(SCHEMA);
    private final Rows rows = now.table(0);

    @BeforeEach
    void startWithThree() {
        for (int row = 0; row < 3; row++) {
            before.table(0).put(row, 1);
        }
        now.copyFrom(before);
    }

    @Test
    void shouldCountNothingWhenNothingChanged() {
        assertThat(EntityChanges.count(before, now)).isZero();
    }

    @Test
    void shouldCountAnEntityOnceHoweverManyOfItsValuesChanged() {
        rows.column(0)[1] = 5;
        rows.column(1)[1] = 5;
        rows.column(1)[2] = 6;
        assertThat(EntityChanges.count(before, now)).isEqualTo(2);
    }

    @Test
    void shouldCountThoseThatCameAndThoseThatWent() {
        rows.remove(0);
        rows.put(5, 1);
        assertThat(EntityChanges.count(before, now)).isEqualTo(2);
    }

    @Test
    void shouldCountBothWhenOneTakesTheSlotOfAnother() {
        rows.remove(0);
        rows.put(0, 2);
        assertThat(EntityChanges.count(before, now)).isEqualTo(2);
    }

    @Test
    void shouldCountAllFromNothing() {
        assertThat(EntityChanges.count(null, now)).isEqualTo(3);
    }
}
