package dev.tickwire.simulation.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class EventLogTest {
    private static final TableType HITS =
            new TableType("hits", 4, List.of(ColumnType.integer("a", 0, 99), ColumnType.integer("b", 0, 99)));
    private static final String[] TEXTS = {};
    private static final TableType BELLS = new TableType("bells", 4, List.of());
    private static final Schema SCHEMA =
            new Schema(List.of(), new TableType("helm", 1, List.of()), List.of(HITS, BELLS));

    @Test
    void shouldRefuseToKeepNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EventLog(SCHEMA, 0));
    }

    @Test
    void shouldBeEmptyAtFirst() {
        EventLog log = new EventLog(SCHEMA, 3);

        assertThat(log.first()).isZero();
        assertThat(log.end()).isZero();
    }

    @Test
    void shouldKeepEventsInOrderWithTheirTicksAndValues() {
        EventLog log = new EventLog(SCHEMA, 5);

        log.add(7, 0, hits(1, 2), TEXTS);
        log.add(7, 1, bells(1), TEXTS);
        log.add(9, 0, hits(3), TEXTS);

        assertThat(log.end()).isEqualTo(4);
        assertEvent(log, 0, 0, 7, 1);
        assertEvent(log, 1, 0, 7, 2);
        assertThat(log.kind(2)).isEqualTo(1);
        assertEvent(log, 3, 0, 9, 3);
    }

    @Test
    void shouldLetTheOldestGoWhenItIsFull() {
        EventLog log = new EventLog(SCHEMA, 3);
        for (int tick = 1; tick <= 10; tick++) {
            log.add(tick, 0, hits(tick), TEXTS);
            log.add(tick, 1, bells(tick % 2), TEXTS);
        }

        assertThat(log.end()).isEqualTo(15);
        assertThat(log.first()).isEqualTo(12);
        assertEvent(log, 12, 0, 9, 9);
        assertThat(log.kind(13)).isEqualTo(1);
        assertEvent(log, 14, 0, 10, 10);
    }

    @Test
    void shouldKeepTheNewestOfMoreThanItCanHoldInOneTick() {
        EventLog log = new EventLog(SCHEMA, 2);

        log.add(1, 0, hits(1, 2, 3, 4), TEXTS);

        assertThat(log.first()).isEqualTo(2);
        assertEvent(log, 2, 0, 1, 3);
        assertEvent(log, 3, 0, 1, 4);
    }

    @Test
    void shouldKeepTheTextsOfEventsWhateverBecomesOfTheWorlds() {
        TableType news = new TableType("news", 4, List.of(ColumnType.text("title"), ColumnType.integer("page", 0, 9)));
        EventLog log = new EventLog(new Schema(List.of(), new TableType("helm", 1, List.of()), List.of(HITS, news)), 9);
        Rows rows = Rows.live(news);
        for (int key : new int[] {1, 0, 7}) {
            int row = rows.count();
            rows.put(row, 1);
            rows.column(0)[row] = key;
            rows.column(1)[row] = 1;
        }
        String[] texts = {null, "Ada wins"};
        log.add(1, 0, hits(5), texts);

        log.add(1, 1, rows, texts);
        texts[1] = "another";

        assertThat(log.text(1, 0)).isEqualTo("Ada wins");
        assertThat(log.text(2, 0)).as("has none").isEmpty();
        assertThat(log.text(3, 0)).as("a key of none").isEmpty();
        assertThat(log.raw(1, 1)).isEqualTo(1);
    }

    private static void assertEvent(EventLog log, long event, int kind, int tick, int value) {
        assertThat(log.kind(event)).isEqualTo(kind);
        assertThat(log.tick(event)).isEqualTo(tick);
        assertThat(log.raw(event, 0)).isEqualTo(value);
        assertThat(log.raw(event, 1)).isEqualTo(value + 50);
    }

    private static Rows hits(int... values) {
        Rows rows = Rows.live(HITS);
        for (int row = 0; row < values.length; row++) {
            rows.put(row, 1);
            rows.column(0)[row] = values[row];
            rows.column(1)[row] = values[row] + 50;
        }
        return rows;
    }

    private static Rows bells(int count) {
        Rows rows = Rows.live(BELLS);
        for (int row = 0; row < count; row++) {
            rows.put(row, 1);
        }
        return rows;
    }
}
