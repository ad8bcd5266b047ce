package dev.tickwire.server.directory;

import dev.tickwire.proto.wire.RecordingHead;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.recording.Keeper;
import dev.tickwire.server.recording.Recorder;
import dev.tickwire.server.recording.RecorderSettings;
import dev.tickwire.server.recording.RecordingQueue;
import dev.tickwire.server.recording.Tape;
import dev.tickwire.server.room.Listing;
import dev.tickwire.server.roomtype.RoomSettings.Keep;
import dev.tickwire.server.roomtype.RoomType;
import org.jspecify.annotations.Nullable;

/** Makes what each new room is recorded and kept by. Any thread may use it. */
public final class Recorders implements Journals {
    private static final double FLUSHES_PER_SYNC = 2;
    private static final double MILLIS_PER_SECOND = 1_000;

    private final RecorderSettings settings;
    private final long syncMillis;
    private final RecordingQueue queue;
    private final KeptRooms kept;
    private final boolean keepsAllAtEnd;

    /**
     * Of a server.
     *
     * @param syncMillis what comes in this time before a crash may be lost
     * @param keepsAllAtEnd whether rooms come back whose type keeps nothing, where the server is told to stop
     */
    public Recorders(
            RecorderSettings settings, long syncMillis, RecordingQueue queue, KeptRooms kept, boolean keepsAllAtEnd) {
        this.settings = settings;
        this.syncMillis = syncMillis;
        this.keepsAllAtEnd = keepsAllAtEnd;
        this.queue = queue;
        this.kept = kept;
    }

    @Override
    public JournalSink of(Listing listing, RoomType type) {
        Keeper.What what = kept.isOpen() ? what(type.settings().opening().keep()) : null;
        if (settings.seconds() == 0 && what == null) {
            return JournalSink.NONE;
        }
        return new Recorder(
                tape(KeptListing.head(listing, type), what),
                queue,
                settings,
                type.schema().inputs().capacity(),
                type.inputColumns().size());
    }

    @Override
    public KeptRooms kept() {
        return kept;
    }

    /** Null: nothing is kept. */
    private Keeper.@Nullable What what(Keep keep) {
        return switch (keep) {
            case NOTHING -> keepsAllAtEnd ? Keeper.What.END : null;
            case CHECKPOINT -> Keeper.What.CHECKPOINTS;
            case JOURNAL -> Keeper.What.JOURNAL;
        };
    }

    private Tape tape(RecordingHead head, Keeper.@Nullable What what) {
        int mostBytes = settings.seconds() == 0 ? 0 : settings.mostBytes();
        return what == null
                ? new Tape(head, mostBytes)
                : new Tape(
                        head,
                        mostBytes,
                        what == Keeper.What.JOURNAL ? flushSeconds() : RecorderSettings.FLUSH_SECONDS,
                        kept.begin(head, what));
    }

    /** Loops hand over and the disk is waited for within the time that may be lost. */
    private double flushSeconds() {
        return syncMillis / FLUSHES_PER_SYNC / MILLIS_PER_SECOND;
    }
}
