package dev.tickwire.simulation.games;

import dev.tickwire.simulation.arena.Arena;
import dev.tickwire.simulation.walkers.Walkers;
import dev.tickwire.simulation.whiteboard.Whiteboard;
import dev.tickwire.simulation.world.Game;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.UndeclaredThrowableException;
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
     * What makes new games of that name. It throws what their constructor throws; what is not a
     * {@link RuntimeException}, in an {@link UndeclaredThrowableException}. {@link GameFailure} says it in a sentence.
     *
     * <p>An {@link IllegalArgumentException} with the end of a sentence if there are none, or if their class cannot be
     * loaded.
     *
     * @param name of a built-in game, or of a class
     * @param classes where classes are looked for
     */
    public static Supplier<Game> find(String name, ClassLoader classes) {
        Supplier<Game> builtIn = BUILT_IN.get(name);
        if (builtIn != null) {
            return builtIn;
        }
        Constructor<? extends Game> constructor = constructor(load(name, classes), name);
        return () -> make(constructor);
    }

    /** Runs the static initialiser of the class, which may throw anything. */
    private static Class<?> load(String name, ClassLoader classes) {
        try {
            return Class.forName(name, true, classes);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(unknown(name), e);
        } catch (UnsupportedClassVersionError e) {
            throw new IllegalArgumentException(
                    "names " + name
                            + ", which was compiled for a newer Java than the one here:"
                            + " compile it with javac --release 17",
                    e);
        } catch (Throwable e) {
            throw new IllegalArgumentException(cannotBeLoaded(name, e), e);
        }
    }

    private static Constructor<? extends Game> constructor(Class<?> type, String name) {
        if (!Game.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException("names " + name + ", which does not extend " + Game.class.getName());
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            throw new IllegalArgumentException("names " + name + ", which is abstract");
        }
        try {
            return type.asSubclass(Game.class).getConstructor();
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(
                    "names " + name + ", which needs to be public and to have a public constructor without parameters",
                    e);
        } catch (LinkageError e) {
            throw new IllegalArgumentException(cannotBeLoaded(name, e), e);
        }
    }

    private static String cannotBeLoaded(String name, Throwable thrown) {
        return "names " + name + ", which cannot be loaded: " + GameFailure.sentence(name, thrown);
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
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            GameFailure.throwIfFatal(cause);
            if (cause instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new UndeclaredThrowableException(cause);
        } catch (ReflectiveOperationException e) {
            throw new UndeclaredThrowableException(e);
        }
    }
}
