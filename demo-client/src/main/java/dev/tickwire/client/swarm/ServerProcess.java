package dev.tickwire.client.swarm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A server that the swarm starts by a command of a Unix shell, so that it can end it and start it anew. What it logs
 * goes to a file, which is kept where something went wrong.
 */
final class ServerProcess implements SwarmRun.Restarter, AutoCloseable {
    private static final String READY = "ready ";
    /** The launcher may have to build it first. */
    private static final long START_SECONDS = 300;

    private static final long END_SECONDS = 60;

    private final String command;
    private final Path log;
    private volatile Process process;
    private volatile String failure = "";
    private volatile String url = "";
    private @Nullable Thread restarting;

    private ServerProcess(String command, Path log) throws IOException {
        this.command = command;
        this.log = log;
        process = launch();
    }

    /** Starts it, and waits until it says that it is ready. */
    static ServerProcess start(String command) throws SwarmFailedException {
        try {
            ServerProcess server = new ServerProcess(command, Files.createTempFile("tickwire-server", ".log"));
            server.url = server.awaitReady();
            if (!server.failure.isEmpty()) {
                String why = server.failure;
                server.close();
                throw new SwarmFailedException(why);
            }
            return server;
        } catch (IOException e) {
            throw new SwarmFailedException("The server could not be started by \"" + command + "\": " + e.getMessage());
        }
    }

    /** Where it listens. */
    String url() {
        return url;
    }

    /** What went wrong with it, in a sentence; empty: nothing. */
    String failure() {
        return failure;
    }

    @Override
    public void restart(boolean isKill) {
        Thread thread = new Thread(() -> endAndStart(isKill), "restart");
        thread.setDaemon(true);
        restarting = thread;
        thread.start();
    }

    private void endAndStart(boolean isKill) {
        try {
            end(isKill);
            process = launch();
            String now = awaitReady();
            if (failure.isEmpty() && !now.equals(url)) {
                failure = "The server came back at " + now + " instead of " + url + ": name a --port in its command.";
            }
        } catch (IOException e) {
            failure = "The server could not be started again: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(boolean isKill) throws InterruptedException {
        Process running = process;
        if (isKill) {
            running.destroyForcibly();
        } else {
            running.destroy();
        }
        if (!running.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            running.destroyForcibly();
            failure = "The server did not end within " + END_SECONDS + " s of being told to.";
        }
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(List.of("/bin/sh", "-c", "exec " + command))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** The address that it says; sets the failure if it says none. */
    private String awaitReady() {
        Process started = process;
        CompletableFuture<String> ready = CompletableFuture.supplyAsync(() -> read(started));
        try {
            String address = ready.get(START_SECONDS, TimeUnit.SECONDS);
            if (address.isEmpty()) {
                failure = "The server ended before it was ready; see " + log + ".";
            }
            return address;
        } catch (TimeoutException e) {
            failure = "The server was not ready within " + START_SECONDS + " s; see " + log + ".";
        } catch (ExecutionException e) {
            failure = "The server cannot be heard: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "";
    }

    private static String read(Process of) {
        try {
            BufferedReader out = new BufferedReader(new InputStreamReader(of.getInputStream(), StandardCharsets.UTF_8));
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(READY)) {
                    return line.substring(READY.length()).strip();
                }
            }
            return "";
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        try {
            if (restarting != null) {
                restarting.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
            }
            Process running = process;
            running.destroy();
            if (!running.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
            if (failure.isEmpty()) {
                Files.deleteIfExists(log);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // A file in the system's folder for temporary files stays.
        }
    }
}
