package dev.tickwire.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.seats.Departure;
import org.junit.jupiter.api.Test;

/** Players who leave or break off and come back in a loop, to get more than one player may. */
class LoopsOfComingBackTest {
    private static final int SECONDS = 10;
    private static final int TICKS = SECONDS * 20;

    private final RoomDriver room = new RoomDriver(new RoomTypes()
            .rates(20, 20)
            .chat(10, 64)
            .playerLimit(8)
            .resumeGraceMillis(10_000)
            .build());
    private final Guest ada = room.join("Ada");

    @Test
    void shouldPassOnNoMoreChatsOfOneWhoResumesInALoop() {
        Guest eve = room.join("Eve");
        room.tick();
        for (int i = 0; i < TICKS; i++) {
            eve.seat().say("spam");
            eve = room.resume(eve);
            room.tick();
            eve.seat().say("spam");
        }

        assertThat(room.count(Counter.CHATS_SAID)).isEqualTo(10);
    }

    @Test
    void shouldPassOnNoMoreChatsOfThoseWhoRejoinInALoop() {
        for (int i = 0; i < TICKS; i++) {
            Guest eve = room.join("Eve");
            Guest eva = room.join("Eva");
            room.tick();
            for (int said = 0; said < 10; said++) {
                eve.seat().say("spam");
                eva.seat().say("spam");
            }
            room.tick();
            eve.seat().leave();
            eva.seat().leave();
            room.tick();
        }

        assertThat(room.count(Counter.CHATS_SAID)).isLessThanOrEqualTo(2 * 10 * (3 * SECONDS / 10 + 1));
        room.ticks(TICKS);
        long before = room.count(Counter.CHATS_SAID);
        ada.seat().say("who was that?");
        room.tick();
        assertThat(room.count(Counter.CHATS_SAID)).isEqualTo(before + 1);
    }

    @Test
    void shouldSendNoMoreKeyframesToOneWhoResumesInALoop() {
        Guest eve = room.join("Eve");
        room.tick();
        long before = room.count(Counter.KEYFRAMES_SENT);
        for (int i = 0; i < TICKS; i++) {
            eve = room.resume(eve);
            room.tick();
        }

        assertThat(room.count(Counter.KEYFRAMES_SENT) - before)
                .as("three at once, and one every 2 s")
                .isLessThanOrEqualTo(3 + SECONDS / 2 + 1);
    }

    @Test
    void shouldSendTheFirstSnapshotsAtOnceToOneWhoseNetworkBreaksNowAndThen() {
        Guest ben = room.join("Ben");
        room.tick();
        for (int i = 0; i < 3; i++) {
            ben.seat().depart(Departure.LOST);
            room.ticks(5);
            ben = room.resume(ben);
            room.tick();
            assertThat(ben.watcher().frames()).as("time %d", i).isNotEmpty();
        }
        ben = room.resume(ben);
        room.ticks(40);
        assertThat(ben.watcher().frames()).as("after 2 s at most").isNotEmpty();
    }
}
