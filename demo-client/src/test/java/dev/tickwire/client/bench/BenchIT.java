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
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path out;

    private final StringWriter text = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldMeasureOursBesideTheFloor() {
        int status = bench(
                "--only", "ours,ours-all,floor", "--players", "4", "--rounds", "1", "--seconds", "1", "--warm", "0");
        assertThat(status).as(err.toString()).isZero();
        assertThat(text.toString())
                .contains("arena: 4 players", "crowd: 4 players", "idle: 4 players", "bench.json", "bench.svg");
        Config scenes =
                ConfigFactory.parseFile(out.resolve("bench.json").toFile()).getConfig("scenes");
        Config arena = scenes.getConfig("arena.entrants.ours.medians");
        assertThat(arena.getInt("connected")).isEqualTo(4);
        assertThat(arena.getDouble("messagesPerClientSecond")).isBetween(10.0, 25.0);
        assertThat(arena.getDouble("payloadBytesPerMessage")).isBetween(5.0, 100.0);
        assertThat(arena.getDouble("wireBytesPerMessage")).isGreaterThan(arena.getDouble("payloadBytesPerMessage"));
        assertThat(scenes.getInt("crowd.entrants.ours-all.medians.connected")).isEqualTo(4);
        assertThat(scenes.getInt("idle.entrants.ours.medians.connected")).isEqualTo(4);
        if (!err.toString().contains("floor is left out")) {
            Config floor = scenes.getConfig("arena.entrants.floor");
            assertThat(floor.getDouble("timesOurs.payloadBytesPerMessage")).isBetween(0.8, 1.25);
            assertThat(floor.getConfigList("rounds")).hasSize(1);
        }
        assertThat(out.resolve("bench.svg")).content().startsWith("<svg").endsWith("</svg>\n");
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void shouldSayWhatIsMissingAndFailWithoutOurs() throws Exception {
        Path home = Files.createDirectories(out.resolve("home"));
        Path files = Files.createDirectories(home.resolve("demo-client/bench"));
        for (String name : List.of("load.mjs", "socket.mjs", "adapter.mjs", "server.conf")) {
            Files.copy(HOME.resolve("demo-client/bench").resolve(name), files.resolve(name));
        }
        int status = bench("--home", home.toString(), "--scenes", "arena", "--players", "1", "--rounds", "1");
        assertThat(status).isEqualTo(1);
        assertThat(err.toString().lines())
                .anyMatch(line -> line.startsWith("floor is left out: "))
                .anyMatch(line -> line.startsWith("colyseus is left out: "))
                .anyMatch(line -> line.startsWith("socketio is left out: "))
                .anyMatch(line -> line.startsWith("arena goes on without ours: the server did not start"));
        assertThat(err.toString()).doesNotContain("Exception");
    }

    private int bench(String... options) {
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
