package dev.tickwire.server.inputs;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * An input's way from the thread that reads the socket to the loop, both played by one thread: the work without the
 * wait. In this package to see the queue.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class InputQueueBenchmark {
    private final InputQueue queue = new InputQueue(64, 2);
    private final int[] raws = {80, 80};
    private int tick;

    @Benchmark
    public int offerAndPoll() {
        queue.offer(tick++, 0, tick, raws, 0);
        InputQueue.Slot slot = queue.poll();
        if (slot == null) {
            throw new IllegalStateException("what was offered must be there");
        }
        queue.release(slot);
        return slot.raws[0];
    }
}
