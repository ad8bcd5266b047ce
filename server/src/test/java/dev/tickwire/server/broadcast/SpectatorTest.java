package dev.tickwire.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.codec.Replica;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.server.fixture.Belfry;
import dev.tickwire.server.fixture.Crews;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.Meadow;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.seats.Departure;
import dev.tickwire.server.seats.Role;
import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Those who watch a room and are no players. */
class SpectatorTest {
    private static final Radii NEAR = new Radii(100, 150, 200, 1.1);

    @Test
    void shouldShowTheWorldToWhoIsNoPartOfIt() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().build());
        Guest ada = room.join("Ada");
        Guest watcher = room.watch("Wim");
        room.ticks(5);

        assertThat(watcher.watcher().welcome()).satisfies(welcome -> {
            assertThat(welcome.hasPlayer()).isFalse();
            assertThat(welcome.getName()).isEqualTo("Wim");
            assertThat(welcome.getRoom()).isEqualTo("regatta-1");
            assertThat(welcome.getResumeToken().isEmpty()).isTrue();
            assertThat(welcome.getResumeGraceMillis()).isZero();
        });
        assertThat(watcher.watcher().outcomes()).hasSize(5).containsOnly(Replica.Outcome.APPLIED);
        assertThat(watcher.watcher().boatCount()).isEqualTo(1);
        assertThat(ada.watcher().snapshot().texts()).as("names in the world").containsOnly(null, "Ada");
        assertThat(watcher.watcher().frames()).noneMatch(frame -> frame.hasInputAckAgo());
    }

    @Test
    void shouldCallWhoGaveNoNameASpectator() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().build());
        Guest watcher = room.watch("");
        room.tick();

        assertThat(watcher.watcher().welcome().getName()).isEqualTo("Spectator");
    }

    @Test
    void shouldTakeNoSeatFromPlayers() {
        RoomDriver room = new RoomDriver(
                RoomTypes.asShipped().playerLimit(2).spectatorLimit(1).build());
        room.watch("Wim");
        assertThat(room.room().reserve(Role.SPECTATOR))
                .as("all places are taken")
                .isFalse();
        Guest ada = room.join("Ada");
        Guest bo = room.join("Bo");
        room.tick();

        assertThat(List.of(ada, bo)).extracting(g -> g.watcher().player()).containsExactly(0, 1);
        assertThat(room.room().seatCount()).isEqualTo(2);
        assertThat(room.room().places().count(Role.SPECTATOR)).isEqualTo(1);
        assertThat(room.room().reserve(Role.PLAYER)).isFalse();
    }

    @Test
    void shouldHaveNoPlacesWhereNobodyMayWatch() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().spectatorLimit(0).build());

        assertThat(room.room().reserve(Role.SPECTATOR)).isFalse();
        assertThat(room.room().reserve(Role.PLAYER)).isTrue();
    }

    @Test
    void shouldFreeThePlaceOfWhoLeavesAndOfWhoIsLost() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped()
                .spectatorLimit(2)
                .resumeGraceMillis(60_000)
                .build());
        Guest leaver = room.watch("Leaver");
        Guest lost = room.watch("Lost");
        room.tick();
        assertThat(room.room().reserve(Role.SPECTATOR)).isFalse();

        leaver.seat().leave();
        lost.seat().depart(Departure.LOST);
        room.tick();

        assertThat(room.room().places().count(Role.SPECTATOR)).isZero();
        assertThat(room.count(Counter.SEATS_KEPT)).isZero();
        assertThat(room.room().reserve(Role.SPECTATOR)).isTrue();
    }

    @Test
    void shouldRefuseInputs() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().build());
        Guest watcher = room.watch("Wim");
        room.tick();

        assertThat(watcher.seat().offerInput(3, 0, new int[] {7, 0}, 0, 2, 0)).isFalse();
    }

    @Test
    void shouldGoOnForeverWithSomebodyWhoWatches() {
        RoomDriver room = new RoomDriver(
                RoomTypes.asShipped().rates(1, 1).emptyRoomTimeoutMillis(0).build());
        Guest watcher = room.watch("Wim");
        room.ticks(100);

        watcher.seat().leave();

        assertThat(room.tick()).isFalse();
        assertThat(room.room().reserve(Role.SPECTATOR)).isFalse();
        assertThat(room.room().reserve(Role.PLAYER)).isFalse();
    }

    @Test
    void shouldTellSpectatorsWhyTheRoomEnds() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().build());
        Guest watching = room.watch("Wim");
        room.tick();
        Guest waiting = room.watch("Wanda");

        room.room().end(DisconnectReason.ROOM_FAILED);

        assertThat(watching.outlet().reason()).isEqualTo(DisconnectReason.ROOM_FAILED);
        assertThat(waiting.outlet().reason()).isEqualTo(DisconnectReason.ROOM_FAILED);
    }

    @Test
    void shouldEncodeOnceForPlayersAndSpectators() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().build());
        room.join("Ada");
        for (int i = 0; i < 4; i++) {
            room.watch("W" + i);
        }
        room.ticks(10);

        assertThat(room.count(Counter.SNAPSHOTS_SENT)).isEqualTo(50);
        assertThat(room.count(Counter.BLOCKS_ENCODED)).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldSeeEverythingWherePlayersSeeWhatIsNear(boolean packed) {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().interest(NEAR).build(Meadow::new));
        RoomDriver unwatched =
                new RoomDriver(RoomTypes.asShipped().interest(NEAR).build(Meadow::new));
        unwatched.join("Ada", true);
        Guest ada = room.join("Ada", true);
        Guest watcher = room.watch("Wim", packed ? Codec.PACKED : Codec.PLAIN);
        Guest another = room.watch("Wanda", packed ? Codec.PACKED : Codec.PLAIN);
        room.ticks(40);
        unwatched.ticks(40);

        assertThat(watcher.watcher().outcomes()).hasSize(40).containsOnly(Replica.Outcome.APPLIED);
        assertThat(another.watcher().outcomes()).hasSize(40).containsOnly(Replica.Outcome.APPLIED);
        assertThat(sheep(watcher)).isGreaterThanOrEqualTo(100);
        assertThat(sheep(ada)).isBetween(1, sheep(watcher) - 1);
        assertThat(room.count(Counter.BLOCKS_ENCODED) - unwatched.count(Counter.BLOCKS_ENCODED))
                .as("one for both of them")
                .isEqualTo(40);
    }

    @Test
    void shouldHearOfEverythingWherePlayersHearWhatIsNear() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped()
                .interest(new Radii(50, 60, 70, 1.1))
                .maxUnackedMillis(60_000)
                .tune("mostStrikes", 5)
                .tune("leastStrikes", 5)
                .build(Belfry::new));
        Guest ada = room.join("Ada");
        Guest watcher = room.watch("Wim");
        room.ticks(3);
        watcher.outlet().setIdle(false);
        room.ticks(10);
        watcher.outlet().setIdle(true);
        room.ticks(7);

        assertThat(strikes(watcher)).isEqualTo(20 * 5);
        assertThat(strikes(ada)).isLessThan(20);
    }

    @Test
    void shouldBeToldNothingThatIsForOwnersOrTeams() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().build(() -> new Crews(8)));
        room.join("Ada", true);
        room.join("Bo", true);
        Guest watcher = room.watch("Wim");
        room.ticks(30);

        assertThat(watcher.watcher().outcomes()).hasSize(30).containsOnly(Replica.Outcome.APPLIED);
        Snapshot held = watcher.watcher().snapshot();
        List<String> told = new ArrayList<>();
        for (int t = 0; t < held.schema().tables().size(); t++) {
            Rows rows = held.table(t);
            boolean isPublic = held.schema().tables().get(t).audience() == Audience.EVERYBODY;
            assertThat(rows.count() > 0)
                    .as(held.schema().tables().get(t).name())
                    .isEqualTo(isPublic);
            told.add(held.schema().tables().get(t).name());
        }
        assertThat(told).contains("sailors", "chests");
        assertThat(watcher.watcher().frames())
                .allMatch(frame -> frame.getBlocksList().stream()
                        .allMatch(block -> block.getLayer() == 0 || block.getTablesCount() == 0));
    }

    @Test
    void shouldGetAKeyframeOnRequestAndAfterALongPause() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped()
                .interest(NEAR)
                .historySnapshots(8)
                .pace(20, 500)
                .build(Meadow::new));
        Guest watcher = room.watch("Wim");
        room.ticks(3);
        watcher.seat().reports().requestResync();
        room.tick();
        watcher.outlet().setIdle(false);
        room.ticks(20);
        watcher.outlet().setIdle(true);
        room.ticks(2);

        assertThat(watcher.watcher().baselinesAgo()).containsExactly(0, 1, 1, 0, 0, 1);
        assertThat(watcher.watcher().outcomes()).containsOnly(Replica.Outcome.APPLIED);
    }

    private static int sheep(Guest guest) {
        return guest.watcher().snapshot().table(Meadow.SHEEP).count();
    }

    private static long strikes(Guest guest) {
        return guest.watcher().events().stream()
                .filter(event -> event.kind() == Belfry.STRIKES)
                .count();
    }
}
