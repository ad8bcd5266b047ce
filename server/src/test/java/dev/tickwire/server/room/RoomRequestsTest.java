package dev.tickwire.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.backend.Backend;
import dev.tickwire.server.backend.BackendAnswer;
import dev.tickwire.server.backend.BackendRequest;
import dev.tickwire.server.backend.ManualAgenda;
import dev.tickwire.server.backend.Outboxes;
import dev.tickwire.server.fixture.RecordingJournal;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Requests;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Requests of a room's game, and what comes back, with a backend that does as the test says. */
class RoomRequestsTest {
    private final List<BackendRequest> sent = new ArrayList<>();
    private final List<CompletableFuture<BackendAnswer>> answers = new ArrayList<>();
    private final ManualAgenda agenda = new ManualAgenda();
    private final List<String> heard = new ArrayList<>();
    private final RoomType type = new RoomTypes()
            .rates(20, 20)
            .playerLimit(4)
            .emptyRoomTimeoutMillis(100)
            .build(() -> new Ladder(new ArrayList<>()));
    private final RecordingJournal journal = new RecordingJournal(() -> new Ladder(new ArrayList<>()));
    private int perTick;
    private boolean closes;
    private boolean throwsAtTheEnd;
    private final Backend backend = request -> {
        sent.add(request);
        CompletableFuture<BackendAnswer> answer = new CompletableFuture<>();
        answers.add(answer);
        return answer;
    };

    /** Asks for as many ratings as the test says, and keeps the last that it hears. */
    private final class Ladder extends Game {
        private final Table state = table(new Table("state", 1));
        private final Column rating = state.integer("rating", 0, 4000);
        private final Column asked = state.integer("asked", 0, Requests.MOST);
        private final Requests results = requests(new Requests("results", 8));
        private final Column won = results.flag("won");
        private final Column place = results.oneOf("place", "first", "last");
        private final Column seconds = results.fixed("seconds", 0, 100, 0.5);
        private final Column name = results.text("name");
        private final Column newRating = results.answer.integer("rating", 0, 4000);
        private final List<String> told;

        Ladder(List<String> told) {
            this.told = told;
            inputs(new Table("inputs", 4));
        }

        @Override
        public void start(Step step) {
            state.add();
        }

        @Override
        public void step(Step step) {
            for (int a = results.answer.first(); a >= 0; a = results.answer.next(a)) {
                told.add(results.answer.request(a) + " "
                        + (results.answer.failed(a) ? results.answer.outcome(a) : "" + newRating.raw(a)));
                rating.setRaw(0, newRating.raw(a));
            }
            for (int i = 0; i < perTick; i++) {
                ask("Swift");
            }
            if (closes) {
                step.close("The match is over.");
            }
        }

        @Override
        public void ending(Step step) {
            if (throwsAtTheEnd) {
                throw new IllegalStateException("nothing to say");
            }
            ask("the end");
        }

        private void ask(String what) {
            int r = results.add();
            if (r >= 0) {
                won.set(r, true);
                place.setRaw(r, 1);
                seconds.set(r, 12.5);
                name.set(r, what);
                asked.setRaw(0, results.id(r));
            }
        }
    }

    private RoomDriver driver(int queue) {
        return driver(queue, backend);
    }

    private RoomDriver driver(int queue, @Nullable Backend to) {
        Ladder game = new Ladder(heard);
        return new RoomDriver(
                counters -> new Room(
                        Listing.of("regatta-1"),
                        type,
                        new dev.tickwire.server.match.Match(
                                game, type.tuning(), dev.tickwire.simulation.world.Setup.of(5), journal),
                        journal,
                        Outboxes.of(
                                new dev.tickwire.simulation.world.Simulation(new Ladder(heard), 20, 1)
                                        .schema()
                                        .requests(),
                                to,
                                queue,
                                agenda,
                                counters),
                        counters,
                        () -> 0),
                type);
    }

    private void tick(RoomDriver driver) {
        agenda.pass(0);
        driver.tick();
        agenda.pass(0);
    }

    private void answer(int index, Map<String, ?> values) {
        answers.get(index).complete(BackendAnswer.of(values));
    }

    @Test
    void shouldFailWhatIsBeyondTheQueueAtOnceAndGoOnWhenThereIsRoomAgain() {
        RoomDriver driver = driver(2);
        perTick = 3;
        tick(driver);
        assertThat(sent).extracting(BackendRequest::id).containsExactly("regatta-1-1", "regatta-1-2");
        perTick = 0;
        tick(driver);
        assertThat(heard).containsExactly("3 TOO_MANY");
        assertThat(driver.count(Counter.REQUESTS_TOO_MANY)).isEqualTo(1);
        answer(0, Map.of("rating", 7));
        tick(driver);
        perTick = 1;
        tick(driver);
        assertThat(sent).extracting(BackendRequest::id).containsExactly("regatta-1-1", "regatta-1-2", "regatta-1-4");
    }

    @Test
    void shouldFailEverythingWhereThereIsNoBackend() {
        RoomDriver driver = driver(2, null);
        perTick = 8;
        for (int i = 0; i < 100; i++) {
            tick(driver);
        }
        assertThat(heard).hasSize(8 * 99).allMatch(line -> line.endsWith(" NO_BACKEND"));
    }

    @Test
    void shouldTakeNonsenseForAFailureAndSayItOnce() {
        RoomDriver driver = driver(64);
        perTick = 5;
        tick(driver);
        perTick = 0;
        answer(0, Map.of());
        answer(1, Map.of("rating", "many"));
        answer(2, Map.of("rating", 4001));
        answer(3, Map.of("rating", 1.5));
        answer(4, Map.of("rating", 4000, "more", "than wanted"));
        tick(driver);
        assertThat(heard).containsExactly("1 NONSENSE", "2 NONSENSE", "3 NONSENSE", "4 NONSENSE", "5 4000");
        assertThat(driver.count(Counter.ANSWERS_NONSENSE)).isEqualTo(4);
        assertThat(driver.count(Counter.REQUESTS_ANSWERED)).isEqualTo(1);
    }

    @Test
    void shouldTakeWhatABackendThrowsForAFailure() {
        RoomDriver driver = driver(64, request -> {
            if (request.id().endsWith("-1")) {
                throw new java.io.IOException("no");
            }
            return CompletableFuture.failedFuture(new IllegalStateException("no"));
        });
        perTick = 2;
        tick(driver);
        perTick = 0;
        tick(driver);
        assertThat(heard).containsExactly("1 GAVE_UP", "2 GAVE_UP");
    }

    @Test
    void shouldGiveAStepNoMoreAnswersThanItTakes() {
        RoomDriver driver = driver(64);
        perTick = 8;
        tick(driver);
        tick(driver);
        perTick = 0;
        for (int i = 0; i < 16; i++) {
            answer(i, Map.of("rating", i));
        }
        tick(driver);
        assertThat(heard).hasSize(8);
        tick(driver);
        tick(driver);
        assertThat(heard).hasSize(16).endsWith("16 15");
    }

    @Test
    void shouldHandOverWhatTheRulesFilledInAndWhoIsThere() {
        RoomDriver driver = driver(64);
        driver.join("Ada");
        perTick = 1;
        tick(driver);
        assertThat(sent.get(0))
                .isEqualTo(new BackendRequest(
                        "regatta-1-1",
                        "regatta-1",
                        "regatta",
                        "results",
                        Map.of("won", true, "place", "last", "seconds", 12.5, "name", "Swift"),
                        List.of(new BackendRequest.Seated(0, "Ada"))));
    }

    @Test
    void shouldPlayAgainTheSameWithTheAnswersOfTheJournalAndWithoutABackend() {
        RoomDriver driver = driver(64);
        driver.join("Ada");
        perTick = 1;
        for (int i = 0; i < 20; i++) {
            tick(driver);
            if (i % 3 == 0) {
                answer(i / 3, i % 2 == 0 ? Map.of("rating", 100 * i + 1) : Map.of());
            }
        }
        assertThat(heard).hasSize(7);
        assertThat(journal.changes()).contains("answer");
        int calls = sent.size();
        journal.assertReplays("");
        assertThat(sent).hasSize(calls);
        journal.forget("answer");
        assertThat(journal.isLikeReplay()).isFalse();
    }

    // How rooms end

    private List<String> lastNames() {
        agenda.pass(0);
        return sent.stream()
                .map(request -> String.valueOf(request.values().get("name")))
                .toList();
    }

    @Test
    void shouldLetTheGameSayItsLastWhenItsRulesCloseTheRoom() {
        RoomDriver driver = driver(64);
        closes = true;
        perTick = 1;
        assertThat(driver.tick()).isFalse();
        assertThat(lastNames()).containsExactly("Swift", "the end");
        assertThat(journal.changes()).endsWith("ending");
    }

    @Test
    void shouldLetTheGameSayItsLastWhenTheRoomIsClosedFromOutsideOrStops() {
        RoomDriver closed = driver(64);
        closed.room().close(DisconnectReason.ROOM_CLOSED);
        assertThat(closed.tick()).isFalse();
        assertThat(lastNames()).containsExactly("the end");
        driver(64).room().end(DisconnectReason.SERVER_STOPPING);
        assertThat(lastNames()).containsExactly("the end", "the end");
    }

    @Test
    void shouldLetTheGameSayItsLastWhenTheRoomHasBeenEmptyForLong() {
        RoomDriver driver = driver(64);
        int ticks = 0;
        while (driver.tick() && ticks < 100) {
            ticks++;
        }
        assertThat(ticks).isLessThan(100);
        assertThat(lastNames()).containsExactly("the end");
    }

    @Test
    void shouldNotAskAGameThatThrew() {
        driver(64).room().end(DisconnectReason.ROOM_FAILED);
        assertThat(lastNames()).isEmpty();
    }

    @Test
    void shouldEndTheRoomInTheSameWayIfTheGameThrowsAtItsEnd() {
        throwsAtTheEnd = true;
        closes = true;
        RoomDriver driver = driver(64);
        var ada = driver.join("Ada");
        assertThat(driver.tick()).isFalse();
        assertThat(ada.outlet().reason()).isEqualTo(DisconnectReason.ROOM_CLOSED);
        assertThat(lastNames()).isEmpty();
    }

    @Test
    void shouldDeliverWhatARoomAskedForAfterItHasEnded() {
        RoomDriver driver = driver(64);
        closes = true;
        driver.tick();
        agenda.pass(0);
        answer(0, Map.of("rating", 1));
        agenda.pass(0);
        assertThat(driver.count(Counter.REQUESTS_ANSWERED)).isEqualTo(1);
    }
}
