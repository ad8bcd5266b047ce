package dev.tickwire.simulation.interest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.EventLog;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.TableType;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventSightTest {
    private static final TableType BLASTS = new TableType(
            "blasts",
            8,
            List.of(
                    ColumnType.flag("loud"),
                    ColumnType.fixed("x", -100, 100, 0.5),
                    ColumnType.fixed("y", 0, 100, 0.25)));
    private static final TableType NEWS = new TableType("news", 8, List.of());
    private static final Schema SCHEMA =
            new Schema(List.of(), new TableType("helm", 1, List.of()), List.of(BLASTS, NEWS));

    private final EventSight sight =
            new EventSight(SCHEMA, List.of(Placement.at(1, 2).withRelevant(0), Placement.NOWHERE), 50);
    private final EventLog log = new EventLog(SCHEMA, 8);
    private final Eye eye = new Eye();

    @Test
    void shouldShowWhatHappensWithinTheRadius() {
        blast(30, 40, false);
        blast(30, 40.25, false);
        eye.at(0, 0);

        assertThat(sight.sees(eye, log, 0)).isTrue();
        assertThat(sight.sees(eye, log, 1)).isFalse();
        eye.at(1, 1);
        assertThat(sight.sees(eye, log, 1)).isTrue();
    }

    @Test
    void shouldShowEverybodyWhatIsMarkedOrHappensNowhere() {
        blast(-100, 100, true);
        Rows news = Rows.live(NEWS);
        news.put(0, 1);
        log.add(1, 1, news, new String[0]);
        eye.at(100, 0);

        assertThat(sight.sees(eye, log, 0)).isTrue();
        assertThat(sight.sees(eye, log, 1)).isTrue();
    }

    @Test
    void shouldShowEverythingToWhoLooksFromEverywhere() {
        blast(-100, 100, false);
        eye.at(100, 0);
        assertThat(sight.sees(eye, log, 0)).isFalse();

        eye.everywhere();

        assertThat(sight.sees(eye, log, 0)).isTrue();
    }

    @Test
    void shouldShowWhatIsAsNearAsTheReachOfTheEyeAndOfTheKindAllow() {
        Placement blasts = Placement.at(1, 2).withReach(2);
        EventSight far = new EventSight(SCHEMA, List.of(blasts, Placement.NOWHERE), 10);
        blast(30, 0, false);

        eye.at(0, 0);
        assertThat(far.sees(eye, log, 0)).isFalse();
        eye.at(0, 0).reach(1.5);
        assertThat(far.sees(eye, log, 0)).isTrue();
        eye.at(-90, 90).and(45, 0);
        assertThat(far.sees(eye, log, 0)).as("the second point is near").isTrue();
    }

    @Test
    void shouldShowWhatIsLargeByItsEdge() {
        Placement blasts = Placement.at(1, 2).withPlace(1, 2, 2, 0);
        EventSight sized = new EventSight(SCHEMA, List.of(blasts, Placement.NOWHERE), 10);
        EventSight alike =
                new EventSight(SCHEMA, List.of(Placement.at(1, 2).withPlace(1, 2, -1, 40), Placement.NOWHERE), 10);
        blast(0, 30, false);

        eye.at(0, 71);
        assertThat(sized.sees(eye, log, 0)).as("its radius is its y here: 30").isFalse();
        assertThat(alike.sees(eye, log, 0)).isTrue();
        eye.at(0, 70);
        assertThat(sized.sees(eye, log, 0)).isTrue();
    }

    private void blast(double x, double y, boolean loud) {
        Rows rows = Rows.live(BLASTS);
        rows.put(0, 1);
        rows.column(0)[0] = loud ? 1 : 0;
        rows.column(1)[0] = (int) ((x + 100) / 0.5);
        rows.column(2)[0] = (int) (y / 0.25);
        log.add(1, 0, rows, new String[0]);
    }
}
