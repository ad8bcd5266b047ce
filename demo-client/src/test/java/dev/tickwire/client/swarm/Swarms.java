package dev.tickwire.client.swarm;

import dev.tickwire.client.swarm.report.Progress;
import dev.tickwire.client.swarm.report.SwarmReport;
import dev.tickwire.client.swarm.scenario.Scenario;
import dev.tickwire.client.transport.ServerUrl;
import dev.tickwire.server.TickwireServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs of swarms against a server, in a thread beside the test's. */
final class Swarms {
    private Swarms() {}

    /** Bots that stay until the run is stopped. */
    static SwarmRun run(TickwireServer server, String type, int bots, boolean resumes, AtomicBoolean isStopped) {
        return run(
                server,
                Scenario.simple(Scenario.anyRoom(type, ""), bots, 200, Duration.ofMinutes(2), resumes, 7),
                isStopped);
    }

    static SwarmRun run(TickwireServer server, Scenario scenario, AtomicBoolean isStopped) {
        return new SwarmRun(
                scenario,
                ServerUrl.webSocketUri(server.url()),
                GameBook.of(null),
                1,
                null,
                Progress.SILENT,
                isStopped::get);
    }

    static CompletableFuture<SwarmReport> start(SwarmRun run) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return run.run();
            } catch (SwarmFailedException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
