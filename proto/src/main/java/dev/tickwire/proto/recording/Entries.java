package dev.tickwire.proto.recording;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.tickwire.proto.wire.JournalEntry;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The entries of a chunk, one after the other: never all at once, since a few bytes can claim to be very many. */
public final class Entries {
    private final Chunk chunk;
    private final CodedInputStream in;

    /** Those of a chunk, which is unpacked now. */
    public Entries(Chunk chunk) throws MalformedRecordingException {
        this.chunk = chunk;
        in = CodedInputStream.newInstance(chunk.entries());
        in.setSizeLimit(Chunk.MOST_BYTES);
    }

    /** The next one; null: there are no more. */
    public @Nullable JournalEntry next() throws MalformedRecordingException {
        try {
            if (in.isAtEnd()) {
                return null;
            }
            int limit = in.pushLimit(in.readRawVarint32());
            JournalEntry entry = JournalEntry.parseFrom(in);
            if (in.getBytesUntilLimit() != 0) {
                throw nonsense();
            }
            in.popLimit(limit);
            return entry;
        } catch (InvalidProtocolBufferException e) {
            throw nonsense();
        } catch (IOException e) {
            throw new IllegalStateException("memory can be read", e);
        }
    }

    private MalformedRecordingException nonsense() {
        return new MalformedRecordingException(
                "ticks " + chunk.firstTick() + " to " + chunk.lastTick() + " make no sense");
    }
}
