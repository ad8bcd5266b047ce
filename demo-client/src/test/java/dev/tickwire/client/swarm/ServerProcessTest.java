package dev.tickwire.client.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The swarm's hold on a server, which is a few lines of shell here. */
@DisabledOnOs(OS.WINDOWS)
class ServerProcessTest {
    @TempDir
    private Path folder;

    @Test
    void shouldSayThatTheCommandEndedBeforeItWasReady() {
        assertThatThrownBy(() -> ServerProcess.start("sh -c 'echo no >&2'"))
                .isInstanceOf(SwarmFailedException.class)
                .hasMessageContaining("ended before it was ready; see ");
    }

    @Test
    void shouldStartItAnewAfterTellingItToEndAndAfterKillingIt() throws Exception {
        try (ServerProcess server = ServerProcess.start(script("trap 'echo told >>%s; exit 0' TERM", "http://h:1"))) {
            assertThat(server.url()).isEqualTo("http://h:1");
            server.restart(false);
            await().until(() -> starts() == 2);
            server.restart(true);
            await().until(() -> starts() == 3);
            assertThat(server.failure()).isEmpty();
        }
        assertThat(Files.readString(folder.resolve("log")).lines().filter("told"::equals))
                .as("once by the restart, once at the end, and not when it is killed")
                .hasSize(2);
    }

    @Test
    void shouldSayThatTheServerCameBackElsewhere() throws Exception {
        try (ServerProcess server = ServerProcess.start(script("trap 'exit 0' TERM", "http://h:$$"))) {
            server.restart(false);
            await().until(() -> !server.failure().isEmpty());
            assertThat(server.failure()).contains("came back at", "name a --port");
        }
    }

    private long starts() throws Exception {
        Path log = folder.resolve("log");
        return Files.exists(log)
                ? Files.readString(log).lines().filter("started"::equals).count()
                : 0;
    }

    /** Says that it is ready, and waits for its end. */
    private String script(String trap, String url) throws Exception {
        Path file = folder.resolve("server.sh");
        Files.writeString(
                file, """
                %s
                echo started >>%s
                echo ready %s
                while :; do sleep 0.05; done
                """.formatted(trap.replace("%s", folder.resolve("log").toString()), folder.resolve("log"), url));
        return "sh " + file;
    }
}
