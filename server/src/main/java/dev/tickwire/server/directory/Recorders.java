package dev.tickwire.server.directory;

import dev.tickwire.proto.wire.RecordingHead;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.recording.Recorder;
import dev.tickwire.server.recording.RecorderSettings;
import dev.tickwire.server.recording.RecordingQueue;
import dev.tickwire.server.recording.Tape;
import dev.tickwire.server.room.Listing;
import dev.tickwire.server.roomtype.RoomSettings.Keep;
import dev.tickwire.server.roomtype.RoomType;

/** Makes what each new room is recorded and kept by. Any thread may use it. */
public final class Recorders implements Journals {
    private static final double FLUSHES_PER_SYNC = 2;
    private static final double MILLIS_PER_SECOND = 1_000;

    private final RecorderSettings settings;
    private final long syncMillis;
    private final RecordingQueue queue;
    private final KeptRooms kept;

    /** {@code syncMillis}: what comes in this time before a crash may be lost. */
    public Recorders(RecorderSettings settings, long syncMillis, RecordingQueue queue, KeptRooms kept) {
        this.settings = settings;
        this.syncMillis = syncMillis;
        this.queue = queue;
        this.kept = kept;
    }

    @Override
    public JournalSink of(Listing listing, RoomType type) {
        Keep keep = kept.isOpen() ? type.settings().opening().keep() : Keep.NOTHING;
        if (settings.seconds() == 0 && keep == Keep.NOTHING) {
            return JournalSink.NONE;
        }
        return new Recorder(
                tape(KeptListing.head(listing, type), keep),
                queue,
                settings,
                type.schema().inputs().capacity(),
                type.inputColumns().size());
    }

    @Override
    public KeptRooms kept() {
        return kept;
    }

    private Tape tape(RecordingHead head, Keep keep) {
        int mostBytes = settings.seconds() == 0 ? 0 : settings.mostBytes();
        return switch (keep) {
            case NOTHING -> new Tape(head, mostBytes);
            case CHECKPOINT -> new Tape(head, mostBytes, RecorderSettings.FLUSH_SECONDS, kept.begin(head, false));
            case JOURNAL -> new Tape(head, mostBytes, flushSeconds(), kept.begin(head, true));
        };
    }

    /** Loops hand over and the disk is waited for within the time that may be lost. */
    private double flushSeconds() {
        return syncMillis / FLUSHES_PER_SYNC / MILLIS_PER_SECOND;
    }
}
