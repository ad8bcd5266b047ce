package dev.tickwire.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOError;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WriteQueueTest {
    private static final int BINARY = 2;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final WriteQueue queue = new WriteQueue(tasks::add);
    private final List<String> written = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("told to fail"),
                new StackOverflowError("told to fail"),
                new IOError(new IOException("told to fail")));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void shouldWriteForTheOthersWhereASocketThrows(Throwable failure) {
        FrameSender first = newSender("first", queue);
        FrameSender broken = new FrameSender(endPoint("broken", failure), failures::add, queue);
        FrameSender last = newSender("last", queue);
        for (int round = 0; round < 2; round++) {
            send(first);
            send(broken);
            send(last);
            runTasks();
        }

        assertThat(written).containsExactly("first", "last", "first", "last");
        assertThat(failures).containsExactly(failure);
        assertThat(broken.isIdle()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void shouldWriteForTheOthersWhereNotEvenTheFailureCanBeDealtWith(Throwable failure) {
        FrameSender broken = new FrameSender(
                endPoint("broken", failure),
                cause -> {
                    throw new IllegalStateException("told to fail, too");
                },
                queue);
        FrameSender last = newSender("last", queue);
        send(broken);
        send(last);

        runTasks();
        send(last);
        runTasks();

        assertThat(written).containsExactly("last", "last");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void shouldNotLetAFailureReachWhoSends(Throwable failure) {
        FrameSender sender = new FrameSender(endPoint("broken", failure), failures::add, null);

        assertThatCode(() -> assertThat(sender.send(BINARY, new byte[1], 0, 1)).isTrue())
                .doesNotThrowAnyException();
        assertThatCode(() -> sender.close(new byte[2], () -> {})).doesNotThrowAnyException();

        assertThat(failures).containsExactly(failure);
    }

    @Test
    void shouldWriteOnTheSendersThreadWhereTheExecutorRefuses() {
        WriteQueue refused = new WriteQueue(task -> {
            throw new RejectedExecutionException("told to refuse");
        });
        FrameSender sender = newSender("sender", refused);

        send(sender);
        send(sender);

        assertThat(written).containsExactly("sender", "sender");
        assertThat(failures).isEmpty();
    }

    @Test
    void shouldWriteOnceWhereTheExecutorRefusesAndRunsTheTaskNonetheless() {
        WriteQueue refused = new WriteQueue(task -> {
            tasks.add(task);
            throw new OutOfMemoryError("unable to create a thread, or so it is told to say");
        });
        FrameSender sender = newSender("sender", refused);

        send(sender);
        runTasks();

        assertThat(written).containsExactly("sender");
    }

    @Test
    void shouldStartOneTaskForAllThatWait() {
        for (int i = 0; i < 10; i++) {
            send(newSender("sender", queue));
        }

        assertThat(tasks).hasSize(1);
        runTasks();
        assertThat(written).hasSize(10);
    }

    private static void send(FrameSender sender) {
        assertThat(sender.send(BINARY, new byte[1], 0, 1)).isTrue();
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private FrameSender newSender(String name, WriteQueue through) {
        return new FrameSender(endPoint(name, null), failures::add, through);
    }

    private EndPoint endPoint(String name, Throwable failure) {
        return (EndPoint) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EndPoint.class}, (proxy, method, arguments) -> {
                    if (failure != null) {
                        throw failure;
                    }
                    written.add(name);
                    ((Callback) arguments[0]).succeeded();
                    return null;
                });
    }
}
