package dev.tickwire.proto.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tickwire.proto.fixture.RandomGame;
import dev.tickwire.simulation.arena.Arena;
import dev.tickwire.simulation.walkers.Walkers;
import dev.tickwire.simulation.whiteboard.Whiteboard;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Simulation;
import dev.tickwire.simulation.world.WorldState;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointTest {
    private static final int TICKS_AFTER = 500;

    private final long seed = System.nanoTime();

    static Stream<Arguments> games() {
        long seed = System.nanoTime();
        return Stream.of(
                Arguments.of("arena", (Supplier<Game>) Arena::new, 2),
                Arguments.of("whiteboard", (Supplier<Game>) Whiteboard::new, 2),
                Arguments.of("walkers", (Supplier<Game>) Walkers::new, 1),
                Arguments.of("random tables 1 of seed " + seed, (Supplier<Game>) () -> new RandomGame(seed), 1),
                Arguments.of("random tables 2 of seed " + seed, (Supplier<Game>) () -> new RandomGame(seed + 1), 1),
                Arguments.of("random tables 3 of seed " + seed, (Supplier<Game>) () -> new RandomGame(seed + 2), 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("games")
    void shouldGoOnAsIfNothingHadHappened(String name, Supplier<Game> game, int matches)
            throws MalformedCheckpointException {
        for (long match = seed; match < seed + matches; match++) {
            RandomMatch original = new RandomMatch(game.get(), match);
            original.ticks(40 + (int) Math.floorMod(match, 200L));
            // Players come and go, and press keys, between the last step and the checkpoint.
            original.act();
            RandomMatch restored =
                    original.restored(game.get(), original.checkpoint().toBytes());
            assertThat(restored.hash()).as("seed %d", match).isEqualTo(original.hash());
            original.step();
            restored.step();

            for (int tick = 1; tick <= TICKS_AFTER; tick++) {
                assertThat(restored.hash())
                        .as("seed %d, tick %d after the checkpoint", match, tick)
                        .isEqualTo(original.hash());
                if (tick % 50 == 1) {
                    assertIsTheSame(restored, original, tick, match);
                }
                original.ticks(1);
                restored.ticks(1);
            }
        }
    }

    private static void assertIsTheSame(RandomMatch restored, RandomMatch original, int ticks, long match) {
        assertThat(restored.events(Math.min(ticks, 50)))
                .as("seed %d, events until tick %d after the checkpoint", match, ticks)
                .isEqualTo(original.events(Math.min(ticks, 50)));
        assertThat(restored.checkpoint().toBytes())
                .as("seed %d, checkpoint at tick %d after the checkpoint", match, ticks)
                .isEqualTo(original.checkpoint().toBytes());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("games")
    void shouldHaveTheSameBytesForTheSameState(String name, Supplier<Game> game, int matches)
            throws MalformedCheckpointException {
        RandomMatch match = new RandomMatch(game.get(), seed);
        match.ticks(100);
        match.act();
        byte[] bytes = match.checkpoint().toBytes();

        assertThat(match.checkpoint().toBytes()).as("seed %d", seed).isEqualTo(bytes);
        assertThat(Checkpoint.parse(bytes, new Simulation(game.get(), 20, 7)).toBytes())
                .as("seed %d", seed)
                .isEqualTo(bytes);
    }

    @Test
    void shouldKeepARoomBeforeItsFirstTick() throws MalformedCheckpointException {
        RandomMatch original = new RandomMatch(new Arena(), seed);
        RandomMatch restored =
                original.restored(new Arena(), original.checkpoint().toBytes());
        original.ticks(100);
        restored.ticks(100);
        assertThat(restored.hash()).as("seed %d", seed).isEqualTo(original.hash());
    }

    @Test
    void shouldKeepRatesAndTunables() throws MalformedCheckpointException {
        Simulation arena = new Simulation(new Arena(), 20, 1);
        arena.tune(Map.of("topSpeed", 123.25));
        arena.setMostViewAgo(77);
        byte[] bytes = Checkpoint.of(arena, 33.5, 3).toBytes();
        Simulation other = new Simulation(new Arena(), 20, 1);

        Checkpoint parsed = Checkpoint.parse(bytes, other);
        parsed.restore(other);

        assertThat(parsed.tickRateHz()).isEqualTo(33.5);
        assertThat(parsed.ticksPerSnapshot()).isEqualTo(3);
        assertThat(parsed.tunables()).containsEntry("topSpeed", 123.25).containsEntry("acceleration", 340.0);
        assertThat(other.mostViewAgo()).isEqualTo(77);
        assertThat(other.tunables())
                .filteredOn(tunable -> tunable.name().equals("topSpeed"))
                .singleElement()
                .returns(123.25, tunable -> tunable.get());
    }

    @Test
    void shouldBeSmall() {
        RandomMatch match = new RandomMatch(new Arena(), 5);
        match.ticks(400);
        // Ten ships, their shots, some rocks, and the ships at 8 ticks of the past.
        assertThat(match.checkpoint().toBytes()).hasSizeLessThan(4_000);
    }

    @Test
    void shouldRefuseRatesThatMakeNoSense() {
        WorldState world = new Simulation(new Walkers(), 20, 1).save(null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Checkpoint(0, 1, Map.of(), world))
                .withMessage("the tick rate must be above 0, not 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint(Double.NaN, 1, Map.of(), world));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Checkpoint(Double.POSITIVE_INFINITY, 1, Map.of(), world));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Checkpoint(20, 0, Map.of(), world))
                .withMessage("there must be a tick or more per snapshot, not 0");
        assertThat(List.of(new Checkpoint(20, 1, Map.of(), world))).hasSize(1);
    }
}
