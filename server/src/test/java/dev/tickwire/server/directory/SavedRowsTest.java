package dev.tickwire.server.directory;

import static dev.tickwire.server.fixture.TestServer.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.directory.RoomDirectory.Answer;
import dev.tickwire.server.directory.RoomDirectory.Wanted;
import dev.tickwire.server.fixture.Bank;
import dev.tickwire.server.fixture.FakeOutlet;
import dev.tickwire.server.fixture.FakeStore;
import dev.tickwire.server.fixture.LogLines;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.SeatRequests;
import dev.tickwire.server.identity.AuthSettings;
import dev.tickwire.server.identity.AuthSettings.Mode;
import dev.tickwire.server.identity.AuthSettings.OneSeat;
import dev.tickwire.server.identity.Identity;
import dev.tickwire.server.identity.NameRules;
import dev.tickwire.server.loop.Loop;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.metrics.TickLateness;
import dev.tickwire.server.names.Name;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.saves.Saves;
import dev.tickwire.server.seats.Departure;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.Seat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept of players, from one room to the next. */
class SavedRowsTest {
    private static final long MILLI = 1_000_000L;
    private static final long SAVE_EVERY_MILLIS = 10_000;
    private static final long RESUME_GRACE_MILLIS = 30_000;
    private static final int[] WORK = {1, 0};
    private static final int[] ROB = {0, 1};
    private static final Wanted ANY = new Wanted.ByType("bank", false);
    private static final Wanted NEW = new Wanted.ByType("bank", true);

    private final FakeStore store = new FakeStore();
    private final Counters counters = new Counters();
    private final Saves saves = new Saves(store, SAVE_EVERY_MILLIS, counters, System::nanoTime);
    private LocalRooms rooms;
    private Loop loop;
    private long nowNanos = -9_000 * MILLI;

    @AfterEach
    void close() {
        saves.close(60_000);
    }

    @Test
    void shouldRefuseWhoIsSignedInWhileTheDatabaseIsAwayAndLetTheOthersPlayOn() throws Exception {
        open(OneSeat.TAKE_OVER);
        Caller ada = join("ada", ANY);
        ada.works();
        ticks(5);
        store.setAway(true);

        assertThat(join("bob", ANY).refusal()).isEqualTo(DisconnectReason.SAVES_AWAY);

        assertThat(rooms.list().get(0).seatCount()).as("no place is lost").isEqualTo(1);
        join("", ANY).seat();
        ticks(5);
        ada.seat().leave();
        tick();
        assertThat(saves.obstacles()).hasSize(1);
        store.setAway(false);
        awaitRow("ada", 1, 10);
    }

    @Test
    void shouldKeepTheLastSavedRowWhereTheGameFails() throws Exception {
        open(OneSeat.TAKE_OVER);
        Caller ada = join("ada", ANY);
        ada.works();
        ticks(SAVE_EVERY_MILLIS / 50 + 3);
        awaitRow("ada", 1, (int) (SAVE_EVERY_MILLIS / 50) + 1, 0);

        try (LogLines log = new LogLines("dev.tickwire.server.log.Failures")) {
            ada.does(ROB, (int) SAVE_EVERY_MILLIS / 50 + 4);
            ticks(2);
            assertThat(log.take()).hasSize(1);
        }

        assertThat(ada.outlet.reason()).isEqualTo(DisconnectReason.ROOM_FAILED);
        Caller again = join("ada", ANY);
        tick();
        again.seat().leave();
        tick();
        awaitRow("ada", 2, (int) (SAVE_EVERY_MILLIS / 50) + 1);
    }

    @Test
    void shouldOverwriteNothingThatCannotBeRead() throws Exception {
        open(OneSeat.TAKE_OVER);
        store.put("test", "ada", "{\"account\":");

        assertThat(join("ada", ANY).refusal()).isEqualTo(DisconnectReason.SAVES_AWAY);

        ticks(3);
        assertThat(store.row("test", "ada")).isEqualTo("{\"account\":");
    }

    @Test
    void shouldLeaveTheRowOfWhomTheRulesRefuse() throws Exception {
        open(OneSeat.TAKE_OVER);
        join("bob", ANY);
        store.put("test", "ada", row(7, 70));

        Caller robber = new Caller("ada", "Robber").ask(ANY);
        robber.seat();
        ticks(2);

        assertThat(robber.outlet.reason()).isEqualTo(DisconnectReason.NOT_ADMITTED);
        Caller ada = join("ada", ANY);
        ticks(2);
        ada.seat().leave();
        tick();
        awaitRow("ada", 8, 70);
    }

    @Test
    void shouldGiveBackInTheNextRoomWhatAPlayerHadWhenItLeft() throws Exception {
        open(OneSeat.TAKE_OVER);
        Caller ada = join("ada", ANY);
        ada.works();
        ticks(20);
        ada.seat().leave();
        tick();
        awaitRow("ada", 1, 20);

        Caller again = join("ada", NEW);
        again.works();
        ticks(5);
        again.seat().leave();
        tick();

        awaitRow("ada", 2, 25);
    }

    @Test
    void shouldWaitForTheRoomThatAPlayerHasJustLeft() throws Exception {
        for (OneSeat rule : OneSeat.values()) {
            open(rule);
            String user = "ada of " + rule;
            Caller ada = join(user, ANY);
            ada.works();
            ticks(20);
            ada.seat().leave();

            Caller again = new Caller(user, "Ada").ask(NEW);

            assertThat(again.answers).as("the room has not run since").isEmpty();
            again.comesAndGoes();
            awaitRow(user, 2, 20);
        }
    }

    @Test
    void shouldSaveInTheOldRoomBeforeTheWindowThatTakesOverLoads() throws Exception {
        open(OneSeat.TAKE_OVER);
        Caller ada = join("ada", ANY);
        ada.works();
        ticks(20);

        Caller other = new Caller("ada", "Ada").ask(NEW);
        other.comesAndGoes();

        assertThat(ada.outlet.reason()).isEqualTo(DisconnectReason.RESUMED_ELSEWHERE);
        awaitRow("ada", 2, 20);
        assertThat(counters.get(Counter.ROWS_REFUSED)).isZero();
        assertThat(counters.get(Counter.SEATS_TAKEN_OVER)).isEqualTo(1);
    }

    @Test
    void shouldSaveAKeptSeatBeforeItsUserGoesElsewhere() throws Exception {
        for (OneSeat rule : List.of(OneSeat.TAKE_OVER, OneSeat.REFUSE)) {
            open(rule);
            String user = "ada of " + rule;
            Caller ada = join(user, ANY);
            ada.works();
            ticks(20);
            ada.seat().depart(Departure.LOST);
            tick();

            Caller other = new Caller(user, "Ada").ask(NEW);
            other.comesAndGoes();

            awaitRow(user, 2, 20);
        }
    }

    @Test
    void shouldRefuseTheSecondWindowBeforeItsRowIsLoaded() throws Exception {
        open(OneSeat.REFUSE);
        join("ada", ANY);
        store.takeCalls();

        assertThat(new Caller("ada", "Ada").ask(NEW).refusal()).isEqualTo(DisconnectReason.ALREADY_PLAYING);

        assertThat(store.takeCalls()).isEmpty();
    }

    @Test
    void shouldGoOnWithWhatThePlayerHasInTheRoomWhereItsWindowTakesOver() throws Exception {
        open(OneSeat.TAKE_OVER);
        Caller ada = join("ada", ANY);
        ada.works();
        ticks(20);
        store.takeCalls();

        Caller other = join("ada", ANY);
        ticks(1);

        assertThat(ada.outlet.reason()).isEqualTo(DisconnectReason.RESUMED_ELSEWHERE);
        assertThat(store.takeCalls()).isEmpty();
        other.seat().leave();
        tick();
        awaitRow("ada", 1, 20);
    }

    @Test
    void shouldSaveWhereTwoWindowsCameIntoARoomAtTheSameTime() throws Exception {
        open(OneSeat.TAKE_OVER);
        join("bob", ANY);
        Caller one = new Caller("ada", "Ada");
        Caller other = new Caller("ada", "Ada");
        one.ask(ANY);
        other.ask(ANY);
        one.await();
        other.await();
        tick();
        other.works();
        ticks(20);
        other.seat().leave();
        tick();

        awaitRow("ada", 1, 20);
        assertThat(counters.get(Counter.ROWS_REFUSED)).isZero();
    }

    @Test
    void shouldLoadAnewWhereThePlayerHasGoneWhoseSeatWasToBeTakenOver() throws Exception {
        open(OneSeat.TAKE_OVER);
        join("bob", ANY);
        Caller ada = join("ada", ANY);
        tick();
        ada.seat().depart(Departure.LOST);
        tick();
        ticks(RESUME_GRACE_MILLIS / 50 - 1);
        Caller other = new Caller("ada", "Ada").ask(ANY);
        other.seat();

        // The room first gives up the kept seat, and then sees who wants it.
        tick();

        assertThat(other.outlet.reason()).isEqualTo(DisconnectReason.SEAT_EXPIRED);
        Caller third = join("ada", ANY);
        tick();
        assertThat(third.outlet.reason()).isNull();
    }

    @Test
    void shouldWriteOfTheNewestSeatAloneWhereOneMayHaveSeveral() throws Exception {
        open(OneSeat.OFF);
        Caller older = join("ada", ANY);
        older.works();
        Caller newer = join("ada", NEW);
        newer.works();
        ticks(10);

        newer.seat().leave();
        tick();
        awaitRow("ada", 1, 10);
        ticks(10);
        older.seat().leave();
        tick();

        patiently().until(() -> counters.get(Counter.ROWS_REFUSED) == 1);
        awaitRow("ada", 1, 10);
    }

    @Test
    void shouldSaveAtOnceWhereAConnectionBreaks() throws Exception {
        open(OneSeat.TAKE_OVER);
        Caller ada = join("ada", ANY);
        ada.works();
        ticks(20);

        ada.seat().depart(Departure.LOST);
        tick();

        awaitRow("ada", 1, 20, 0);
    }

    @Test
    void shouldSaveWhilePlayersPlayButOnlyWhatHasChanged() throws Exception {
        open(OneSeat.TAKE_OVER);
        Caller ada = join("ada", ANY);
        join("bob", ANY);
        tick();
        ada.works();

        for (int round = 1; round <= 3; round++) {
            ticks(SAVE_EVERY_MILLIS / 50);
            awaitRow("ada", 1, round * (int) SAVE_EVERY_MILLIS / 50, 0);
        }

        awaitRow("bob", 1, 0, 0);
        assertThat(store.takeCalls().stream().filter(call -> call.startsWith("save bob")))
                .hasSize(1);
        assertThat(counters.get(Counter.ROWS_WRITTEN)).isEqualTo(4);
    }

    @Test
    void shouldSaveAllWhenTheRoomEnds() throws Exception {
        open(OneSeat.TAKE_OVER);
        Caller ada = join("ada", ANY);
        Caller bob = join("bob", ANY);
        tick();
        ada.works();
        bob.works();
        ticks(20);

        rooms.list().get(0).close(DisconnectReason.SERVER_STOPPING);
        tick();
        saves.close(60_000);

        assertThat(store.row("test", "ada")).isEqualTo(json(1, 20, 0));
        assertThat(store.row("test", "bob")).isEqualTo(json(1, 20, 0));
    }

    @Test
    void shouldKeepNothingOfSpectatorsAndOfThoseWhoAreNotSignedIn() throws Exception {
        open(OneSeat.TAKE_OVER);
        store.takeCalls();
        join("", ANY).works();
        new Caller("ada", "Ada").asSpectator().ask(ANY).seat();
        ticks(2 * SAVE_EVERY_MILLIS / 50);

        assertThat(store.takeCalls()).isEmpty();
        assertThat(store.toString()).isEqualTo("[]");
    }

    @Test
    void shouldShareRowsAmongRoomTypesThatSaveThemUnderTheSameName() throws Exception {
        RoomTypes bank = type(OneSeat.TAKE_OVER);
        open(
                bank.build(Bank::new),
                bank.name("casual").build(Bank::new),
                bank.name("other").saveAs("apart").build(Bank::new));
        Caller ada = join("ada", ANY);
        ada.works();
        ticks(20);
        ada.seat().leave();
        tick();
        awaitRow("ada", 1, 20);

        for (String name : List.of("casual", "other")) {
            Caller there = join("ada", new Wanted.ByType(name, false));
            tick();
            there.seat().leave();
            tick();
        }

        awaitRow("ada", 2, 20);
        patiently().until(() -> store.row("apart", "ada").equals(json(1, 0, 0)));
    }

    private static RoomTypes type(OneSeat rule) {
        AuthSettings auth = new AuthSettings(Mode.TICKET, false, "", "", "", "", rule, NameRules.FREE, Map.of());
        return RoomTypes.asShipped()
                .name("bank")
                .playerLimit(8)
                .auth(auth)
                .resumeGraceMillis(RESUME_GRACE_MILLIS)
                .maxUnackedMillis(3_600_000)
                .slowClientTimeoutMillis(3_600_000);
    }

    private void open(OneSeat rule) throws Exception {
        open(type(rule).build(Bank::new));
    }

    private void open(RoomType... types) throws Exception {
        var unused = saves.open();
        rooms = new LocalRooms(
                List.of(types),
                new LocalRooms.Limits(100, 10_000),
                counters,
                Runnable::run,
                RoomMemory.ENDLESS,
                saves,
                this::run,
                Journals.NONE);
        loop = new Loop(5, counters, new TickLateness(() -> 0), rooms::remove);
        rooms.open();
    }

    private boolean run(Room room) {
        return loop.add(room);
    }

    private void tick() {
        pass(50);
    }

    private void pass(long millis) {
        nowNanos += millis * MILLI;
        loop.doWork(nowNanos);
    }

    private void ticks(long count) {
        for (long i = 0; i < count; i++) {
            tick();
        }
    }

    private void awaitRow(String user, int visits, int earned) {
        awaitRow(user, visits, earned, earned);
    }

    private void awaitRow(String user, int visits, int earned, int saved) {
        patiently().untilAsserted(() -> assertThat(store.row("test", user)).isEqualTo(json(visits, earned, saved)));
    }

    private static String json(int visits, int earned, int saved) {
        return "{\"account\":{\"earned\":" + earned + ",\"saved\":" + saved + ",\"visits\":" + visits + "}}";
    }

    private static String row(int visits, int earned) {
        return json(visits, earned, earned);
    }

    /** Somebody who is seated, or refused. */
    private Caller join(String user, Wanted wanted) {
        Caller caller = new Caller(user, "Ada").ask(wanted);
        caller.await();
        return caller;
    }

    private final class Caller {
        final FakeOutlet outlet = new FakeOutlet();
        final List<Answer> answers = new CopyOnWriteArrayList<>();
        private final Identity identity;
        private Role role = Role.PLAYER;

        Caller(String user, String name) {
            identity = new Identity(user, Name.of(name), false, List.of());
        }

        Caller asSpectator() {
            role = Role.SPECTATOR;
            return this;
        }

        Caller ask(Wanted wanted) {
            rooms.take(wanted, SeatRequests.ofUser(identity, role), outlet, answers::add);
            return this;
        }

        void await() {
            patiently().until(() -> !answers.isEmpty());
        }

        /** Its old seat ends and is saved, it is let in, and leaves. */
        void comesAndGoes() {
            tick();
            await();
            tick();
            seat().leave();
            tick();
        }

        Seat seat() {
            await();
            return ((Answer.Seated) answers.get(0)).seat();
        }

        DisconnectReason refusal() {
            await();
            return ((Answer.Refused) answers.get(0)).reason();
        }

        void works() {
            does(WORK, 1);
        }

        /** From that tick on, or the next one. */
        void does(int[] input, int tick) {
            assertThat(seat().offerInput(tick, 0, input, 0, 2, nowNanos)).isTrue();
        }
    }
}
