package dev.tickwire.server.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.match.JournalSink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Whoever asks a room for a checkpoint gets an answer, whatever the room is about to do. */
class RoomCheckpointTest {
    private final RoomDriver room = new RoomDriver(
            new RoomTypes().rates(30, 15).tune("gulls", 5).mailboxCapacity(4).build());

    @Test
    void shouldAnswerAtTheNextTickWithAllThatHolds() {
        room.join("Ada");
        room.ticks(3);

        CompletableFuture<Checkpoint> asked = room.room().control().checkpoint();
        assertThat(asked).isNotDone();
        room.tick();

        assertThat(asked).isCompleted();
        Checkpoint taken = asked.join();
        assertThat(taken.world().now().tick()).isEqualTo(3);
        assertThat(taken.world().now().texts()).contains("Ada");
        assertThat(taken.tickRateHz()).isEqualTo(30);
        assertThat(taken.ticksPerSnapshot()).isEqualTo(2);
        assertThat(taken.tunables()).containsEntry("gulls", 5.0);
    }

    @Test
    void shouldSayThatTheRoomHasClosedWhenItClosesBefore() {
        room.tick();
        room.room().close(DisconnectReason.ROOM_CLOSED);
        CompletableFuture<Checkpoint> asked = room.room().control().checkpoint();

        assertThat(room.tick()).isFalse();

        assertRefused(asked, "the room has closed");
    }

    @Test
    void shouldSayAtOnceThatTheRoomHasClosedLongAgo() {
        room.room().end(DisconnectReason.ROOM_FAILED);

        assertRefused(room.room().control().checkpoint(), "the room has closed");
    }

    @Test
    void shouldAnswerWhenTheRoomEndsThatNeverHadATick() {
        CompletableFuture<Checkpoint> asked = room.room().control().checkpoint();

        room.room().abandon(DisconnectReason.SERVER_STOPPING);

        assertRefused(asked, "the room has closed");
    }

    @Test
    void shouldAnswerEverybodyWhoAsksWhileTheRoomEnds() {
        for (int i = 0; i < 50; i++) {
            RoomDriver ending = new RoomDriver(new RoomTypes().build());
            CompletableFuture<List<CompletableFuture<Checkpoint>>> asking = CompletableFuture.supplyAsync(() -> {
                List<CompletableFuture<Checkpoint>> asked = new ArrayList<>();
                do {
                    asked.add(ending.room().control().checkpoint());
                } while (!asked.get(asked.size() - 1).isCompletedExceptionally());
                asked.add(ending.room().control().checkpoint());
                return asked;
            });
            ending.ticks(i);

            ending.room().end(DisconnectReason.SERVER_STOPPING);

            assertThat(asking.join()).allMatch(CompletableFuture::isDone);
        }
    }

    @Test
    void shouldRefuseWhatItIsAskedTooMuchAtOnce() {
        for (int i = 0; i < 4; i++) {
            assertThat(room.room().control().checkpoint()).isNotDone();
        }

        assertRefused(room.room().control().checkpoint(), "too many commands wait for room regatta-1");
    }

    @Test
    void shouldGoOnAndSayWhyWhenTheCheckpointFails() {
        JournalSink broken = new JournalSink() {
            @Override
            public void onCheckpoint(int tick) {
                throw new IllegalStateException("not at tick " + tick);
            }
        };
        RoomDriver other = new RoomDriver(new RoomTypes().build(), broken);
        other.tick();
        CompletableFuture<Checkpoint> asked = other.room().control().checkpoint();

        assertThat(other.tick()).isTrue();

        assertRefused(asked, "not at tick 1");
    }

    private static void assertRefused(CompletableFuture<Checkpoint> asked, String sentence) {
        assertThat(asked).isCompletedExceptionally();
        assertThatThrownBy(asked::join).cause().hasMessage(sentence);
    }
}
