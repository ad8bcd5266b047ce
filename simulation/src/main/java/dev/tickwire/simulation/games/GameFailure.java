package dev.tickwire.simulation.games;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import org.jspecify.annotations.Nullable;

/**
 * What a game threw, as a sentence for its author. This is the one policy for code that others wrote: whatever it
 * throws is caught and said, but errors of the virtual machine itself, such as no memory, go on to the caller.
 *
 * <p>A stack that overflows is the game's own fault, and is caught. An exception is the game's code, too: its methods
 * may throw.
 */
public final class GameFailure {
    private static final String ENGINE = "dev.tickwire.";
    private static final int MOST_CHARS = 200;

    private GameFailure() {}

    /**
     * What happened, without a full stop: {@code its game Dots threw java.lang.AssertionError: no wind (Dots.java:7)}.
     * Where the engine refused what the game does, it is the engine's own sentence.
     *
     * @param game its name in the config
     * @param thrown what came out of a call of the game; thrown again if it is an error of the virtual machine
     */
    public static String sentence(String game, Throwable thrown) {
        throwIfFatal(thrown);
        Throwable cause = unwrapped(thrown);
        throwIfFatal(cause);
        StackTraceElement[] stack = stackOf(cause);
        String message = messageOf(cause);
        String where = placeIn(game, stack);
        if (isRefusal(game, cause, stack) && !message.isEmpty()) {
            return message + where;
        }
        return "its game " + game + " threw " + cause.getClass().getName() + (message.isEmpty() ? "" : ": " + message)
                + where;
    }

    /** Throws errors of the virtual machine that no game can be blamed for. */
    static void throwIfFatal(Throwable thrown) {
        if (thrown instanceof VirtualMachineError fatal && !(thrown instanceof StackOverflowError)) {
            throw fatal;
        }
    }

    private static Throwable unwrapped(Throwable thrown) {
        boolean isWrapper = thrown instanceof ExceptionInInitializerError
                || thrown instanceof InvocationTargetException
                || thrown instanceof UndeclaredThrowableException;
        Throwable cause = isWrapper ? thrown.getCause() : null;
        return cause == null ? thrown : unwrapped(cause);
    }

    private static boolean isRefusal(String game, Throwable cause, StackTraceElement[] stack) {
        return (cause instanceof IllegalArgumentException || cause instanceof IllegalStateException)
                && stack.length > 0
                && stack[0].getClassName().startsWith(ENGINE)
                && !isOf(game, stack[0]);
    }

    /** The first line, cut; empty: there is none. */
    private static String messageOf(Throwable thrown) {
        try {
            @Nullable String message = thrown.getMessage();
            String line = message == null ? "" : message.lines().findFirst().orElse("");
            return line.length() <= MOST_CHARS ? line : line.substring(0, MOST_CHARS) + "…";
        } catch (Throwable again) {
            throwIfFatal(again);
            return "(its message cannot be read: getMessage threw "
                    + again.getClass().getName() + ")";
        }
    }

    private static StackTraceElement[] stackOf(Throwable thrown) {
        try {
            @Nullable StackTraceElement[] stack = thrown.getStackTrace();
            return stack == null ? new StackTraceElement[0] : stack;
        } catch (Throwable again) {
            throwIfFatal(again);
            return new StackTraceElement[0];
        }
    }

    private static String placeIn(String game, StackTraceElement[] stack) {
        for (StackTraceElement element : stack) {
            if (isOf(game, element)) {
                return " (" + element.getFileName() + ":" + element.getLineNumber() + ")";
            }
        }
        return "";
    }

    private static boolean isOf(String game, StackTraceElement element) {
        String name = element.getClassName();
        return name.equals(game) || name.startsWith(game + "$");
    }
}
