package dev.tickwire.client.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process that the bench started. */
final class Child implements AutoCloseable {
    private static final int LONGEST_DEATH_SECONDS = 5;

    private final Process process;
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

    Child(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    double cpuSeconds() {
        return ProcFiles.cpuSeconds(process.pid());
    }

    double residentMiB() {
        return ProcFiles.residentMiB(process.pid());
    }

    /** Writes a line to its standard input; false: it takes none any more. */
    boolean say(String line) {
        try {
            process.outputWriter().append(line).append('\n').flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The next line of its standard output; null: it has ended, or says nothing for so long. */
    @Nullable
    String nextLine(long patienceSeconds) throws InterruptedException {
        Optional<String> line = lines.poll(patienceSeconds, TimeUnit.SECONDS);
        return line == null ? null : line.orElse(null);
    }

    /** Waits until it has ended by itself, for so long. */
    boolean hasSucceeded(long patienceSeconds) throws InterruptedException {
        return process.waitFor(patienceSeconds, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    /** Kills it, with what it has started itself, and waits until it is gone. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(LONGEST_DEATH_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(Optional.of(line));
            }
        } catch (IOException e) {
            // It was killed while it spoke.
        }
        lines.add(Optional.empty());
    }
}
