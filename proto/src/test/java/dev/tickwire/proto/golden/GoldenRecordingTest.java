package dev.tickwire.proto.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import dev.tickwire.proto.fixture.RecordedMatch;
import dev.tickwire.proto.recording.Chunk;
import dev.tickwire.proto.recording.Entries;
import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.replay.Verification;
import dev.tickwire.proto.wire.JournalEntry;
import dev.tickwire.proto.wire.JournalMark;
import dev.tickwire.simulation.walkers.Walkers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The golden recording, and beside it what is in it: a change of the format must not pass unseen. Compressed bytes may
 * differ from one zlib to another, so they are compared as they were before.
 *
 * <p>Where it changes on purpose, {@code -Dgolden.write=true} writes it again, as it does the golden frames.
 */
class GoldenRecordingTest {
    private static final Path FILE = Path.of("src", "test", "resources", "golden", "recording", "walkers.twr");
    private static final Path CONTENT = FILE.resolveSibling("walkers.txt");

    private static byte[] recorded() {
        return new RecordedMatch(new Walkers(), 7)
                .join(0)
                .steps(3)
                .join(5)
                .input(0, 1)
                .input(5, 1)
                .steps(1)
                .input(5, 0)
                .steps(20)
                .hash()
                .checkpoint()
                .input(5, 1)
                .steps(4)
                .change(JournalEntry.newBuilder()
                        .setMark(JournalMark.newBuilder().setReason("somebody asked for it"))
                        .build())
                .file();
    }

    @BeforeAll
    static void writeGoldenFilesIfAsked() throws IOException, MalformedRecordingException {
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(FILE.getParent());
            Files.write(FILE, recorded());
            Files.writeString(CONTENT, content(Recording.parse(recorded())));
        }
    }

    private static String content(Recording recording) throws MalformedRecordingException {
        TextFormat.Printer printer = TextFormat.printer().emittingSingleLine(true);
        StringBuilder lines = new StringBuilder("head ")
                .append(printer.printToString(recording.head()))
                .append('\n');
        for (Chunk chunk : recording.chunks()) {
            lines.append(chunk.isStart() ? "start" : "chunk")
                    .append(", ticks ")
                    .append(chunk.firstTick())
                    .append(" to ")
                    .append(chunk.lastTick())
                    .append('\n');
            Entries entries = new Entries(chunk);
            for (JournalEntry entry = entries.next(); entry != null; entry = entries.next()) {
                lines.append("  ").append(printer.printToString(entry)).append('\n');
            }
        }
        return lines.toString();
    }

    @Test
    void shouldWriteWhatIsCheckedIn() throws IOException, MalformedRecordingException {
        Recording golden = Recording.parse(Files.readAllBytes(FILE));
        Recording now = Recording.parse(recorded());
        assertThat(now.head()).isEqualTo(golden.head());
        assertThat(content(now)).isEqualTo(content(golden));
        for (int i = 0; i < golden.chunks().size(); i++) {
            assertThat(now.chunks().get(i).entries())
                    .isEqualTo(golden.chunks().get(i).entries());
        }
    }

    @Test
    void shouldReadWhatIsCheckedIn() throws IOException, MalformedRecordingException {
        Recording golden = Recording.parse(Files.readAllBytes(FILE));
        assertThat(golden.problems()).isEmpty();
        assertThat(content(golden)).isEqualTo(Files.readString(CONTENT));
        assertThat(Verification.of(golden, Walkers::new).sentence())
                .isEqualTo("Ticks 0 to 28 come out the same again: 2 hashes and checkpoints say so.");
    }
}
