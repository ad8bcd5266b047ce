package dev.tickwire.client.swarm.bot;

import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.world.Bot;
import dev.tickwire.simulation.world.DistantBrains;
import org.jspecify.annotations.Nullable;

/** Plays by the game's own brain. */
final class BrainPilot implements Pilot {
    private final DistantBrains brains;
    private final Bot brain;
    private final double tickRateHz;

    BrainPilot(DistantBrains brains, Bot brain, double tickRateHz) {
        this.brains = brains;
        this.brain = brain;
        this.tickRateHz = tickRateHz;
    }

    @Override
    public void decide(@Nullable Snapshot now, int[] input) {
        if (now != null) {
            int[] decided = brains.play(brain, now, tickRateHz);
            System.arraycopy(decided, 0, input, 0, input.length);
        }
    }
}
