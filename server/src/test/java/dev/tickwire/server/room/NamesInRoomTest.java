package dev.tickwire.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.wire.Chat;
import dev.tickwire.server.fixture.Drones;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.RecordingJournal;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.SeatRequests;
import dev.tickwire.server.seats.Departure;
import dev.tickwire.simulation.world.Brain;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people, bots and those who watch are called in one room. */
class NamesInRoomTest {
    private static final Brain IDLE = (step, player, hand) -> {};

    private Drones game = new Drones();
    private final RecordingJournal journal = new RecordingJournal(() -> new Drones(drones -> IDLE));
    private final RoomDriver room = new RoomDriver(
            new RoomTypes()
                    .name("drones")
                    .playerLimit(6)
                    .bots(6)
                    .resumeGraceMillis(10_000)
                    .build(() -> game = new Drones(drones -> IDLE)),
            journal);

    private static String name(Guest guest) {
        return guest.watcher().welcome().getName();
    }

    @Test
    void shouldLetNobodyPassForABotASpectatorOrAnotherPlayer() {
        Guest ann = room.join("Ann");
        Guest watches = room.watch("Bo");
        room.tick();
        Guest second = room.join("аnn");
        Guest third = room.join("BO");
        Guest spectator = room.watch("Ann");
        Guest bot = room.join("bot6");
        room.tick();

        assertThat(List.of(name(ann), name(watches), name(second), name(third), name(spectator), name(bot)))
                .containsExactly("Ann", "Bo", "аnn 2", "BO", "Ann 3", "bot6 2");
        assertThat(game.names()).as("rules and players see the same").contains("Ann", "аnn 2", "BO");
        journal.assertReplays("with the names that were given");
    }

    @Test
    void shouldKeepTheNameOfAPlayerWhoseSeatIsKept() {
        Guest ann = room.join("Ann");
        room.tick();
        ann.seat().depart(Departure.LOST);
        room.tick();
        Guest other = room.join("ann");
        room.tick();
        assertThat(name(other)).isEqualTo("ann 2");

        Guest back = room.resume(ann);
        room.tick();
        assertThat(name(back)).isEqualTo("Ann");

        back.seat().depart(Departure.LOST);
        room.tick();
        room.pass(11_000_000_000L);
        room.ticks(2);
        Guest later = room.join("Ann");
        room.tick();
        assertThat(name(later)).as("its seat has expired").isEqualTo("Ann");
        assertThat(name(other)).isEqualTo("ann 2");
    }

    @Test
    void shouldNotKeepTheNameOfSomebodyWhomTheRulesRefuse() {
        room.join("Ann");
        room.tick();
        Guest refused = room.enter(SeatRequests.player("Mallory", Drones.WRONG));
        room.tick();
        assertThat(refused.outlet().reason()).isNotNull();

        Guest mallory = room.join("Mallory");
        room.tick();
        assertThat(name(mallory)).isEqualTo("Mallory");
    }

    @Test
    void shouldCallASpectatorOtherwiseWhenAPlayerOfItsNameComes() {
        Guest watches = room.watch("Ann");
        room.tick();
        assertThat(name(watches)).isEqualTo("Ann");
        Guest ann = room.join("Ann");
        room.tick();
        assertThat(name(ann)).as("one who watched, and takes a seat now, say").isEqualTo("Ann");
        watches.seat().heard(room.nowNanos());
        watches.seat().say("hello");
        room.ticks(2);

        assertThat(ann.watcher().frames())
                .flatExtracting(frame -> frame.getChatsList())
                .extracting(Chat::getName)
                .containsExactly("Ann 2");
    }

    @Test
    void shouldSayInChatsWhoSaysIt() {
        Guest ann = room.join("Ann");
        Guest other = room.join("ANN");
        room.tick();
        other.seat().heard(room.nowNanos());
        other.seat().say("hello");
        room.ticks(2);

        assertThat(ann.watcher().frames())
                .flatExtracting(frame -> frame.getChatsList())
                .extracting(Chat::getName)
                .containsExactly("ANN 2");
    }
}
