package dev.tickwire.client.swarm;

import dev.tickwire.client.swarm.report.Measure;
import dev.tickwire.client.swarm.report.Progress;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Lets time go by in a run, on the thread that runs it: each second is measured, and shown. */
final class Pace {
    private static final long STEP_NANOS = 5_000_000;
    private static final long SECOND_NANOS = 1_000_000_000;

    private final Crowd crowd;
    private final Measure measure;
    private final Progress progress;
    private long sampleNanos = System.nanoTime();

    Pace(Crowd crowd, Measure measure, Progress progress) {
        this.crowd = crowd;
        this.measure = measure;
        this.progress = progress;
    }

    /** Waits until that is so. */
    void waitUntil(BooleanSupplier isDone) {
        while (!isDone.getAsBoolean()) {
            LockSupport.parkNanos(this, STEP_NANOS);
            if (System.nanoTime() - sampleNanos >= SECOND_NANOS) {
                crowd.tidy();
                sample();
            }
        }
    }

    /** Measures and shows what has been since the last time. */
    void sample() {
        sampleNanos = System.nanoTime();
        measure.sample(crowd.presence(), sampleNanos);
        progress.show(measure.moment());
    }
}
