package dev.tickwire.client.swarm.bot;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TableType;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Plays any game with random legal inputs, each held for 0.2 to 1 second. */
final class RandomPilot implements Pilot {
    private static final double SHORTEST_HOLD_SECONDS = 0.2;
    private static final double LONGEST_HOLD_SECONDS = 1;

    private final List<ColumnType> columns;
    private final double tickRateHz;
    private final SplittableRandom random;
    private int ticksToHold;

    RandomPilot(TableType inputs, double tickRateHz, SplittableRandom random) {
        columns = inputs.columns();
        this.tickRateHz = tickRateHz;
        this.random = random;
    }

    /** Fills in the inputs of a player who does nothing. */
    static void rest(TableType inputs, int[] input) {
        for (int c = 0; c < input.length; c++) {
            input[c] = inputs.columns().get(c).restingRaw();
        }
    }

    @Override
    public void decide(@Nullable Snapshot now, int[] input) {
        if (ticksToHold-- > 0) {
            return;
        }
        ticksToHold = (int) (tickRateHz * random.nextDouble(SHORTEST_HOLD_SECONDS, LONGEST_HOLD_SECONDS));
        for (int c = 0; c < input.length; c++) {
            ColumnType column = columns.get(c);
            switch (column.kind()) {
                case REFERENCE, TEXT -> input[c] = 0;
                default -> input[c] = random.nextInt(column.rawMin(), column.rawMax() + 1);
            }
        }
    }
}
