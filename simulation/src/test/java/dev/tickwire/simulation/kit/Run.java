package dev.tickwire.simulation.kit;

import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.world.Simulation;
import dev.tickwire.simulation.world.Tunable;
import java.util.Map;
import java.util.TreeMap;

/** A script that is run once more. */
final class Run {
    private final Script script;
    private final Snapshot snapshot;
    private Simulation simulation;
    private int nextDeed;

    Run(Script script) {
        this.script = script;
        simulation = script.start();
        snapshot = new Snapshot(simulation.schema());
    }

    Simulation simulation() {
        return simulation;
    }

    /** Does what is to be done before the next step. */
    void act() {
        while (nextDeed < script.deeds.size() && script.deeds.get(nextDeed).tick() <= simulation.tick()) {
            script.deeds.get(nextDeed++).doTo(simulation);
        }
    }

    void step() {
        act();
        simulation.step();
    }

    /** Goes on in a new instance of the game, as a server does that starts again from a checkpoint. */
    void resume() {
        Map<String, Double> tunables = new TreeMap<>();
        for (Tunable tunable : simulation.tunables()) {
            tunables.put(tunable.name(), tunable.get());
        }
        Simulation next = script.start();
        next.tune(tunables);
        next.restore(simulation.save(null));
        simulation = next;
    }

    /** The state now: the same object every time. */
    Snapshot state() {
        simulation.capture(snapshot);
        return snapshot;
    }
}
