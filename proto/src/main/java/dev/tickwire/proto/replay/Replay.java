package dev.tickwire.proto.replay;

import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.proto.recording.Chunk;
import dev.tickwire.proto.recording.Entries;
import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.wire.JournalEntry;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Simulation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plays a match again from a recording. Trusts nothing in it: what cannot have been is a
 * {@link MalformedRecordingException}; what its rules throw, they throw here, too. Not thread-safe.
 */
public final class Replay {
    private final Recording recording;
    private final Supplier<? extends Game> games;
    private final Listener listener;
    private final Simulation sample;
    private int nextChunk;
    private int entriesRead;
    private @Nullable Chunk chunk;
    private @Nullable Entries entries;
    private @Nullable PlayedMatch match;
    private @Nullable JournalEntry entry;
    /** Before the entry. */
    private int stepsLeft;
    /** Of the entry: ticks without steps. */
    private int sleptLeft;

    private boolean hasFailed;

    /** Hears of what is played. */
    public interface Listener {
        /** A step was done, or ticks went by without one. */
        default void stepped(Simulation simulation) throws MalformedRecordingException {}

        /** An entry was done. */
        default void done(JournalEntry entry, Simulation simulation) throws MalformedRecordingException {}

        /** A checkpoint is in the recording where the match is now: what it was when it was recorded. */
        default void passed(Checkpoint recorded) throws MalformedRecordingException {}
    }

    /**
     * Of a match of such a game; nothing is played yet, but a sample of the game is started.
     *
     * @param chunk where to begin, which is a start
     */
    public Replay(Recording recording, int chunk, Supplier<? extends Game> games, Listener listener)
            throws MalformedRecordingException {
        this.recording = recording;
        this.games = games;
        this.listener = listener;
        nextChunk = chunk;
        sample = new Simulation(games.get(), 1, 0);
        int hash = sample.schema().hash();
        if (recording.head().getSchemaHash() != hash) {
            throw new MalformedRecordingException("it is of a game with other tables than this one: its schema has the "
                    + "hash " + Integer.toHexString(recording.head().getSchemaHash()) + ", and not "
                    + Integer.toHexString(hash));
        }
    }

    /** A moment of a replay, between two steps, from which another can go on. Immutable. */
    public static final class Bookmark {
        private final int nextChunk;
        private final int entriesRead;
        private final int stepsLeft;
        private final int sleptLeft;
        private final @Nullable JournalEntry entry;
        private final PlayedMatch.Moment moment;

        private Bookmark(Replay of) throws MalformedRecordingException {
            nextChunk = of.nextChunk;
            entriesRead = of.entriesRead;
            stepsLeft = of.stepsLeft;
            sleptLeft = of.sleptLeft;
            entry = of.entry;
            moment = of.match().moment();
        }
    }

    /** Where it is now. Takes a checkpoint: tenths of a millisecond, and as much memory as the world. */
    public Bookmark bookmark() throws MalformedRecordingException {
        return new Bookmark(this);
    }

    /** Goes to a moment of a replay of the same recording. */
    public void goTo(Bookmark place) throws MalformedRecordingException {
        match = PlayedMatch.resume(games.get(), place.moment);
        nextChunk = place.nextChunk;
        chunk = recording.chunks().get(nextChunk - 1);
        Entries again = new Entries(chunk);
        entries = again;
        for (entriesRead = 0; entriesRead < place.entriesRead; entriesRead++) {
            again.next();
        }
        entry = place.entry;
        stepsLeft = place.stepsLeft;
        sleptLeft = place.sleptLeft;
        hasFailed = false;
    }

    /** The match as it is now; there is one once something was played. */
    public Simulation simulation() throws MalformedRecordingException {
        return match().simulation();
    }

    /** Ticks that the match has done; where none was played yet, that at which the recording begins. */
    public int tick() {
        return match == null ? recording.firstTick() : match.simulation().tick();
    }

    /** Steps per second, as they are now. */
    public double tickRateHz() throws MalformedRecordingException {
        return match().tickRateHz();
    }

    /** What the match is now, to go on from. */
    public Checkpoint checkpoint() throws MalformedRecordingException {
        return match().checkpoint();
    }

    private PlayedMatch match() throws MalformedRecordingException {
        PlayedMatch now = match;
        if (now == null) {
            throw new MalformedRecordingException("there is no start in it from which it could be played");
        }
        return now;
    }

    /** Plays all of it. */
    public void play() throws MalformedRecordingException {
        playTo(Integer.MAX_VALUE);
    }

    /** Plays up to when so many steps are done, or to the end; what came between that step and the next, too. */
    public void playTo(int tick) throws MalformedRecordingException {
        while (load()) {
            while (stepsLeft > 0 || sleptLeft > 0) {
                if (simulation().tick() >= tick) {
                    return;
                }
                if (stepsLeft > 0) {
                    stepsLeft--;
                    step();
                } else {
                    sleep(Math.min(sleptLeft, tick - simulation().tick()));
                }
            }
            JournalEntry done = entry;
            entry = null;
            if (done != null) {
                apply(done);
                listener.done(done, simulation());
            }
        }
    }

    /**
     * Whether the recording, which was played, ends where the rules threw something: it has all but the step in which
     * they did.
     */
    public boolean endsBeforeFailure() {
        return hasFailed;
    }

    /** Does that step: one more than the recording has. */
    public void stepBeyond() throws MalformedRecordingException {
        if (simulation().tick() < Simulation.MOST_TICKS) {
            step();
        }
    }

    private void step() throws MalformedRecordingException {
        simulation().step();
        listener.stepped(simulation());
    }

    private void sleep(int ticks) throws MalformedRecordingException {
        sleptLeft -= ticks;
        simulation().stillness().sleep(ticks);
        listener.stepped(simulation());
    }

    /** Whether there is one more entry, which is then the present one. */
    private boolean load() throws MalformedRecordingException {
        while (entry == null) {
            Entries open = entries;
            JournalEntry next = open == null ? null : open.next();
            if (next == null) {
                close();
                if (nextChunk == recording.chunks().size()) {
                    return false;
                }
                open(recording.chunks().get(nextChunk++));
            } else {
                entry = next;
                entriesRead++;
                stepsLeft = next.getSteps();
                sleptLeft = next.getSlept();
                requireLegal();
            }
        }
        return true;
    }

    private void open(Chunk next) throws MalformedRecordingException {
        chunk = next;
        entries = new Entries(next);
        entriesRead = 0;
        PlayedMatch now = match;
        if (now != null && next.firstTick() != now.simulation().tick()) {
            // Something is missing before it: it goes on with the checkpoint that the chunk begins with.
            match = null;
        }
    }

    private void close() throws MalformedRecordingException {
        Chunk closed = chunk;
        chunk = null;
        entries = null;
        if (closed != null && match != null && simulation().tick() != closed.lastTick()) {
            throw nonsense(closed, "fewer steps than they should have");
        }
    }

    /** No more ticks than the chunk says: so it does not go on for ever. */
    private void requireLegal() throws MalformedRecordingException {
        Chunk open = chunk;
        if (open == null || (stepsLeft == 0 && sleptLeft == 0)) {
            return;
        }
        long end = Integer.toUnsignedLong(stepsLeft)
                + Integer.toUnsignedLong(sleptLeft)
                + simulation().tick();
        if (end > Math.min(open.lastTick(), Simulation.MOST_TICKS)) {
            throw nonsense(open, "more steps than they can have");
        }
    }

    private static MalformedRecordingException nonsense(Chunk chunk, String what) {
        return new MalformedRecordingException(
                "ticks " + chunk.firstTick() + " to " + chunk.lastTick() + " have " + what);
    }

    private void apply(JournalEntry change) throws MalformedRecordingException {
        if (change.hasStart()) {
            if (match != null) {
                throw new MalformedRecordingException("at tick " + simulation().tick() + " its match starts again");
            }
            match = PlayedMatch.start(games.get(), change.getStart());
        } else if (change.hasCheckpoint()) {
            pass(PlayedMatch.parse(change.getCheckpoint(), sample));
        }
        match().apply(change);
        hasFailed = change.hasMark() && change.getMark().getHasFailed();
    }

    private void pass(Checkpoint recorded) throws MalformedRecordingException {
        Chunk open = chunk;
        if (open != null && recorded.world().now().tick() != open.firstTick()) {
            throw nonsense(open, "a checkpoint of another tick");
        }
        if (match == null) {
            match = PlayedMatch.resume(games.get(), recorded);
        } else {
            listener.passed(recorded);
        }
    }
}
