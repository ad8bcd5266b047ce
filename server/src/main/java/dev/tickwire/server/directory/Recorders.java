package dev.tickwire.server.directory;

import dev.tickwire.proto.wire.RecordingHead;
import dev.tickwire.server.match.JournalSink;
import dev.tickwire.server.recording.Recorder;
import dev.tickwire.server.recording.RecorderSettings;
import dev.tickwire.server.recording.RecordingQueue;
import dev.tickwire.server.recording.Tape;
import dev.tickwire.server.room.Listing;
import dev.tickwire.server.roomtype.RoomType;

/** Makes what each new room is recorded by. Any thread may use it. */
public final class Recorders implements Journals {
    private final RecorderSettings settings;
    private final RecordingQueue queue;

    public Recorders(RecorderSettings settings, RecordingQueue queue) {
        this.settings = settings;
        this.queue = queue;
    }

    @Override
    public JournalSink of(Listing listing, RoomType type) {
        if (settings.seconds() == 0) {
            return JournalSink.NONE;
        }
        RecordingHead head = RecordingHead.newBuilder()
                .setRoom(listing.id())
                .setRoomType(type.name())
                .setGame(type.settings().gameName())
                .setSchemaHash(type.schema().hash())
                .build();
        return new Recorder(
                new Tape(head, settings.mostBytes()),
                queue,
                settings,
                type.schema().inputs().capacity(),
                type.inputColumns().size());
    }
}
