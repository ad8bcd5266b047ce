package dev.tickwire.client.swarm.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.client.session.FakeRoom;
import dev.tickwire.simulation.arena.Arena;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TableType;
import dev.tickwire.simulation.walkers.Walkers;
import dev.tickwire.simulation.world.DistantBrains;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PilotsTest {
    private final FakeRoom room = new FakeRoom();

    @Test
    void shouldPlayByTheBrainOfTheGameThatTheServerRuns() {
        DistantBrains brains = brains().of(room.welcome().build());
        assertThat(brains).isNotNull();
        List<List<Integer>> decided = decide(brains, 11);
        assertThat(decided)
                .as("turns, thrusts or fires")
                .anySatisfy(input -> assertThat(input).isNotEqualTo(List.of(0, 0, 0)));
        assertThat(new HashSet<>(decided)).hasSizeGreaterThan(2);
    }

    @Test
    void shouldDecideTheSameWithTheSameSeedForWhatItSees() {
        DistantBrains brains = brains().of(room.welcome().build());
        List<List<Integer>> first = decide(brains, 12);
        FakeRoom again = new FakeRoom();
        assertThat(decide(brains, again, 12)).isEqualTo(first);
    }

    @Test
    void shouldHaveNoBrainForAGameThatItDoesNotKnow() {
        assertThat(new Brains(List.of(Walkers::new)).of(room.welcome().build())).isNull();
        assertThat(new Brains(List.of()).of(room.welcome().build())).isNull();
    }

    @Test
    void shouldGoOnWithoutAGameThatDoesNotStart() {
        Brains brains = new Brains(List.of(
                () -> {
                    throw new IllegalStateException("no");
                },
                Arena::new));
        assertThat(brains.of(room.welcome().build())).isNotNull();
    }

    @Test
    void shouldPlayAnyGameWithLegalInputsThatItHoldsForAWhile() {
        TableType inputs = otherInputs();
        RandomPilot pilot = new RandomPilot(inputs, 20, new SplittableRandom(1));
        int[] input = new int[inputs.columns().size()];
        RandomPilot.rest(inputs, input);
        assertThat(input)
                .as("the fixed column's 0.0 is 10 steps above its least")
                .containsExactly(5, 10, 0, 0, 0, 0, 0);
        Set<List<Integer>> seen = new HashSet<>();
        int changes = 0;
        int[] last = input.clone();
        for (int tick = 0; tick < 2000; tick++) {
            pilot.decide(null, input);
            for (int c = 0; c < input.length; c++) {
                ColumnType column = inputs.columns().get(c);
                assertThat(input[c]).isBetween(column.rawMin(), column.rawMax());
            }
            assertThat(input[5]).isZero();
            assertThat(input[6]).isZero();
            changes += Arrays.equals(input, last) ? 0 : 1;
            last = input.clone();
            seen.add(Arrays.stream(input).boxed().toList());
        }
        assertThat(changes).isBetween(100, 500);
        assertThat(seen).hasSizeGreaterThan(90);
    }

    private static TableType otherInputs() {
        return new TableType(
                "keys",
                4,
                List.of(
                        ColumnType.integer("n", 5, 1 << 30),
                        ColumnType.fixed("f", -1, 1, 0.1),
                        ColumnType.angle("a", 8),
                        ColumnType.flag("go"),
                        ColumnType.oneOf("kind", "x", "y", "z"),
                        ColumnType.reference("at", "ships"),
                        ColumnType.text("say")));
    }

    private static Brains brains() {
        return new Brains(List.of(Walkers::new, Arena::new));
    }

    private List<List<Integer>> decide(DistantBrains brains, long seed) {
        return decide(brains, room, seed);
    }

    private static List<List<Integer>> decide(DistantBrains brains, FakeRoom in, long seed) {
        var brain = brains.seat(FakeRoom.PLAYER, seed, (kind, raws, texts) -> false);
        Pilot pilot = new BrainPilot(brains, brain, 20);
        List<List<Integer>> inputs = new ArrayList<>();
        int[] input = new int[3];
        for (int i = 0; i < 200; i++) {
            in.simulation().setInput(FakeRoom.PLAYER, input, 0, 0);
            in.simulation().step();
            pilot.decide(visible(in), input);
            inputs.add(Arrays.stream(input).boxed().toList());
        }
        return inputs;
    }

    /** What a client of an arena holds: all but the columns that are hidden. */
    private static Snapshot visible(FakeRoom in) {
        Snapshot all = in.capture();
        Snapshot seen = new Snapshot(in.visible());
        seen.setTick(all.tick());
        for (int part = 0; part < seen.tableCount(); part++) {
            int[] columns = in.simulation().schema().parts().get(part).columns();
            int table = in.simulation().schema().parts().get(part).table();
            for (int row = all.table(table).next(0);
                    row >= 0;
                    row = all.table(table).next(row + 1)) {
                seen.table(part).put(row, all.table(table).generation(row));
                for (int c = 0; c < columns.length; c++) {
                    int width = seen.table(part).width(c);
                    System.arraycopy(
                            all.table(table).column(columns[c]),
                            row * width,
                            seen.table(part).column(c),
                            row * width,
                            width);
                }
            }
        }
        return seen;
    }
}
