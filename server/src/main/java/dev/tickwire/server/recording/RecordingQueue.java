package dev.tickwire.server.recording;

import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jctools.queues.varhandle.MpmcVarHandleArrayQueue;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * What recorders of all rooms hand over to the one thread that compresses and writes, and pages that come back from it.
 * Bounded; loops never wait for it: what does not fit is counted, and leaves a hole.
 */
public final class RecordingQueue {
    private static final int MOST_ITEMS = 4096;
    /** More pages than this are needed for moments only. */
    private static final int MOST_FREE = 512;

    private final MpscVarHandleArrayQueue<Item> items = new MpscVarHandleArrayQueue<>(MOST_ITEMS);
    private final MpmcVarHandleArrayQueue<Page> free = new MpmcVarHandleArrayQueue<>(MOST_FREE);
    /** For which there was no space; all else of their rooms comes before. At most one of each room. */
    private final Queue<Item.End> ends = new ConcurrentLinkedQueue<>();

    private final AtomicInteger pages = new AtomicInteger();
    private final Counters counters;

    public RecordingQueue(Counters counters) {
        this.counters = counters;
    }

    /** A page to write to; null: all are under way. */
    @Nullable
    Page take(Tape tape) {
        Page page = free.poll();
        if (page == null && pages.get() < MOST_ITEMS && pages.incrementAndGet() <= MOST_ITEMS) {
            return new Page(tape);
        }
        return page;
    }

    /** A page that nobody reads any more. */
    void giveBack(Page page) {
        page.letGo();
        if (free.size() >= MOST_FREE || !free.offer(page)) {
            pages.decrementAndGet();
        }
    }

    /** Hands something over; false: it is lost, as too much waits. */
    boolean offer(Item item) {
        if (items.offer(item)) {
            return true;
        }
        counters.increment(Counter.RECORDINGS_BEHIND);
        return false;
    }

    /** Hands over that a room has ended, which is never lost: nobody could bring it back else. */
    void offerEnd(Item.End end) {
        if (!items.offer(end)) {
            ends.add(end);
        }
    }

    /** What comes next; null: nothing waits. Called by the one thread that records. */
    @Nullable
    Item poll() {
        Item next = items.poll();
        return next == null ? ends.poll() : next;
    }

    /** How much waits; any thread may ask. */
    public int depth() {
        return items.size();
    }
}
