package dev.tickwire.server;

import dev.tickwire.server.room.Room;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.swap.Swap;
import dev.tickwire.server.swap.SwapListener;
import dev.tickwire.server.swap.SwapSettings;
import dev.tickwire.server.swap.Trial;
import dev.tickwire.simulation.games.GameFailure;
import dev.tickwire.simulation.swap.Losses;
import dev.tickwire.simulation.swap.UnmappableException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes one open room over to other rules. Its methods wait, on a thread that may. */
final class RoomSwap implements SwapListener {
    private static final long PATIENCE_MILLIS = 10_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Room room;
    private final RoomType to;
    private final SwapSettings settings;
    private final Consumer<String> report;
    private final Consumer<String> refusals;
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();

    /**
     * A swap that has not begun; what comes of it is reported, also later, in sentences.
     *
     * @param refusals is told that the room does not go by the rules, or not any more
     */
    RoomSwap(Room room, RoomType to, SwapSettings settings, Consumer<String> report, Consumer<String> refusals) {
        this.room = room;
        this.to = to;
        this.settings = settings;
        this.report = report;
        this.refusals = refusals;
    }

    /** Lets the rules run beside those of the room; why they are refused, without a full stop, or null. */
    @Nullable
    String tryOut() throws InterruptedException {
        Trial trial = new Trial(
                room.type(), to, settings.trialTicks(), (long) to.nanosPerTick(), THREADS::getCurrentThreadCpuTime);
        if (settings.trialTicks() == 0) {
            return null;
        }
        if (!room.control().tryOut(trial)) {
            return "too many commands wait for room " + room.id();
        }
        AtomicReference<@Nullable String> refusal = new AtomicReference<>("the trial was stopped");
        Thread rules = Threads.daemon(() -> refusal.set(run(trial)), "trial");
        rules.start();
        rules.join((long) (settings.trialTicks() * to.nanosPerTick() / 1_000_000) + PATIENCE_MILLIS);
        boolean unused = room.control().tryOut(null);
        return rules.isAlive() ? "its rules do not come back from " + Threads.where(rules) : refusal.get();
    }

    private static @Nullable String run(Trial trial) {
        try {
            return trial.run(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the trial was stopped";
        }
    }

    /** Lets the room go by the rules; whether it does. */
    boolean change() throws InterruptedException {
        if (!to.schema().requests().equals(room.type().schema().requests())) {
            refused("its requests are others than before: rooms that are open keep their rules");
            return false;
        }
        try {
            room.control()
                    .goBy(new Swap(
                            room.type().schema(),
                            to,
                            to.waitingMatch(),
                            null,
                            to.ticks(Math.max(1, settings.watchMillis())),
                            this));
            return done.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (UnmappableException e) {
            refused(String.valueOf(e.getMessage()));
        } catch (ExecutionException | TimeoutException e) {
            refused("the room does no steps");
        } catch (RuntimeException | Error failure) {
            refused(GameFailure.sentence(to.settings().gameName(), failure));
        }
        return false;
    }

    @Override
    public void changed(Losses losses, int gone, long tookNanos) {
        String lost = losses.sentence();
        report.accept("Room " + room.id() + " goes by the new rules, after " + tookNanos / 1_000 + " µs"
                + (lost.isEmpty() ? "" : "; " + lost)
                + (gone == 0 ? "" : "; " + gone + " pages of an older library were asked to reload") + ".");
        done.complete(true);
    }

    @Override
    public void refused(String sentence) {
        refusals.accept("Room " + room.id() + " keeps its rules: " + sentence + ".");
        done.complete(false);
    }

    @Override
    public void rolledBack(String sentence) {
        refusals.accept("Room " + room.id() + " is back at its rules from before, and at the world from before: "
                + sentence + ".");
    }
}
