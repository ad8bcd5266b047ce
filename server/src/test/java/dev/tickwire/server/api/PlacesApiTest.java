package dev.tickwire.server.api;

import static dev.tickwire.server.api.ApiDriver.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.directory.Journals;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.directory.RoomDirectory;
import dev.tickwire.server.directory.RoomDirectory.Wanted;
import dev.tickwire.server.directory.RoomMemory;
import dev.tickwire.server.fixture.FakeOutlet;
import dev.tickwire.server.fixture.Parlour;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.SeatRequests;
import dev.tickwire.server.fixture.TestAddresses;
import dev.tickwire.server.fixture.TestSaves;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.identity.AuthSettings;
import dev.tickwire.server.identity.AuthSettings.Mode;
import dev.tickwire.server.identity.AuthSettings.OneSeat;
import dev.tickwire.server.identity.NameRules;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How backends and pages open rooms, find them, and keep places in them. */
class PlacesApiTest {
    private static final String SECRET = "a secret of thirty-two characters";
    private static final int CHECKS_PER_SECOND = 10;

    private final Counters counters = new Counters();
    private final LocalRooms rooms = new LocalRooms(
            List.of(
                    new RoomTypes().name("cards").playerLimit(Parlour.SEATS).build(Parlour::new),
                    signedIn(),
                    new RoomTypes().playerLimit(20).build()),
            new LocalRooms.Limits(6, 10_000),
            counters,
            Runnable::run,
            RoomMemory.ENDLESS,
            TestSaves.NONE,
            room -> true,
            Journals.NONE);
    private final ApiSettings settings = new ApiSettings(SECRET, Set.of("region", "ranked"));
    private final ApiDriver page = ApiDriver.of(new PlacesApi(rooms, settings));
    private final ApiDriver backend = page.with(SECRET);
    private final ApiDriver room = ApiDriver.of(new RoomApi(rooms, settings)).with(SECRET);

    private static RoomType signedIn() {
        return new RoomTypes()
                .name("club")
                .auth(new AuthSettings(Mode.TICKET, true, SECRET, "", "", "", OneSeat.OFF, NameRules.FREE, Map.of()))
                .build();
    }

    @BeforeEach
    void openDoors() {
        rooms.open();
    }

    private Config created(String json) {
        return success(backend.post("rooms", json).join(), 201);
    }

    private static Config success(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return ConfigFactory.parseString(answer.body());
    }

    private RoomDirectory.Answer join(String room, Role role) {
        List<RoomDirectory.Answer> answers = new ArrayList<>();
        rooms.take(new Wanted.ById(room), SeatRequests.as(role), new FakeOutlet(), answers::add);
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    private void assertRefused(String room, DisconnectReason reason) {
        assertThat(join(room, Role.PLAYER))
                .isInstanceOfSatisfying(
                        RoomDirectory.Answer.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private void waitSeconds(int seconds) {
        for (int i = 0; i < seconds * CHECKS_PER_SECOND; i++) {
            rooms.checkTime();
        }
    }

    @Test
    void shouldCreateARoomWithOptionsAndLabels() {
        Config answer = created(
                "{\"type\":\"cards\",\"options\":{\"cards\":7,\"quick\":true,\"mode\":\"wild\",\"title\":\"Tea\"},"
                        + "\"labels\":{\"region\":\"eu\",\"ranked\":true}}");

        assertThat(answer.getConfig("room.labels").root().unwrapped())
                .isEqualTo(Map.of(
                        "cards", 7, "quick", true, "mode", "wild", "title", "Tea", "region", "eu", "ranked", true));
        assertThat(answer.getStringList("reservations")).isEmpty();
        assertThat(answer.getString("room.id")).startsWith("cards-");
        assertThat(answer.getConfig("room").hasPath("code")).isFalse();
        assertThat(rooms.list()).hasSize(1);
    }

    @Test
    void shouldCreateAnUnlistedRoomWithACode() {
        Config answer = created("{\"type\":\"cards\",\"listed\":false}");
        assertThat(answer.getString("room.code")).hasSize(8);
        String id = answer.getString("room.id");
        assertThat(success(room.get("rooms/" + id), 200).getString("code")).hasSize(8);
        assertProblem(room.with(null).get("rooms/" + id), 404, "no such room");
    }

    @Test
    void shouldJoinTheRoomOfANameThatIsThere() {
        Config first = created("{\"type\":\"cards\",\"name\":\"w1\",\"options\":{\"cards\":7}}");
        Config second = success(
                backend.post("rooms", "{\"type\":\"cards\",\"name\":\"w1\",\"seats\":2,\"options\":{\"cards\":9}}")
                        .join(),
                200);
        assertThat(first.getString("room.id")).isEqualTo("cards.w1");
        assertThat(second.getString("room.id")).isEqualTo("cards.w1");
        assertThat(second.getInt("room.labels.cards")).isEqualTo(7);
        assertThat(second.getStringList("reservations")).hasSize(2);
        assertThat(rooms.list()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | The body must be a JSON object.",
                "[] | The body must be a JSON object.",
                "{\"type\":\"cards\" | The body must be a JSON object.",
                "{} | There is no room type",
                "{\"type\":\"chess\"} | There is no room type",
                "{\"type\":7} | type must be a text.",
                "{\"type\":\"cards\",\"nme\":\"w1\"} | There is no member \\\"nme\\\" here",
                "{\"type\":\"cards\",\"name\":\"a b\"} | A room's name has 1 to 32 letters",
                "{\"type\":\"cards\",\"listed\":1} | listed must be true or false.",
                "{\"type\":\"cards\",\"options\":[]} | options must be an object.",
                "{\"type\":\"cards\",\"options\":{\"cards\":11}} | The value of cards is 3 to 10, not 11.",
                "{\"type\":\"cards\",\"options\":{\"cards\":\"7\"}} | The value of cards is 3 to 10",
                "{\"type\":\"cards\",\"options\":{\"cards\":null}} | The option \\\"cards\\\" must be a number, a text",
                "{\"type\":\"cards\",\"options\":{\"carts\":7}} | There is no option \\\"carts\\\" here.",
                "{\"type\":\"cards\",\"options\":{\"playerLimit\":2}} | playerLimit is not for players to choose here.",
                "{\"type\":\"cards\",\"labels\":{\"cards\":7}} | There is no label \\\"cards\\\" in api.labels",
                "{\"type\":\"cards\",\"labels\":{\"region\":[1]}} | The label region must be a number",
                "{\"type\":\"cards\",\"labels\":{\"region\":\"a\\u0007\"}} | The label region must be a number",
                "{\"type\":\"cards\",\"seats\":-1} | seats must be a whole number from 0",
                "{\"type\":\"cards\",\"seats\":1.5} | seats must be a whole number from 0",
                "{\"type\":\"cards\",\"seconds\":301} | seconds must be a whole number from 1 to 300",
            })
    void shouldOpenNothingForNonsense(String json, String sentence) {
        assertProblem(backend.post("rooms", json).join(), 400, sentence);
        assertThat(rooms.list()).isEmpty();
    }

    @Test
    void shouldKeepACreatedRoomWhenSomebodyIsRefused() {
        String id = created("{\"type\":\"cards\",\"seats\":4,\"seconds\":1}").getString("room.id");
        assertRefused(id, DisconnectReason.ROOM_FULL);
        waitSeconds(2);
        assertThat(rooms.list().get(0).tick(0, 0, 0)).isTrue();
        assertThat(join(id, Role.PLAYER)).isInstanceOf(RoomDirectory.Answer.Seated.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rooms", "rooms/cards.w1/reservations"})
    void shouldOpenAndReserveNothingForThoseWhoDoNotKnowTheSecret(String address) {
        created("{\"type\":\"cards\",\"name\":\"w1\"}");
        String json = "{\"type\":\"cards\"}";
        assertProblem(page.post(address, json).join(), 401, "Send api.secret");
        assertProblem(page.with("wrong").post(address, json).join(), 401, "Send api.secret");
        assertProblem(page.with("wrong").post("quick-match", json).join(), 401, "Send api.secret");
        ApiDriver bare = ApiDriver.of(new PlacesApi(rooms, new ApiSettings("", Set.of())));
        assertProblem(bare.with("").post(address, json).join(), 404, "no such address");
        assertThat(rooms.list()).extracting(Room::seatCount).containsExactly(0);
    }

    @Test
    void shouldKeepPlacesForAPartyUntilTheyCome() {
        String id = created("{\"type\":\"cards\"}").getString("room.id");
        List<String> places = success(
                        backend.post("rooms/" + id + "/reservations", "{\"seats\":3}")
                                .join(),
                        200)
                .getStringList("reservations");

        assertThat(rooms.list().get(0).places().free()).isEqualTo(1);
        assertThat(join(id, Role.PLAYER)).isInstanceOf(RoomDirectory.Answer.Seated.class);
        assertRefused(id, DisconnectReason.ROOM_FULL);
        for (String place : places) {
            assertThat(join(place, Role.PLAYER)).isInstanceOf(RoomDirectory.Answer.Seated.class);
            assertRefused(place, DisconnectReason.UNKNOWN_ROOM);
        }
        assertThat(rooms.list().get(0).seatCount()).isEqualTo(Parlour.SEATS);
        assertThat(counters.get(Counter.SEATS_RESERVED)).isEqualTo(3);
        waitSeconds(301);
        assertThat(rooms.list().get(0).seatCount()).isEqualTo(Parlour.SEATS);
    }

    @Test
    void shouldGivePlacesUpForWhichNobodyComesInTime() {
        Config answer = created("{\"type\":\"cards\",\"seats\":2,\"seconds\":5}");
        assertThat(answer.getInt("expiresInSeconds")).isEqualTo(5);
        waitSeconds(5);
        assertThat(rooms.list().get(0).seatCount()).isEqualTo(2);
        waitSeconds(1);
        assertThat(rooms.list().get(0).seatCount()).isZero();
        assertRefused(answer.getStringList("reservations").get(0), DisconnectReason.UNKNOWN_ROOM);
        assertThat(counters.get(Counter.RESERVATIONS_EXPIRED)).isEqualTo(2);
    }

    @Test
    void shouldGiveAPlaceBackAtOnceToWhoeverHasItsReservation() {
        List<String> kept = success(
                        page.post("quick-match", "{\"type\":\"cards\",\"seats\":2}")
                                .join(),
                        201)
                .getStringList("reservations");
        Room reserved = rooms.list().get(0);
        String first = "reservations/" + kept.get(0);
        assertThat(success(page.ask("DELETE", first, "").join(), 200).getString("room"))
                .isEqualTo(reserved.id());
        assertThat(reserved.seatCount()).isEqualTo(1);
        success(backend.ask("DELETE", "reservations/" + kept.get(1), "").join(), 200);
        assertThat(reserved.seatCount()).isZero();
        assertThat(counters.get(Counter.RESERVATIONS_CANCELLED)).isEqualTo(2);

        assertProblem(page.ask("DELETE", first, "").join(), 404, "No place is kept by this");
        assertRefused(kept.get(0), DisconnectReason.UNKNOWN_ROOM);
        waitSeconds(16);
        assertThat(reserved.places().free()).as("given back once").isEqualTo(Parlour.SEATS);
        assertThat(counters.get(Counter.RESERVATIONS_EXPIRED)).isZero();
    }

    @Test
    void shouldGiveBackNoPlaceThatIsNotKept() {
        List<String> kept =
                created("{\"type\":\"cards\",\"seats\":2,\"seconds\":1}").getStringList("reservations");
        assertThat(join(kept.get(0), Role.PLAYER)).isInstanceOf(RoomDirectory.Answer.Seated.class);
        assertProblem(backend.ask("DELETE", "reservations/" + kept.get(0), "").join(), 404, "used before");
        assertProblem(backend.ask("DELETE", "reservations/cards-x", "").join(), 404, "No place is kept");
        assertProblem(
                backend.with("wrong")
                        .ask("DELETE", "reservations/" + kept.get(1), "")
                        .join(),
                401,
                "Send api.secret");
        waitSeconds(2);
        assertProblem(backend.ask("DELETE", "reservations/" + kept.get(1), "").join(), 404, "too late");
        assertThat(rooms.list().get(0).seatCount()).isEqualTo(1);
    }

    @Test
    void shouldLetNobodyFindReservationsByTrying() {
        String place = "reservations/"
                + created("{\"type\":\"cards\",\"seats\":1}")
                        .getStringList("reservations")
                        .get(0);
        ApiDriver stranger = page.from("203.0.113.7");
        Answer answer = stranger.ask("DELETE", place + "x", "").join();
        int tries = 1;
        for (; answer.status() == 404 && tries < 100; tries++) {
            answer = stranger.ask("DELETE", place + "x", "").join();
        }
        assertThat(tries).isBetween(2, 99);
        assertProblem(answer, 429, "wait a minute");
        assertProblem(stranger.ask("DELETE", place, "").join(), 429, "wait a minute");
        success(backend.ask("DELETE", place, "").join(), 200);
    }

    @Test
    void shouldLetNobodyWatchOnAReservedPlaceNorUseItInAnotherRoom() {
        String place = created("{\"type\":\"cards\",\"seats\":1}")
                .getStringList("reservations")
                .get(0);
        assertThat(join(place, Role.SPECTATOR)).isInstanceOf(RoomDirectory.Answer.Refused.class);
        assertRefused("cards.w1" + place.substring(place.indexOf('~')), DisconnectReason.UNKNOWN_ROOM);
        assertRefused(place.substring(0, place.length() - 1), DisconnectReason.UNKNOWN_ROOM);
        assertThat(join(place, Role.PLAYER)).isInstanceOf(RoomDirectory.Answer.Seated.class);
    }

    @Test
    void shouldKeepThePlaceOfWhoLacksATicketUntilItShowsOne() {
        String place = created("{\"type\":\"club\",\"seats\":1}")
                .getStringList("reservations")
                .get(0);
        assertRefused(place, DisconnectReason.NOT_SIGNED_IN);
        assertThat(rooms.list().get(0).seatCount()).isEqualTo(1);
    }

    @Test
    void shouldReserveAllPlacesOrNone() {
        String id = created("{\"type\":\"cards\"}").getString("room.id");
        assertProblem(
                backend.post("rooms/" + id + "/reservations", "{\"seats\":5}").join(), 409, "full");
        rooms.list().get(0).places().setLocked(true);
        assertProblem(backend.post("rooms/" + id + "/reservations", "{}").join(), 409, "takes no more players");
        assertProblem(backend.post("rooms/cards-x/reservations", "{}").join(), 404, "no such room");
        assertProblem(
                backend.post("rooms/" + id + "/reservations", "{\"seats\":0}").join(), 400, "seats must be");
        assertProblem(backend.post("rooms", "{\"type\":\"cards\",\"seats\":5}").join(), 409, "full");
        assertThat(rooms.list()).extracting(Room::seatCount).containsExactly(0);
    }

    @Test
    void shouldFillTheFullestRoomThatFits() {
        String first = created("{\"type\":\"cards\",\"seats\":1}").getString("room.id");
        String second = created("{\"type\":\"cards\",\"seats\":2}").getString("room.id");
        created("{\"type\":\"cards\",\"seats\":3,\"listed\":false}");

        assertThat(matched(page, "{\"type\":\"cards\"}", 200)).isEqualTo(second);
        assertThat(matched(page, "{\"type\":\"cards\"}", 200)).isEqualTo(second);
        assertThat(matched(page, "{\"type\":\"cards\",\"seats\":3}", 200)).isEqualTo(first);
        assertThat(matched(page, "{\"type\":\"cards\"}", 201)).isNotIn(first, second);
    }

    private static String matched(ApiDriver who, String json, int status) {
        return success(who.post("quick-match", json).join(), status).getString("room.id");
    }

    @Test
    void shouldMatchByLabelsOfTheGameAndOfTheBackend() {
        String calm = created("{\"type\":\"cards\"}").getString("room.id");
        String wild = matched(page, "{\"type\":\"cards\",\"where\":{\"mode\":\"wild\"}}", 201);
        String european = matched(backend, "{\"type\":\"cards\",\"where\":{\"mode\":\"wild\",\"region\":\"eu\"}}", 201);

        assertThat(matched(page, "{\"type\":\"cards\",\"where\":{\"mode\":\"wild\"}}", 200))
                .isIn(wild, european);
        assertThat(matched(backend, "{\"type\":\"cards\",\"where\":{\"region\":\"eu\"}}", 200))
                .isEqualTo(european)
                .isNotEqualTo(calm);
        assertProblem(
                page.post("quick-match", "{\"type\":\"cards\",\"where\":{\"turnSeconds\":10}}")
                        .join(),
                400,
                "is no label");
    }

    @Test
    void shouldGiveAPageNoMoreThanJoinsWould() {
        ApiDriver stranger = page.from("192.0.2.1");
        assertProblem(stranger.post("quick-match", "{\"type\":\"club\"}").join(), 401, "sign in");
        assertProblem(
                stranger.post("quick-match", "{\"type\":\"regatta\",\"seats\":9}")
                        .join(),
                400,
                "at most 8");
        assertProblem(
                stranger.post("quick-match", "{\"type\":\"cards\",\"where\":{\"region\":\"eu\"}}")
                        .join(),
                400,
                "Only the game's backend");
        Config kept = success(
                stranger.post("quick-match", "{\"type\":\"regatta\",\"seconds\":300}")
                        .join(),
                201);
        assertThat(kept.getInt("expiresInSeconds")).isEqualTo(15);
        for (int joined = 1; joined < TestAddresses.JOINS; joined++) {
            success(stranger.post("quick-match", "{\"type\":\"regatta\"}").join(), 200);
        }
        assertProblem(stranger.post("quick-match", "{\"type\":\"regatta\"}").join(), 429, "Too many joins");
        assertThat(rooms.list()).extracting(Room::seatCount).containsExactly(TestAddresses.JOINS);
        success(
                stranger.with(SECRET)
                        .post("quick-match", "{\"type\":\"regatta\"}")
                        .join(),
                200);
    }

    @Test
    void shouldOpenRoomsForAPageAsOftenAsForJoins() {
        ApiDriver stranger = page.from("192.0.2.1");
        for (int opened = 0; opened < TestAddresses.CREATES; opened++) {
            success(
                    stranger.post("quick-match", "{\"type\":\"cards\",\"seats\":3}")
                            .join(),
                    201);
        }
        assertProblem(
                page.from("192.0.2.2")
                        .post("quick-match", "{\"type\":\"cards\",\"seats\":5}")
                        .join(),
                409,
                "full");
        assertProblem(
                stranger.post("quick-match", "{\"type\":\"cards\",\"seats\":2}").join(), 429, "Too many rooms");
    }

    @Test
    void shouldSayThatTheServerIsFull() {
        for (int i = 0; i < 6; i++) {
            created("{\"type\":\"cards\",\"seats\":1}");
        }
        assertProblem(backend.post("rooms", "{\"type\":\"cards\"}").join(), 503, "full");
    }

    @Test
    void shouldLockUnlockAndLabelARoom() {
        String id = created("{\"type\":\"cards\"}").getString("room.id");
        assertThat(changed(id, "{\"labels\":{\"region\":\"eu\",\"ranked\":true},\"locked\":true}")
                        .getString("state"))
                .isEqualTo("locked");
        assertRefused(id, DisconnectReason.NOT_ADMITTED);
        Config open = changed(id, "{\"locked\":false,\"labels\":{\"ranked\":null}}");
        assertThat(open.getString("state")).isEqualTo("open");
        assertThat(open.getConfig("labels").root().unwrapped())
                .containsEntry("region", "eu")
                .containsEntry("cards", 5)
                .doesNotContainKey("ranked");
        assertThat(success(room.get("rooms/" + id), 200)).isEqualTo(open);
    }

    /** Its loop is the test, which waits with it. */
    private Config changed(String id, String json) {
        var answer = room.ask("PATCH", "rooms/" + id, json);
        rooms.list().get(0).tick(0, 0, 0);
        return success(answer.join(), 200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"locked\":\"yes\"} | locked must be true or false.",
                "{\"lock\":true} | There is no member \\\"lock\\\" here",
                "{\"locked\":true,\"labels\":{\"mode\":\"wild\"}} | There is no label \\\"mode\\\" in api.labels",
                "{\"locked\":true,\"labels\":7} | labels must be an object.",
                "null | The body must be a JSON object.",
            })
    void shouldChangeNothingForNonsense(String json, String sentence) {
        String id = created("{\"type\":\"cards\"}").getString("room.id");
        int waiting = rooms.list().get(0).mailboxDepth();
        assertProblem(room.ask("PATCH", "rooms/" + id, json).join(), 400, sentence);
        assertProblem(room.ask("PATCH", "rooms/x", "{}").join(), 404, "no such room");
        assertProblem(
                room.with("wrong")
                        .ask("PATCH", "rooms/" + id, "{\"locked\":true}")
                        .join(),
                401,
                "api.secret");
        assertThat(rooms.list().get(0).mailboxDepth()).isEqualTo(waiting);
    }

    @Test
    void shouldSayThatARoomHasClosedMeanwhile() {
        String id = created("{\"type\":\"cards\"}").getString("room.id");
        rooms.list().get(0).abandon(DisconnectReason.ROOM_CLOSED);
        assertProblem(room.ask("PATCH", "rooms/" + id, "{\"locked\":true}").join(), 503, "has closed");
    }
}
