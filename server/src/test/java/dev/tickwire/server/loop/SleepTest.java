package dev.tickwire.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.DisconnectReason;
import dev.tickwire.proto.codec.Replica;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.server.fixture.FakeOutlet;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.fixture.Rooms;
import dev.tickwire.server.fixture.SeatRequests;
import dev.tickwire.server.fixture.Watcher;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.metrics.TickLateness;
import dev.tickwire.server.room.Listing;
import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomSettings;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Departure;
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.Seat;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rooms that sleep while nothing changes, and loops that leave them alone. */
class SleepTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final long START = -700 * MILLI;
    private static final int STANDING = 10;

    /** Everybody is moved by what they say, up to a wall. */
    private static final class Strollers extends Game {
        private final boolean sleeps;
        private final Table steps = inputs(new Table("steps", 8));
        private final Column dx = steps.fixed("dx", -10, 10, 1);
        private final Table people = players(new Table("people", 8));
        private final Column x = people.fixed("x", 0, 30, 1);
        private int stepCount;

        Strollers(boolean sleeps) {
            this.sleeps = sleeps;
        }

        @Override
        public boolean sleepsWhenStill() {
            return sleeps;
        }

        @Override
        public void step(Step step) {
            stepCount++;
            for (int person = people.first(); person >= 0; person = people.next(person)) {
                x.add(person, dx.get(person));
            }
        }
    }

    /** A loop with one room in it, whose time a test makes. */
    private static final class World {
        final Counters counters = new Counters();
        final List<Room> ended = new ArrayList<>();
        final Strollers game;
        final Room room;
        final List<Visitor> visitors = new ArrayList<>();
        Loop loop = newLoop();
        long nowNanos = START;
        long wait;

        World(boolean sleeps, RoomTypes types) {
            List<Strollers> games = new ArrayList<>();
            RoomType type = types.build(() -> {
                games.add(new Strollers(sleeps));
                return games.get(games.size() - 1);
            });
            room = Rooms.open(Listing.of("s-1"), type, JournalSink.NONE, counters, () -> nowNanos);
            game = games.get(games.size() - 1);
            loop.add(room);
        }

        Loop newLoop() {
            return new Loop(5, counters, new TickLateness(() -> nowNanos), ended::add);
        }

        Visitor join(String name) {
            assertThat(room.reserve(Role.PLAYER)).isTrue();
            Visitor visitor = new Visitor(this, name);
            visitors.add(visitor);
            return visitor;
        }

        /** Lets the loop's thread sleep as long as it wants, again and again. */
        void pass(long nanos) {
            long endNanos = nowNanos + nanos;
            work();
            while (wait <= endNanos - nowNanos) {
                nowNanos += wait;
                work();
            }
            nowNanos = endNanos;
        }

        /** The loop's thread is awake. */
        void work() {
            wait = loop.doWork(nowNanos);
            visitors.forEach(Visitor::read);
        }

        /** Ticks that it has done, or slept for until its newest one. */
        int tick() {
            return (int) (counters.get(Counter.TICKS) + counters.get(Counter.TICKS_SLEPT));
        }

        /** The newest tick by the clock: the first was at the start. */
        int tickByClock() {
            return 1 + (int) ((nowNanos - START) / (50 * MILLI));
        }
    }

    /** A client whose acks come a millisecond late. */
    private static final class Visitor {
        final World world;
        final FakeOutlet outlet = new FakeOutlet();
        final Watcher watcher = new Watcher();
        final Seat seat;
        int read;

        Visitor(World world, String name) {
            this.world = world;
            seat = Objects.requireNonNull(world.room.enter(outlet, SeatRequests.player(name)));
        }

        void read() {
            int before = watcher.frames().size();
            while (read < outlet.messages().size()) {
                watcher.receive(outlet.messages().get(read++));
            }
            if (watcher.frames().size() > before) {
                seat.heard(world.nowNanos + MILLI);
                seat.acknowledge(watcher.lastFrame().getTick());
                seat.stir();
            }
        }

        void walk(int forTick, int dx) {
            seat.heard(world.nowNanos);
            assertThat(seat.offerInput(forTick, 0, new int[] {dx + STANDING}, 0, 1, world.nowNanos))
                    .isTrue();
            seat.stir();
        }
    }

    private static RoomTypes types() {
        return RoomTypes.asShipped();
    }

    @Test
    void shouldRunAFewTicksWhereNothingChangesAndSendFewHeartbeats() {
        World world = new World(true, types());
        Visitor ada = world.join("Ada");
        world.pass(3 * SECOND);
        int stepsBefore = world.game.stepCount;
        int framesBefore = ada.watcher.frames().size();

        world.pass(100 * SECOND);

        assertThat(world.game.stepCount - stepsBefore).isBetween(100, 130);
        assertThat(ada.watcher.frames().size() - framesBefore).isBetween(9, 11);
        assertThat(ada.watcher.ticks()).as("what it was sent at rest").allMatch(tick -> tick <= 103 * 20 + 1);
        assertThat(world.tick()).as("ticks go by as ever").isBetween(102 * 20 + 1, 103 * 20 + 1);
        assertThat(world.room.stats().isAsleep()).isTrue();
        assertThat(ada.outlet.reason()).isNull();
        assertThat(world.counters.get(Counter.TICKS_LATE)).isZero();
        assertThat(world.counters.get(Counter.KEYFRAMES_SENT)).isEqualTo(1);
    }

    @Test
    void shouldNeverSleepWhereTheGameDoesNotSaySo() {
        World world = new World(false, types());
        world.join("Ada");
        world.pass(20 * SECOND);

        assertThat(world.game.stepCount).isEqualTo(20 * 20 + 1);
        assertThat(world.room.stats().isAsleep()).isFalse();
    }

    @Test
    void shouldTakeAnInputAtTheTickThatIsNext() {
        World world = new World(true, types());
        Visitor ada = world.join("Ada");
        world.pass(60 * SECOND + 310 * MILLI);
        assertThat(world.room.sleep().isAsleep()).isTrue();

        ada.walk(60 * 20 + 8, 7);
        world.work();
        assertThat(world.wait).as("to the next tick, at 350 ms").isEqualTo(40 * MILLI);
        world.pass(41 * MILLI);

        ServerFrame frame = ada.watcher.lastFrame();
        assertThat(frame.getTick()).isEqualTo(60 * 20 + 8);
        assertThat(frame.getInputAckAgo()).isZero();
        assertThat(frame.getInputMarginMillis()).isEqualTo(40);
        assertThat(frame.getQuietAgo()).as("nothing had moved a tick before").isEqualTo(1);
        assertThat(ada.watcher.raw("people", 0, "x")).isEqualTo(7);
        assertThat(world.room.stats().isAsleep()).isFalse();
    }

    @Test
    void shouldStayAwakeForAnInputThatIsForALaterTick() {
        World world = new World(true, types());
        Visitor ada = world.join("Ada");
        world.pass(30 * SECOND + 10 * MILLI);

        ada.walk(30 * 20 + 12, 7);
        world.pass(600 * MILLI);

        assertThat(ada.watcher.ticks()).contains(30 * 20 + 12);
        assertThat(world.counters.get(Counter.INPUTS_LATE)).isZero();
    }

    /** The same people do the same in a room that sleeps and in one that does not. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldTellTheSameAsARoomThatNeverSleeps(long seed) {
        List<World> worlds = List.of(new World(true, random(seed)), new World(false, random(seed)));
        Random random = new Random(seed);
        for (int act = 0; act < 40; act++) {
            int mostMillis = random.nextInt(3) == 0 ? 8_000 : 300;
            long pause = random.nextInt(mostMillis) * MILLI + 1;
            int who = random.nextInt(6);
            int what = random.nextInt(4);
            int dx = random.nextInt(5) - 2;
            int ahead = random.nextInt(4);
            for (World world : worlds) {
                world.pass(pause);
                act(world, who, what, dx, ahead);
            }
        }
        // All come to rest at a wall, and what they did is told.
        worlds.forEach(world -> world.pass(60 * SECOND));
        worlds.forEach(world -> world.join("Last"));
        worlds.forEach(world -> world.pass(SECOND));

        World sleeper = worlds.get(0);
        World other = worlds.get(1);
        assertThat(sleeper.counters.get(Counter.TICKS_SLEPT)).isPositive();
        assertThat(other.counters.get(Counter.TICKS_SLEPT)).isZero();
        for (int i = 0; i < other.visitors.size(); i++) {
            assertThat(told(sleeper.visitors.get(i)))
                    .as("seed %d, visitor %d", seed, i)
                    .isEqualTo(told(other.visitors.get(i)));
            assertThat(sleeper.visitors.get(i).watcher.outcomes()).allMatch(Replica.Outcome.APPLIED::equals);
        }
    }

    private static RoomTypes random(long seed) {
        return types().seed(seed).rates(20, seed % 2 == 0 ? 20 : 10);
    }

    private static void act(World world, int who, int what, int dx, int ahead) {
        if (who >= world.visitors.size()) {
            if (world.visitors.size() < 5) {
                world.join("P" + who);
            }
        } else if (what == 0) {
            world.visitors.get(who).seat.say("Hello");
        } else {
            Visitor visitor = world.visitors.get(who);
            if (!visitor.seat.hasDeparted()) {
                visitor.walk(world.tickByClock() + 1 + ahead, dx);
            }
        }
    }

    /** What it was told that is more than that nothing has changed. */
    private static List<String> told(Visitor visitor) {
        List<String> told = new ArrayList<>();
        int tickBefore = 0;
        for (ServerFrame frame : visitor.watcher.frames()) {
            // One that is sent right after a heartbeat need not say that it was quiet until then.
            int quietTick = frame.getQuietAgo() == 0 ? tickBefore : frame.getTick() - frame.getQuietAgo();
            tickBefore = frame.getTick();
            boolean hasChanges = frame.getBlocks(0).getTablesCount() > 0;
            if (hasChanges || frame.hasInputMarginMillis() || frame.getChatsCount() > 0) {
                told.add(frame.getTick() + " as at " + quietTick + " ack " + frame.getInputAckAgo() + " margin "
                        + frame.getInputMarginMillis() + " chats " + frame.getChatsCount());
            }
        }
        return told;
    }

    @Test
    void shouldWakeForWhatIsAskedOfItFromOutside() {
        World world = new World(true, types());
        world.join("Ada");
        world.pass(30 * SECOND + 10 * MILLI);
        Snapshot into = new Snapshot(world.room.type().schema());

        CompletableFuture<Snapshot> look = world.room.control().look(into);
        world.pass(50 * MILLI);

        assertThat(look).isCompleted();
        assertThat(look.join().tick()).as("as it is before tick 602").isEqualTo(601);
    }

    @Test
    void shouldCallItsDriverOnceAboutARoomThatWakes() {
        World world = new World(true, types());
        Visitor ada = world.join("Ada");
        world.pass(30 * SECOND + 10 * MILLI);
        int[] calls = {0};
        world.loop.driveBy(() -> calls[0]++);

        ada.walk(700, 1);
        ada.walk(701, 1);

        assertThat(calls[0]).isEqualTo(1);
    }

    @Test
    void shouldGoOnWithARoomThatSleptOnALoopThatDied() {
        World world = new World(true, types());
        Visitor ada = world.join("Ada");
        world.pass(30 * SECOND + 10 * MILLI);
        Loop before = world.loop;

        world.loop = world.newLoop();
        world.loop.takeOver(before);
        world.pass(50 * MILLI);
        assertThat(world.tick()).as("it was woken").isEqualTo(602);
        world.pass(10 * SECOND);
        ada.walk(world.tickByClock() + 1, 5);
        world.pass(60 * MILLI);

        assertThat(ada.watcher.raw("people", 0, "x")).isPositive();
    }

    @Test
    void shouldEndTheSeatOfSomebodyWhoIsAwayForTooLong() {
        World world = new World(true, types().resumeGraceMillis(10_000));
        Visitor ada = world.join("Ada");
        world.join("Bo");
        world.pass(30 * SECOND);
        ada.seat.depart(Departure.LOST);
        world.pass(8 * SECOND);
        assertThat(world.room.seatCount()).isEqualTo(2);

        world.pass(3 * SECOND + 100 * MILLI);

        assertThat(world.room.seatCount()).isEqualTo(1);
    }

    @Test
    void shouldLetTimeStandStillInAnEmptyRoomThatWaits() {
        World world = new World(false, types().emptyRoomsWait().emptyRoomTimeoutMillis(RoomSettings.NEVER));
        Visitor ada = world.join("Ada");
        world.pass(10 * SECOND);
        ada.seat.leave();
        world.pass(6 * SECOND);
        int tick = world.tick();
        assertThat(world.room.stats().isAsleep()).isTrue();

        world.pass(3_600 * SECOND);
        assertThat(world.tick()).isEqualTo(tick);
        Visitor bo = world.join("Bo");
        world.work();

        assertThat(bo.watcher.lastFrame().getTick()).as("the next tick").isEqualTo(tick + 1);
        world.pass(10 * SECOND);
        assertThat(world.tick()).isEqualTo(tick + 1 + 200);
        assertThat(world.counters.get(Counter.SCHEDULES_MOVED)).isZero();
    }

    @Test
    void shouldEndAnEmptyRoomThatWaitsWhenItsTimeIsOver() {
        World world = new World(false, types().emptyRoomsWait().emptyRoomTimeoutMillis(60_000));
        Visitor ada = world.join("Ada");
        world.pass(SECOND);
        ada.seat.leave();

        world.pass(59 * SECOND);
        assertThat(world.ended).isEmpty();
        world.pass(2 * SECOND);

        assertThat(world.ended).containsExactly(world.room);
    }

    @Test
    void shouldMakeWayThoughItWaits() {
        World world = new World(false, types().emptyRoomsWait().emptyRoomTimeoutMillis(RoomSettings.NEVER));
        Visitor ada = world.join("Ada");
        world.pass(SECOND);
        ada.seat.leave();
        world.pass(20 * SECOND);

        assertThat(world.room.closeIfEmpty()).isTrue();
        world.work();

        assertThat(world.ended).containsExactly(world.room);
    }

    @Test
    void shouldGoOnInAnEmptyRoomThatDoesNotWait() {
        World world = new World(false, types().emptyRoomTimeoutMillis(RoomSettings.NEVER));
        Visitor ada = world.join("Ada");
        world.pass(SECOND);
        ada.seat.leave();
        world.pass(20 * SECOND);

        assertThat(world.game.stepCount).isEqualTo(21 * 20 + 1);
    }

    @Test
    void shouldEndWithTheServerWhileItSleeps() {
        World world = new World(true, types());
        Visitor ada = world.join("Ada");
        world.pass(30 * SECOND);

        world.loop.end(DisconnectReason.SERVER_STOPPING);

        assertThat(ada.outlet.reason()).isEqualTo(DisconnectReason.SERVER_STOPPING);
    }
}
