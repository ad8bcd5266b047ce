package dev.tickwire.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.server.fixture.FakeOutlet;
import dev.tickwire.server.fixture.Faulty;
import dev.tickwire.server.fixture.Faulty.Place;
import dev.tickwire.server.fixture.LogLines;
import dev.tickwire.server.fixture.RecordingJournal;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.Rooms;
import dev.tickwire.server.fixture.SeatRequests;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.metrics.TickLateness;
import dev.tickwire.server.room.Listing;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.simulation.interest.Radii;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Games that fail in each way, in each method that the engine calls, beside a room of a game that does not. */
class FaultyGamesTest {
    private static final long PERIOD_NANOS = 50_000_000;

    private final Counters counters = new Counters();
    private final List<Room> ended = new ArrayList<>();
    private final Loop loop = new Loop(5, counters, new TickLateness(() -> 0), ended::add);
    private final LogLines log = new LogLines("dev.tickwire.server", Level.ERROR);
    private final FakeOutlet guest = new FakeOutlet();
    private final FakeOutlet neighbour = new FakeOutlet();
    private final Map<Kind, Runnable> faults = new EnumMap<>(Map.of(
            Kind.EXCEPTION,
            FaultyGamesTest::raise,
            Kind.ERROR,
            () -> {
                throw new AssertionError("a rule of the game");
            },
            Kind.STACK,
            FaultyGamesTest::recurse,
            Kind.CLASS,
            () -> Broken.touch(),
            Kind.MEMORY,
            FaultyGamesTest::takeTooMuch));
    private Runnable fault = () -> {};
    private long nowNanos;

    /** What goes wrong in a game. */
    enum Kind {
        EXCEPTION("IllegalStateException", "Faulty.faultAt"),
        ERROR("AssertionError", "Faulty.faultAt"),
        STACK("StackOverflowError", "FaultyGamesTest.recurse"),
        CLASS("Error", "Faulty.faultAt"),
        /** The JVM has stacks for the first few of these only. */
        MEMORY("OutOfMemoryError", "");

        final String thrown;
        /** What is in its stack. */
        final String where;

        Kind(String thrown, String where) {
            this.thrown = thrown;
            this.where = where;
        }
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    static Stream<Arguments> everywhere() {
        return Stream.of(Place.REFUSAL, Place.JOINED, Place.LEFT, Place.LOOK, Place.TEAM, Place.STEP)
                .flatMap(place -> Stream.of(Kind.values()).map(kind -> Arguments.of(place, kind)));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void shouldEndTheRoomAloneAndKeepItsRecording(Place place, Kind kind) {
        RecordingJournal journal = new RecordingJournal(() -> new Faulty(place, () -> {}));
        Room failing = open(place, 0, journal);
        enter(failing, guest);
        Seat leaving = enter(failing, new FakeOutlet());
        Room healthy = open("healthy");
        ticks(3);
        assertThat(ended).isEmpty();
        fault = faults.get(kind);
        if (place == Place.REFUSAL || place == Place.JOINED) {
            enter(failing, new FakeOutlet());
        }
        if (place == Place.LEFT) {
            leaving.leave();
        }

        ticks(3);

        assertThat(ended).containsExactly(failing);
        assertThat(guest.reason()).isEqualTo(DisconnectReason.ROOM_FAILED);
        assertThat(counters.get(Counter.ROOMS_FAILED)).isEqualTo(1);
        assertThat(counters.get(Counter.LOOP_ERRORS)).isZero();
        assertThat(counters.get(Counter.MEMORY_SHORTAGES)).isEqualTo(kind == Kind.MEMORY ? 1 : 0);
        assertThat(log.takeWithStacks())
                .singleElement()
                .asString()
                .startsWith("ERROR room failing ends: its game threw an exception")
                .contains(kind.thrown, kind.where);
        journal.assertReplays(place + " " + kind);
        assertThat(journal.hashes()).as("ticks that are kept").hasSizeGreaterThanOrEqualTo(3);
        assertThat(journal.changes()).contains("join").doesNotContain("ending");
        assertThat(healthy.seatCount()).isEqualTo(1);
        assertThat(neighbour.reason()).isNull();
        assertThat(neighbour.messages()).as("a welcome and each snapshot").hasSize(1 + 6);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void shouldLoseNoMoreThanABotToABrainThatFails(Kind kind) {
        Room room = open(Place.THINK, 2, JournalSink.NONE);
        enter(room, guest);
        ticks(3);
        assertThat(room.stats().bots()).isEqualTo(1);
        fault = faults.get(kind);

        ticks(3);

        assertThat(ended).isEmpty();
        assertThat(guest.reason()).isNull();
        assertThat(counters.get(Counter.BOTS_FAILED)).isEqualTo(1);
        assertThat(counters.get(Counter.MEMORY_SHORTAGES)).isEqualTo(kind == Kind.MEMORY ? 1 : 0);
        assertThat(log.takeWithStacks()).singleElement().asString().contains(kind.thrown);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void shouldGoOnWithoutBotsWhereNoBrainCanBeMade(Kind kind) {
        fault = faults.get(kind);
        Room room = open(Place.BRAIN, 2, JournalSink.NONE);
        enter(room, guest);

        ticks(3);

        assertThat(ended).isEmpty();
        assertThat(guest.reason()).isNull();
        assertThat(counters.get(Counter.BOTS_FAILED)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void shouldEndARoomForItsReasonWhateverItsGameDoesAtTheEnd(Kind kind) {
        fault = faults.get(kind);
        Room room = open(Place.ENDING, 0, JournalSink.NONE);
        enter(room, guest);
        ticks(1);

        loop.end(DisconnectReason.SERVER_STOPPING);

        assertThat(guest.reason()).isEqualTo(DisconnectReason.SERVER_STOPPING);
        assertThat(counters.get(Counter.LOOP_ERRORS)).isZero();
        assertThat(log.takeWithStacks())
                .singleElement()
                .asString()
                .startsWith("ERROR the game threw an exception at the end of its room")
                .contains(kind.thrown);
    }

    @Test
    void shouldEndARoomThatCatchesNothingButRunsOutOfStackAgainAndAgain() {
        List<FakeOutlet> guests = new ArrayList<>();
        fault = FaultyGamesTest::recurse;
        for (int i = 0; i < 5; i++) {
            FakeOutlet outlet = new FakeOutlet();
            guests.add(outlet);
            enter(open(Place.STEP, 0, JournalSink.NONE), outlet);
        }
        open("healthy");

        ticks(3);

        assertThat(guests).extracting(FakeOutlet::reason).containsOnly(DisconnectReason.ROOM_FAILED);
        assertThat(neighbour.reason()).isNull();
        assertThat(neighbour.messages()).hasSize(1 + 3);
    }

    private Room open(String id) {
        Room room = Rooms.open(Listing.of(id), new RoomTypes().build(), JournalSink.NONE, counters, () -> 0);
        enter(room, neighbour);
        loop.add(room);
        return room;
    }

    private Room open(Place place, int bots, JournalSink journal) {
        Runnable before = fault;
        fault = () -> {};
        Room room = Rooms.open(
                Listing.of("failing"),
                new RoomTypes()
                        .interest(place == Place.LOOK ? new Radii(50, 60, 80, 1.1) : null)
                        .bots(bots)
                        .build(() -> new Faulty(place, () -> fault.run())),
                journal,
                counters,
                () -> 0);
        fault = before;
        loop.add(room);
        return room;
    }

    private static Seat enter(Room room, FakeOutlet outlet) {
        assertThat(room.reserve(Role.PLAYER)).isTrue();
        Seat seat = room.enter(outlet, SeatRequests.player("P"));
        if (seat == null) {
            throw new AssertionError("the mailbox is full");
        }
        return seat;
    }

    private void ticks(int count) {
        for (int i = 0; i < count; i++) {
            loop.doWork(nowNanos);
            nowNanos += PERIOD_NANOS;
        }
    }

    private static void raise() {
        throw new IllegalStateException("a rule of the game");
    }

    private static void recurse() {
        Stream.of("deeper").forEach(word -> recurse());
    }

    private static void takeTooMuch() {
        List<long[]> taken = new ArrayList<>();
        while (taken.isEmpty()) {
            taken.add(new long[Integer.MAX_VALUE]);
        }
    }

    /** A class that the JVM does not get initialised: the first use says why, further ones that there is none. */
    private static final class Broken {
        static final int VALUE = Integer.parseInt("a number");

        static void touch() {
            assertThat(VALUE).isPositive();
        }
    }
}
