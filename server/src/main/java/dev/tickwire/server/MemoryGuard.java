package dev.tickwire.server;

import dev.tickwire.server.log.ProcessLog;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process once its memory is used up, with a line in the log and {@link Main#OUT_OF_MEMORY}. Without memory
 * nobody can play, and whoever watches the process sees it as running: ended, it can be started anew.
 */
final class MemoryGuard {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryGuard.class);
    private static final long PERIOD_MILLIS = 1_000;
    private static final Duration FLUSH_LIMIT = Duration.ofSeconds(1);

    private final MemoryWatch watch = new MemoryWatch();
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    private final List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
            .sorted(Comparator.comparingLong(
                            (MemoryPoolMXBean pool) -> pool.getCollectionUsage().getMax())
                    .reversed())
            .toList();

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
            while (!watch.isExhausted(System.nanoTime(), collectionMillis(), fullness())) {
                Thread.sleep(PERIOD_MILLIS);
            }
            end("out of memory: nearly all time goes to collections, and the heap stays full. Give it more with "
                    + "-Xmx, or have fewer players or rooms");
        } catch (OutOfMemoryError e) {
            end("out of memory");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long collectionMillis() {
        long sum = 0;
        for (GarbageCollectorMXBean collector : collectors) {
            sum += Math.max(0, collector.getCollectionTime());
        }
        return sum;
    }

    /** Of the largest part of the heap: what lives long is there, with every collector. */
    private double fullness() {
        if (heap.isEmpty()) {
            return 0;
        }
        MemoryUsage left = heap.get(0).getCollectionUsage();
        return left.getMax() <= 0 ? 0 : (double) left.getUsed() / left.getMax();
    }
}
