package dev.tickwire.server.swap;

import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.match.Tuning;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.roomtype.WaitingMatch;
import dev.tickwire.simulation.games.GameFailure;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.swap.StateMapping;
import dev.tickwire.simulation.swap.UnmappableException;
import dev.tickwire.simulation.world.Outcome;
import dev.tickwire.simulation.world.PlayerRow;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * New rules that run beside those of a room, on a copy of its world, with all that comes for it. The room's loop tells
 * it what comes, and never waits for it; another thread runs the rules.
 */
public final class Trial implements JournalSink {
    /** What may wait for the rules. */
    private static final int MOST_DEEDS = 1 << 16;
    /** So much of it is over before steps are measured: the machine has to get used to new code. */
    private static final double WARM_UP = 0.5;

    /** What happens to the copy. */
    @FunctionalInterface
    private interface Deed {
        void on(TrialMatch copy);
    }

    private final RoomType from;
    private final RoomType to;
    private final int ticks;
    private final long stepNanos;
    private final LongSupplier clockNanos;
    private final BlockingQueue<Deed> deeds = new ArrayBlockingQueue<>(MOST_DEEDS);
    /** Of the loop. */
    private boolean hasBegun;

    private volatile boolean isOver;
    private volatile boolean isLate;
    private volatile @Nullable Checkpoint begin;

    /**
     * A trial that is to begin.
     *
     * @param ticks for how many ticks
     * @param stepNanos how long a step may take
     * @param clockNanos the time that the thread of {@link #run} has had the processor
     */
    public Trial(RoomType from, RoomType to, int ticks, long stepNanos, LongSupplier clockNanos) {
        this.from = from;
        this.to = to;
        this.ticks = ticks;
        this.stepNanos = stepNanos;
        this.clockNanos = clockNanos;
    }

    /** The copy is as this, and hears all that comes after. Called by the loop, as all that the match tells. */
    public void begin(Checkpoint world) {
        hasBegun = true;
        begin = world;
        add(copy -> {});
    }

    /** The room has done a step. */
    public void stepped() {
        add(TrialMatch::step);
    }

    /** Whether it needs to hear no more: any thread may ask. */
    public boolean isOver() {
        return isOver;
    }

    private void add(Deed deed) {
        if (hasBegun && !isOver && !deeds.offer(deed)) {
            isLate = true;
            isOver = true;
        }
    }

    @Override
    public void onJoin(int tick, int player, String name, String user, boolean isCreator, List<PlayerRow> rows) {
        add(copy -> copy.match().join(player, name, user, isCreator, List.of()));
    }

    @Override
    public void onLeave(int tick, int player) {
        add(copy -> copy.match().leave(player, () -> {}));
    }

    @Override
    public void onInput(int tick, int player, int[] raws, int offset, int count, int viewAgo) {
        int[] values = Arrays.copyOfRange(raws, offset, offset + count);
        add(copy -> copy.input(player, values, viewAgo));
    }

    @Override
    public void onRest(int tick, int player) {
        add(copy -> copy.match().rest(player));
    }

    @Override
    public void onCommand(
            int tick, int player, int number, int kind, int[] raws, int offset, int count, String[] texts) {
        int[] values = Arrays.copyOfRange(raws, offset, offset + count);
        add(copy -> copy.command(player, number, kind, values, texts));
    }

    @Override
    public void onAnswer(int tick, int kind, int request, Outcome outcome, int[] raws, String[] texts) {
        add(copy -> copy.answer(kind, request, outcome, raws, texts));
    }

    @Override
    public void onLock(int tick, boolean isLocked) {
        add(copy -> copy.match().lock(isLocked));
    }

    @Override
    public void onRetune(int tick, Tuning tuning) {
        // The copy runs as the new type says.
    }

    /**
     * Runs the new rules until the trial is over. Called by a thread of its own: rules may do anything, and take any
     * time.
     *
     * @param patienceMillis for how long to wait for the room
     * @return why the rules are refused, a sentence without a full stop; null: they have done well
     */
    public @Nullable String run(long patienceMillis) throws InterruptedException {
        try {
            return tryOut(patienceMillis);
        } catch (UnmappableException e) {
            return e.getMessage();
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable thrown) {
            return GameFailure.sentence(to.settings().gameName(), thrown);
        } finally {
            isOver = true;
            deeds.clear();
        }
    }

    private @Nullable String tryOut(long patienceMillis) throws UnmappableException, InterruptedException {
        WaitingMatch waiting = to.waitingMatch();
        Schema before = from.schema();
        StateMapping mapping = StateMapping.of(
                before, waiting.declared(), waiting.match().checkpoint().world());
        TrialMatch copy = new TrialMatch(waiting.match(), mapping, before, clockNanos);
        while (copy.steps() < ticks) {
            Deed deed = deeds.poll(patienceMillis, TimeUnit.MILLISECONDS);
            if (isLate) {
                return "its steps take longer than the room's: the trial has fallen " + MOST_DEEDS + " changes behind";
            }
            Checkpoint world = begin;
            if (deed == null || world == null) {
                return "the room has done no step for " + patienceMillis + " ms";
            }
            if (copy.steps() < 0) {
                copy.begin(Swap.map(mapping.map(world.world()), from.goingBy(to)));
            }
            deed.on(copy);
            if (copy.steps() > WARM_UP * ticks && copy.lastStepNanos() > stepNanos) {
                return "its step took " + copy.lastStepNanos() / 1_000 + " µs of processor time, and may take "
                        + stepNanos / 1_000;
            }
        }
        return null;
    }
}
