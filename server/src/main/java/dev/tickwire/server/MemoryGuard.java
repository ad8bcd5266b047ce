package dev.tickwire.server;

import dev.tickwire.server.log.ProcessLog;
import java.time.Duration;
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
    private final JvmHeap heap = new JvmHeap();

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
            while (!watch.isExhausted(System.nanoTime(), heap.collectionMillis(), fullness())) {
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

    private double fullness() {
        JvmHeap.Fullness now = heap.fullness();
        return now.mostBytes() == 0 ? 0 : (double) now.oldBytesCollected() / now.mostBytes();
    }
}
