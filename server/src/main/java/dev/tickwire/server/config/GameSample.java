package dev.tickwire.server.config;

import dev.tickwire.simulation.games.GameFailure;
import dev.tickwire.simulation.games.Games;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Tunable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a room type's game declares that the config depends on.
 *
 * @param maker makes the game
 * @param playerCapacity how many players its inputs have room for
 * @param isKnown false: there is no such game, or it cannot be made. That is noted already; any setting of it may be
 *     right
 */
record GameSample(Supplier<Game> maker, List<Tunable> tunables, int playerCapacity, boolean isKnown) {
    /** Makes the game of that name once; the class loader of the thread knows those that --games brought. */
    static GameSample of(Section roomType, String name) {
        Supplier<Game> maker;
        try {
            maker = Games.find(name, Thread.currentThread().getContextClassLoader());
        } catch (IllegalArgumentException e) {
            roomType.complain("game", String.valueOf(e.getMessage()));
            return unknown();
        }
        try {
            Game game = maker.get();
            return new GameSample(maker, game.tunables(), game.playerCapacity(), true);
        } catch (Throwable e) {
            roomType.complain("game", "cannot be used: " + GameFailure.sentence(name, e));
            return unknown();
        }
    }

    private static GameSample unknown() {
        Supplier<Game> none = () -> {
            throw new IllegalStateException("there is no game");
        };
        return new GameSample(none, List.of(), Integer.MAX_VALUE, false);
    }

    /** Those tunables that are set. */
    Map<String, Double> readTunables(Section section) {
        Map<String, Double> values = new LinkedHashMap<>();
        if (!isKnown) {
            return values;
        }
        List<String> set = section.names();
        for (Tunable tunable : tunables) {
            if (set.contains(tunable.name())) {
                values.put(tunable.name(), section.number(tunable.name(), tunable.min(), tunable.max()));
            } else {
                section.know(tunable.name());
            }
        }
        section.end();
        return values;
    }
}
