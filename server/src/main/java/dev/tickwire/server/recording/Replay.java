package dev.tickwire.server.recording;

import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.proto.checkpoint.MalformedCheckpointException;
import dev.tickwire.proto.recording.Chunk;
import dev.tickwire.proto.recording.JournalReader;
import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.wire.JournalAnswer;
import dev.tickwire.proto.wire.JournalCheckpoint;
import dev.tickwire.proto.wire.JournalCommand;
import dev.tickwire.proto.wire.JournalEntry;
import dev.tickwire.proto.wire.JournalJoin;
import dev.tickwire.proto.wire.JournalStart;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.match.Match;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Outcome;
import dev.tickwire.simulation.world.Setup;
import dev.tickwire.simulation.world.Simulation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plays a match again from a recording. Trusts nothing in it: what cannot have been is a
 * {@link MalformedRecordingException}; what its rules throw, they throw here, too.
 */
public final class Replay {
    private final Recording recording;
    private final Supplier<Game> games;
    private final Listener listener;
    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    private int nextChunk;
    private @Nullable Match match;
    private @Nullable JournalReader inputs;
    private @Nullable JournalEntry entry;
    /** Before the entry. */
    private int stepsLeft;

    /** Hears of what is played. */
    public interface Listener {
        /** An entry was done. */
        default void done(JournalEntry entry, Match match) throws MalformedRecordingException {}

        /**
         * A checkpoint is in the recording where the match is now.
         *
         * @param recorded what the match was when it was recorded
         */
        default void passed(Checkpoint recorded, Match match) throws MalformedRecordingException {}
    }

    /**
     * Of a match of such a game; nothing is played yet.
     *
     * @param chunk where to begin, which is a start
     */
    public Replay(Recording recording, int chunk, Supplier<Game> games, Listener listener) {
        this.recording = recording;
        this.games = games;
        this.listener = listener;
        nextChunk = chunk;
    }

    /** The match as it is now; there is one once something was played. */
    public Match match() throws MalformedRecordingException {
        Match now = match;
        if (now == null) {
            throw new MalformedRecordingException("there is nothing in it that could be played");
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
            while (stepsLeft > 0) {
                if (match().tick() >= tick) {
                    return;
                }
                stepsLeft--;
                match().step();
            }
            JournalEntry done = Objects.requireNonNull(entry);
            entry = null;
            apply(done);
            listener.done(done, match());
        }
    }

    /** Whether there is one more entry, which is then the present one. */
    private boolean load() throws MalformedRecordingException {
        while (entry == null) {
            if (entries.isEmpty()) {
                if (nextChunk == recording.chunks().size()) {
                    return false;
                }
                open(recording.chunks().get(nextChunk++));
            } else {
                JournalEntry next = entries.remove();
                entry = next;
                stepsLeft = next.getSteps();
            }
        }
        return true;
    }

    private void open(Chunk chunk) throws MalformedRecordingException {
        entries.addAll(JournalReader.entries(chunk));
        if (match != null && chunk.firstTick() != match.tick()) {
            // Something is missing before it: it goes on with the checkpoint that the chunk begins with.
            match = null;
        }
    }

    private void apply(JournalEntry change) throws MalformedRecordingException {
        if (change.hasStart()) {
            start(change.getStart());
        } else if (change.hasCheckpoint()) {
            pass(change.getCheckpoint());
        }
        Match now = match();
        Objects.requireNonNull(inputs).read(change, (player, raws, viewAgo) -> {
            requireLegal(now, raws, viewAgo);
            now.input(player, raws, 0, viewAgo);
        });
        try {
            apply(change, now);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | IllegalStateException impossible) {
            throw new MalformedRecordingException("at tick " + now.tick() + " it has a " + change.getChangeCase()
                    + " that cannot have been: " + impossible.getMessage());
        }
    }

    private void start(JournalStart start) throws MalformedRecordingException {
        Setup setup = new Setup(
                start.getRoom(),
                start.getSeed(),
                start.hasOptions() ? JournalMessages.options(start.getOptions()) : null);
        begin(new Match(games.get(), JournalMessages.tuning(start.getTuning()), setup, JournalSink.NONE));
    }

    private void pass(JournalCheckpoint held) throws MalformedRecordingException {
        Checkpoint recorded = parse(held);
        if (match == null) {
            begin(Match.resume(games.get(), recorded, JournalSink.NONE));
        } else {
            listener.passed(recorded, match);
        }
    }

    private void begin(Match begun) {
        match = begun;
        inputs = new JournalReader(
                begun.schema().inputs().capacity(),
                begun.schema().visible().inputs().columns().size());
    }

    private Checkpoint parse(JournalCheckpoint held) throws MalformedRecordingException {
        try {
            return Checkpoint.parse(held.getState().toByteArray(), new Simulation(games.get(), 1, 0));
        } catch (MalformedCheckpointException e) {
            throw new MalformedRecordingException("it cannot go on from a checkpoint in it: " + e.getMessage());
        }
    }

    private static void apply(JournalEntry change, Match match) {
        switch (change.getChangeCase()) {
            case JOIN -> join(change.getJoin(), match);
            case LEAVE -> match.leave(change.getLeave(), () -> {});
            case REST -> match.rest(change.getRest());
            case COMMAND -> command(change.getCommand(), match);
            case ANSWER -> answer(change.getAnswer(), match);
            case LOCK -> match.lock(change.getLock());
            case ENDING -> match.ending();
            case TUNING -> match.retune(JournalMessages.tuning(change.getTuning()));
            default -> {}
        }
    }

    private static void join(JournalJoin join, Match match) {
        match.join(
                join.getPlayer(),
                join.getName(),
                join.getUser(),
                join.getIsCreator(),
                join.getRowsList().stream().map(JournalMessages::row).toList());
    }

    private static void command(JournalCommand command, Match match) {
        match.command(
                command.getPlayer(),
                command.getNumber(),
                command.getKind(),
                JournalMessages.ints(command.getRawsList()),
                0,
                JournalMessages.texts(command.getTextsList()));
    }

    private static void answer(JournalAnswer answer, Match match) {
        match.answer(
                answer.getKind(),
                answer.getRequest(),
                Outcome.valueOf(answer.getOutcome()),
                JournalMessages.ints(answer.getRawsList()),
                JournalMessages.texts(answer.getTextsList()));
    }

    private static void requireLegal(Match match, int[] raws, int viewAgo) throws MalformedRecordingException {
        List<ColumnType> columns = match.schema().visible().inputs().columns();
        for (int i = 0; i < raws.length; i++) {
            if (raws[i] < columns.get(i).rawMin() || raws[i] > columns.get(i).rawMax()) {
                throw new MalformedRecordingException("at tick " + match.tick() + " an input has a "
                        + columns.get(i).name() + " that the game cannot have");
            }
        }
        if (viewAgo < 0) {
            throw new MalformedRecordingException("at tick " + match.tick() + " a player sees the future");
        }
    }
}
