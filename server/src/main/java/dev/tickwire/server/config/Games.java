package dev.tickwire.server.config;

import dev.tickwire.simulation.arena.Arena;
import dev.tickwire.simulation.world.Game;
import java.lang.reflect.Constructor;
import java.util.function.Supplier;

/** The games that a config can name. */
final class Games {
    private Games() {}

    /** What makes new games of that name; an {@link IllegalArgumentException} with the end of a sentence if there is none. */
    static Supplier<Game> find(String name) {
        if (name.equals("arena")) {
            return Arena::new;
        }
        try {
            Class<?> type = Class.forName(name);
            if (!Game.class.isAssignableFrom(type)) {
                throw new IllegalArgumentException("names " + name + ", which does not extend " + Game.class.getName());
            }
            Constructor<? extends Game> constructor =
                    type.asSubclass(Game.class).getConstructor();
            return () -> make(constructor);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "names " + name + ", which is no built-in game (arena) and no class on the class path", e);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(
                    "names " + name + ", which needs to be public and to have a public constructor without parameters",
                    e);
        }
    }

    private static Game make(Constructor<? extends Game> constructor) {
        try {
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException("the game cannot be made: " + cause, cause);
        }
    }
}
