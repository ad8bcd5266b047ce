package dev.tickwire.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the service manager that started this process how it is, by the protocol of systemd ({@code sd_notify}), where
 * it asked for that by {@code NOTIFY_SOCKET}. Java has no datagrams on such sockets, so systemd's own command says it.
 */
final class ServiceManager {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);
    private static final String COMMAND = "systemd-notify";
    private static final long PATIENCE_SECONDS = 2;

    private final Map<String, String> environment;
    private volatile boolean isAbsent;
    /** Of the clock's thread. */
    private @Nullable Process lastAlive;

    /** {@code environment} is that of the process. */
    ServiceManager(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Players can join. From now on it is told twice per watchdog period, if it has one, that the process is well. */
    void ready(ScheduledExecutorService clock) {
        await(say("READY=1", "STATUS=Players can join."));
        Long periodMicros = watchdogMicros();
        if (periodMicros != null) {
            var unused =
                    clock.scheduleWithFixedDelay(this::alive, 0, Math.max(1, periodMicros / 2), TimeUnit.MICROSECONDS);
        }
    }

    /** The process ends, which may take some seconds. */
    void stopping() {
        await(say("STOPPING=1", "STATUS=Players are told that the server stops."));
    }

    /** Waits for nothing: the thread has other things to look after. What has not been said yet is not said twice. */
    private void alive() {
        Process last = lastAlive;
        if (last == null || !last.isAlive()) {
            lastAlive = say("WATCHDOG=1");
        }
    }

    private @Nullable Long watchdogMicros() {
        try {
            String micros = environment.get("WATCHDOG_USEC");
            return micros == null ? null : Long.valueOf(micros);
        } catch (NumberFormatException e) {
            LOG.warn("WATCHDOG_USEC is no number: the watchdog is not told that the server is well");
            return null;
        }
    }

    /** Null: nobody is to be told, or cannot be, which is said once. */
    private @Nullable Process say(String... lines) {
        if (isAbsent || !environment.containsKey("NOTIFY_SOCKET")) {
            return null;
        }
        List<String> command = new ArrayList<>(List.of(COMMAND));
        command.addAll(List.of(lines));
        try {
            return new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            isAbsent = true;
            LOG.warn("NOTIFY_SOCKET is set, and {} cannot be run: {}", COMMAND, e.getMessage());
            return null;
        }
    }

    private static void await(@Nullable Process told) {
        try {
            if (told != null && !told.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                told.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
