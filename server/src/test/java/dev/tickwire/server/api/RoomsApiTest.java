package dev.tickwire.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.tickwire.proto.wire.Option;
import dev.tickwire.server.directory.Journals;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.directory.RoomDirectory.NewRoom;
import dev.tickwire.server.directory.RoomDirectory.Wanted;
import dev.tickwire.server.directory.RoomMemory;
import dev.tickwire.server.fixture.Drones;
import dev.tickwire.server.fixture.FakeOutlet;
import dev.tickwire.server.fixture.Parlour;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.SeatRequests;
import dev.tickwire.server.fixture.TestSaves;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Places;
import dev.tickwire.server.seats.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomsApiTest {
    private static final RoomType CARDS =
            new RoomTypes().name("cards").playerLimit(Parlour.SEATS).build(Parlour::new);
    private static final ApiSettings SETTINGS = new ApiSettings("", Set.of("region"));
    private static final RoomType REGATTA = new RoomTypes().build();

    private final LocalRooms rooms = new LocalRooms(
            List.of(CARDS, REGATTA),
            new LocalRooms.Limits(10, 10_000),
            new Counters(),
            Runnable::run,
            RoomMemory.ENDLESS,
            TestSaves.NONE,
            room -> true,
            Journals.NONE);

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
                SeatRequests.player(),
                new FakeOutlet(),
                answer -> {});
    }

    private Answer list(String query) {
        return ApiDriver.of(new RoomsApi(rooms, SETTINGS)).get("rooms?" + query);
    }

    private List<Object> labels(String query) {
        return List.copyOf(ConfigFactory.parseString("rooms = " + list(query).body()).getConfigList("rooms").stream()
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
        assertThat(labels("type=cards&label.cards=7")).hasSize(1);
        assertThat(labels("type=cards&label.cards=7.0")).hasSize(1);
        assertThat(labels("label.quick=true&label.mode=calm")).hasSize(1);
        assertThat(labels("label.title=Evening")).hasSize(2);
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
                room -> true,
                Journals.NONE);
        own.open();
        own.take(
                new Wanted.ByType("drones", true, List.of(), new NewRoom(true, List.of())),
                SeatRequests.player(),
                new FakeOutlet(),
                answer -> {});
        own.list().get(0).tick(0, 0, 0);

        ApiDriver api = ApiDriver.of(new RoomsApi(own, SETTINGS));
        assertThat(api.get("rooms").body()).contains("\"players\":1,", "\"bots\":2,");
        assertThat(api.get("room-types").body()).contains("\"bots\":3");
    }

    @Test
    void shouldListNothingWhereNothingFits() {
        assertThat(labels("label.cards=8")).isEmpty();
        assertThat(labels("label.cards=7&label.quick=true")).isEmpty();
        assertThat(labels("label.region=eu")).as("a backend may say it").isEmpty();
        assertThat(labels("free=100")).isEmpty();
    }

    @Test
    void shouldListRoomsWithSoManyFreePlaces() {
        assertThat(labels("free=3")).hasSize(3);
        assertThat(labels("type=cards&free=4")).isEmpty();
        rooms.list().get(0).places().setLocked(true);
        assertThat(labels("type=cards&free=1")).hasSize(1);
    }

    @Test
    void shouldSayWhetherARoomTakesPlayers() {
        assertThat(list("label.cards=7").body()).contains("\"state\":\"open\"", "\"free\":3");
        Places places = rooms.list().get(0).places();
        for (int i = 0; i < 3; i++) {
            places.reserve(Role.PLAYER);
        }
        assertThat(list("label.cards=7").body()).contains("\"state\":\"full\"", "\"free\":0");
        places.setLocked(true);
        assertThat(list("label.cards=7").body()).contains("\"state\":\"locked\"", "\"free\":0");
    }

    @Test
    void shouldShowTheOptionsThatClientsSee() {
        assertThat(list("label.cards=7").body())
                .contains("\"turnSeconds\":10")
                .doesNotContain("pin")
                .doesNotContain("motto");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type=chess | There is no room type \\\"chess\\\": there are cards, regatta.",
                "type= | There is no room type",
                "type=cards&type=cards | Say \\\"type\\\" once.",
                "cards=7 | There is no filter \\\"cards\\\": there are type, free and label.NAME.",
                "free=many | free must be a whole number from 0 to 32767, not \\\"many\\\".",
                "free=-1 | free must be",
                "free=99999999999 | free must be",
                "free= | free must be",
                "label.carts=7 | There is no label \\\"carts\\\" here: there are cards, mode, quick, region, title.",
                "type=regatta&label.cards=7 | There is no label \\\"cards\\\" here: there are region.",
                "label.pin=0 | There is no label \\\"pin\\\" here",
                "label.turnSeconds=10 | There is no label",
                "label. | There is no label",
                "label.cards= | The value of cards is 3 to 10, not \\\"\\\".",
                "label.cards=2 | The value of cards is 3 to 10, not 2.",
                "label.cards=7f | The value of cards is 3 to 10",
                "label.cards=NaN | The value of cards is 3 to 10",
                "label.cards=7&label.cards=9 | Say \\\"label.cards\\\" once.",
                "label.mode=mild | The value of mode is one of calm, wild",
                "label.quick=yes | The value of quick is true or false",
            })
    void shouldRefuseWhatIsNoFilter(String query, String sentence) {
        ApiDriver.assertProblem(list(query), 400, sentence);
    }
}
