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
 * @param findsLimits whether to look for the most players that each server can do, too
 */
record BenchSettings(
        Path home,
        Path out,
        List<Scene> scenes,
        List<Entrant> entrants,
        OptionalInt players,
        Terms terms,
        boolean findsLimits) {

    /** Where the bench's own files are. */
    Path files() {
        return home.resolve("demo-client").resolve("bench");
    }

    Path serverJar() {
        return home.resolve("server/target/tickwire-server.jar");
    }

    /** Where the classes of the bench's own games are. */
    Path games() {
        return out.resolve("games");
    }

    int players(Scene scene) {
        return players.orElse(scene.usualPlayers());
    }

    List<Entrant> entrants(Scene scene) {
        return entrants.stream().filter(entrant -> scene.has(entrant.kind())).toList();
    }
}
