package dev.tickwire.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.server.fixture.Guest;
import dev.tickwire.server.fixture.RandomInputs;
import dev.tickwire.server.fixture.RecordingJournal;
import dev.tickwire.server.fixture.RoomDriver;
import dev.tickwire.server.fixture.RoomTypes;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.seats.Departure;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.world.Game;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that changes the world of a room passes its journal: the match can be played again from that only. */
class RoomReplayTest {
    private static final int TICKS = 600;
    private static final int MOST_GUESTS = 6;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final List<Guest> present = new ArrayList<>();
    private final List<Guest> away = new ArrayList<>();

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.tickwire.server.fixture.SampleGames#all")
    void shouldPutEverythingThatChangesTheWorldIntoTheJournal(String name, Supplier<Game> games) {
        RecordingJournal journal = new RecordingJournal(games);
        RoomDriver room = new RoomDriver(types().build(games), journal);
        List<CompletableFuture<Checkpoint>> asked = new ArrayList<>();
        // What must be in each match: an input that comes to rest, a resume, a seat that expires, and a retune.
        Guest ada = room.join("Ada");
        Guest bo = room.join("Bo");
        for (int tick = 1; tick <= TICKS; tick++) {
            act(room, games);
            if (tick == 195) {
                int[] raws = RandomInputs.raws(room.room().type().inputColumns(), random);
                ada.seat().offerInput(tick, 0, raws, 0, raws.length, room.nowNanos());
            }
            if (tick == 200 || tick == 300) {
                (tick == 200 ? ada : bo).seat().depart(Departure.LOST);
            } else if (tick == 210) {
                room.resume(ada);
                room.room().follow(types().rates(40, 20).build(games));
            }
            if (tick % 37 == 0) {
                room.pass(random.nextInt(3_000) * 1_000_000L);
            }
            if (tick % 150 == 100) {
                asked.add(room.room().control().checkpoint());
            }
            assertThat(room.tick()).as("seed %d", seed).isTrue();
        }

        assertThat(room.count(Counter.SEATS_RESUMED)).as("seed %d", seed).isPositive();
        assertThat(room.count(Counter.SEATS_EXPIRED)).as("seed %d", seed).isPositive();
        assertThat(room.count(Counter.ROOMS_RETUNED)).as("seed %d", seed).isPositive();
        assertThat(journal.hashes()).hasSize(TICKS);
        assertThat(journal.changes()).contains("join", "leave", "input", "rest", "retune", "checkpoint");
        journal.assertReplays("seed " + seed);
        for (int i = 0; i < asked.size(); i++) {
            journal.assertGoesOnFrom(i, asked.get(i).join(), "seed " + seed);
        }
    }

    private static RoomTypes types() {
        return new RoomTypes().resumeGraceMillis(2_000).rates(20, 10).inputWindowMillis(500);
    }

    private void act(RoomDriver room, Supplier<Game> games) {
        if (random.nextInt(10) == 0 && room.room().seatCount() < MOST_GUESTS) {
            present.add(room.join("Guest " + random.nextInt(1000)));
        }
        if (random.nextInt(40) == 0 && !present.isEmpty()) {
            Guest gone = present.remove(random.nextInt(present.size()));
            boolean isLost = random.nextBoolean() && gone.watcher().welcome() != null;
            gone.seat().depart(isLost ? Departure.LOST : Departure.LEFT);
            if (isLost) {
                away.add(gone);
            }
        }
        if (random.nextInt(40) == 0 && !away.isEmpty()) {
            // Its seat may have expired: then it is refused.
            present.add(room.resume(away.remove(random.nextInt(away.size()))));
        }
        if (random.nextInt(60) == 0) {
            room.room().follow(retuned(games));
        }
        present.removeIf(guest -> guest.seat().hasDeparted());
        List<ColumnType> columns = room.room().type().inputColumns();
        for (Guest guest : present) {
            if (random.nextInt(3) > 0) {
                int[] raws = RandomInputs.raws(columns, random);
                int tick = (int) room.count(Counter.TICKS) - 2 + random.nextInt(8);
                guest.seat().offerInput(Math.max(1, tick), random.nextInt(100), raws, 0, raws.length, room.nowNanos());
            }
        }
    }

    private RoomType retuned(Supplier<Game> games) {
        int snapshots = 10 + random.nextInt(20);
        RoomTypes types = types().rates(snapshots * (1 + random.nextInt(3)), snapshots);
        RandomInputs.tunables(games.get().tunables(), random).forEach(types::tune);
        return types.build(games);
    }
}
