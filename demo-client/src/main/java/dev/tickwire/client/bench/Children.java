package dev.tickwire.client.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The processes that the bench starts: none outlives it, even if it is interrupted. */
final class Children implements AutoCloseable {
    private final List<Child> running = new ArrayList<>();
    private final Thread hook = new Thread(this::stop, "stop-children");
    private boolean isStopped;

    private Children() {}

    /** Kills them from now on when the JVM ends, too. */
    static Children install() {
        Children children = new Children();
        Runtime.getRuntime().addShutdownHook(children.hook);
        return children;
    }

    /** Starts a process; what it says on standard error goes to the end of the log. */
    synchronized Child start(ProcessBuilder command, Path log) throws BenchFailedException {
        if (isStopped) {
            throw new BenchFailedException("the bench is being stopped");
        }
        running.removeIf(child -> !child.isAlive());
        try {
            Process process = command.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            Child child = new Child(process);
            running.add(child);
            return child;
        } catch (IOException e) {
            throw new BenchFailedException(command.command().get(0) + " cannot be started");
        }
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is shutting down, and the hook runs.
        }
    }

    private synchronized void stop() {
        isStopped = true;
        running.forEach(Child::close);
        running.clear();
    }
}
