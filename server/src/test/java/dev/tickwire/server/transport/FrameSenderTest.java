package dev.tickwire.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.WritePendingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameSenderTest {
    private static final int BINARY = 2;
    private static final int QUEUE = 16;

    private final Socket socket = new Socket();
    private final AtomicInteger failures = new AtomicInteger();
    private final FrameSender sender = new FrameSender(socket.endPoint(), cause -> failures.incrementAndGet(), null);

    @ParameterizedTest
    @CsvSource({
        "0, 8200",
        "1, 8201",
        "125, 827d",
        "126, 827e007e",
        "127, 827e007f",
        "65535, 827effff",
        "65536, 827f0000000000010000",
        "100000, 827f00000000000186a0",
    })
    void shouldWriteHeadersAsTheRfcSays(int length, String header) {
        byte[] payload = new byte[length];
        new Random(1).nextBytes(payload);

        assertThat(sender.send(BINARY, payload, 0, length)).isTrue();

        byte[] written = socket.written();
        int headerLength = header.length() / 2;
        assertThat(hex(Arrays.copyOf(written, headerLength))).isEqualTo(header);
        assertThat(Arrays.copyOfRange(written, headerLength, written.length)).isEqualTo(payload);
        assertThat(sender.isIdle()).isTrue();
    }

    @Test
    void shouldSendSomeBytesOfAnArrayThatIsUsedAgain() {
        byte[] shared = {1, 2, 3, 4};
        sender.send(BINARY, shared, 0, 2);
        sender.send(BINARY, shared, 0, 4);
        shared[0] = 9;
        sender.send(BINARY, shared, 0, 1);
        sender.send(9, new byte[0], 0, 0);
        sender.send(BINARY, shared, 1, 3);

        assertThat(hex(socket.written())).isEqualTo("82020102" + "820401020304" + "820109" + "8900" + "8203020304");
    }

    @Test
    void shouldWriteWhatWaitedInItsOrder() {
        socket.block();
        for (int i = 0; i < 5; i++) {
            assertThat(sender.send(BINARY, new byte[] {(byte) i}, 0, 1)).isTrue();
            assertThat(sender.isIdle()).isFalse();
        }
        assertThat(hex(socket.written())).isEqualTo("820100");

        socket.unblock();

        assertThat(hex(socket.written())).isEqualTo("820100" + "820101" + "820102" + "820103" + "820104");
        assertThat(sender.isIdle()).isTrue();
    }

    @Test
    void shouldRefuseMoreThanItsQueueHolds() {
        socket.block();
        for (int i = 0; i < 1 + QUEUE; i++) {
            assertThat(sender.send(BINARY, new byte[] {(byte) i}, 0, 1)).isTrue();
        }

        assertThat(sender.send(BINARY, new byte[] {99}, 0, 1)).isFalse();
        socket.unblock();

        assertThat(socket.frames()).hasSize(1 + QUEUE).doesNotContain("63");
        assertThat(sender.isIdle()).isTrue();
        assertThat(sender.send(BINARY, new byte[] {99}, 0, 1)).isTrue();
    }

    @Test
    void shouldFinishAtOnceWhereNothingWaitsAndSendNothingAfterwards() {
        AtomicInteger ended = new AtomicInteger();

        sender.finish(ended::incrementAndGet);
        sender.send(BINARY, new byte[] {1}, 0, 1);
        assertThat(ended).hasValue(1);
        sender.finish(ended::incrementAndGet);

        assertThat(ended).as("what comes later is done at once").hasValue(2);
        assertThat(socket.written()).isEmpty();
        assertThat(sender.isIdle()).isFalse();
    }

    @Test
    void shouldFinishWhenWhatWaitsIsOut() {
        List<String> framesAtEnd = new ArrayList<>();
        socket.block();
        sender.send(BINARY, new byte[] {1}, 0, 1);
        sender.send(BINARY, new byte[] {2}, 0, 1);

        sender.finish(() -> framesAtEnd.addAll(socket.frames()));
        sender.finish(() -> framesAtEnd.add("the end"));
        assertThat(framesAtEnd).isEmpty();
        socket.unblock();
        sender.send(BINARY, new byte[] {3}, 0, 1);

        assertThat(framesAtEnd).containsExactly("01", "02", "the end");
        assertThat(socket.frames()).containsExactly("01", "02");
    }

    @Test
    void shouldCloseBehindWhatWaitsAndSendNothingAfterwards() {
        List<String> writtenAtEnd = new ArrayList<>();
        socket.block();
        sender.send(BINARY, new byte[] {1}, 0, 1);
        sender.send(BINARY, new byte[] {2}, 0, 1);

        sender.close(new byte[] {3, (byte) 0xE9}, () -> writtenAtEnd.add(hex(socket.written())));
        sender.finish(() -> writtenAtEnd.add("the end"));
        sender.close(new byte[] {9, 9}, () -> writtenAtEnd.add("too late"));
        for (int i = 0; i < 3; i++) {
            assertThat(writtenAtEnd).isEmpty();
            socket.complete();
        }
        sender.send(BINARY, new byte[] {4}, 0, 1);
        socket.complete();

        assertThat(writtenAtEnd).containsExactly("820101" + "820102" + "880203e9", "the end", "too late");
        assertThat(hex(socket.written())).isEqualTo("820101" + "820102" + "880203e9");
        assertThat(sender.isIdle()).isFalse();
    }

    @Test
    void shouldWriteNothingBehindAClose() {
        AtomicInteger ended = new AtomicInteger();
        socket.block();
        sender.close(new byte[] {3, (byte) 0xE9}, ended::incrementAndGet);

        sender.send(BINARY, new byte[] {4}, 0, 1);
        socket.unblock();

        assertThat(hex(socket.written())).isEqualTo("880203e9");
        assertThat(ended).hasValue(1);
    }

    @Test
    void shouldCloseAtOnceWhereNothingWaits() {
        AtomicInteger ended = new AtomicInteger();

        sender.close(new byte[] {3, (byte) 0xE9}, ended::incrementAndGet);
        sender.send(BINARY, new byte[] {1}, 0, 1);

        assertThat(ended).hasValue(1);
        assertThat(hex(socket.written())).isEqualTo("880203e9");
    }

    /** A peer answers the close so soon that the output is not shut yet: what answers the peer must wait for that. */
    @Test
    void shouldRunTasksThatComeDuringTheFirstOnesBehindThose() {
        List<String> ran = new ArrayList<>();
        sender.close(new byte[] {3, (byte) 0xE9}, () -> {
            sender.finish(() -> ran.add("answer the peer"));
            ran.add("shut the output");
        });
        assertThat(ran).containsExactly("shut the output", "answer the peer");
    }

    @Test
    void shouldNotCloseWhereSomebodyElseDoes() {
        AtomicInteger ended = new AtomicInteger();
        sender.finish(ended::incrementAndGet);

        sender.close(new byte[] {3, (byte) 0xE9}, ended::incrementAndGet);

        assertThat(ended).hasValue(2);
        assertThat(socket.written()).isEmpty();
    }

    @Test
    void shouldTellOfAFailureAndNeverBeIdleAgain() {
        socket.block();
        sender.send(BINARY, new byte[] {1}, 0, 1);

        socket.fail();

        assertThat(failures).hasValue(1);
        assertThat(sender.isIdle()).isFalse();
        assertThat(sender.send(BINARY, new byte[] {2}, 0, 1)).isTrue();
        assertThat(socket.frames()).containsExactly("01");
    }

    @Test
    void shouldTakeAWriteOfSomebodyElseForAFailure() {
        socket.block();
        socket.endPoint().write(Callback.NOOP, ByteBuffer.allocate(1));

        sender.send(BINARY, new byte[] {1}, 0, 1);

        assertThat(failures).hasValue(1);
    }

    /**
     * Threads that send as they like over a socket that completes writes here and there: whole frames, each once, each
     * thread's in order.
     */
    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "3, false", "4, true", "5, true", "6, true"})
    void shouldKeepFramesWholeAndInOrderWhoeverSends(long seed, boolean handsOver) throws InterruptedException {
        ExecutorService writer = Executors.newSingleThreadExecutor();
        FrameSender tested = new FrameSender(
                socket.endPoint(), cause -> failures.incrementAndGet(), handsOver ? new WriteQueue(writer) : null);
        int threads = 4;
        int messages = 5_000;
        socket.completeElsewhere(new Random(seed));
        int[][] accepted = new int[threads][];
        List<Thread> senders = new ArrayList<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        for (int t = 0; t < threads; t++) {
            int number = t;
            Thread thread = new Thread(() -> {
                int[] sent = new int[messages];
                int count = 0;
                for (int i = 0; i < messages; i++) {
                    byte[] payload = {(byte) number, (byte) (i >> 8), (byte) i};
                    if (tested.send(BINARY, payload, 0, payload.length)) {
                        sent[count++] = i;
                    }
                }
                accepted[number] = Arrays.copyOf(sent, count);
            });
            thread.setUncaughtExceptionHandler((where, e) -> failure.set(e));
            senders.add(thread);
            thread.start();
        }
        for (Thread thread : senders) {
            thread.join();
        }
        await().until(() -> {
            socket.complete();
            return tested.isIdle();
        });
        writer.shutdown();
        socket.unblock();

        assertThat(failure.get()).as("seed %d", seed).isNull();
        assertThat(failures).hasValue(0);
        assertThat(tested.isIdle()).isTrue();
        List<List<Integer>> arrived = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            arrived.add(new ArrayList<>());
        }
        for (String frame : socket.frames()) {
            int thread = Integer.parseInt(frame.substring(0, 2), 16);
            arrived.get(thread).add(Integer.parseInt(frame.substring(2), 16));
        }
        for (int t = 0; t < threads; t++) {
            assertThat(arrived.get(t))
                    .as("seed %d, thread %d", seed, t)
                    .containsExactlyElementsOf(
                            Arrays.stream(accepted[t]).boxed().toList());
        }
    }

    private static String hex(byte[] bytes) {
        StringBuilder hex = new StringBuilder();
        for (byte b : bytes) {
            hex.append(String.format("%02x", b));
        }
        return hex.toString();
    }

    /** One write at a time, as Jetty has it; complete at once, or when the test says. */
    private static final class Socket {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final AtomicReference<Callback> pending = new AtomicReference<>();
        private final ConcurrentLinkedQueue<Thread> completers = new ConcurrentLinkedQueue<>();
        private volatile boolean blocked;
        private volatile Random elsewhere;

        EndPoint endPoint() {
            return (EndPoint) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {EndPoint.class}, (proxy, method, arguments) -> {
                        assertThat(method.getName()).isEqualTo("write");
                        write((Callback) arguments[0], (ByteBuffer[]) arguments[1]);
                        return null;
                    });
        }

        private void write(Callback callback, ByteBuffer... buffers) {
            if (!pending.compareAndSet(null, callback)) {
                throw new WritePendingException();
            }
            for (ByteBuffer buffer : buffers) {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                out.writeBytes(bytes);
            }
            Random random = elsewhere;
            if (random != null && random.nextInt(20) == 0) {
                Thread completer = new Thread(this::complete);
                completers.add(completer);
                completer.start();
            } else if (!blocked) {
                complete();
            }
        }

        void block() {
            blocked = true;
        }

        void completeElsewhere(Random random) {
            elsewhere = random;
        }

        void unblock() {
            elsewhere = null;
            blocked = false;
            for (Thread completer = completers.poll(); completer != null; completer = completers.poll()) {
                try {
                    completer.join();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            complete();
        }

        void fail() {
            pending.getAndSet(null).failed(new IOException("told to fail"));
        }

        private void complete() {
            Callback callback = pending.getAndSet(null);
            if (callback != null) {
                callback.succeeded();
            }
        }

        byte[] written() {
            return out.toByteArray();
        }

        /** Payloads of the frames, in hexadecimal. */
        List<String> frames() {
            ByteBuffer bytes = ByteBuffer.wrap(written());
            List<String> frames = new ArrayList<>();
            while (bytes.hasRemaining()) {
                assertThat(bytes.get()).isEqualTo((byte) 0x82);
                byte[] payload = new byte[bytes.get()];
                bytes.get(payload);
                frames.add(hex(payload));
            }
            return frames;
        }
    }
}
