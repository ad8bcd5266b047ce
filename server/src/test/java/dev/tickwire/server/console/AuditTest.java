package dev.tickwire.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.fixture.LogLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
    @TempDir
    private Path folder;

    @Test
    void shouldKeepPeopleOutOfTheServersLogAndInItsOwn() throws Exception {
        Path file = folder.resolve("audit.log");
        Audit audit = new Audit(file, () -> Instant.EPOCH);
        try (LogLines log = new LogLines(Audit.class.getName())) {
            audit.log("ada", "close", "room arena-1", Map.of());
            audit.logPerson("ada", "ban", "address 203.0.113.7", Map.of("name", "Mallory"));

            assertThat(log.take()).containsExactly("INFO close by ada: room arena-1", "INFO ban by ada");
        }
        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .last()
                .asString()
                .contains("\"whom\":\"address 203.0.113.7\"", "\"name\":\"Mallory\"", "\"who\":\"ada\"");
    }
}
