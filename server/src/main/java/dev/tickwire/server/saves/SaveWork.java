package dev.tickwire.server.saves;

import dev.tickwire.server.log.Failures;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.text.ParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be done with a store, and in which order: as it came, many at once in one transaction. What a seat has
 * handed over before it was given up is therefore written before the next seat of the same account loads it.
 *
 * <p>While the store cannot be used, rows wait, one for each seat, and all else is refused at once. Any thread offers;
 * the rest belongs to the thread that runs it. It has no thread and no clock.
 */
final class SaveWork {
    static final long FIRST_RETRY_NANOS = 250_000_000L;
    static final long LAST_RETRY_NANOS = 8_000_000_000L;
    /** Run with nothing to do, and nothing due. */
    static final long IDLE = Long.MAX_VALUE;

    private static final Logger LOG = LoggerFactory.getLogger(SaveWork.class);
    private static final int MOST_AT_ONCE = 64;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final PlayerStore store;
    private final LongSupplier seatNumbers;
    private final long saveEveryNanos;
    private final Counters counters;
    private final Runnable wake;
    /** Bounded by those who offer: a seat is in it once or twice, and {@link Saves} counts the others. */
    private final MpscUnboundedVarHandleArrayQueue<SaveJob> offered = new MpscUnboundedVarHandleArrayQueue<>(64);

    private final ArrayDeque<SaveJob> waiting = new ArrayDeque<>();
    private long retryNanos = FIRST_RETRY_NANOS;
    private long retryAtNanos;
    private long awaySinceNanos;
    private volatile boolean isAway;
    private volatile boolean isHurried;
    private volatile int unwritten;

    /**
     * Nothing to do yet.
     *
     * @param seatNumbers gives a number that no seat has had, of this server or another
     * @param saveEveryNanos how often seats hand their rows over
     * @param wake is called after each offer
     */
    SaveWork(PlayerStore store, LongSupplier seatNumbers, long saveEveryNanos, Counters counters, Runnable wake) {
        this.store = store;
        this.seatNumbers = seatNumbers;
        this.saveEveryNanos = saveEveryNanos;
        this.counters = counters;
        this.wake = wake;
    }

    void offer(SaveJob job) {
        offered.offer(job);
        wake.run();
    }

    /** Tries again every {@link #FIRST_RETRY_NANOS} from now on, since the server stops. Any thread may say so. */
    void hurry() {
        isHurried = true;
    }

    /** Whether the store could not be used when that was tried last; any thread may ask. */
    boolean isAway() {
        return isAway;
    }

    /** About how many rows wait; any thread may ask. */
    int unwritten() {
        return unwritten + offered.size();
    }

    /** Does what is due, which may take a while; returns after how many nanoseconds there is something to do. */
    long run(long nowNanos) {
        offered.drain(waiting::add);
        unwritten = rows();
        long waitNanos = isAway ? retryAtNanos - nowNanos : 0;
        if (waitNanos > 0 && !isHurried) {
            refuseAllButRows();
            return waitNanos;
        }
        if (waiting.isEmpty() && !isAway) {
            return IDLE;
        }
        List<SaveJob> batch = nextBatch();
        // A connection that has died is no reason to refuse anybody, if there is another one.
        List<Runnable> answers = isAway ? attempt(batch, nowNanos) : attemptTwice(batch, nowNanos);
        if (answers == null) {
            return isHurried ? FIRST_RETRY_NANOS : retryNanos;
        }
        for (int i = 0; i < batch.size(); i++) {
            waiting.remove();
        }
        worked(nowNanos);
        answers.forEach(SaveWork::give);
        return waiting.isEmpty() && offered.isEmpty() ? IDLE : 0;
    }

    private @Nullable List<Runnable> attemptTwice(List<SaveJob> batch, long nowNanos) {
        try {
            return work(batch);
        } catch (StoreException e) {
            return attempt(batch, nowNanos);
        }
    }

    /** What is to be told then; null: it failed. */
    private @Nullable List<Runnable> attempt(List<SaveJob> batch, long nowNanos) {
        try {
            if (batch.isEmpty()) {
                store.open();
            }
            return work(batch);
        } catch (StoreException e) {
            failed(String.valueOf(e.getMessage()), nowNanos);
            return null;
        }
    }

    private List<Runnable> work(List<SaveJob> batch) throws StoreException {
        try {
            List<Runnable> answers = new ArrayList<>();
            for (SaveJob job : batch) {
                answers.add(work(job));
            }
            store.commit();
            return answers;
        } catch (RuntimeException | Error e) {
            Failures.log("a row was not saved or loaded: a bug in the server", e);
            store.close();
            throw new StoreException(String.valueOf(e));
        }
    }

    private int rows() {
        int rows = 0;
        for (SaveJob job : waiting) {
            rows += job instanceof SavedSeat ? 1 : 0;
        }
        return rows;
    }

    /** The first ones; sorted where that changes nothing, so that two servers do not wait for each other's rows. */
    private List<SaveJob> nextBatch() {
        List<SaveJob> batch = new ArrayList<>();
        for (Iterator<SaveJob> jobs = waiting.iterator(); jobs.hasNext() && batch.size() < MOST_AT_ONCE; ) {
            SaveJob job = jobs.next();
            boolean isAlone = account(job) == null;
            if (isAlone && !batch.isEmpty()) {
                break;
            }
            batch.add(job);
            if (isAlone) {
                return batch;
            }
        }
        batch.sort((one, other) -> compare(account(one), account(other)));
        return batch;
    }

    private static int compare(@Nullable Account one, @Nullable Account other) {
        return one == null || other == null ? 0 : one.compareTo(other);
    }

    private static @Nullable Account account(SaveJob job) {
        return job instanceof SavedSeat seat
                ? seat.account()
                : job instanceof SaveJob.Load load ? load.account() : null;
    }

    /** Does one job; returns what is to be told when it holds. */
    private Runnable work(SaveJob job) throws StoreException {
        if (job instanceof SavedSeat seat) {
            return seat.writeTo(store) ? () -> written(seat) : () -> refused(seat);
        }
        if (job instanceof SaveJob.Load load) {
            long number = seatNumbers.getAsLong();
            String row = store.load(load.account(), number);
            return () -> loaded(load, number, row);
        }
        if (job instanceof SaveJob.Export export) {
            List<SavedRow> rows = store.export(export.user());
            return () -> export.answer().complete(rows);
        }
        SaveJob.Erase erase = (SaveJob.Erase) job;
        int erased = store.erase(erase.user());
        return () -> erase.answer().complete(erased);
    }

    private void loaded(SaveJob.Load load, long number, @Nullable String row) {
        Map<String, Object> read = Map.of();
        try {
            read = row == null ? read : RowJson.read(row);
        } catch (ParseException e) {
            counters.increment(Counter.LOADS_REFUSED);
            LOG.error(
                    "a row of {} is no JSON: it is left as it is, and its player cannot join",
                    load.account().game());
            load.answer().accept(null);
            return;
        }
        counters.increment(Counter.ROWS_LOADED);
        load.answer().accept(new SavedSeat(load.account(), number, read, saveEveryNanos, this::offer));
    }

    private void written(SavedSeat seat) {
        if (seat.written()) {
            counters.increment(Counter.ROWS_WRITTEN);
        }
    }

    private void refused(SavedSeat seat) {
        if (seat.becomeOlder()) {
            counters.increment(Counter.ROWS_REFUSED);
            LOG.warn(
                    "a row of {} is not written any more: its player has a newer seat, perhaps on another server, or was"
                            + " erased",
                    seat.account().game());
        }
    }

    private static void give(Runnable answer) {
        try {
            answer.run();
        } catch (Throwable bug) {
            Failures.log("somebody who waited for a saved row failed: a bug in the server", bug);
        }
    }

    private void worked(long nowNanos) {
        retryNanos = FIRST_RETRY_NANOS;
        unwritten = rows();
        if (isAway) {
            isAway = false;
            LOG.info("players' rows are saved again, after {} s", (nowNanos - awaySinceNanos) / NANOS_PER_SECOND);
        }
    }

    private void failed(String sentence, long nowNanos) {
        counters.increment(Counter.SAVES_FAILED);
        if (isAway) {
            retryNanos = Math.min(2 * retryNanos, LAST_RETRY_NANOS);
        } else {
            isAway = true;
            awaySinceNanos = nowNanos;
            LOG.warn(
                    "players' rows cannot be saved at the moment: {}. They wait, and nobody whose row would have to be"
                            + " loaded can join",
                    sentence);
        }
        retryAtNanos = nowNanos + retryNanos;
        refuseAllButRows();
    }

    private void refuseAllButRows() {
        List<Runnable> answers = new ArrayList<>();
        waiting.removeIf(job -> {
            if (job instanceof SaveJob.Load load) {
                counters.increment(Counter.LOADS_REFUSED);
                answers.add(() -> load.answer().accept(null));
            } else if (job instanceof SaveJob.Export export) {
                answers.add(() -> export.answer().completeExceptionally(away()));
            } else if (job instanceof SaveJob.Erase erase) {
                answers.add(() -> erase.answer().completeExceptionally(away()));
            }
            return !(job instanceof SavedSeat);
        });
        unwritten = waiting.size();
        answers.forEach(SaveWork::give);
    }

    private static StoreException away() {
        return new StoreException("the database cannot be used at the moment");
    }
}
