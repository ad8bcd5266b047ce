package dev.tickwire.server.commands;

import dev.tickwire.proto.codec.AnswersWriter;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;

/**
 * What has become of a player's commands, over all its connections: which number was taken last, and the answers that
 * the client may not have yet. Belongs to the room's loop; allocates for the first command only.
 *
 * <p>Commands are taken in the order of their numbers, each once: what comes again over another connection is left out.
 */
public final class CommandLedger {
    /** Most answers in one frame; the rest goes with the next. */
    static final int MOST_ANSWERS = 256;

    /** In place of an answer: the step that gives it has not come. */
    private static final int PENDING = -1;

    private final int player;
    private final int capacity;
    private final CounterBatch counters;
    private final AnswersWriter writer = new AnswersWriter();
    /** Number of the newest command that has come over this connection; 0: none has. */
    private int newest;
    /** Number of the newest command that was taken or refused. */
    private int taken;
    /** Number of the newest command whose answer was sent over this connection. */
    private int told;

    /**
     * A ring of what the client may not know, the oldest first. Each entry is a command that was taken, or some that
     * were refused one after the other: of the former there are at most {@link #capacity}, so of the latter at most one
     * more.
     */
    private int[] numbers = {};

    private int[] counts = {};
    private int[] answers = {};
    /** Of entries that are {@link #PENDING}: kind and row of the command in the coming step. */
    private int[] kinds = {};

    private int[] rows = {};
    private int begin;
    private int size;
    private int settled;
    private int accepted;
    private boolean mayLack;

    /** Of a player who may have {@code capacity} commands whose answers its client has not confirmed. */
    public CommandLedger(int player, int capacity, CounterBatch counters) {
        this.player = player;
        this.capacity = capacity;
        this.counters = counters;
    }

    /**
     * What is known of a player who was there before the server started anew. Commands of the last moments may be
     * forgotten, so the first that comes has whatever number it has.
     */
    public void restore(int lastTaken) {
        taken = lastTaken;
        mayLack = true;
    }

    /** An answer that the client may not have, of a player who is {@linkplain #restore restored}; numbers rise. */
    public void restoreAnswer(int number, int answer) {
        if (size > 2 * capacity) {
            return;
        }
        add(number, answer);
        accepted += answer == AnswersWriter.REFUSED ? 0 : 1;
        taken = Math.max(taken, number);
    }

    /** Number of the player; a spectator's is negative, and nothing is taken from it. */
    public int player() {
        return player;
    }

    /** Number that the player's next command must have. */
    public int next() {
        return taken + 1;
    }

    /** The player has come back over another connection: what its client has not confirmed is sent once more. */
    public void resumed() {
        told = 0;
        newest = 0;
    }

    /**
     * Begins with what has come over a connection, before a step.
     *
     * @return false: the numbers over this connection begin too high, so the client is broken
     */
    public boolean begin(CommandQueue queue) {
        newest = queue.newest();
        if (newest == 0) {
            return true;
        }
        if (mayLack) {
            mayLack = false;
            taken = Math.max(taken, queue.first() - 1);
        }
        confirm(Math.min(queue.answered(), taken));
        settled = size;
        return queue.first() <= next();
    }

    /**
     * Whether there is a command for the coming step, which the queue then has as its next; it has the number
     * {@link #next}. Refuses those before it that the queue had no room for.
     */
    public boolean hasNext(CommandQueue queue) {
        while (taken < newest && accepted < capacity) {
            if (queue.seek(next())) {
                return true;
            }
            refuse(next());
            taken++;
        }
        return false;
    }

    /** The next command of the queue is in the coming step, in a row of those of its kind. */
    public void taken(CommandQueue queue, int row) {
        add(next(), queue.kind(), row);
        queue.release();
        taken++;
    }

    /** After the step: whether it has a command whose answer was not {@linkplain #answer noted}. */
    public boolean hasOpen() {
        while (settled < size && answers[entry(settled)] != PENDING) {
            settled++;
        }
        return settled < size;
    }

    /** Number of the command that is open. */
    public int openNumber() {
        return numbers[entry(settled)];
    }

    /** Kind of the command that is open. */
    public int openKind() {
        return kinds[entry(settled)];
    }

    /** Row of the command that is open, among those of its kind. */
    public int openRow() {
        return rows[entry(settled)];
    }

    /** Notes the index of the answer to the command that is open. */
    public void answer(int index) {
        answers[entry(settled)] = index + 1;
    }

    /** Whether there are answers that the client was not sent over this connection. */
    public boolean hasNews() {
        return size > 0 && told < taken;
    }

    /** Whether there are commands whose answers a client may not have. */
    public boolean hasUnconfirmed() {
        return size > 0;
    }

    /** Told of answers that a client may not have. */
    public interface Answers {
        /** The answer to a command: its index plus 1; 0: it was refused. */
        void answer(int number, int answer);
    }

    /** Tells all answers that the client has not confirmed, by rising numbers. */
    public void unconfirmed(Answers to) {
        for (int i = 0; i < size; i++) {
            int entry = entry(i);
            for (int more = 0; more < counts[entry] && answers[entry] != PENDING; more++) {
                to.answer(numbers[entry] + more, answers[entry]);
            }
        }
    }

    /** Appends what the client was not sent yet to a frame. */
    public void append(ByteWriter frame) {
        if (!hasNews()) {
            return;
        }
        int first = Math.max(told + 1, numbers[entry(0)]);
        int next = first;
        for (int i = 0; i < size && next < first + MOST_ANSWERS; i++) {
            int entry = entry(i);
            int end = numbers[entry] + counts[entry];
            for (; next < end && next < first + MOST_ANSWERS; next++) {
                writer.add(answers[entry]);
            }
        }
        writer.write(first, frame);
        told = next - 1;
    }

    private void refuse(int number) {
        counters.increment(Counter.COMMANDS_REFUSED);
        if (size > 0 && answers[entry(size - 1)] == AnswersWriter.REFUSED) {
            counts[entry(size - 1)]++;
        } else {
            add(number, AnswersWriter.REFUSED);
        }
    }

    private void add(int number, int kind, int row) {
        counters.increment(Counter.COMMANDS_TAKEN);
        accepted++;
        add(number, PENDING);
        kinds[entry(size - 1)] = kind;
        rows[entry(size - 1)] = row;
    }

    private void add(int number, int answer) {
        if (numbers.length == 0) {
            int entries = 2 * capacity + 1;
            numbers = new int[entries];
            counts = new int[entries];
            answers = new int[entries];
            kinds = new int[entries];
            rows = new int[entries];
        }
        int entry = entry(size++);
        numbers[entry] = number;
        counts[entry] = 1;
        answers[entry] = answer;
    }

    /** The client has the answers up to that command's: they need not be kept. */
    private void confirm(int number) {
        told = Math.max(told, number);
        while (size > 0) {
            int entry = entry(0);
            int known = number + 1 - numbers[entry];
            if (known <= 0) {
                return;
            }
            if (known < counts[entry]) {
                numbers[entry] += known;
                counts[entry] -= known;
                return;
            }
            if (answers[entry] != AnswersWriter.REFUSED) {
                accepted--;
            }
            begin = entry(1);
            size--;
        }
    }

    private int entry(int index) {
        return (begin + index) % numbers.length;
    }
}
