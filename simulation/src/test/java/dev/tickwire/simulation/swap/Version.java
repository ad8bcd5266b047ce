package dev.tickwire.simulation.swap;

import dev.tickwire.simulation.world.Declared;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Simulation;
import dev.tickwire.simulation.world.Step;
import java.util.function.Consumer;

/** A version of a game whose rules are what a test says. */
abstract class Version extends Game {
    private Consumer<Step> rules = step -> {};

    final Simulation simulation() {
        return new Simulation(this, 20, 7);
    }

    /** What the coming steps do. */
    final void does(Consumer<Step> wanted) {
        rules = wanted;
    }

    @Override
    public void step(Step step) {
        rules.accept(step);
    }

    /** How worlds of another simulation are taken over into one of this version, which has not run yet. */
    static StateMapping mapping(Simulation from, Game to, Simulation running) throws UnmappableException {
        return StateMapping.of(from.schema(), Declared.of(to), running.save(null));
    }
}
