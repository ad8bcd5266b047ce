package dev.tickwire.server.swap;

import dev.tickwire.proto.checkpoint.Checkpoint;
import dev.tickwire.proto.checkpoint.MalformedCheckpointException;
import dev.tickwire.proto.codec.MalformedFrameException;
import dev.tickwire.proto.codec.RecordedSchemas;
import dev.tickwire.proto.recording.Entries;
import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.proto.wire.JournalCheckpoint;
import dev.tickwire.proto.wire.JournalEntry;
import dev.tickwire.proto.wire.JournalRequest;
import dev.tickwire.proto.wire.RecordingHead;
import dev.tickwire.server.recording.Revival;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.roomtype.WaitingMatch;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.swap.StateMapping;
import dev.tickwire.simulation.swap.UnmappableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a kept room over whose game has other tables now, by the names of tables and columns. What came after its
 * newest checkpoint is lost, since nobody has the rules any more by which it came. A server that stops in an orderly
 * way keeps a checkpoint last.
 */
public final class Takeover {
    private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);

    private Takeover() {}

    /**
     * A room as it was at its newest checkpoint, by the rules of a type; runs the start of its game.
     *
     * @throws UnmappableException with sentences that name tables and columns
     */
    public static Revival.Room of(Recording recording, RoomType by)
            throws MalformedRecordingException, UnmappableException {
        Schema before = schema(recording.head());
        JournalCheckpoint newest = newest(recording);
        Checkpoint was;
        try {
            was = Checkpoint.parse(newest.getState().toByteArray(), before);
        } catch (MalformedCheckpointException e) {
            throw new MalformedRecordingException("its newest checkpoint cannot be used: " + e.getMessage());
        }
        WaitingMatch waiting = by.waitingMatch();
        StateMapping mapping = StateMapping.of(
                before, waiting.declared(), waiting.match().checkpoint().world());
        StateMapping.Mapped mapped = mapping.map(was.world());
        String losses = mapped.losses().sentence();
        LOG.warn(
                "room {} has other tables than when it was kept: {}; {} s of it are lost that came after its newest"
                        + " checkpoint{}",
                recording.head().getRoom(),
                String.join(", ", mapping.changes()),
                String.format(
                        Locale.ROOT,
                        "%.1f",
                        (recording.lastTick() - was.world().now().tick()) / was.tickRateHz()),
                losses.isEmpty() ? "" : "; " + losses);
        return new Revival.Room(
                Swap.map(mapped, by), newest.getSeatsList(), requests(newest.getRequestsList(), before, mapping));
    }

    private static Schema schema(RecordingHead head) throws MalformedRecordingException {
        String other = "the game " + head.getGame() + " has other tables now than when the room was kept";
        if (!head.hasSchema()) {
            throw new MalformedRecordingException(other + ", and it is not in the file which these were");
        }
        try {
            Schema schema = RecordedSchemas.fromMessage(head.getSchema());
            if (schema.hash() == head.getSchemaHash()) {
                return schema;
            }
        } catch (MalformedFrameException e) {
            LOG.debug("a recorded schema makes no sense", e);
        }
        throw new MalformedRecordingException(other + ", and what the file says of these makes no sense");
    }

    private static JournalCheckpoint newest(Recording recording) throws MalformedRecordingException {
        if (!recording.chunks().isEmpty()) {
            Entries entries = new Entries(recording.chunks().get(recording.startBefore(Integer.MAX_VALUE)));
            JournalEntry first = entries.next();
            if (first != null && first.hasCheckpoint()) {
                return first.getCheckpoint();
            }
        }
        throw new MalformedRecordingException(
                "its game has other tables now than when the room was kept, and there is no checkpoint in the file");
    }

    /** Those that there are no more have no answer to wait for. */
    private static List<JournalRequest> requests(List<JournalRequest> open, Schema before, StateMapping mapping) {
        List<JournalRequest> mapped = new ArrayList<>();
        for (JournalRequest request : open) {
            boolean isKnown =
                    Integer.compareUnsigned(request.getKind(), before.requests().size()) < 0;
            int kind = isKnown ? mapping.request(request.getKind()) : -1;
            if (kind >= 0) {
                mapped.add(request.toBuilder().setKind(kind).build());
            }
        }
        return mapped;
    }
}
