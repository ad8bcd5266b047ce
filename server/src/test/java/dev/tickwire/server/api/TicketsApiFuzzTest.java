package dev.tickwire.server.api;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tickwire.server.directory.Journals;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.directory.RoomMemory;
import dev.tickwire.server.fixture.Doors;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.Tavern;
import dev.tickwire.server.fixture.TestSaves;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.identity.AuthSettings;
import dev.tickwire.server.identity.AuthSettings.Mode;
import dev.tickwire.server.identity.AuthSettings.OneSeat;
import dev.tickwire.server.identity.NameRules;
import dev.tickwire.server.metrics.Counters;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is posted for a ticket is answered with one, or with what is wrong. */
class TicketsApiFuzzTest {
    private static final String SECRET = "a secret of thirty-two characters";
    private static final Set<Integer> STATUSES = Set.of(200, 400, 401);

    private final TicketsApi api = new TicketsApi(
            new LocalRooms(
                    List.of(new RoomTypes()
                            .auth(new AuthSettings(
                                    Mode.TICKET,
                                    true,
                                    SECRET,
                                    "",
                                    "",
                                    "",
                                    OneSeat.OFF,
                                    NameRules.FREE,
                                    Map.of("level", "level")))
                            .playerLimit(8)
                            .build(Tavern::new)),
                    new LocalRooms.Limits(10, 10_000),
                    new Counters(),
                    Runnable::run,
                    RoomMemory.ENDLESS,
                    TestSaves.NONE,
                    room -> true,
                    Journals.NONE),
            InstantSource.fixed(Doors.NOW));

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "{\"roomType\":\"regatta\",\"user\":\"u1\",\"name\":\"Ada\",\"seconds\":60}",
                        "{\"roomType\":\"regatta\",\"user\":\"\\ud83d\",\"room\":\"regatta-1\"}",
                        "{\"roomType\":\"regatta\",\"user\":7,\"seconds\":1e99}",
                        "{\"roomType\":\"regatta\",\"user\":\"u1\",\"seconds\":\"60\"}",
                        "{\"roomType\":\"regatta\",\"user\":\"u1\",\"claims\":{\"level\":12}}",
                        "{\"roomType\":\"regatta\",\"user\":\"u1\",\"claims\":{\"level\":[[null]]}}",
                        "{\"roomType\":\"regatta\",\"user\":\"u1\",\"claims\":{\"level\":null,\"exp\":1}}",
                        "{\"roomType\":\"other\"}",
                        "[[[[[[",
                        "null",
                        "")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void shouldAnswer(byte[] bytes) {
        String body = new String(bytes, StandardCharsets.UTF_8);
        Answer answer = ApiDriver.of(api).with(SECRET).post("tickets", body).join();
        if (!STATUSES.contains(answer.status())) {
            throw new AssertionError("answered with " + answer);
        }
    }
}
