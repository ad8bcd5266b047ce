package dev.tickwire.client.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds limits in the arena's rooms of 50, with one core for the server, where there is another one for the load. */
final class LimitRun {
    private static final int FIRST_PLAYERS = 500;
    private static final int MOST_PLAYERS = 20_000;

    private final Servers servers;
    private final Load load;
    private final Pinning pinning;
    private final Consumer<String> progress;

    LimitRun(Servers servers, Load load, Consumer<String> progress) {
        this.servers = servers;
        this.load = load;
        this.progress = progress;
        pinning = Equipment.isOnPath("taskset")
                ? Pinning.oneCore(Runtime.getRuntime().availableProcessors())
                : Pinning.NONE;
    }

    boolean isPinned() {
        return !pinning.equals(Pinning.NONE);
    }

    /** @param ours what the floor copies; null: not known */
    Limit find(Entrant entrant, @Nullable Measurement ours) throws BenchFailedException, InterruptedException {
        LimitSearch search = new LimitSearch(FIRST_PLAYERS, MOST_PLAYERS);
        List<Limit.Try> tries = new ArrayList<>();
        while (search.next() > 0) {
            Limit.Try done = tryOut(entrant, search.next(), ours);
            tries.add(done);
            progress.accept(String.format(
                    Locale.ROOT,
                    "limit of %s: %d players, gap p99 %.1f ms, %.2f cores, the load %.2f%s",
                    entrant.key(),
                    done.players(),
                    done.gapMillisP99(),
                    done.serverCores(),
                    done.loadCores(),
                    done.isHeld() ? "" : ": too many"));
            search.tried(done.isHeld());
        }
        return Limit.of(entrant.key(), search.players(), search.broken(), tries);
    }

    private Limit.Try tryOut(Entrant entrant, int players, @Nullable Measurement ours)
            throws BenchFailedException, InterruptedException {
        Run run = new Run(entrant, Scene.ARENA, players, 1, pinning);
        try (Servers.Running server = servers.start(run, ours)) {
            Measurement measured = load.measure(run, server);
            return new Limit.Try(
                    players,
                    measured.get(Figure.CONNECTED),
                    measured.get(Figure.GAP_MILLIS_P99),
                    measured.get(Figure.SERVER_CORES),
                    measured.get(Figure.LOAD_CORES));
        }
    }
}
