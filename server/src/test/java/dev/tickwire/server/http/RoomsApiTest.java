package dev.tickwire.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.tickwire.proto.wire.Option;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.directory.RoomDirectory.NewRoom;
import dev.tickwire.server.directory.RoomDirectory.Wanted;
import dev.tickwire.server.directory.RoomMemory;
import dev.tickwire.server.fixture.Drones;
import dev.tickwire.server.fixture.FakeOutlet;
import dev.tickwire.server.fixture.Parlour;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.TestSaves;
import dev.tickwire.server.identity.Identity;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.SeatRequest;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoomsApiTest {
    private static final RoomType CARDS =
            new RoomTypes().name("cards").playerLimit(Parlour.SEATS).build(Parlour::new);
    private static final RoomType REGATTA = new RoomTypes().build();

    private final LocalRooms rooms = new LocalRooms(
            List.of(CARDS, REGATTA),
            new LocalRooms.Limits(10, 10_000),
            new Counters(),
            Runnable::run,
            RoomMemory.ENDLESS,
            TestSaves.NONE,
            room -> true);

    @BeforeEach
    void openRooms() {
        rooms.open();
        open("cards", true, number("cards", 7));
        open("cards", true, number("cards", 9), flag("quick", true));
        open("cards", false, number("cards", 7));
        open("regatta", true);
    }

    private static Option number(String name, double value) {
        return Option.newBuilder().setName(name).setNumber(value).build();
    }

    private static Option flag(String name, boolean value) {
        return Option.newBuilder().setName(name).setFlag(value).build();
    }

    private void open(String type, boolean isListed, Option... options) {
        rooms.take(
                new Wanted.ByType(type, true, List.of(), new NewRoom(isListed, List.of(options))),
                new SeatRequest(Identity.anonymous(""), Role.PLAYER, false, List.of(), List.of(), 0, "", false, null),
                new FakeOutlet(),
                answer -> {});
    }

    private List<Object> labels(String query) {
        Fields fields = new Fields(true);
        UrlEncoded.decodeUtf8To(query, fields);
        return List.copyOf(
                ConfigFactory.parseString(
                                "rooms = " + new RoomsApi(rooms).rooms(fields).body())
                        .getConfigList("rooms")
                        .stream()
                        .map(room -> room.getObject("labels").unwrapped())
                        .toList());
    }

    @Test
    void shouldListRoomsWithTheirLabelsButForUnlistedOnes() {
        assertThat(labels(""))
                .containsExactly(
                        Map.of("cards", 7, "mode", "calm", "quick", false, "title", "Evening"),
                        Map.of("cards", 9, "mode", "calm", "quick", true, "title", "Evening"),
                        Map.of());
    }

    @Test
    void shouldListRoomsOfATypeAndWithLabels() {
        assertThat(labels("type=cards")).hasSize(2);
        assertThat(labels("type=cards&cards=7")).hasSize(1);
        assertThat(labels("quick=true&mode=calm")).hasSize(1);
        assertThat(labels("type=regatta")).hasSize(1);
    }

    @Test
    void shouldTellPeopleAndBotsApart() {
        RoomType drones = new RoomTypes().name("drones").bots(3).build(Drones::new);
        LocalRooms own = new LocalRooms(
                List.of(drones),
                new LocalRooms.Limits(10, 10_000),
                new Counters(),
                Runnable::run,
                RoomMemory.ENDLESS,
                TestSaves.NONE,
                room -> true);
        own.open();
        own.take(
                new Wanted.ByType("drones", true, List.of(), new NewRoom(true, List.of())),
                new SeatRequest(Identity.anonymous(""), Role.PLAYER, false, List.of(), List.of(), 0, "", false, null),
                new FakeOutlet(),
                answer -> {});
        own.list().get(0).tick(0, 0, 0);

        RoomsApi api = new RoomsApi(own);
        assertThat(api.rooms(new Fields(true)).body()).contains("\"players\":1,", "\"bots\":2,");
        assertThat(api.types().body()).contains("\"bots\":3");
    }

    @Test
    void shouldListNothingWhereNothingFits() {
        assertThat(labels("type=chess")).isEmpty();
        assertThat(labels("cards=8")).isEmpty();
        assertThat(labels("pin=0")).as("what is hidden").isEmpty();
        assertThat(labels("cards=7&cards=9")).isEmpty();
        assertThat(labels("cards=")).isEmpty();
    }
}
