package dev.tickwire.server.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.tickwire.server.directory.DirectoryDriver.Caller;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.Phase;
import dev.tickwire.server.roomtype.RoomType;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Rooms come and go, and what was measured of them stays. */
class TypeFiguresTest {
    private final RoomType boats =
            new RoomTypes().name("boats").emptyRoomTimeoutMillis(0).build();
    private final RoomType cards = new RoomTypes().name("cards").roomLimit(1).build();
    private final DirectoryDriver server = new DirectoryDriver(10, boats, cards);

    @Test
    void shouldHaveEachTypeThoughItHasNoRoom() {
        assertThat(server.rooms.figures()).containsOnlyKeys("boats", "cards");
        assertThat(figures("boats").rooms()).isZero();
        assertThat(steps("boats")).isZero();
    }

    @Test
    void shouldAddUpRoomsOfAType() {
        created("boats");
        created("boats");
        created("cards");
        ticks(3);

        assertThat(figures("boats").rooms()).isEqualTo(2);
        assertThat(figures("boats").players()).isEqualTo(2);
        assertThat(steps("boats")).isEqualTo(6);
        assertThat(steps("cards")).isEqualTo(3);
    }

    @Test
    void shouldKeepTheTimesOfARoomThatHasEnded() {
        Caller caller = created("boats");
        ticks(5);
        caller.seat().leave();
        ticks(1);
        long before = steps("boats");
        ticks(3);

        assertThat(server.rooms.list()).isEmpty();
        assertThat(figures("boats").rooms()).isZero();
        assertThat(before).isGreaterThanOrEqualTo(5);
        assertThat(steps("boats")).isEqualTo(before);
    }

    @Test
    void shouldAddUpWhatGamesCountAndKeepItWhenTheirRoomsHaveEnded() {
        assertThat(figures("boats").totals().meters()).containsExactly(entry("launches", 0L), entry("strokes", 0L));
        Caller caller = created("boats");
        created("boats");
        created("cards");
        ticks(1);
        assertThat(launches("boats")).isEqualTo(2);

        caller.seat().leave();
        ticks(4);
        assertThat(server.rooms.list()).hasSize(2);
        assertThat(launches("boats")).isEqualTo(2);
        created("boats");
        ticks(1);
        assertThat(launches("boats")).isEqualTo(3);
        assertThat(launches("cards")).isEqualTo(1);
    }

    @Test
    void shouldKeepTheTimesOfARoomThatMakesWayWhileItsLoopIsNotDoneWithIt() {
        Caller first = created("cards");
        ticks(4);
        first.seat().leave();
        ticks(1);
        long before = steps("cards");

        created("cards");

        assertThat(steps("cards")).as("the first room is in no list any more").isEqualTo(before);
        ticks(2);
        assertThat(steps("cards")).as("and has ended").isEqualTo(before + 2);
    }

    @Test
    void shouldKeepTheTimesOfATypeThatIsGone() {
        created("boats");
        ticks(2);

        server.rooms.reload(java.util.List.of(cards));

        assertThat(server.rooms.figures()).containsOnlyKeys("cards", "boats");
        assertThat(steps("boats")).isEqualTo(2);
    }

    private Caller created(String type) {
        Caller caller = server.create(type);
        server.work();
        assertThat(caller.seat()).isNotNull();
        return caller;
    }

    private void ticks(int count) {
        for (int i = 0; i < count; i++) {
            server.tick();
        }
    }

    private TypeFigures figures(String type) {
        return Objects.requireNonNull(server.rooms.figures().get(type));
    }

    private long launches(String type) {
        return Objects.requireNonNull(figures(type).totals().meters().get("launches"));
    }

    private long steps(String type) {
        return Arrays.stream(figures(type).totals().of(Phase.STEP).within(Double.POSITIVE_INFINITY))
                .sum();
    }
}
