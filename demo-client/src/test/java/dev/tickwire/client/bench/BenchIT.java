package dev.tickwire.client.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A bench that is too short to tell anything, from end to end. It needs the server's jar, which is built before. */
class BenchIT {
    private static final int PLAYERS = 4;
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path out;

    private final StringWriter text = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldMeasureOursBesideTheFloor() {
        Config arena = bench("--scenes", "arena", "--only", "ours,floor");
        Config ours = entrant(arena, "arena", "ours").getConfig("figures");
        assertThat(ours.getInt("connected.median")).isEqualTo(PLAYERS);
        assertThat(ours.getDouble("messagesPerClientSecond.median")).isBetween(10.0, 25.0);
        assertThat(ours.getDouble("payloadBytesPerMessage.median")).isBetween(5.0, 100.0);
        assertThat(ours.getDouble("wireBytesPerMessage.median"))
                .isGreaterThan(ours.getDouble("payloadBytesPerMessage.median"));
        assertThat(ours.getDouble("heapMiB.median")).isBetween(1.0, 100.0);
        assertThat(ours.getDouble("spinMillis.median")).isPositive();
        if (!err.toString().contains("floor is left out")) {
            Config floor = entrant(arena, "arena", "floor");
            assertThat(floor.getDouble("timesOurs.payloadBytesPerMessage.median"))
                    .isBetween(0.8, 1.25);
            assertThat(floor.getConfigList("rounds")).hasSize(1);
        }
        assertThat(text.toString()).contains("arena: 4 players", "bench.json", "bench.svg");
        assertThat(out.resolve("bench.svg")).content().startsWith("<svg").endsWith("</svg>\n");
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void shouldPlayEachOtherSceneOnOurs() {
        Config all = bench("--scenes", "crowd,idle,world,storm,battle", "--only", "ours");
        for (String scene : List.of("crowd", "idle", "world", "battle")) {
            assertThat(entrant(all, scene, "ours").getInt("figures.connected.median"))
                    .as(scene)
                    .isEqualTo(PLAYERS);
        }
        // Tiles and pellets come with the join, which may be counted here, and not again.
        Config world = entrant(all, "world", "ours").getConfig("figures");
        assertThat(world.getDouble("joinBytes.median")).isGreaterThan(5000);
        assertThat(world.getDouble("payloadBytesPerMessage.median")).isLessThan(1000);
        Config storm = entrant(all, "storm", "ours").getConfig("figures");
        assertThat(storm.getInt("connected.median")).isEqualTo(1 + PLAYERS);
        assertThat(storm.getDouble("lastFirstSnapshotMillis.median")).isPositive();
        Config battle = entrant(all, "battle", "ours").getConfig("figures");
        assertThat(battle.getDouble("payloadBytesPerEntity.median")).isBetween(0.3, 10.0);
    }

    private Config bench(String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--players", "" + PLAYERS, "--rounds", "1", "--seconds", "1", "--warm", "0"));
        assertThat(run(all.toArray(String[]::new))).as(err.toString()).isZero();
        return ConfigFactory.parseFile(out.resolve("bench.json").toFile());
    }

    private static Config entrant(Config report, String scene, String entrant) {
        Config found = named(report.getConfigList("scenes"), "scene", scene);
        return named(found.getConfigList("entrants"), "entrant", entrant);
    }

    private static Config named(List<? extends Config> all, String key, String name) {
        return all.stream()
                .filter(one -> one.getString(key).equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldSayWhatIsMissingAndFailWithoutOurs() throws Exception {
        Path home = Files.createDirectories(out.resolve("home"));
        Path files = Files.createDirectories(home.resolve("demo-client/bench"));
        for (String name : List.of("load.mjs", "socket.mjs", "adapter.mjs", "server.conf")) {
            Files.copy(HOME.resolve("demo-client/bench").resolve(name), files.resolve(name));
        }
        int status = run("--home", home.toString(), "--scenes", "arena", "--players", "1", "--rounds", "1");
        assertThat(status).isEqualTo(1);
        assertThat(err.toString().lines())
                .anyMatch(line -> line.startsWith("floor is left out: "))
                .anyMatch(line -> line.startsWith("colyseus is left out: "))
                .anyMatch(line -> line.startsWith("socketio is left out: "))
                .anyMatch(line -> line.startsWith("arena goes on without ours: the server did not start"));
        assertThat(err.toString()).doesNotContain("Exception");
    }

    private int run(String... options) {
        List<String> all = new ArrayList<>(List.of("--out", out.toString()));
        if (!List.of(options).contains("--home")) {
            all.addAll(List.of("--home", HOME.toString()));
        }
        all.addAll(List.of(options));
        return new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(text))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }
}
