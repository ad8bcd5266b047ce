package dev.tickwire.simulation.kit;

import dev.tickwire.simulation.world.Chosen;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Setup;
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
    Chosen options = Chosen.nothing();
    double tickRateHz = 20;
    long seed = 1;
    int mostViewAgo;
    int ticks;
    private boolean isOpened;

    Script(Supplier<? extends Game> newGame) {
        this.newGame = newGame;
    }

    /** A game of its own, as it begins: nothing of the script has been done. */
    Simulation start() {
        Simulation simulation = new Simulation(tunedGame(), tickRateHz, setup());
        simulation.setMostViewAgo(mostViewAgo);
        return simulation;
    }

    /** Whether a person who joins now is the first, and so has opened the room. */
    boolean isOpenedNow() {
        boolean isFirst = !isOpened;
        isOpened = true;
        return isFirst;
    }

    /** Forgets what a player's input was last, if that is of this tick and nothing came after it. */
    void dropInput(int player, int tick) {
        Deed last = deeds.isEmpty() ? null : deeds.get(deeds.size() - 1);
        if (last instanceof Deed.Input input && input.player() == player && input.tick() == tick) {
            deeds.remove(deeds.size() - 1);
        }
    }

    Setup setup() {
        return new Setup("", seed, options);
    }

    Game tunedGame() {
        Game game = newGame.get();
        tunables.forEach(game::tune);
        return game;
    }
}
