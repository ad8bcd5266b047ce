package dev.tickwire.server.saves;

import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The saved rows of a server, behind a thread that waits for the database. Any thread may use it, and none waits. */
public final class Saves {
    /** How long a server that stops waits for its last rows. */
    public static final long STOP_MILLIS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(Saves.class);
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int MOST_THAT_WAIT = 2_048;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PlayerStore store;
    private final SaveWork work;
    private final Counters counters;
    private final LongSupplier nanoClock;
    private final Thread thread = new Thread(this::run, "saves");
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean isOpen;
    private volatile boolean isStopping;

    /** Nothing is opened yet. */
    public Saves(PlayerStore store, long saveEveryMillis, Counters counters, LongSupplier nanoClock) {
        this.store = store;
        this.counters = counters;
        this.nanoClock = nanoClock;
        work = new SaveWork(
                store, RANDOM::nextLong, saveEveryMillis * NANOS_PER_MILLI, counters, () -> LockSupport.unpark(thread));
        thread.setDaemon(true);
    }

    /**
     * Opens the database, unless it is open, and waits for that; an exception says why it cannot be used.
     *
     * @return false: it was open
     */
    public synchronized boolean open() throws StoreException {
        if (isOpen) {
            return false;
        }
        store.open();
        isOpen = true;
        thread.start();
        return true;
    }

    /**
     * Gives an account a new seat, with its row: what older seats handed over before is in it, and what they hand over
     * from then on is refused.
     *
     * @param answer called once, soon, by the thread that waits for the database, or by this one; null: not at the
     *     moment
     */
    public void load(Account account, Consumer<@Nullable SavedSeat> answer) {
        if (!isOpen || work.isAway() || isStopping || !begin()) {
            counters.increment(Counter.LOADS_REFUSED);
            answer.accept(null);
            return;
        }
        work.offer(new SaveJob.Load(account, seat -> {
            asked.decrementAndGet();
            answer.accept(seat);
        }));
    }

    /** All that is kept of a user, by game; fails with a {@link StoreException} while the database is away. */
    public CompletableFuture<List<SavedRow>> export(String user) {
        CompletableFuture<List<SavedRow>> answer = new CompletableFuture<>();
        ask(new SaveJob.Export(user, answer), answer);
        return answer;
    }

    /**
     * Forgets a user, and returns how many rows there were; fails as {@link #export} does. Seats that the user has now
     * write nothing any more.
     */
    public CompletableFuture<Integer> erase(String user) {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        ask(new SaveJob.Erase(user, answer), answer);
        return answer;
    }

    private void ask(SaveJob job, CompletableFuture<?> answer) {
        if (!isOpen || isStopping || !begin()) {
            answer.completeExceptionally(new StoreException(
                    isOpen
                            ? "too much waits for the database"
                            : "nothing is kept here: no game with players who are" + " signed in does so"));
            return;
        }
        var unused = answer.whenComplete((done, failure) -> asked.decrementAndGet());
        work.offer(job);
    }

    private boolean begin() {
        if (asked.incrementAndGet() <= MOST_THAT_WAIT) {
            return true;
        }
        asked.decrementAndGet();
        return false;
    }

    /** Jobs that wait for the database. */
    public int waitingCount() {
        return work.unwritten();
    }

    /** Why nobody can join who has a row; empty: they can. */
    public List<String> obstacles() {
        return work.isAway()
                ? List.of("Players whose rows are saved cannot join: the database is away. Rows that wait: "
                        + work.unwritten() + ".")
                : List.of();
    }

    private void run() {
        while (true) {
            long waitNanos = work.run(nanoClock.getAsLong());
            if (isStopping && waitNanos == SaveWork.IDLE) {
                store.close();
                return;
            }
            if (waitNanos == SaveWork.IDLE) {
                LockSupport.park(this);
            } else if (waitNanos > 0) {
                LockSupport.parkNanos(this, waitNanos);
            }
        }
    }

    /** All rooms have ended: waits until their rows are written, for so long at most, and says what could not be. */
    public synchronized void close(long waitMillis) {
        isStopping = true;
        work.hurry();
        if (!isOpen) {
            return;
        }
        LockSupport.unpark(thread);
        try {
            thread.join(waitMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            int lost = work.unwritten();
            counters.add(Counter.ROWS_LOST, lost);
            LOG.error("rows that are not saved: {}; the database could not be used when the server stopped", lost);
        }
    }
}
