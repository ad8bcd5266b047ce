package dev.tickwire.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.codec.Replica;
import dev.tickwire.proto.wire.Codec;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.server.fixture.Belfry;
import dev.tickwire.server.fixture.Crews;
import dev.tickwire.server.fixture.FakeOutlet;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.Meadow;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.SeatRequests;
import dev.tickwire.server.fixture.Watcher.Event;
import dev.tickwire.server.identity.Identity;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.seats.Departure;
import dev.tickwire.server.seats.ResumeToken;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.server.seats.SeatRequest;
import dev.tickwire.server.seats.Software;
import dev.tickwire.simulation.interest.Radii;
import dev.tickwire.simulation.world.Game;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Seats that outlive the connections of their players. */
class ResumeTest {
    private static final int GRACE_TICKS = 100;

    private final RoomDriver room = new RoomDriver(keeping().build());
    private final Guest ada = room.join("Ada");
    private final Guest bo = room.join("Bo");

    // While nobody is there

    @ParameterizedTest
    @EnumSource(names = {"LEFT", "ENDED"})
    void shouldNotKeepTheSeatOfAPlayerWhoWasNotLost(Departure why) {
        room.tick();

        ada.seat().depart(why);
        room.tick();

        assertThat(bo.watcher().boatCount()).isEqualTo(1);
        assertThat(room.room().seatCount()).isEqualTo(1);
        assertThat(room.count(Counter.SEATS_KEPT)).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"GOING_AWAY", "LOST"})
    void shouldKeepTheSeatOfAPlayerWhoWasLost(Departure why) {
        room.tick();

        ada.seat().depart(why);
        room.ticks(GRACE_TICKS);

        assertThat(bo.watcher().boatCount()).isEqualTo(2);
        assertThat(room.room().seatCount()).isEqualTo(2);
        assertThat(room.count(Counter.SEATS_KEPT)).isEqualTo(1);
        assertThat(room.count(Counter.SEATS_EXPIRED)).isZero();
    }

    @Test
    void shouldKeepNoSeatWithoutAGrace() {
        RoomDriver strict =
                new RoomDriver(RoomTypes.asShipped().resumeGraceMillis(0).build());
        Guest eve = strict.join("Eve");
        strict.tick();
        assertThat(eve.watcher().welcome().getResumeToken().isEmpty()).isTrue();
        assertThat(eve.watcher().welcome().getResumeGraceMillis()).isZero();

        eve.seat().depart(Departure.LOST);
        strict.tick();

        assertThat(strict.room().seatCount()).isZero();
    }

    @Test
    void shouldGiveTheSeatUpAfterTheGrace() {
        room.tick();
        ada.seat().depart(Departure.LOST);
        room.ticks(GRACE_TICKS);
        assertThat(bo.watcher().boatCount()).isEqualTo(2);

        room.tick();

        assertThat(bo.watcher().boatCount()).isEqualTo(1);
        assertThat(room.room().seatCount()).isEqualTo(1);
        assertThat(room.count(Counter.SEATS_EXPIRED)).isEqualTo(1);
    }

    @Test
    void shouldGiveTheSeatUpAtOnceWhenTheLostOneSaysThatItLeaves() {
        room.tick();
        ada.seat().depart(Departure.LOST);
        room.tick();

        ada.seat().leave();
        room.tick();

        assertThat(bo.watcher().boatCount()).isEqualTo(1);
    }

    @Test
    void shouldNotGiveAKeptSeatToAnother() {
        RoomDriver full = new RoomDriver(keeping().playerLimit(1).build());
        Guest only = full.join("Only");
        full.tick();

        only.seat().depart(Departure.LOST);
        full.tick();
        assertThat(full.room().reserve(Role.PLAYER)).isFalse();
        full.ticks(GRACE_TICKS);

        assertThat(full.room().reserve(Role.PLAYER)).isTrue();
    }

    @Test
    void shouldNotCloseARoomWithKeptSeatsBeforeTheirGraceIsOver() {
        RoomDriver quick = new RoomDriver(keeping().emptyRoomTimeoutMillis(0).build());
        Guest only = quick.join("Only");
        quick.tick();

        only.seat().depart(Departure.LOST);
        quick.ticks(GRACE_TICKS);

        assertThat(quick.tick()).isFalse();
    }

    @Test
    void shouldSendNothingToWhoIsAway() {
        room.ticks(2);
        int sent = ada.outlet().messages().size();
        long encoded = room.count(Counter.SNAPSHOTS_SENT);

        ada.seat().depart(Departure.LOST);
        room.ticks(10);

        assertThat(ada.outlet().messages()).hasSize(sent);
        assertThat(room.count(Counter.SNAPSHOTS_SENT) - encoded).isEqualTo(10);
    }

    @Test
    void shouldLetTheInputsOfWhoIsAwayRest() {
        offer(ada, 2, 7);
        offer(ada, 9, 5);
        room.ticks(2);
        assertThat(bo.watcher().boat(0, "stroke")).isEqualTo(7);

        ada.seat().depart(Departure.LOST);
        offer(ada, 4, 6);
        room.ticks(20);

        assertThat(bo.watcher().boat(0, "stroke")).isZero();
        assertThat(bo.watcher().boat(0, "strokes")).isEqualTo(7);
    }

    @Test
    void shouldForgetWhoIsLostBeforeTheFirstTick() {
        Guest gone = room.join("Gone");
        gone.seat().depart(Departure.LOST);

        room.tick();

        assertThat(room.room().seatCount()).isEqualTo(2);
        assertThat(room.count(Counter.SEATS_KEPT)).isZero();
    }

    @Test
    void shouldTellThoseWhoAreComingBackWhyTheRoomEnds() {
        room.tick();
        ada.seat().depart(Departure.LOST);
        room.tick();
        Guest back = room.resume(ada);

        room.room().end(DisconnectReason.ROOM_FAILED);

        assertThat(back.outlet().reason()).isEqualTo(DisconnectReason.ROOM_FAILED);
        assertThat(ada.outlet().reason()).isEqualTo(DisconnectReason.ROOM_FAILED);
    }

    // Coming back

    @Test
    void shouldWelcomeWhoComesBackAsTheSamePlayer() throws Exception {
        room.ticks(3);
        bo.seat().depart(Departure.LOST);
        room.ticks(50);

        Guest back = room.resume(bo);
        room.tick();

        assertThat(back.watcher().welcome()).satisfies(welcome -> {
            assertThat(welcome.getResumed()).isTrue();
            assertThat(welcome.getPlayer()).isEqualTo(1);
            assertThat(welcome.getName()).isEqualTo("Bo");
            assertThat(welcome.getRoom()).isEqualTo("regatta-1");
            assertThat(welcome.getResumeGraceMillis()).isEqualTo(5_000);
            assertThat(welcome.getResumeToken())
                    .isNotEqualTo(bo.watcher().welcome().getResumeToken());
        });
        assertThat(bo.watcher().welcome().getResumed()).isFalse();
        assertThat(back.watcher().baselinesAgo()).containsExactly(0);
        assertThat(ServerFrame.parseFrom(back.outlet().messages().get(0)).hasWelcome())
                .isTrue();
        assertThat(room.count(Counter.SEATS_RESUMED)).isEqualTo(1);
        assertThat(room.room().seatCount()).isEqualTo(2);
    }

    @Test
    void shouldFindTheSameEntities() {
        offer(ada, 1, 7);
        room.tick();
        ada.seat().depart(Departure.LOST);
        room.ticks(10);

        Guest back = room.resume(ada);
        room.ticks(3);

        assertThat(back.watcher().boatCount()).isEqualTo(2);
        assertThat(back.watcher().boat(0, "strokes")).isEqualTo(7);
        assertThat(back.watcher().outcomes()).containsOnly(Replica.Outcome.APPLIED);
    }

    @Test
    void shouldGoOnWithInputsAndApplyNoneTwice() {
        for (int tick = 1; tick <= 5; tick++) {
            offer(ada, tick, tick);
        }
        room.ticks(3);
        ada.seat().depart(Departure.LOST);
        room.tick();
        Guest back = room.resume(ada);
        for (int tick = 1; tick <= 6; tick++) {
            offer(back, tick, 100 + tick);
        }
        room.tick();

        assertThat(bo.watcher().boat(0, "strokes"))
                .as("1 + 2 + 3, none while away, then the newest of those that come late or in time")
                .isEqualTo(6 + 105);
        room.tick();
        assertThat(back.watcher().boat(0, "strokes")).isEqualTo(6 + 105 + 106);
        assertThat(back.watcher().lastFrame().getInputAckAgo()).isZero();
    }

    @Test
    void shouldTellWhichInputWasTakenLastButNoMarginOfTheOldConnection() {
        offer(ada, 1, 7);
        room.ticks(3);
        ada.seat().depart(Departure.LOST);
        room.tick();

        Guest back = room.resume(ada);
        room.tick();

        ServerFrame first = back.watcher().lastFrame();
        assertThat(first.hasInputAckAgo()).isTrue();
        assertThat(first.getTick() - first.getInputAckAgo()).isEqualTo(1);
        assertThat(first.hasInputMarginMillis()).isFalse();
        offer(back, first.getTick() + 1, 7);
        room.tick();
        assertThat(back.watcher().lastFrame().hasInputMarginMillis()).isTrue();
    }

    @Test
    void shouldCloseAnOldConnectionThatIsStillOpen() {
        offer(ada, 1, 7);
        room.ticks(2);

        Guest back = room.resume(ada);
        offer(ada, 3, 9);
        room.ticks(3);

        assertThat(ada.outlet().reason()).isEqualTo(DisconnectReason.RESUMED_ELSEWHERE);
        assertThat(back.watcher().player()).isZero();
        assertThat(back.watcher().boat(0, "stroke")).as("rests").isZero();
        assertThat(back.watcher().boat(0, "strokes")).isEqualTo(14);
        assertThat(room.count(Counter.SEATS_KEPT)).isZero();
        assertThat(room.count(Counter.SEATS_RESUMED)).isEqualTo(1);
        ada.seat().depart(Departure.ENDED);
        room.tick();
        assertThat(back.watcher().boatCount()).isEqualTo(2);
    }

    @Test
    void shouldGiveTheSeatToTheNewestOfTwoWhoComeBackAtOnce() {
        room.tick();
        ada.seat().depart(Departure.LOST);
        room.tick();

        Guest first = room.resume(ada);
        Guest second = room.resume(ada);
        room.tick();

        assertThat(first.outlet().reason()).isEqualTo(DisconnectReason.RESUMED_ELSEWHERE);
        assertThat(second.outlet().reason()).isNull();
        assertThat(second.watcher().player()).isZero();
    }

    @Test
    void shouldComeBackAgainAndAgain() {
        room.tick();
        Guest now = ada;
        Set<ByteString> tokens = new HashSet<>();
        for (int round = 0; round < 20; round++) {
            now.seat().depart(Departure.LOST);
            room.ticks(GRACE_TICKS / 2);
            now = room.resume(now);
            room.ticks(2);
            assertThat(now.watcher().player()).as("round %d", round).isZero();
            assertThat(tokens.add(now.watcher().welcome().getResumeToken())).isTrue();
        }
        assertThat(room.room().seatCount()).isEqualTo(2);
        assertThat(room.count(Counter.SEATS_RESUMED)).isEqualTo(20);
    }

    @Test
    void shouldTakeTheOldTokenAgainWhileTheNewOneMayHaveGotLost() {
        room.tick();
        ada.seat().depart(Departure.LOST);
        room.tick();
        Guest lostAgain = room.resume(ada);
        lostAgain.setAcks(false);
        room.tick();
        lostAgain.seat().depart(Departure.LOST);
        room.tick();

        Guest back = room.resume(ada);
        room.tick();

        assertThat(back.outlet().reason()).isNull();
        assertThat(back.watcher().player()).isZero();
    }

    @Test
    void shouldRefuseTheOldTokenOnceTheNewOneHasArrived() {
        room.tick();
        ada.seat().depart(Departure.LOST);
        room.tick();
        Guest back = room.resume(ada);
        room.ticks(2);

        Guest thief = room.resume(ada);
        room.tick();

        assertThat(thief.outlet().reason()).isEqualTo(DisconnectReason.SEAT_EXPIRED);
        assertThat(thief.outlet().messages()).isEmpty();
        assertThat(back.outlet().reason()).isNull();
    }

    @Test
    void shouldRefuseWhoComesBackTooLate() {
        room.tick();
        ada.seat().depart(Departure.LOST);
        room.ticks(GRACE_TICKS);
        Guest late = room.resume(ada);
        assertThat(room.room().control().identityOf(tokenOf(ada))).isNotNull();

        room.tick();

        assertThat(late.outlet().reason()).isEqualTo(DisconnectReason.SEAT_EXPIRED);
        assertThat(room.room().control().identityOf(tokenOf(ada))).isNull();
        assertThat(room.room().seatCount()).isEqualTo(1);
    }

    @Test
    void shouldRefuseATokenOfASeatThatSomebodyElseHasNow() {
        room.tick();
        ada.seat().leave();
        room.tick();
        Guest next = room.join("Next");
        room.tick();
        assertThat(next.watcher().player()).isZero();

        assertThat(room.room().control().identityOf(tokenOf(ada))).isNull();
    }

    @Test
    void shouldKeepTheSeatWhenWhoComesBackIsLostBeforeTheNextTick() {
        room.tick();
        ada.seat().depart(Departure.LOST);
        room.tick();
        Guest short1 = room.resume(ada);
        short1.seat().depart(Departure.LOST);
        room.tick();
        assertThat(short1.outlet().messages()).isEmpty();

        Guest back = room.resume(ada);
        room.tick();

        assertThat(back.watcher().player()).isZero();
    }

    @Test
    void shouldGiveTheSeatUpWhenWhoComesBackLeavesAtOnce() {
        room.tick();
        ada.seat().depart(Departure.LOST);
        room.tick();

        room.resume(ada).seat().leave();
        room.ticks(2);

        assertThat(bo.watcher().boatCount()).isEqualTo(1);
        assertThat(room.room().seatCount()).isEqualTo(1);
    }

    @Test
    void shouldRefuseTokensThatItNeverGaveAway() {
        room.tick();
        byte[] genuine = ada.watcher().welcome().getResumeToken().toByteArray();

        for (int bit = 0; bit < 16 * 8; bit++) {
            byte[] forged = genuine.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(room.room().control().identityOf(ResumeToken.parse(ByteString.copyFrom(forged))))
                    .as("bit %d", bit)
                    .isNull();
        }
        for (int number : new int[] {1, 2, 7, 8, 255, 65_535}) {
            byte[] forged = genuine.clone();
            forged[16] = (byte) (number >> 8);
            forged[17] = (byte) number;
            assertThat(room.room().control().identityOf(ResumeToken.parse(ByteString.copyFrom(forged))))
                    .as("of player %d", number)
                    .isNull();
        }
        assertThat(room.room().control().identityOf(ResumeToken.parse(ByteString.copyFrom(genuine))))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 18, 119, 4000})
    void shouldNotReadTokensOfALengthThatNoneHas(int length) {
        assertThat(ResumeToken.parse(ByteString.copyFrom(new byte[length]))).isNull();
    }

    @Test
    void shouldNotShowItsSecretsInALog() {
        room.tick();
        SeatRequest request = new SeatRequest(
                Identity.anonymous("Ada"),
                Role.PLAYER,
                false,
                new Software(List.of(Codec.PLAIN), List.of(), 0, ""),
                "sesame",
                false,
                tokenOf(ada));

        assertThat(request.toString())
                .isEqualTo(
                        "SeatRequest[Identity[user=, name=Ada], role=PLAYER, resumes=token of player 0 in regatta-1]");
    }

    @Test
    void shouldRefuseMoreThanItsMailboxHolds() {
        RoomDriver small = new RoomDriver(keeping().mailboxCapacity(2).build());
        Guest eve = small.join("Eve");
        small.tick();
        eve.seat().depart(Departure.LOST);
        small.tick();
        small.resume(eve);
        small.resume(eve);

        Seat third = small.room().enter(new FakeOutlet(), SeatRequests.resuming(tokenOf(eve)));

        assertThat(third).isNull();
        assertThat(small.room().seatCount()).as("nothing was promised").isEqualTo(1);
    }

    // What is told

    static Stream<Arguments> games() {
        return Stream.of(
                Arguments.of("shared blocks", keeping(), (Supplier<Game>) Belfry::new),
                Arguments.of("areas", keeping().interest(new Radii(200, 300, 400, 1.1)), (Supplier<Game>) Meadow::new),
                Arguments.of("private columns", keeping(), (Supplier<Game>) () -> new Crews(8)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("games")
    void shouldHoldWhatTheServerHoldsAfterComingBack(String what, RoomTypes types, Supplier<Game> game) {
        RoomDriver driver = new RoomDriver(types.build(game));
        Guest eve = driver.join("Eve", true);
        driver.join("Flo", true);
        driver.ticks(20);

        for (int round = 0; round < 5; round++) {
            eve.seat().depart(Departure.LOST);
            driver.ticks(7);
            eve = driver.resume(eve);
            driver.ticks(20);
            assertThat(eve.watcher().outcomes()).as(what).hasSize(20).containsOnly(Replica.Outcome.APPLIED);
            assertThat(eve.watcher().frames()).allMatch(ServerFrame::hasStateHash);
        }
    }

    @Test
    void shouldTellOfAllEventsThatWereMissed() {
        RoomDriver tower = new RoomDriver(belfry().build(Belfry::new));
        Guest eve = tower.join("Eve");
        tower.ticks(10);
        eve.seat().depart(Departure.LOST);
        tower.ticks(30);

        Guest back = tower.resume(eve);
        tower.ticks(5);

        assertThat(serials(back)).isEqualTo(range(2 * 10, 2 * 45));
        assertThat(tower.count(Counter.EVENTS_LOST)).isZero();
    }

    @Test
    void shouldTellAgainOfWhatMayHaveGotLostOnTheWay() {
        RoomDriver tower = new RoomDriver(belfry().build(Belfry::new));
        Guest eve = tower.join("Eve");
        tower.ticks(10);
        eve.setAcks(false);
        tower.ticks(5);
        assertThat(serials(eve)).isEqualTo(range(0, 30));

        Guest back = tower.resume(eve);
        tower.tick();

        assertThat(serials(back)).isEqualTo(range(20, 32));
    }

    @Test
    void shouldTellOfNothingFromBeforeTheFirstJoin() {
        RoomDriver tower = new RoomDriver(belfry().build(Belfry::new));
        tower.join("Flo");
        tower.ticks(10);
        Guest eve = tower.join("Eve");
        eve.setAcks(false);
        tower.ticks(3);
        eve.seat().depart(Departure.LOST);
        tower.tick();
        Guest again = tower.resume(eve);
        again.setAcks(false);
        tower.tick();
        again.seat().depart(Departure.LOST);
        tower.tick();

        Guest back = tower.resume(again);
        tower.tick();

        assertThat(serials(back)).isEqualTo(range(20, 34));
    }

    @Test
    void shouldCountTheEventsThatTheLogHadToLetGo() {
        RoomDriver tower = new RoomDriver(belfry().eventLogCapacity(16).build(Belfry::new));
        Guest eve = tower.join("Eve");
        tower.ticks(10);
        long lost = tower.count(Counter.EVENTS_LOST);
        eve.seat().depart(Departure.LOST);
        tower.ticks(30);

        Guest back = tower.resume(eve);
        tower.tick();

        assertThat(back.watcher().events()).hasSize(16);
        assertThat(tower.count(Counter.EVENTS_LOST)).isGreaterThan(lost);
    }

    private static RoomTypes keeping() {
        return RoomTypes.asShipped().resumeGraceMillis(5_000);
    }

    /** Two strikes in each tick. */
    private static RoomTypes belfry() {
        return keeping()
                .maxUnackedMillis(60_000)
                .tune("mostStrikes", 2)
                .tune("leastStrikes", 2)
                .tune("mostNews", 0);
    }

    private static List<Integer> serials(Guest guest) {
        return guest.watcher().events().stream()
                .filter(event -> event.kind() == Belfry.STRIKES)
                .map(Event::raws)
                .map(raws -> raws.get(Belfry.SERIAL))
                .toList();
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static ResumeToken tokenOf(Guest guest) {
        return ResumeToken.parse(guest.watcher().welcome().getResumeToken());
    }

    private static void offer(Guest guest, int tick, int stroke) {
        assertThat(guest.seat().offerInput(tick, 0, new int[] {stroke, 0}, 0, 2, 0))
                .isTrue();
    }
}
