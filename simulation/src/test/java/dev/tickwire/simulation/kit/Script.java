package dev.tickwire.simulation.kit;

import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** How a match begins, and all that was done to it: enough to run it again. */
final class Script {
    final Supplier<? extends Game> newGame;
    final List<Deed> deeds = new ArrayList<>();
    final Map<String, Double> tunables = new TreeMap<>();
    double tickRateHz = 20;
    long seed = 1;
    int mostViewAgo;
    int ticks;

    Script(Supplier<? extends Game> newGame) {
        this.newGame = newGame;
    }

    /** A game of its own, as it begins: nothing of the script has been done. */
    Simulation start() {
        Simulation simulation = new Simulation(tunedGame(), tickRateHz, seed);
        simulation.setMostViewAgo(mostViewAgo);
        return simulation;
    }

    Game tunedGame() {
        Game game = newGame.get();
        tunables.forEach(game::tune);
        return game;
    }
}
