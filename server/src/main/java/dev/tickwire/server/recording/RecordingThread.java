package dev.tickwire.server.recording;

import dev.tickwire.server.log.Failures;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/** The thread that records: looks for work some times a second, so that loops need not wake it. */
public final class RecordingThread implements AutoCloseable {
    private static final long PAUSE_NANOS = 20_000_000;
    private static final long STOP_MILLIS = 5_000;

    private final RecordingQueue queue;
    private final RecordingWork work;
    private final Counters counters;
    private final Thread thread = new Thread(this::run, "recorder");
    private volatile boolean isClosed;

    /** Of a server, which saves recordings as files. */
    public static RecordingThread of(RecorderSettings settings, long syncMillis, Counters counters) {
        RecordingQueue queue = new RecordingQueue(counters);
        SavedRecordings files = new RecordingFiles(settings, counters, InstantSource.system());
        return new RecordingThread(queue, new RecordingWork(queue, files, syncMillis), counters);
    }

    private RecordingThread(RecordingQueue queue, RecordingWork work, Counters counters) {
        this.queue = queue;
        this.work = work;
        this.counters = counters;
        thread.setDaemon(true);
    }

    /** By which recorders hand over to it. */
    public RecordingQueue queue() {
        return queue;
    }

    public void start() {
        thread.start();
    }

    private void run() {
        while (!isClosed) {
            if (!runOnce()) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        runOnce();
    }

    private boolean runOnce() {
        try {
            return work.run(System.nanoTime());
        } catch (Throwable bug) {
            counters.increment(Counter.LOOP_ERRORS);
            counters.noteMemory(bug);
            Failures.log("what rooms recorded was lost: a bug in the server", bug);
            return true;
        }
    }

    /** Does what waits, and ends; waits for that for a while. */
    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
