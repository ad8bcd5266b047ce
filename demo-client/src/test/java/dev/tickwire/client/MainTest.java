package dev.tickwire.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fly",
                "swarm --bots 0",
                "swarm --bots many",
                "swarm --bots",
                "swarm --ramp 0",
                "swarm --duration 30",
                "swarm --duration 0s",
                "swarm --duration 1000h",
                "swarm --url nowhere",
                "swarm --fail-if desync>0",
                "swarm --report /no/such/folder/report.json",
                "swarm --what",
                "bench --scenes lobby",
                "bench --only nobody",
                "bench --players 0",
                "bench --players 5000",
                "bench --rounds 0",
                "bench --seconds none",
                "bench --warm -1",
                "bench --hz 1000",
                "bench --home /no/such/folder",
                "types",
                "types --game",
                "types --game areena",
                "types --game dev.tickwire.client.Main",
                "types --game arena --games /no/such.jar",
                "types --game arena --out /no/such/folder/arena.ts",
            })
    void shouldRefuseUnusableArgumentsInOneLine(String arguments) {
        assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
                .isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldExplainItself() {
        assertThat(run("swarm", "--help")).isZero();
        assertThat(out.toString()).contains("--fail-if").contains("--ramp").contains("default: 100");
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
