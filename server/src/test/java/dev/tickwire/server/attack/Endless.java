package dev.tickwire.server.attack;

import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;

/** A game whose third step never ends. */
public final class Endless extends Game {
    private final Table inputs = inputs(new Table("inputs", 4));

    @Override
    public void step(Step step) {
        while (step.tick() > 2 && inputs.capacity() > 0) {
            Thread.onSpinWait();
        }
    }
}
