package dev.tickwire.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.server.fixture.Meadow;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.session.SessionDriver.Client;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Room types that change while the server runs. */
class ReloadTest {
    private final SessionDriver server = new SessionDriver(type(20), named("other", 20));

    @Test
    void shouldOpenRoomsByTheTypesAsTheyAreNow() {
        server.rooms.reload(List.of(type(40), named("new", 10)));

        assertThat(server.joined("Ada").watch().welcome().getTickRateHz()).isEqualTo(40);
        assertThat(joined("new").watch().welcome().getTickRateHz()).isEqualTo(10);
        assertThat(server.rooms.types()).extracting(RoomType::name).containsExactly("regatta", "new");
    }

    @Test
    void shouldLetRoomsThatAreThereFollow() {
        Client ada = server.joined("Ada");
        server.rooms.reload(List.of(type(40)));
        server.tick();

        assertThat(ada.watch().lastFrame().getRates().getTickRateHz()).isEqualTo(40);
        Client bo = server.joined("Bo");
        assertThat(bo.watch().welcome().getRoom())
                .isEqualTo(ada.watch().welcome().getRoom());
        assertThat(bo.watch().welcome().getTickRateHz()).isEqualTo(40);
    }

    @Test
    void shouldLeaveARoomAloneWhoseTypeIsGone() {
        Client ada = joined("other");
        server.rooms.reload(List.of(type(40)));
        server.ticks(3);

        assertThat(ada.outlet.reason()).isNull();
        assertThat(ada.watch().frames()).noneMatch(frame -> frame.hasRates());
        assertThat(joined("other").outlet.reason()).isEqualTo(DisconnectReason.UNKNOWN_ROOM_TYPE);
    }

    @Test
    void shouldNotMixGames() {
        Client ada = server.joined("Ada");
        server.rooms.reload(List.of(new RoomTypes().rates(40, 40).build(Meadow::new)));
        server.tick();
        Client bo = server.joined("Bo");

        assertThat(ada.watch().frames()).noneMatch(frame -> frame.hasRates());
        assertThat(bo.watch().welcome().getRoom())
                .isNotEqualTo(ada.watch().welcome().getRoom());
    }

    private Client joined(String roomType) {
        Client client = server.connect();
        client.send(SessionDriver.join(Join.newBuilder().setRoomType(roomType)));
        server.tick();
        return client;
    }

    private static RoomType type(double rateHz) {
        return new RoomTypes().rates(rateHz, rateHz).build();
    }

    private static RoomType named(String name, double rateHz) {
        return new RoomTypes().name(name).rates(rateHz, rateHz).build();
    }
}
