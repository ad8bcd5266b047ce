package dev.tickwire.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.fixture.Meadow;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.roomtype.RoomType;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReloadCheckTest {
    private final RoomType regatta = new RoomTypes().name("a").build();
    private final RoomType faster = new RoomTypes().name("a").rates(40, 40).build();
    private final RoomType meadow = new RoomTypes().name("a").build(Meadow::new);

    @Test
    void shouldRefuseAnotherSchemaWhileRoomsAreOpen() {
        assertThat(ReloadCheck.problems(List.of(regatta, regatta), List.of(meadow)))
                .singleElement()
                .asString()
                .startsWith("roomTypes.a cannot change what clients see of ")
                .contains(" while rooms of it are open: the config is taken when they have closed");
    }

    @Test
    void shouldTakeOtherRatesOtherNamesAndWhatNobodyPlays() {
        assertThat(ReloadCheck.problems(List.of(regatta), List.of(faster))).isEmpty();
        assertThat(ReloadCheck.problems(List.of(), List.of(meadow))).isEmpty();
        assertThat(ReloadCheck.problems(
                        List.of(regatta),
                        List.of(regatta, new RoomTypes().name("b").build(Meadow::new))))
                .isEmpty();
        assertThat(ReloadCheck.problems(List.of(regatta), List.of())).isEmpty();
    }
}
