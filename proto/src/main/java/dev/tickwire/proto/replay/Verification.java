package dev.tickwire.proto.replay;

import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.wire.JournalEntry;
import dev.tickwire.simulation.games.GameFailure;
import dev.tickwire.simulation.state.Difference;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Simulation;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A recording that was played again and compared with what was recorded: hashes say at which tick it differs, and the
 * checkpoint after that in which cell. Where it differs, two more runs say whether the rules do the same twice.
 *
 * <p>For tests, too, which hold an author's game to a recording: {@link #assertPlays} and {@link #assertSame}.
 */
public final class Verification {
    private final Recording recording;
    private int comparisons;
    private @Nullable String difference;
    private @Nullable Throwable thrown;
    private String failure = "";
    private @Nullable Snapshot end;

    private Verification(Recording recording) {
        this.recording = recording;
    }

    /** Plays a recording, and the step in which rules threw something if it ends there. */
    public static Verification of(Recording recording, Supplier<? extends Game> games)
            throws MalformedRecordingException {
        Verification verification = new Verification(recording);
        verification.play(games);
        return verification;
    }

    private void play(Supplier<? extends Game> games) throws MalformedRecordingException {
        Comparison comparison = new Comparison();
        Replay replay = new Replay(recording, 0, games, comparison);
        comparison.replay = replay;
        try {
            replay.play();
            Snapshot last = new Snapshot(replay.simulation().schema());
            replay.simulation().capture(last);
            end = last;
            if (replay.endsBeforeFailure()) {
                replay.stepBeyond();
                comparison.missFailure();
            }
        } catch (MalformedRecordingException e) {
            throw e;
        } catch (Throwable fault) {
            thrown = fault;
            failure = "At tick " + replay.tick() + " "
                    + GameFailure.sentence(recording.head().getGame(), fault) + ".";
        }
        comparison.close();
        if (difference != null && comparison.otherTick >= 0) {
            difference += " " + SecondRun.sentence(recording, games, comparison.sameTick, comparison.otherTick);
        }
    }

    /** Whether it came to what was recorded, and no rule threw. */
    public boolean isSame() {
        return difference == null && thrown == null;
    }

    /** What the rules threw; null: nothing. */
    public @Nullable Throwable thrown() {
        return thrown;
    }

    /** What came of it: a sentence, or two. */
    public String sentence() {
        String differs = difference;
        if (differs != null) {
            return failure.isEmpty() ? differs : differs + " " + failure;
        }
        if (!failure.isEmpty()) {
            return failure;
        }
        return "Ticks " + recording.firstTick() + " to " + recording.lastTick() + " come out the same again: "
                + comparisons + (comparisons == 1 ? " hash or checkpoint says so." : " hashes and checkpoints say so.");
    }

    /** What the match was in the end, for a test to look at; not there if rules threw before that. */
    public Snapshot end() {
        Snapshot last = end;
        if (last == null) {
            throw new AssertionError(sentence(), thrown);
        }
        return last;
    }

    /** An {@link AssertionError} if the rules threw something, which is its cause. */
    public Verification assertPlays() {
        if (thrown != null) {
            throw new AssertionError(failure, thrown);
        }
        return this;
    }

    /**
     * An {@link AssertionError} if the rules threw something, or if it came to anything else than what was recorded.
     */
    public Verification assertSame() {
        assertPlays();
        if (difference != null) {
            throw new AssertionError(difference);
        }
        return this;
    }

    /** Compares as it is played. */
    private final class Comparison implements Replay.Listener {
        private @Nullable Replay replay;
        private @Nullable StateHash hashes;
        private @Nullable Snapshot scratch;
        private int sameTick = recording.firstTick();
        private int otherTick = -1;

        @Override
        public void done(JournalEntry entry, Simulation simulation) {
            if (!entry.hasHash() || otherTick >= 0 || difference != null) {
                return;
            }
            Snapshot now = capture(simulation);
            StateHash hasher = hashes == null ? new StateHash(simulation.schema()) : hashes;
            hashes = hasher;
            comparisons++;
            if (hasher.ofAll(now) == entry.getHash()) {
                sameTick = simulation.tick();
            } else {
                otherTick = simulation.tick();
            }
        }

        @Override
        public void passed(Checkpoint recorded) throws MalformedRecordingException {
            Replay playing = replay;
            if (difference != null || playing == null) {
                return;
            }
            comparisons++;
            Checkpoint now = playing.checkpoint();
            int tick = now.world().now().tick();
            if (Arrays.equals(recorded.toBytes(), now.toBytes())) {
                sameTick = tick;
                return;
            }
            Difference found =
                    Difference.first(recorded.world().now(), now.world().now());
            otherTick = otherTick < 0 ? tick : otherTick;
            String where = otherTick == tick ? ": " : ". At tick " + tick + ", of which all is recorded, ";
            difference = place() + where + words(found) + ".";
        }

        private String words(@Nullable Difference found) {
            return found == null
                    ? "the tables are the same, but not what is beside them: the past, what is under way to the next"
                            + " step, texts that nobody holds any more, or the room"
                    : found.what() + " was " + found.was() + " when it was recorded, and is " + found.then() + " now";
        }

        /** The rules threw something when it was recorded, and did not now. */
        void missFailure() {
            if (difference == null && otherTick < 0) {
                difference = "Its rules threw something in the step after its last tick, " + recording.lastTick()
                        + ", and now they do not.";
            }
        }

        /** What is known when no checkpoint followed that would say more. */
        void close() {
            if (difference == null && otherTick >= 0) {
                difference = place() + ". No checkpoint follows in the recording that would say in which cell.";
            }
        }

        private String place() {
            return otherTick == sameTick + 1
                    ? "It differs from what was recorded first at tick " + otherTick
                    : "It differs from what was recorded first somewhere in ticks " + (sameTick + 1) + " to "
                            + otherTick;
        }

        private Snapshot capture(Simulation simulation) {
            Snapshot into = scratch == null ? new Snapshot(simulation.schema()) : scratch;
            scratch = into;
            simulation.capture(into);
            return into;
        }
    }
}
