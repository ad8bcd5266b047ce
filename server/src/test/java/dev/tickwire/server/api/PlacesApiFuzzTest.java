package dev.tickwire.server.api;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tickwire.server.directory.Journals;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.directory.RoomMemory;
import dev.tickwire.server.fixture.Parlour;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.TestSaves;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.metrics.Counters;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a backend or a page sends is answered with what it wants, or with what is wrong. */
class PlacesApiFuzzTest {
    private static final String SECRET = "a secret of thirty-two characters";
    private static final Set<Integer> STATUSES = Set.of(200, 201, 400, 404, 409);

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "{\"type\":\"cards\",\"name\":\"w1\",\"listed\":false,\"seats\":2,\"seconds\":5}",
                        "{\"type\":\"cards\",\"options\":{\"cards\":7,\"title\":\"\\ud83d\"},\"labels\":{\"region\":\"eu\"}}",
                        "{\"type\":\"cards\",\"where\":{\"mode\":\"wild\",\"region\":1e300},\"seats\":1e9}",
                        "{\"locked\":true,\"labels\":{\"region\":null}}",
                        "[[[[[[",
                        "null",
                        "")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void shouldAnswer(byte[] bytes) {
        String json = new String(bytes, StandardCharsets.UTF_8);
        LocalRooms rooms = new LocalRooms(
                List.of(new RoomTypes().name("cards").playerLimit(Parlour.SEATS).build(Parlour::new)),
                new LocalRooms.Limits(10, 10_000),
                new Counters(),
                Runnable::run,
                RoomMemory.ENDLESS,
                TestSaves.NONE,
                room -> true,
                Journals.NONE);
        rooms.open();
        ApiSettings settings = new ApiSettings(SECRET, Set.of("region"));
        ApiDriver backend = ApiDriver.of(new PlacesApi(rooms, settings)).with(SECRET);
        check(backend.post("rooms", json).join());
        check(backend.post("quick-match", json).join());
        check(backend.with(null).post("quick-match", json).join());
        check(backend.post("rooms/cards.w1/reservations", json).join());
        var changed = ApiDriver.of(new RoomApi(rooms, settings)).with(SECRET).ask("PATCH", "rooms/cards.w1", json);
        rooms.list().forEach(room -> room.tick(0, 0, 0));
        check(changed.join());
        rooms.list().forEach(room -> check(Answer.json(Descriptions.of(room))));
    }

    private static void check(Answer answer) {
        if (!STATUSES.contains(answer.status())) {
            throw new AssertionError("answered with " + answer);
        }
    }
}
