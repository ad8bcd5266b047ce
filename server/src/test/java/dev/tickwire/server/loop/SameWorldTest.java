package dev.tickwire.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.codec.Replica;
import dev.tickwire.proto.wire.Codec;
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
import dev.tickwire.server.seats.Role;
import dev.tickwire.server.seats.Seat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same seed and the same inputs at the same ticks give the same world, whatever the wall clock did. */
class SameWorldTest {
    private static final int TICKS = 400;
    private static final int PLAYERS = 3;
    private static final int AHEAD = 20;
    private static final long PERIOD = 50_000_000L;

    static LongStream seeds() {
        return LongStream.range(0, 25);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldMakeTheSameWorldWhateverTheWallClockDoes(long seed) {
        Run steady = new Run(seed);
        while (steady.ticks() < TICKS) {
            steady.advance(PERIOD);
        }
        assertThat(steady.counters.get(Counter.TICKS_LATE)).isZero();

        Run jittery = new Run(seed);
        Random jitter = new Random(seed + 1000);
        while (jittery.ticks() < TICKS) {
            jittery.advance((long) (PERIOD * Math.pow(jitter.nextDouble(), 3) * 12));
        }
        assertThat(jittery.counters.get(Counter.SCHEDULES_MOVED)).isPositive();
        assertThat(jittery.counters.get(Counter.TICKS_LATE)).isPositive();

        for (int player = 0; player < PLAYERS; player++) {
            Map<Integer, Integer> expected = steady.hashes(player);
            Map<Integer, Integer> actual = jittery.hashes(player);
            actual.keySet().removeIf(tick -> tick > TICKS);
            assertThat(expected).hasSizeGreaterThanOrEqualTo(TICKS);
            assertThat(actual).as("but for snapshots left out").hasSizeGreaterThan(TICKS / 4);
            assertThat(expected).as("seed %d, player %d", seed, player).containsAllEntriesOf(actual);
        }
        assertThat(new Run(seed + 1).firstHash())
                .as("another seed is another world")
                .isNotEqualTo(new Run(seed).firstHash());
    }

    /** A room with players whose inputs follow from the seed alone. */
    private static final class Run {
        private final Counters counters = new Counters();
        private final Loop loop = new Loop(5, counters, new TickLateness(() -> 0), room -> {});
        private final List<FakeOutlet> outlets = new ArrayList<>();
        private final List<Seat> seats = new ArrayList<>();
        private final Random inputs;
        private int offeredTick;
        private long nowNanos = 123_456_789;

        Run(long seed) {
            inputs = new Random(seed);
            Room room = Rooms.open(
                    Listing.of("r"),
                    new RoomTypes()
                            .seed(seed)
                            .tune("gulls", 10)
                            .maxUnackedMillis(3_600_000)
                            .build(),
                    JournalSink.NONE,
                    counters,
                    () -> 0);
            for (int i = 0; i < PLAYERS; i++) {
                assertThat(room.reserve(Role.PLAYER)).isTrue();
                outlets.add(new FakeOutlet());
                seats.add(room.enter(
                        outlets.get(i), SeatRequests.reading(List.of(Codec.PLAIN), Role.PLAYER, "P" + i, true)));
            }
            loop.add(room);
        }

        long ticks() {
            return counters.get(Counter.TICKS);
        }

        void advance(long nanos) {
            while (offeredTick < ticks() + AHEAD) {
                offeredTick++;
                for (Seat seat : seats) {
                    if (inputs.nextInt(3) > 0) {
                        int[] raws = {inputs.nextInt(1001), inputs.nextInt(3) - 1};
                        assertThat(seat.offerInput(offeredTick, 0, raws, 0, 2, nowNanos))
                                .isTrue();
                    }
                }
            }
            loop.doWork(nowNanos);
            nowNanos += nanos;
        }

        int firstHash() {
            advance(PERIOD);
            return hashes(0).get(1);
        }

        /** By tick. */
        Map<Integer, Integer> hashes(int player) {
            Watcher watcher = new Watcher();
            outlets.get(player).messages().forEach(watcher::receive);
            assertThat(watcher.outcomes()).allMatch(outcome -> outcome == Replica.Outcome.APPLIED);
            assertThat(watcher.frames()).allMatch(ServerFrame::hasStateHash);
            assertThat(counters.get(Counter.INPUTS_QUEUE_FULL)).isZero();
            assertThat(counters.get(Counter.INPUTS_LATE)).isZero();
            return watcher.frames().stream().collect(Collectors.toMap(ServerFrame::getTick, ServerFrame::getStateHash));
        }
    }
}
