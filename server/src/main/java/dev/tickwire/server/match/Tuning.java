package dev.tickwire.server.match;

import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Setup;
import dev.tickwire.simulation.world.Simulation;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What can be changed while a match runs.
 *
 * @param tickRateHz steps of the world per second
 * @param ticksPerSnapshot steps from one snapshot to the next
 * @param mostViewAgo how far back rules may look for what a player saw, in 1/16 ticks; 0: not at all
 * @param tunables the game's numbers that differ from their initial values, by name
 */
public record Tuning(double tickRateHz, int ticksPerSnapshot, int mostViewAgo, Map<String, Double> tunables) {
    public Tuning {
        tunables = Map.copyOf(tunables);
    }

    /** That of a match when a checkpoint of it was taken. */
    static Tuning of(Checkpoint from) {
        return new Tuning(
                from.tickRateHz(), from.ticksPerSnapshot(), from.world().mostViewAgo(), from.tunables());
    }

    /** Starts a game that nothing has run yet. */
    Simulation start(Game game, Setup setup) {
        return begun(new Simulation(tuned(game), tickRateHz, setup));
    }

    /** As {@link #start}, and checks the rules as they run. */
    Simulation startStrictly(Game game, Setup setup, Consumer<String> warnings) {
        return begun(Simulation.strict(tuned(game), tickRateHz, setup, warnings));
    }

    /** Lets a game that runs go on by it. */
    void applyTo(Simulation simulation) {
        simulation.setTickRateHz(tickRateHz);
        if (simulation.mostViewAgo() != mostViewAgo) {
            simulation.setMostViewAgo(mostViewAgo);
        }
        simulation.tune(tunables);
    }

    private Game tuned(Game game) {
        tunables.forEach(game::tune);
        return game;
    }

    private Simulation begun(Simulation simulation) {
        simulation.setMostViewAgo(mostViewAgo);
        return simulation;
    }
}
