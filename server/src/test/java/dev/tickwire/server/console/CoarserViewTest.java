package dev.tickwire.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What coarser steps would save, as a console is shown it. */
class CoarserViewTest {
    private static final long SECOND = 1_000_000_000L;

    private final RoomDriver room = new RoomDriver(new RoomTypes().rates(20, 20).build());
    private final CoarserView view = new CoarserView(room.room());

    @Test
    void shouldSayNothingOfARoomThatHasClosed() {
        room.join("Ada");
        room.ticks(5);
        room.room().close(DisconnectReason.ROOM_CLOSED);
        room.tick();

        view.refresh(0);
        view.refresh(SECOND);

        assertThat(view.columns()).isEmpty();
    }

    @Test
    void shouldSayNothingBeforeThereAreTwoSnapshots() {
        view.refresh(0);
        room.tick();
        view.refresh(SECOND);

        assertThat(view.columns()).isEmpty();
    }

    @Test
    void shouldSayWhatColumnsCanSaveAndAskAgainOnlyAfterSomeTime() {
        room.join("Ada");
        room.ticks(10);
        view.refresh(0);
        room.tick();
        view.refresh(SECOND);

        assertThat(view.columns()).isNotEmpty().hasSizeLessThanOrEqualTo(CoarserView.MOST_COLUMNS);
        assertThat(view.columns().get(0))
                .containsEntry("name", "gulls")
                .containsKeys("column", "audience", "isPredicted", "share")
                .hasEntrySatisfying(
                        "saved", saved -> assertThat((List<?>) saved).isNotEmpty());

        var before = view.columns();
        room.ticks(10);
        view.refresh(9 * SECOND);
        room.tick();
        view.refresh(10 * SECOND);
        assertThat(view.columns()).isSameAs(before);
    }
}
