package dev.tickwire.server.transport;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/** Tries the ways in which threads that send, close, and complete writes can come between each other. */
class FrameSenderInterleavingsTest {
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int MOST_THREADS = 8;

    @Test
    void shouldWriteEachFrameOnceAndInOrderHoweverThreadsAreInterleaved() {
        options().check(Direct.class);
    }

    @Test
    void shouldWriteEachFrameOnceAndInOrderThroughAQueueOfWrites() {
        options().check(Queued.class);
    }

    private static ModelCheckingOptions options() {
        return new ModelCheckingOptions()
                .iterations(5)
                .invocationsPerIteration(80)
                .threads(3)
                .actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(0);
    }

    /** Who sends writes, too. */
    public static final class Direct extends Scenario {
        public Direct() {
            super(null);
        }
    }

    /** A queue writes, on the thread that is the first to come. */
    public static final class Queued extends Scenario {
        public Queued() {
            super(new WriteQueue(Runnable::run));
        }
    }

    /** What threads do, and what must hold when they have done it. */
    public abstract static class Scenario {
        private final AtomicReference<Callback> pending = new AtomicReference<>();
        private final AtomicBoolean hasWrittenTwiceAtOnce = new AtomicBoolean();
        private final AtomicInteger failures = new AtomicInteger();
        private final AtomicInteger closes = new AtomicInteger();
        private final AtomicInteger ends = new AtomicInteger();
        private final int[] sent = new int[MOST_THREADS];
        private final List<byte[]> frames = new ArrayList<>();
        private final FrameSender sender;

        Scenario(WriteQueue writes) {
            sender = new FrameSender(endPoint(), cause -> failures.incrementAndGet(), writes);
        }

        @Operation
        public void send(@Param(gen = ThreadIdGen.class) int thread) {
            int number = ++sent[thread];
            sender.send(BINARY, new byte[] {(byte) thread, (byte) number}, 0, 2);
        }

        @Operation
        public void close() {
            closes.incrementAndGet();
            sender.close(new byte[] {3, (byte) 0xE9}, ends::incrementAndGet);
        }

        @Operation
        public void completeWrite() {
            Callback callback = pending.getAndSet(null);
            if (callback != null) {
                callback.succeeded();
            }
        }

        /** Completes what is left, and looks at all that was written. */
        @Validate
        public void check() {
            while (pending.get() != null) {
                completeWrite();
            }
            demand(failures.get() == 0, "nothing fails");
            demand(!hasWrittenTwiceAtOnce.get(), "one write at a time");
            demand(ends.get() == closes.get(), "each close ends once");
            demand(closes.get() == 0 ? written() == sent() : frames.size() == written() + 1, "all is written once");
            demand(sender.isIdle() == (closes.get() == 0), "idle but for a close");
        }

        /** Messages that were written, each whole and in its thread's order, with a close at the end only. */
        private int written() {
            int written = 0;
            int[] last = new int[MOST_THREADS];
            for (byte[] frame : frames) {
                demand(frame.length == 4, "frames are whole");
                if (frame[0] == (byte) (0x80 | CLOSE)) {
                    demand(frame == frames.get(frames.size() - 1), "nothing follows a close");
                } else {
                    demand(frame[3] == ++last[frame[2]], "each thread's in order");
                    written++;
                }
            }
            return written;
        }

        /** Without a library, which would be interleaved, too. */
        private static void demand(boolean holds, String what) {
            if (!holds) {
                throw new AssertionError(what);
            }
        }

        private int sent() {
            int all = 0;
            for (int ofThread : sent) {
                all += ofThread;
            }
            return all;
        }

        private EndPoint endPoint() {
            return (EndPoint) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {EndPoint.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("equals")) {
                            return proxy == arguments[0];
                        }
                        write((Callback) arguments[0], ((ByteBuffer[]) arguments[1])[0]);
                        return null;
                    });
        }

        private void write(Callback callback, ByteBuffer buffer) {
            byte[] frame = new byte[buffer.remaining()];
            buffer.get(frame);
            frames.add(frame);
            if (!pending.compareAndSet(null, callback)) {
                hasWrittenTwiceAtOnce.set(true);
            }
        }
    }
}
