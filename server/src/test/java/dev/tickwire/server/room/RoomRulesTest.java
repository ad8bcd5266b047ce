package dev.tickwire.server.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.server.fixture.FakeOutlet;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.Parlour;
import dev.tickwire.server.fixture.RecordingJournal;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.Rooms;
import dev.tickwire.server.fixture.SeatRequests;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Departure;
import dev.tickwire.server.seats.ResumeToken;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.SeatRequest;
import dev.tickwire.simulation.world.Chosen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the rules of a game decide about who is in their room, and for how long. */
class RoomRulesTest {
    private static final RoomType TYPE = new RoomTypes()
            .name("parlour")
            .playerLimit(Parlour.SEATS)
            .resumeGraceMillis(10_000)
            .build(Parlour::new);

    private RoomDriver room = room(Map.of(), JournalSink.NONE);

    private static RoomDriver room(Map<String, Integer> options, JournalSink journal) {
        Listing listing = new Listing(
                "parlour-1", "ABCDEFGH", new Chosen(options, Map.of("title", "Friday", "motto", "sesame")), Map.of());
        return new RoomDriver(counters -> Rooms.open(listing, TYPE, journal, counters, () -> 0), TYPE);
    }

    /** Does something once, at the next tick. */
    private void act(Guest guest, int deed, int whom) {
        int tick = guest.watcher().lastFrame().getTick() + 1;
        guest.input(tick, deed, whom);
        guest.input(tick + 1, 0, 0);
    }

    /** One who asks the room itself, as somebody does whom the directory sent. */
    private FakeOutlet knock(SeatRequest request) {
        FakeOutlet outlet = new FakeOutlet();
        assertThat(room.room().reserve(request.role())).isTrue();
        assertThat(room.room().enter(outlet, request)).isNotNull();
        return outlet;
    }

    @Test
    void shouldLetNoFurtherPlayersInWhileItIsLocked() {
        Guest ada = room.join("Ada");
        room.ticks(2);
        room.room().reserve(Role.PLAYER);
        act(ada, Parlour.LOCK, 0);
        room.ticks(2);
        assertThat(room.room().reserve(Role.PLAYER)).isFalse();
        assertThat(room.room().reserve(Role.SPECTATOR)).isTrue();

        FakeOutlet late = new FakeOutlet();
        assertThat(room.room().enter(late, SeatRequests.player("Bo"))).isNotNull();
        room.tick();
        assertThat(late.reason()).as("who was promised a place before").isEqualTo(DisconnectReason.NOT_ADMITTED);
        assertThat(late.sentence()).isEqualTo("The room takes no more players.");
        assertThat(room.room().seatCount()).isEqualTo(1);

        act(ada, Parlour.UNLOCK, 0);
        room.ticks(2);
        assertThat(room.room().reserve(Role.PLAYER)).isTrue();
    }

    @Test
    void shouldLetPlayersComeBackIntoALockedRoom() {
        Guest ada = room.join("Ada");
        Guest bo = room.join("Bo");
        room.ticks(2);
        act(ada, Parlour.LOCK, 0);
        room.ticks(2);
        bo.seat().depart(Departure.LOST);
        room.tick();
        Guest back = room.resume(bo);
        room.ticks(2);
        assertThat(back.outlet().reason()).isNull();
        assertThat(back.watcher().welcome().getPlayer()).isEqualTo(1);
    }

    @Test
    void shouldEndTheSeatOfAPlayerWhomTheRulesRemove() {
        Guest ada = room.join("Ada");
        Guest bo = room.join("Bo");
        room.ticks(2);
        act(ada, Parlour.REMOVE, 1);
        room.ticks(1);
        assertThat(bo.outlet().reason()).isEqualTo(DisconnectReason.REMOVED);
        assertThat(bo.outlet().sentence()).isEqualTo("Player 0 wants you to go.");
        assertThat(bo.outlet().closeCount()).isEqualTo(1);
        assertThat(room.room().seatCount()).isEqualTo(1);
        Guest back = room.resume(bo);
        room.ticks(2);
        assertThat(back.outlet().reason()).isEqualTo(DisconnectReason.SEAT_EXPIRED);
        assertThat(ada.outlet().reason()).isNull();
    }

    @Test
    void shouldRemoveAPlayerWhoIsAwayToo() {
        Guest ada = room.join("Ada");
        Guest bo = room.join("Bo");
        room.ticks(2);
        bo.seat().depart(Departure.LOST);
        room.tick();
        act(ada, Parlour.REMOVE, 1);
        room.ticks(2);
        assertThat(room.room().seatCount()).isEqualTo(1);
        assertThat(room.room().control().identityOf(Objects.requireNonNull(tokenOf(bo))))
                .isNull();
    }

    private static @Nullable ResumeToken tokenOf(Guest guest) {
        return ResumeToken.parse(guest.watcher().welcome().getResumeToken());
    }

    @Test
    void shouldEndWithTheSentenceOfTheRulesOnceItWasSentWhatTheyDid() {
        Guest ada = room.join("Ada");
        Guest watcher = room.watch("Wat");
        room.ticks(2);
        int tick = ada.watcher().lastFrame().getTick();
        act(ada, Parlour.CLOSE, 0);
        assertThat(room.tick()).isFalse();
        for (Guest guest : List.of(ada, watcher)) {
            assertThat(guest.outlet().reason()).isEqualTo(DisconnectReason.ROOM_CLOSED);
            assertThat(guest.outlet().sentence()).isEqualTo("The evening is over.");
            assertThat(guest.watcher().lastFrame().getTick()).isEqualTo(tick + 1);
        }
        assertThat(room.room().reserve(Role.PLAYER)).isFalse();
    }

    @Test
    void shouldAskTheRulesWhoMayComeInButNotAboutWhoOpenedTheRoom() {
        room = room(Map.of("pin", 1234), JournalSink.NONE);
        FakeOutlet creator = knock(SeatRequests.player("Ada").asCreator());
        FakeOutlet friend = knock(SeatRequests.player("Bo", "1234"));
        FakeOutlet stranger = knock(SeatRequests.player("Mallory", "4321"));
        room.ticks(2);
        assertThat(creator.reason()).isNull();
        assertThat(friend.reason()).isNull();
        assertThat(stranger.reason()).isEqualTo(DisconnectReason.NOT_ADMITTED);
        assertThat(stranger.sentence()).isEqualTo("Mallory, that is not the PIN.");
        assertThat(stranger.messages()).as("not even a welcome").isEmpty();
        assertThat(room.room().seatCount()).isEqualTo(2);
    }

    @Test
    void shouldAskTheRulesAboutWhoWantsToWatch() {
        room = room(Map.of("pin", 1234), JournalSink.NONE);
        FakeOutlet nosy = knock(SeatRequests.spectator());
        FakeOutlet friend = knock(SeatRequests.spectator("1234"));
        room.ticks(2);
        assertThat(nosy.sentence()).isEqualTo("Spectator, that is not the PIN.");
        assertThat(friend.reason()).isNull();
        assertThat(room.room().spectatorCount()).isEqualTo(1);
    }

    @Test
    void shouldGiveThePlaceOfWhoWasNotLetInToTheNext() {
        room = room(Map.of("pin", 1234), JournalSink.NONE);
        knock(SeatRequests.player("Ada").asCreator());
        for (int i = 0; i < 3 * Parlour.SEATS; i++) {
            FakeOutlet stranger = knock(SeatRequests.player("Mallory"));
            room.tick();
            assertThat(stranger.reason()).isEqualTo(DisconnectReason.NOT_ADMITTED);
        }
        for (int i = 1; i < Parlour.SEATS; i++) {
            FakeOutlet friend = knock(SeatRequests.player("Bo", "1234"));
            room.tick();
            assertThat(friend.reason()).isNull();
        }
    }

    @Test
    void shouldTellWhoIsAtTheDoorWhenItsRulesThrowThere() {
        room = room(Map.of("pin", Parlour.BROKEN_PIN), JournalSink.NONE);
        FakeOutlet creator = knock(SeatRequests.player("Ada").asCreator());
        FakeOutlet friend = knock(SeatRequests.player("Bo", "1"));
        assertThatThrownBy(() -> room.tick()).hasMessage("the door is broken");
        room.room().end(DisconnectReason.ROOM_FAILED);
        assertThat(creator.reason()).isEqualTo(DisconnectReason.ROOM_FAILED);
        assertThat(friend.reason()).isEqualTo(DisconnectReason.ROOM_FAILED);
    }

    @Test
    void shouldReplayARoomWithItsOptionsItsCreatorAndItsLock() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        RecordingJournal journal = new RecordingJournal(Parlour::new);
        room = room(Map.of("pin", 12, "cards", 9, "mode", 1), journal);
        List<CompletableFuture<Checkpoint>> asked = new ArrayList<>();
        knock(SeatRequests.player("Ada").asCreator());
        List<Guest> guests = new ArrayList<>();
        for (int tick = 1; tick <= 400; tick++) {
            room.tick();
            if (random.nextInt(8) == 0 && room.room().reserve(Role.PLAYER)) {
                room.room().release(Role.PLAYER);
                guests.add(room.enter(SeatRequests.player("Bo", random.nextBoolean() ? "12" : "13")));
            } else if (!guests.isEmpty()) {
                Guest one = guests.get(random.nextInt(guests.size()));
                if (one.outlet().reason() == null && !one.watcher().frames().isEmpty()) {
                    act(one, random.nextInt(Parlour.CLOSE), random.nextInt(Parlour.SEATS));
                }
            }
            if (tick % 100 == 50) {
                asked.add(room.room().control().checkpoint());
            }
        }
        assertThat(journal.changes()).as("seed %d", seed).contains("join", "leave", "input");
        journal.assertReplays("seed " + seed);
        for (int i = 0; i < asked.size(); i++) {
            journal.assertGoesOnFrom(i, asked.get(i).join(), "seed " + seed + " from checkpoint " + i);
        }
    }

    @Test
    void shouldLockFromOutsideAsRulesDoAndPlayThatAgain() {
        RecordingJournal journal = new RecordingJournal(Parlour::new);
        room = room(Map.of(), journal);
        CompletableFuture<Void> locked = room.room().control().lock(true);
        CompletableFuture<Void> again = room.room().control().lock(true);
        assertThat(locked).isNotDone();
        room.tick();
        assertThat(locked).isCompleted();
        assertThat(again).isCompleted();
        assertThat(room.room().places().isLocked()).isTrue();
        room.tick();
        assertThat(room.room().places().isLocked()).as("after a step").isTrue();
        CompletableFuture<Void> unlocked = room.room().control().lock(false);
        room.tick();
        assertThat(unlocked).isCompleted();
        assertThat(room.room().places().isLocked()).isFalse();

        assertThat(journal.changes()).containsExactly("lock", "lock");
        journal.assertReplays("locks");
        journal.forget("lock");
        assertThat(journal.isLikeReplay()).isFalse();
    }

    @Test
    void shouldTellWhoLocksARoomThatHasClosed() {
        room.room().end(DisconnectReason.ROOM_CLOSED);
        assertThat(room.room().control().lock(true)).isCompletedExceptionally();
    }
}
