package dev.tickwire.simulation.browser;

import dev.tickwire.simulation.arena.Arena;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.walkers.Walkers;
import dev.tickwire.simulation.whiteboard.Whiteboard;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Simulation;
import java.util.Locale;

/** A game whose rules are a module of the same name. */
enum SampleGame {
    ARENA,
    WALKERS,
    WHITEBOARD;

    String module() {
        return name().toLowerCase(Locale.ROOT);
    }

    Game start() {
        return switch (this) {
            case ARENA -> new Arena();
            case WALKERS -> new Walkers();
            case WHITEBOARD -> new Whiteboard();
        };
    }

    Schema schema() {
        return new Simulation(start(), Match.TICK_RATE_HZ, 0).schema();
    }
}
