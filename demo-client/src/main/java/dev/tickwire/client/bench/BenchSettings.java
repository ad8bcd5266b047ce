package dev.tickwire.client.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * What to measure.
 *
 * @param home the directory that has the launcher
 * @param out where results and logs go
 * @param players of each scene; empty: as many as the scene usually has
 * @param warmSeconds not counted, after all have joined
 * @param seconds counted
 */
record BenchSettings(
        Path home,
        Path out,
        List<Scene> scenes,
        List<Entrant> entrants,
        OptionalInt players,
        int rounds,
        int warmSeconds,
        int seconds,
        int hz) {

    /** Where the bench's own files are. */
    Path files() {
        return home.resolve("demo-client").resolve("bench");
    }

    int players(Scene scene) {
        return players.orElse(scene.usualPlayers());
    }

    List<Entrant> entrants(Scene scene) {
        return entrants.stream().filter(scene::has).toList();
    }
}
