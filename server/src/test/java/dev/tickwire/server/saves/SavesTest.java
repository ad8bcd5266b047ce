package dev.tickwire.server.saves;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.server.fixture.FakeStore;
import dev.tickwire.server.fixture.LogLines;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** With its thread. */
class SavesTest {
    private static final Account ADA = new Account("dots", "ada");

    private final FakeStore store = new FakeStore();
    private final Counters counters = new Counters();
    private final Saves saves = new Saves(store, 30_000, counters, System::nanoTime);

    @Test
    void shouldNotOpenWhereTheDatabaseIsAway() {
        store.setAway(true);

        assertThatThrownBy(saves::open).isInstanceOf(StoreException.class).hasMessage("the database is away");
        boolean[] isRefused = new boolean[1];
        saves.load(ADA, seat -> isRefused[0] = seat == null);
        assertThat(isRefused[0]).isTrue();
        assertThatThrownBy(saves.erase("ada")::join).hasMessageContaining("nothing is kept here");
        saves.close(1);
    }

    @Test
    void shouldSayWhatItCouldNotSaveWhenItStops() throws Exception {
        saves.open();
        SavedSeat seat = load();
        store.setAway(true);
        seat.save(Map.of("a", 1));
        patiently().until(() -> !saves.obstacles().isEmpty());
        assertThat(saves.obstacles())
                .containsExactly("Players whose rows are saved cannot join: the database is away. Rows that wait: 1.");

        try (LogLines log = new LogLines(Saves.class.getName())) {
            saves.close(1);

            assertThat(log.take())
                    .containsExactly("ERROR rows that are not saved: 1; the database could not be used when the server"
                            + " stopped");
        }
        assertThat(counters.get(Counter.ROWS_LOST)).isEqualTo(1);
    }

    @Test
    void shouldRefuseLoadsAtOnceWhileTheDatabaseIsAwayAndWhenItStops() throws Exception {
        saves.open();
        load();
        store.setAway(true);
        saves.load(ADA, seat -> {});
        patiently().until(() -> !saves.obstacles().isEmpty());
        boolean[] isRefused = new boolean[1];

        saves.load(ADA, seat -> isRefused[0] = seat == null);

        assertThat(isRefused[0]).isTrue();
        store.setAway(false);
        patiently().until(() -> saves.obstacles().isEmpty());
        saves.close(60_000);
        saves.load(ADA, seat -> isRefused[0] = seat != null);
        assertThat(isRefused[0]).isFalse();
        assertThatThrownBy(saves.export("ada")::join).hasCauseInstanceOf(StoreException.class);
    }

    @Test
    void shouldWriteAllThatWasHandedOverBeforeItStops() throws Exception {
        saves.open();
        SavedSeat seat = load();
        for (int i = 0; i < 1_000; i++) {
            seat.save(Map.of("row", i));
        }

        saves.close(60_000);

        assertThat(store.row("dots", "ada")).isEqualTo("{\"row\":999}");
        assertThat(store.isClosed()).isTrue();
    }

    @Test
    void shouldExportAndEraseAUser() throws Exception {
        saves.open();
        load().save(Map.of());

        assertThat(saves.export("ada").get(60, TimeUnit.SECONDS)).hasSize(1);
        assertThat(saves.erase("ada").get(60, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(saves.export("ada").get(60, TimeUnit.SECONDS)).isEmpty();
        saves.close(60_000);
    }

    private SavedSeat load() throws InterruptedException {
        BlockingQueue<SavedSeat> answer = new ArrayBlockingQueue<>(1);
        saves.load(ADA, answer::add);
        SavedSeat seat = answer.poll(60, TimeUnit.SECONDS);
        assertThat(seat).isNotNull();
        return seat;
    }
}
