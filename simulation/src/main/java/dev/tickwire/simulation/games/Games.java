package dev.tickwire.simulation.games;

import dev.tickwire.simulation.arena.Arena;
import dev.tickwire.simulation.walkers.Walkers;
import dev.tickwire.simulation.whiteboard.Whiteboard;
import dev.tickwire.simulation.world.Game;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Finds games by name: the built-in ones, and classes of games that others wrote. */
public final class Games {
    private static final Map<String, Supplier<Game>> BUILT_IN = new TreeMap<>();

    static {
        BUILT_IN.put("arena", Arena::new);
        BUILT_IN.put("walkers", Walkers::new);
        BUILT_IN.put("whiteboard", Whiteboard::new);
    }

    private Games() {}

    /**
     * A supplier of new games of that name; it throws an {@link IllegalStateException} if their constructor does. An
     * {@link IllegalArgumentException} with the end of a sentence if there are none.
     *
     * @param name of a built-in game, or of a class
     * @param classes where classes are looked for
     */
    public static Supplier<Game> find(String name, ClassLoader classes) {
        Supplier<Game> builtIn = BUILT_IN.get(name);
        if (builtIn != null) {
            return builtIn;
        }
        try {
            Class<?> type = Class.forName(name, true, classes);
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
            throw new IllegalArgumentException(unknown(name), e);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(
                    "names " + name + ", which needs to be public and to have a public constructor without parameters",
                    e);
        } catch (UnsupportedClassVersionError e) {
            throw new IllegalArgumentException(
                    "names " + name
                            + ", which was compiled for a newer Java than the one here: "
                            + "compile it with javac --release 17",
                    e);
        } catch (LinkageError e) {
            throw new IllegalArgumentException(
                    "names " + name + ", which cannot be loaded: " + (e.getCause() == null ? e : e.getCause()), e);
        }
    }

    private static String unknown(String name) {
        String nearest = Spelling.nearest(name, BUILT_IN.keySet());
        return "names " + name + ", which is no built-in game (" + String.join(", ", BUILT_IN.keySet())
                + ") and no class that --games or the class path has"
                + (nearest.isEmpty() ? "" : "; did you mean " + nearest + "?");
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
