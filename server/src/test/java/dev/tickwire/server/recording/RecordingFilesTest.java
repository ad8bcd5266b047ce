package dev.tickwire.server.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.proto.recording.Chunk;
import dev.tickwire.proto.wire.RecordingHead;
import dev.tickwire.server.match.MarkKind;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingFilesTest {
    private static final int MOST_FILES = 4;

    @TempDir
    private Path directory;

    private final Counters counters = new Counters();

    private void save(String room, MarkKind kind) {
        Tape tape = new Tape(RecordingHead.newBuilder().setRoom(room).build(), 10_000);
        tape.add(Chunk.of(true, 0, 9, new byte[10], 10));
        files().save(tape, "it is broken", kind);
    }

    private RecordingFiles files() {
        return new RecordingFiles(
                new RecorderSettings(60, 1 << 20, directory, MOST_FILES),
                counters,
                InstantSource.fixed(Instant.parse("2026-11-27T20:42:12.123Z")));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void shouldLeaveRoomForWhatTheServerFindsWherePlayersReportALot() throws IOException {
        for (int i = 0; i < 5; i++) {
            save("r" + i, MarkKind.REPORT);
        }
        assertThat(names()).containsExactly("r0-20261127-204212-123.twr", "r1-20261127-204212-123.twr");
        assertThat(counters.get(Counter.RECORDINGS_TOO_MANY)).isEqualTo(3);

        for (int i = 5; i < 9; i++) {
            save("r" + i, MarkKind.FINDING);
        }

        assertThat(names()).hasSize(MOST_FILES).contains("r5-20261127-204212-123.twr", "r6-20261127-204212-123.twr");
    }
}
