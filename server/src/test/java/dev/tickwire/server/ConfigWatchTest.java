package dev.tickwire.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.server.config.ConfigReader;
import dev.tickwire.server.roomtype.RoomType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigWatchTest {
    private static final List<String> SETTINGS = List.of("roomTypes.arena.playerLimit=7");

    @TempDir
    private Path dir;

    private Path file;
    private TickwireServer server;
    private ConfigWatch watch;

    @BeforeEach
    void serve() throws Exception {
        file = dir.resolve("tickwire.conf");
        Files.writeString(file, "roomTypes.arena { game = arena, tickRateHz = 20 }");
        server = new TickwireServer(ConfigReader.read(file, SETTINGS, List.of()));
        watch = new ConfigWatch(file, SETTINGS, List.of(), List.of(), server);
    }

    @Test
    void shouldFollowTheFileAndKeepWhatTheCommandLineSets() throws IOException {
        RoomType before = arena();
        watch.check();
        assertThat(arena()).isSameAs(before);

        Files.writeString(file, "roomTypes.arena { game = arena, tickRateHz = 40, snapshotRateHz = 20 }");
        watch.check();

        assertThat(arena().tickRateHz()).isEqualTo(40);
        assertThat(arena().settings().capacity().players()).isEqualTo(7);
    }

    @Test
    void shouldGoOnAsBeforeWhereTheFileIsWrong() throws IOException {
        RoomType before = arena();
        Files.writeString(file, "roomTypes.arena { game = arena, tickRateHz = fast }");
        watch.check();
        assertThat(arena()).isSameAs(before);

        Files.writeString(file, "roomTypes.arena { game = arena");
        watch.check();
        assertThat(arena()).isSameAs(before);

        Files.writeString(file, "roomTypes.arena { game = arena, tickRateHz = 30, snapshotRateHz = 30 }");
        watch.check();
        assertThat(arena().tickRateHz()).isEqualTo(30);
    }

    @Test
    void shouldWaitForAFileThatIsGoneForAMoment() throws IOException {
        RoomType before = arena();
        Files.delete(file);
        watch.check();
        assertThat(arena()).isSameAs(before);

        Files.writeString(file, "roomTypes.arena { game = arena, tickRateHz = 10, snapshotRateHz = 10 }");
        watch.check();
        assertThat(arena().tickRateHz()).isEqualTo(10);
    }

    private RoomType arena() {
        return server.rooms().types().get(0);
    }
}
