package dev.tickwire.server;

import dev.tickwire.server.log.ProcessLog;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process once its memory is used up, with a line in the log and {@link Main#OUT_OF_MEMORY}. Without memory
 * nobody can play, and whoever watches the process sees it as running: ended, it can be started anew.
 *
 * <p>Memory that was short for a moment ends what asked for it, such as a room whose game takes too much. Then the
 * guard has the heap collected, and ends the process only if it stays full.
 */
final class MemoryGuard {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryGuard.class);
    private static final long PERIOD_MILLIS = 1_000;
    private static final Duration FLUSH_LIMIT = Duration.ofSeconds(1);

    private final Counters counters;
    private final MemoryWatch watch = new MemoryWatch();
    private final JvmHeap heap = new JvmHeap();
    private final ShortageWatch shortages = new ShortageWatch();

    /** Goes by the shortages that are counted there. */
    MemoryGuard(Counters counters) {
        this.counters = counters;
    }

    /** Begins to look, on a daemon thread of its own. */
    void start() {
        Thread thread = new Thread(this::lookUntilExhausted, "memory");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends the process at once; there may be no memory left to do anything else. */
    static void end(String sentence) {
        try {
            LOG.error(sentence);
            ProcessLog.flush(FLUSH_LIMIT);
        } finally {
            Runtime.getRuntime().halt(Main.OUT_OF_MEMORY);
        }
    }

    private void lookUntilExhausted() {
        try {
            while (!isExhausted()) {
                Thread.sleep(PERIOD_MILLIS);
            }
            end("out of memory: nearly all time goes to collections, and the heap stays full. Give it more with "
                    + "-Xmx, or have fewer players or rooms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** That it finds no memory itself is one more shortage, which another thread may have caused, and may end. */
    private boolean isExhausted() {
        try {
            lookAtShortages();
            return watch.isExhausted(System.nanoTime(), heap.collectionMillis(), fullness());
        } catch (OutOfMemoryError e) {
            counters.noteMemory(e);
            return false;
        }
    }

    private void lookAtShortages() {
        if (shortages.isDue(System.nanoTime(), counters.get(Counter.MEMORY_SHORTAGES))) {
            long before = heap.fullness().collections();
            System.gc();
            // Where the JVM is told to collect nothing on demand, the figure is older than what ended.
            boolean isFull = heap.fullness().collections() > before && fullness() >= MemoryWatch.FULL;
            if (shortages.isEnd(System.nanoTime(), isFull)) {
                end(
                        "out of memory: what asked for memory in vain has ended, and the heap stays full. Give it more with "
                                + "-Xmx, or have fewer players or rooms");
            }
        }
    }

    private double fullness() {
        JvmHeap.Fullness now = heap.fullness();
        return now.mostBytes() == 0 ? 0 : (double) now.oldBytesCollected() / now.mostBytes();
    }
}
