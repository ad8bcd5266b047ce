package dev.tickwire.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.tickwire.proto.wire.Option;
import dev.tickwire.server.directory.Journals;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.directory.RoomDirectory;
import dev.tickwire.server.directory.RoomDirectory.NewRoom;
import dev.tickwire.server.directory.RoomDirectory.Wanted;
import dev.tickwire.server.directory.RoomMemory;
import dev.tickwire.server.fixture.FakeOutlet;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.Rotation;
import dev.tickwire.server.fixture.SeatRequests;
import dev.tickwire.server.fixture.TestSaves;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.room.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules label their room while it runs: it is shown and found by that from the next tick on. */
class LabelsOfRulesTest {
    private static final String SECRET = "a secret of thirty-two characters";

    private final List<Runnable> toOpen = new ArrayList<>();
    private boolean opensAtOnce = true;
    private final LocalRooms rooms = new LocalRooms(
            List.of(new RoomTypes().name("rotation").playerLimit(4).build(Rotation::new)),
            new LocalRooms.Limits(6, 10_000),
            new Counters(),
            opening -> {
                if (opensAtOnce) {
                    opening.run();
                } else {
                    toOpen.add(opening);
                }
            },
            RoomMemory.ENDLESS,
            TestSaves.NONE,
            room -> true,
            Journals.NONE);
    private final ApiSettings settings = new ApiSettings(SECRET, Set.of("region"));
    private final ApiDriver page = ApiDriver.of(new RoomsApi(rooms, settings));
    private final ApiDriver places = ApiDriver.of(new PlacesApi(rooms, settings));

    @BeforeEach
    void openDoors() {
        rooms.open();
    }

    private Room opened() {
        int before = rooms.list().size();
        places.with(SECRET).post("rooms", "{\"type\":\"rotation\"}").join();
        assertThat(rooms.list()).hasSize(before + 1);
        return rooms.list().get(before);
    }

    private static void run(Room room, int ticks) {
        for (int i = 0; i < ticks; i++) {
            assertThat(room.tick(0, 0, 0)).isTrue();
        }
    }

    private List<String> ids(String query) {
        return ConfigFactory.parseString("rooms = " + page.get("rooms?" + query).body()).getConfigList("rooms").stream()
                .map(room -> room.getString("id"))
                .toList();
    }

    private List<RoomDirectory.Answer> join(Option where) {
        List<RoomDirectory.Answer> answers = new ArrayList<>();
        rooms.take(
                new Wanted.ByType("rotation", false, List.of(where), new NewRoom(true, List.of())),
                SeatRequests.player(),
                new FakeOutlet(),
                answers::add);
        return answers;
    }

    private static Option map(String name) {
        return Option.newBuilder().setName("map").setText(name).build();
    }

    @Test
    void shouldShowWhatTheRulesSayFromTheStartAndAfterEachTick() {
        Room room = opened();
        assertThat(room.listing().labels()).isEqualTo(Map.of("ranked", false, "map", "castle", "title", "Round 0"));
        run(room, Rotation.TICKS_PER_ROUND);
        assertThat(room.listing().labels()).isEqualTo(Map.of("ranked", false, "map", "dust", "title", "Round 1"));
        Object shown = room.listing().label("title");
        run(room, 1);
        assertThat(room.listing().label("title")).as("nothing new").isSameAs(shown);
    }

    @Test
    void shouldFindRoomsByWhatTheRulesSayNow() {
        Room first = opened();
        Room second = opened();
        assertThat(ids("label.map=dust")).isEmpty();
        run(second, Rotation.TICKS_PER_ROUND);
        assertThat(ids("label.map=dust")).containsExactly(second.id());
        assertThat(ids("label.map=castle&label.ranked=false")).containsExactly(first.id());
        assertThat(ids("label.title=Round 1")).containsExactly(second.id());
        assertThat(page.get("room-types").body()).contains("\"labels\":[\"ranked\",\"map\",\"title\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "label.map=moon | The value of map is one of castle, dust, not \\\"moon\\\".",
                "label.ticks=1 | There is no label \\\"ticks\\\" here: there are map, ranked, region, title."
            })
    void shouldRefuseALabelThatRulesCannotGive(String query, String sentence) {
        ApiDriver.assertProblem(page.get("rooms?" + query), 400, sentence);
    }

    @Test
    void shouldRefuseAnOptionThatOnlyRulesGive() {
        ApiDriver.assertProblem(
                places.post("quick-match", "{\"type\":\"rotation\",\"options\":{\"map\":\"dust\"}}")
                        .join(),
                400,
                "There is no option \\\"map\\\" here.");
    }

    @Test
    void shouldMatchAPartyByWhatTheRulesSayNow() {
        Room first = opened();
        Room second = opened();
        run(second, Rotation.TICKS_PER_ROUND);
        String wanted = "{\"type\":\"rotation\",\"where\":{\"map\":\"dust\"},\"seats\":2}";
        assertThat(places.post("quick-match", wanted).join().body()).contains("\"id\":\"" + second.id() + "\"");
        run(first, Rotation.TICKS_PER_ROUND);
        run(second, Rotation.TICKS_PER_ROUND);
        assertThat(places.post("quick-match", wanted).join().body()).contains("\"id\":\"" + first.id() + "\"");
        assertThat(rooms.list()).hasSize(2);
    }

    @Test
    void shouldOpenARoomForThoseWhoFindNoneAndLetOthersWaitForTheSame() {
        Room other = opened();
        opensAtOnce = false;
        List<RoomDirectory.Answer> one = join(map("dust"));
        List<RoomDirectory.Answer> two = join(map("dust"));
        toOpen.forEach(Runnable::run);
        assertThat(rooms.list()).hasSize(2);
        Room added = rooms.list().get(1);
        assertThat(added.seatCount()).isEqualTo(2);
        assertThat(other.seatCount()).isZero();
        assertThat(one).hasSize(1);
        assertThat(two).hasSize(1);
    }

    @Test
    void shouldKeepLabelsOfABackendBesideThoseOfTheRules() {
        Room room = opened();
        ApiDriver.of(new RoomApi(rooms, settings))
                .with(SECRET)
                .ask("PATCH", "rooms/" + room.id(), "{\"labels\":{\"region\":\"eu\"}}")
                .join();
        run(room, Rotation.TICKS_PER_ROUND);
        assertThat(ids("label.region=eu&label.map=dust")).containsExactly(room.id());
        assertThat(ids("label.region=eu&label.map=castle")).isEmpty();
    }
}
