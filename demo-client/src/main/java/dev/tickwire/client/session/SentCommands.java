package dev.tickwire.client.session;

import dev.tickwire.proto.codec.AnswersWriter;
import dev.tickwire.proto.codec.MalformedFrameException;
import dev.tickwire.proto.wire.Answers;
import java.util.function.LongConsumer;

/** Commands of a seat that have no answer yet, over one connection or several. One thread at a time. */
final class SentCommands {
    /** Most that may wait for an answer; a server takes about as many by default. */
    private static final int MOST_WAITING = 32;

    private final int[] kinds = new int[MOST_WAITING];
    private final long[] sentNanos = new long[MOST_WAITING];
    private int newest;
    private int answered;
    private int confirmed;
    /** Answers up to this one may come once more: to those that were not confirmed when the seat went on. */
    private int repeatable;

    /**
     * The seat goes on over another connection; what the server has not taken is given up, and its numbers are free.
     */
    void resume(int next) {
        newest = next - 1;
        answered = Math.min(answered, newest);
        confirmed = Math.min(confirmed, answered);
        repeatable = answered;
    }

    /** Whether one more may be sent. */
    boolean hasRoom() {
        return newest - answered < MOST_WAITING;
    }

    /** The number of a command that goes out, which was due at that time. */
    int sent(int kind, long dueNanos) {
        newest++;
        kinds[newest % MOST_WAITING] = kind;
        sentNanos[newest % MOST_WAITING] = dueNanos;
        return newest;
    }

    /** Takes answers as they came, and tells of each. */
    void answered(Answers answers, long nowNanos, SessionListener listener) throws MalformedFrameException {
        int known = answered - answers.getFirst() + 1;
        boolean isNext = known == 0 || (known > 0 && answers.getFirst() <= repeatable);
        if (!isNext || answers.getValuesCount() - known > newest - answered) {
            throw new MalformedFrameException("an answer is to no command");
        }
        for (int i = known; i < answers.getValuesCount(); i++) {
            int value = answers.getValues(i);
            answered++;
            int place = answered % MOST_WAITING;
            if (value == AnswersWriter.REFUSED) {
                listener.onCommandRefused(kinds[place]);
            } else {
                listener.onCommandAnswered(kinds[place], value - 1, nowNanos - sentNanos[place]);
            }
        }
    }

    /** Number of the newest answer that the server is to hear of; 0: it has heard of all. */
    int takeConfirmation() {
        if (confirmed == answered) {
            return 0;
        }
        confirmed = answered;
        return answered;
    }

    /** Gives the nanoseconds since sending for each that has no answer, if they are more than {@code leastNanos}. */
    void waiting(long nowNanos, long leastNanos, LongConsumer ages) {
        for (int number = answered + 1; number <= newest; number++) {
            long ageNanos = nowNanos - sentNanos[number % MOST_WAITING];
            if (ageNanos > leastNanos) {
                ages.accept(ageNanos);
            }
        }
    }
}
