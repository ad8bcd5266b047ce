package dev.tickwire.server.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.server.fixture.FakeOutlet;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.Leftovers;
import dev.tickwire.server.fixture.Regatta;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.SeatRequests;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.Seat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who comes, who goes, and when the room ends. */
class RoomTest {
    @Test
    void shouldWelcomeWhoJoinsBeforeTheFirstSnapshot() throws Exception {
        RoomType type = RoomTypes.asShipped()
                .rates(20, 10)
                .playerLimit(5)
                .name("sunday")
                .build();
        RoomDriver room = new RoomDriver(type);
        Guest ada = room.join("Ada");

        room.ticks(2);

        ServerFrame first = ServerFrame.parseFrom(ada.outlet().messages().get(0));
        assertThat(first.hasWelcome()).isTrue();
        assertThat(first.getTick()).isZero();
        assertThat(ada.watcher().welcome()).satisfies(welcome -> {
            assertThat(welcome.getProtocolVersion()).isEqualTo(1);
            assertThat(welcome.getSchemaHash())
                    .isEqualTo(type.schemaHash())
                    .isEqualTo(type.visibleSchema().hash());
            assertThat(welcome.getRoom()).isEqualTo("regatta-1");
            assertThat(welcome.getRoomType()).isEqualTo("sunday");
            assertThat(welcome.getPlayer()).isZero();
            assertThat(welcome.getName()).isEqualTo("Ada");
            assertThat(welcome.getTickRateHz()).isEqualTo(20);
            assertThat(welcome.getTicksPerSnapshot()).isEqualTo(2);
            assertThat(welcome.getPlayerLimit()).isEqualTo(5);
            assertThat(welcome.getSchema().getTables(Regatta.BOATS).getColumnsList())
                    .extracting("name")
                    .contains("strokes")
                    .doesNotContain("luck");
        });
        assertThat(ada.watcher().baselinesAgo()).containsExactly(0);
    }

    @Test
    void shouldShowPlayersToEachOtherByName() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().build());
        Guest ada = room.join("Ada");
        Guest nameless = room.join("");

        room.tick();

        assertThat(nameless.watcher().welcome().getName()).isEqualTo("Player 2");
        int key = ada.watcher().boat(nameless.watcher().player(), "name");
        assertThat(ada.watcher().snapshot().text(key)).isEqualTo("Player 2");
    }

    @Test
    void shouldPromiseNoMoreSeatsThanItHas() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().playerLimit(2).build());

        assertThat(room.room().reserve(Role.PLAYER)).isTrue();
        assertThat(room.room().reserve(Role.PLAYER)).isTrue();

        assertThat(room.room().reserve(Role.PLAYER)).isFalse();
        assertThat(room.room().seatCount()).isEqualTo(2);
    }

    @Test
    void shouldHoldNothingOfThoseWhoHaveLeft() {
        RoomDriver room = new RoomDriver(new RoomTypes().build());
        room.join("Ada");
        room.tick();
        int before = Leftovers.now().count(Player.class);
        List<Guest> others = List.of(room.join("Bo"), room.join("Cy"), room.join("Di"));
        room.tick();

        others.forEach(guest -> guest.seat().leave());
        room.tick();

        assertThat(room.room().seatCount()).isEqualTo(1);
        assertThat(Leftovers.now().count(Player.class)).isLessThanOrEqualTo(before);
    }

    @Test
    void shouldKeepTheSeatOfOneWhoLeftUntilTheNextTick() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().playerLimit(2).build());
        Guest ada = room.join("Ada");
        room.join("Bo");
        room.tick();

        ada.seat().leave();
        assertThat(room.room().reserve(Role.PLAYER)).isFalse();
        room.tick();

        assertThat(room.room().seatCount()).isEqualTo(1);
        assertThat(room.room().reserve(Role.PLAYER)).isTrue();
    }

    @Test
    void shouldTakeWhoLeavesOutOfTheWorld() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().build());
        Guest ada = room.join("Ada");
        Guest bo = room.join("Bo");
        room.ticks(2);
        int sent = ada.outlet().messages().size();

        ada.seat().leave();
        room.ticks(100);

        assertThat(bo.watcher().boatCount()).isEqualTo(1);
        int key = bo.watcher().boat(bo.watcher().player(), "name");
        assertThat(bo.watcher().snapshot().text(key)).isEqualTo("Bo");
        assertThat(ada.outlet().messages()).hasSize(sent);
        assertThat(ada.outlet().closeCount()).isZero();
    }

    @Test
    void shouldGiveTheLowestFreeNumberToTheNextPlayer() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().playerLimit(3).build());
        Guest first = room.join("A");
        Guest second = room.join("B");
        Guest third = room.join("C");
        room.tick();
        assertThat(List.of(first, second, third))
                .extracting(g -> g.watcher().player())
                .containsExactly(0, 1, 2);

        second.seat().leave();
        room.tick();
        Guest fourth = room.join("D");
        room.tick();

        assertThat(fourth.watcher().player()).isEqualTo(1);
        int key = fourth.watcher().boat(1, "name");
        assertThat(fourth.watcher().snapshot().text(key)).isEqualTo("D");
    }

    @Test
    void shouldForgetWhoLeavesBeforeTheFirstTick() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().playerLimit(2).build());
        room.join("Ada");
        Guest gone = room.join("Gone");
        gone.seat().leave();
        assertThat(room.room().reserve(Role.PLAYER)).isFalse();

        room.tick();

        assertThat(gone.outlet().messages()).isEmpty();
        assertThat(room.room().seatCount()).isEqualTo(1);
        assertThat(room.room().reserve(Role.PLAYER)).isTrue();
    }

    @Test
    void shouldRefuseMoreJoinsThanItsMailboxHolds() {
        RoomDriver room = new RoomDriver(
                RoomTypes.asShipped().mailboxCapacity(4).playerLimit(8).build());
        for (int i = 0; i < 4; i++) {
            room.join("P" + i);
        }
        assertThat(room.room().reserve(Role.PLAYER)).isTrue();

        Seat fifth = room.room().enter(new FakeOutlet(), SeatRequests.player("late"));

        assertThat(fifth).isNull();
        assertThat(room.count(Counter.MAILBOXES_FULL)).isEqualTo(1);
        assertThat(room.room().seatCount()).isEqualTo(4);
        room.tick();
        assertThat(room.join("again").seat()).isNotNull();
    }

    @Test
    void shouldEndWhenNobodyIsInItForTheTimeout() {
        RoomDriver room = new RoomDriver(
                RoomTypes.asShipped().rates(1, 1).emptyRoomTimeoutMillis(5_000).build());

        room.ticks(5);

        assertThat(room.tick()).isFalse();
        assertThat(room.room().reserve(Role.PLAYER)).isFalse();
        assertThat(room.room().seatCount()).isZero();
    }

    @Test
    void shouldNotEndWhileASeatIsPromised() {
        RoomDriver room = new RoomDriver(
                RoomTypes.asShipped().rates(1, 1).emptyRoomTimeoutMillis(5_000).build());
        assertThat(room.room().reserve(Role.PLAYER)).isTrue();

        room.ticks(60);

        assertThat(room.room().enter(new FakeOutlet(), SeatRequests.player("Ada")))
                .isNotNull();
        assertThat(room.tick()).isTrue();
    }

    @Test
    void shouldCountTheEmptyTimeFromWhenTheLastPlayerLeft() {
        RoomDriver room = new RoomDriver(
                RoomTypes.asShipped().rates(1, 1).emptyRoomTimeoutMillis(5_000).build());
        room.ticks(3);
        Guest ada = room.join("Ada");
        room.ticks(60);

        ada.seat().leave();
        room.ticks(5);

        assertThat(room.tick()).isFalse();
    }

    @Test
    void shouldGoOnForeverWithAPlayerInIt() {
        RoomDriver room = new RoomDriver(
                RoomTypes.asShipped().rates(1, 1).emptyRoomTimeoutMillis(0).build());
        room.join("Ada");

        room.ticks(100);

        assertThat(room.count(Counter.TICKS)).isEqualTo(100);
    }

    @Test
    void shouldTellEveryoneWhyItEnds() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().build());
        Guest playing = room.join("Ada");
        room.tick();
        Guest waiting = room.join("Bo");

        room.room().end(DisconnectReason.SERVER_STOPPING);

        for (Guest guest : List.of(playing, waiting)) {
            assertThat(guest.outlet().reason()).isEqualTo(DisconnectReason.SERVER_STOPPING);
            assertThat(guest.outlet().sentence()).isEqualTo("The server is restarting or shutting down.");
        }
        assertThat(room.room().reserve(Role.PLAYER)).isFalse();
    }

    @Test
    void shouldEndAtTheNextTickAfterClose() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().build());
        Guest ada = room.join("Ada");
        room.tick();

        room.room().close(DisconnectReason.ROOM_CLOSED);
        assertThat(ada.outlet().reason()).isNull();

        assertThat(room.tick()).isFalse();
        assertThat(ada.outlet().reason()).isEqualTo(DisconnectReason.ROOM_CLOSED);
    }

    @Test
    void shouldTurnAwayWhoTakesAPromisedSeatAfterItEnded() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().build());
        assertThat(room.room().reserve(Role.PLAYER)).isTrue();
        room.room().end(DisconnectReason.ROOM_FAILED);

        FakeOutlet outlet = new FakeOutlet();
        Seat seat = room.room().enter(outlet, SeatRequests.player("late"));

        assertThat(seat).isNotNull();
        assertThat(outlet.reason()).isEqualTo(DisconnectReason.ROOM_FAILED);
        assertThat(outlet.messages()).isEmpty();
        assertThat(room.room().seatCount()).isZero();
    }

    @Test
    void shouldNotCountASeatTwiceWhenItLeavesTwice() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().build());
        Guest ada = room.join("Ada");
        room.join("Bo");
        room.tick();

        ada.seat().leave();
        room.tick();
        ada.seat().leave();
        room.tick();

        assertThat(room.room().seatCount()).isEqualTo(1);
    }

    @Test
    void shouldLetAllSeatsChangeHandsManyTimes() {
        RoomDriver room = new RoomDriver(RoomTypes.asShipped().playerLimit(3).build());
        List<Guest> inside = new ArrayList<>();
        for (int round = 0; round < 50; round++) {
            while (inside.size() < 3) {
                inside.add(room.join("P" + round));
            }
            room.tick();
            assertThat(inside)
                    .extracting(g -> g.watcher().player())
                    .as("round %d", round)
                    .containsExactlyInAnyOrder(0, 1, 2);
            assertThat(inside.get(2).watcher().boatCount()).isEqualTo(3);
            inside.remove(round % 3).seat().leave();
            room.tick();
        }
    }

    @Test
    void shouldMakeAnotherWorldForEachRoomUnlessTheSeedIsGiven() {
        assertThat(gullsOf(RoomTypes.asShipped().seed(1).build()))
                .isEqualTo(gullsOf(RoomTypes.asShipped().seed(1).build()))
                .isNotEqualTo(gullsOf(RoomTypes.asShipped().seed(2).build()));
        RoomType random = RoomTypes.asShipped().randomSeed().build();
        assertThat(gullsOf(random)).isNotEqualTo(gullsOf(random));
    }

    @Test
    void shouldRefuseATypeWithMorePlayersThanItsGameTakes() {
        RoomTypes tooMany = RoomTypes.asShipped().playerLimit(Regatta.MOST_PLAYERS + 1);

        assertThatThrownBy(tooMany::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the game takes at most 64 players");
    }

    @Test
    void shouldTellThoseInsideWhenTheGameFailsOnAJoin() {
        RoomDriver room =
                new RoomDriver(RoomTypes.asShipped().tune("failOnJoin", 1).build());
        Guest ada = room.join("Ada");
        Guest behind = room.join("Bo");
        assertThatThrownBy(room::tick).isInstanceOf(IllegalStateException.class);

        room.room().end(DisconnectReason.ROOM_FAILED);

        assertThat(ada.outlet().reason()).isEqualTo(DisconnectReason.ROOM_FAILED);
        assertThat(behind.outlet().reason()).isEqualTo(DisconnectReason.ROOM_FAILED);
    }

    private static List<Integer> gullsOf(RoomType type) {
        RoomDriver room = new RoomDriver(type);
        Guest guest = room.join("Ada");
        room.tick();
        return java.util.Arrays.stream(
                        guest.watcher().snapshot().table(Regatta.GULLS).column(0))
                .limit(3)
                .boxed()
                .toList();
    }
}
