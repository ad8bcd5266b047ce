package dev.tickwire.server.saves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.server.fixture.FakeStore;
import dev.tickwire.server.fixture.LogLines;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SaveWorkTest {
    private static final Account ADA = new Account("dots", "ada");
    private static final Account BOB = new Account("dots", "bob");

    private final LogLines log = new LogLines(SaveWork.class.getName());
    private final FakeStore store = new FakeStore();
    private final Counters counters = new Counters();
    private final AtomicInteger seats = new AtomicInteger(100);
    private final AtomicInteger wakes = new AtomicInteger();
    private final SaveWork work =
            new SaveWork(store, seats::incrementAndGet, 30_000_000_000L, counters, wakes::incrementAndGet);
    private final List<SavedSeat> loaded = new ArrayList<>();
    private long nowNanos = -5_000_000_000L;

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void shouldRefuseWhoComesAndKeepTheRowsOfThoseWhoPlayWhileTheDatabaseIsAway() {
        SavedSeat ada = load(ADA);
        store.setAway(true);
        save(ada, "10 coins");

        run();
        SavedSeat bob = load(BOB);

        assertThat(bob).isNull();
        assertThat(work.isAway()).isTrue();
        assertThat(work.unwritten()).isEqualTo(1);
        assertThat(counters.get(Counter.LOADS_REFUSED)).isEqualTo(1);
        save(ada, "11 coins");
        store.setAway(false);
        pass(SaveWork.FIRST_RETRY_NANOS);
        assertThat(store.row("dots", "ada")).isEqualTo(json("11 coins"));
        assertThat(work.isAway()).isFalse();
        assertThat(work.unwritten()).isZero();
        assertThat(load(BOB)).isNotNull();
    }

    @Test
    void shouldSayOnceThatTheDatabaseIsAwayAndOnceThatItIsBack() {
        store.setAway(true);
        load(ADA);
        pass(SaveWork.FIRST_RETRY_NANOS);
        pass(2 * SaveWork.FIRST_RETRY_NANOS);

        store.setAway(false);
        pass(4 * SaveWork.FIRST_RETRY_NANOS);

        assertThat(log.take())
                .containsExactly(
                        "WARN players' rows cannot be saved at the moment: the database is away. They wait, and nobody"
                                + " whose row would have to be loaded can join",
                        "INFO players' rows are saved again, after 1 s");
        assertThat(counters.get(Counter.SAVES_FAILED)).isEqualTo(3);
    }

    @Test
    void shouldTryAgainLessAndLessOften() {
        store.setAway(true);
        load(ADA);
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            long wait = run();
            waits.add(wait);
            nowNanos += wait;
        }

        assertThat(waits)
                .extracting(nanos -> nanos / SaveWork.FIRST_RETRY_NANOS)
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 32L);
        assertThat(work.isAway()).isTrue();
    }

    @Test
    void shouldTryAgainMoreOftenWhenTheServerStops() {
        store.setAway(true);
        save(seat(ADA), "1");
        for (int i = 0; i < 7; i++) {
            nowNanos += run();
        }

        work.hurry();

        assertThat(run()).isEqualTo(SaveWork.FIRST_RETRY_NANOS);
    }

    @Test
    void shouldRefuseNobodyBecauseOfAConnectionThatHasDied() {
        store.failNext(1);

        assertThat(load(ADA)).isNotNull();
        assertThat(counters.get(Counter.SAVES_FAILED)).isZero();
    }

    @Test
    void shouldDoAllOfATransactionAnewWhereItsEndFails() {
        SavedSeat ada = load(ADA);
        SavedSeat bob = load(BOB);
        save(ada, "a");
        save(bob, "b");
        store.takeCalls();
        // The first save works, the second does not, and neither does the second attempt.
        store.failNext(2);

        run();
        assertThat(store.row("dots", "ada")).isEmpty();
        pass(SaveWork.FIRST_RETRY_NANOS);

        assertThat(store.takeCalls()).containsExactly("save ada " + json("a"), "save bob " + json("b"), "commit");
        assertThat(counters.get(Counter.ROWS_WRITTEN)).isEqualTo(2);
    }

    @Test
    void shouldNotLoseARowToABugOfTheStore() {
        SavedSeat ada = load(ADA);
        store.setBroken(true);
        save(ada, "a");
        try (LogLines failures = new LogLines("dev.tickwire.server.log.Failures")) {
            run();
            assertThat(failures.take()).isNotEmpty();
        }
        store.setBroken(false);

        pass(SaveWork.FIRST_RETRY_NANOS);

        assertThat(store.row("dots", "ada")).isEqualTo(json("a"));
    }

    @Test
    void shouldGoOnWhereSomebodyWhoWaitedFails() {
        work.offer(new SaveJob.Load(ADA, seat -> {
            throw new IllegalStateException("a bug");
        }));
        try (LogLines failures = new LogLines("dev.tickwire.server.log.Failures")) {
            run();
            assertThat(failures.take()).hasSize(1);
        }

        assertThat(load(BOB)).isNotNull();
    }

    @Test
    void shouldWriteNothingOfAnOlderSeat() {
        SavedSeat older = load(ADA);
        SavedSeat newer = load(ADA);

        save(older, "old");
        save(newer, "new");
        run();
        save(older, "old again");
        run();

        assertThat(store.row("dots", "ada")).isEqualTo(json("new"));
        assertThat(counters.get(Counter.ROWS_REFUSED)).isEqualTo(1);
        assertThat(log.take())
                .containsExactly(
                        "WARN a row of dots is not written any more: its player has a newer seat, perhaps on another"
                                + " server, or was erased");
        assertThat(wakes).as("an older seat asks for nothing any more").hasValue(4);
    }

    @Test
    void shouldWriteNothingOfAUserWhoWasErased() {
        SavedSeat seat = load(ADA);
        save(seat, "1");
        CompletableFuture<Integer> erased = new CompletableFuture<>();
        work.offer(new SaveJob.Erase("ada", erased));
        run();
        run();
        save(seat, "2");
        run();

        assertThat(erased).isCompletedWithValue(1);
        assertThat(store.row("dots", "ada")).isEmpty();
        assertThat(counters.get(Counter.ROWS_REFUSED)).isEqualTo(1);
    }

    @Test
    void shouldNeitherLetInNorOverwriteWhereARowCannotBeRead() {
        for (String broken : List.of("{\"profile\":", "[1]", "{\"a\":".repeat(100_000), "null", "\u0000")) {
            store.put("dots", "ada", broken);

            assertThat(load(ADA)).as(broken).isNull();

            assertThat(store.row("dots", "ada")).isEqualTo(broken);
            assertThat(log.take())
                    .containsExactly("ERROR a row of dots is no JSON: it is left as it is, and its player cannot join");
        }
        assertThat(counters.get(Counter.LOADS_REFUSED)).isEqualTo(5);
        assertThat(work.isAway()).isFalse();
    }

    @Test
    void shouldFailInquiriesWhileTheDatabaseIsAway() {
        store.setAway(true);
        CompletableFuture<List<SavedRow>> exported = new CompletableFuture<>();
        CompletableFuture<Integer> erased = new CompletableFuture<>();
        work.offer(new SaveJob.Export("ada", exported));
        work.offer(new SaveJob.Erase("ada", erased));

        run();

        assertThatThrownBy(exported::join).hasCauseInstanceOf(StoreException.class);
        assertThatThrownBy(erased::join).hasCauseInstanceOf(StoreException.class);
    }

    @Test
    void shouldLoadWhatTheSeatBeforeHandedOverLast() {
        SavedSeat older = load(ADA);
        save(older, "1");
        save(older, "2");

        SavedSeat newer = load(ADA);

        assertThat(newer.loaded()).isEqualTo(Map.of("is", "2"));
        assertThat(counters.get(Counter.ROWS_WRITTEN)).as("the newest alone").isEqualTo(1);
    }

    @Test
    void shouldDoManyThingsInOneTransactionInTheOrderOfTheKeys() {
        SavedSeat bob = load(BOB);
        SavedSeat ada = load(ADA);
        store.takeCalls();

        save(bob, "b");
        save(ada, "a");
        work.offer(new SaveJob.Load(ADA, loaded::add));
        run();

        assertThat(store.takeCalls())
                .containsExactly("save ada " + json("a"), "load ada", "save bob " + json("b"), "commit");
    }

    @Test
    void shouldFinishAnyNumberOfRowsInSeveralTransactions() {
        List<SavedSeat> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(load(new Account("dots", "user" + i)));
        }
        store.takeCalls();
        all.forEach(seat -> save(seat, "x"));

        while (run() != SaveWork.IDLE) {
            assertThat(work.unwritten()).isPositive();
        }

        assertThat(store.takeCalls().stream().filter("commit"::equals)).hasSize(4);
        assertThat(counters.get(Counter.ROWS_WRITTEN)).isEqualTo(200);
    }

    @Test
    void shouldDoNothingWhereThereIsNothingToDo() {
        assertThat(run()).isEqualTo(SaveWork.IDLE);
        assertThat(store.takeCalls()).isEmpty();
    }

    private SavedSeat seat(Account account) {
        return new SavedSeat(account, 1, Map.of(), 1, work::offer);
    }

    private SavedSeat load(Account account) {
        work.offer(new SaveJob.Load(account, loaded::add));
        run();
        return loaded.get(loaded.size() - 1);
    }

    private static void save(SavedSeat seat, String row) {
        seat.save(Map.of("is", row));
    }

    private static String json(String row) {
        return "{\"is\":\"" + row + "\"}";
    }

    private void pass(long nanos) {
        nowNanos += nanos;
        run();
    }

    private long run() {
        return work.run(nowNanos);
    }
}
