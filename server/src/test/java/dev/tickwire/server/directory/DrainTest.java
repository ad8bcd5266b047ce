package dev.tickwire.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.fixture.RoomTypes;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DrainTest {
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final DrainSettings MINUTE = new DrainSettings(60, "The server is about to restart.", false);

    private final DirectoryDriver driver =
            new DirectoryDriver(10, new RoomTypes().playerLimit(2).build());
    private long nowNanos = Long.MAX_VALUE - SECOND_NANOS;
    private final Drain drain = new Drain(driver.rooms, () -> nowNanos);
    private final CompletableFuture<Void> ended = CompletableFuture.runAsync(this::await);

    private void await() {
        try {
            drain.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private boolean isDone() {
        drain.check();
        return drain.isDone();
    }

    private DirectoryDriver.Caller player() {
        DirectoryDriver.Caller caller = driver.join("");
        driver.work();
        driver.tick();
        return caller;
    }

    @Test
    void shouldEndAtOnceWhereNobodyIsInARoom() {
        assertThat(isDone()).as("nobody has told it to").isFalse();

        drain.begin(MINUTE);

        assertThat(isDone()).isTrue();
        ended.join();
    }

    @Test
    void shouldWaitUntilTheLastOneHasLeftAndCloseRoomsAsTheyGetEmpty() {
        DirectoryDriver.Caller ada = player();
        drain.begin(MINUTE);
        driver.tick();
        assertThat(isDone()).isFalse();
        assertThat(driver.rooms.obstacles()).containsExactly("The server drains: it opens no more rooms, and ends.");

        ada.seat().leave();
        driver.tick();
        assertThat(isDone()).isTrue();
        driver.tick();
        assertThat(driver.rooms.list()).isEmpty();
    }

    @Test
    void shouldEndAtItsDeadlineThoughSomebodyPlays() {
        player();
        drain.begin(MINUTE);
        nowNanos += 60 * SECOND_NANOS - 1;
        assertThat(isDone()).isFalse();
        assertThat(drain.secondsLeft()).isEqualTo(1);

        nowNanos += 1;

        assertThat(isDone()).isTrue();
        assertThat(drain.secondsLeft()).isZero();
    }

    @Test
    void shouldLetPeopleIntoRoomsThatThereAreAndOpenNoMore() {
        player();
        DirectoryDriver.Caller waiting = driver.create("");
        drain.begin(MINUTE);

        waiting.assertRefused(DisconnectReason.SERVER_STOPPING);
        assertThat(player().answers)
                .as("there is a place left")
                .hasSize(1)
                .first()
                .isInstanceOf(RoomDirectory.Answer.Seated.class);
        player().assertRefused(DisconnectReason.SERVER_STOPPING);
    }

    @Test
    void shouldKeepTheEarlierDeadlineWhenToldAgain() {
        player();
        drain.begin(MINUTE);
        drain.begin(new DrainSettings(600, "later", false));
        assertThat(drain.secondsLeft()).isEqualTo(60);

        drain.begin(new DrainSettings(5, "sooner", false));
        assertThat(drain.secondsLeft()).isEqualTo(5);

        drain.begin(new DrainSettings(0, "now", false));
        assertThat(isDone()).isTrue();
    }
}
