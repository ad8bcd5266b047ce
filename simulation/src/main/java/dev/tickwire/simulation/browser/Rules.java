package dev.tickwire.simulation.browser;

import dev.tickwire.simulation.world.Game;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.teavm.jso.JSExport;

/**
 * A game's rules in JavaScript. A game's module exports a function that returns this; the rest follows from here.
 *
 * <pre>{@code
 * public final class DotsRules {
 *     @JSExport
 *     public static Rules rules() {
 *         return new Rules(Dots::new);
 *     }
 * }
 * }</pre>
 *
 * <p>Exceptions are JavaScript errors with the same message. Numbers of tables, columns, rows and players are not
 * checked.
 */
public final class Rules {
    private final Supplier<? extends Game> newGame;
    private final List<Tuning> tunings = new ArrayList<>();

    private record Tuning(String name, double value) {}

    /** The rules of a game; what is given makes one that nothing has run yet, each time that it is called. */
    public Rules(Supplier<? extends Game> newGame) {
        this.newGame = newGame;
    }

    /**
     * Gives a tunable another value in the games that are started from now on; with a name or a value that it does not
     * have, none starts.
     */
    @JSExport
    public void tune(String name, double value) {
        tunings.add(new Tuning(name, value));
    }

    /** Starts a client's copy of a game that a server runs. */
    @JSExport
    public JsPrediction predict(double tickRateHz) {
        return new JsPrediction(tunedGame(), tickRateHz);
    }

    /**
     * Starts a game of its own, as a server would: to play without one, or to run a match again from its inputs.
     *
     * @param seed of the world; a {@code bigint}
     */
    @JSExport
    public JsSimulation simulate(double tickRateHz, long seed) {
        return new JsSimulation(tunedGame(), tickRateHz, seed);
    }

    private Game tunedGame() {
        Game game = newGame.get();
        for (Tuning tuning : tunings) {
            game.tune(tuning.name(), tuning.value());
        }
        return game;
    }
}
