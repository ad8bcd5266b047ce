package dev.tickwire.server.config;

import dev.tickwire.simulation.arena.Arena;
import dev.tickwire.simulation.walkers.Walkers;
import dev.tickwire.simulation.world.Game;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The games that a config can name: the built-in ones, and classes that the thread's class loader finds. */
final class Games {
    private static final Map<String, Supplier<Game>> BUILT_IN =
            new TreeMap<>(Map.of("arena", Arena::new, "walkers", Walkers::new));

    private Games() {}

    /** What makes new games of that name; an {@link IllegalArgumentException} with the end of a sentence if there is none. */
    static Supplier<Game> find(String name) {
        Supplier<Game> builtIn = BUILT_IN.get(name);
        if (builtIn != null) {
            return builtIn;
        }
        try {
            Class<?> type = Class.forName(name, true, Thread.currentThread().getContextClassLoader());
            if (!Game.class.isAssignableFrom(type)) {
                throw new IllegalArgumentException("names " + name + ", which does not extend " + Game.class.getName());
            }
            if (Modifier.isAbstract(type.getModifiers())) {
                throw new IllegalArgumentException("names " + name + ", which is abstract");
            }
            Constructor<? extends Game> constructor =
                    type.asSubclass(Game.class).getConstructor();
            return () -> make(constructor);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "names " + name + ", which is no built-in game (" + String.join(", ", BUILT_IN.keySet())
                            + ") and no class that --games or the class path has",
                    e);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(
                    "names " + name + ", which needs to be public and to have a public constructor without parameters",
                    e);
        } catch (LinkageError e) {
            throw new IllegalArgumentException("names " + name + ", which cannot be loaded: " + e, e);
        }
    }

    private static Game make(Constructor<? extends Game> constructor) {
        try {
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException("its constructor threw " + cause, cause);
        }
    }
}
