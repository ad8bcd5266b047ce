package dev.tickwire.server.recording;

import dev.tickwire.proto.recording.Chunk;
import dev.tickwire.proto.recording.Entries;
import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.wire.JournalEntry;
import dev.tickwire.proto.wire.JournalSeat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Takes what opens seats out of what was recorded. A kept room needs it, so that players come back; a recording that
 * people look at, and give to others, must let nobody in.
 */
final class Redaction {
    private Redaction() {}

    /** The same entries without secrets; the same chunk where it has none. */
    @SuppressWarnings("ReferenceEquality")
    static Chunk of(Chunk chunk) {
        ByteArrayOutputStream without = new ByteArrayOutputStream();
        boolean hadSecrets = false;
        try {
            Entries entries = new Entries(chunk);
            for (JournalEntry entry = entries.next(); entry != null; entry = entries.next()) {
                JournalEntry clean = of(entry);
                hadSecrets |= clean != entry;
                clean.writeDelimitedTo(without);
            }
        } catch (MalformedRecordingException e) {
            throw new IllegalStateException("what was recorded can be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        return hadSecrets
                ? Chunk.of(chunk.isStart(), chunk.firstTick(), chunk.lastTick(), without.toByteArray(), without.size())
                : chunk;
    }

    private static JournalEntry of(JournalEntry entry) {
        return switch (entry.getChangeCase()) {
            case SEAT ->
                entry.toBuilder()
                        .setSeat(entry.getSeat().toBuilder().clearSecret())
                        .build();
            case CHECKPOINT -> entry.getCheckpoint().getSeatsCount() == 0 ? entry : ofCheckpoint(entry);
            default -> entry;
        };
    }

    private static JournalEntry ofCheckpoint(JournalEntry entry) {
        JournalEntry.Builder clean = entry.toBuilder();
        clean.getCheckpointBuilder().getSeatsBuilderList().forEach(JournalSeat.Builder::clearSecret);
        return clean.build();
    }
}
