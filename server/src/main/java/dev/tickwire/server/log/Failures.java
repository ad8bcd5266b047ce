package dev.tickwire.server.log;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what foreign code threw, whatever that is: its message may throw in its turn, and memory may be short. */
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** Writes a sentence and the stack; never throws. */
    public static void log(String sentence, Throwable failure) {
        try {
            LOG.error(sentence, failure);
        } catch (Throwable unreadable) {
            logWithoutMessage(sentence, failure);
        }
    }

    /** Where a thread is that does not come back from a game, to be logged as a stack. */
    public static Throwable where(StackTraceElement[] stack) {
        Throwable where = new IllegalStateException("the game is here");
        where.setStackTrace(stack);
        return where;
    }

    private static void logWithoutMessage(String sentence, Throwable failure) {
        try {
            Throwable readable = new IllegalStateException(failure.getClass().getName() + ", whose message throws");
            readable.setStackTrace(failure.getStackTrace());
            LOG.error(sentence, readable);
        } catch (Throwable ignored) {
            // There is nothing left to say it with; the counters have it.
        }
    }
}
