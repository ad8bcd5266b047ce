package dev.tickwire.server;

import dev.tickwire.server.config.ServerConfig;
import dev.tickwire.server.directory.Journals;
import dev.tickwire.server.directory.KeptRooms;
import dev.tickwire.server.directory.Recorders;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.recording.RecordingThread;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.store.FileRoomStore;
import dev.tickwire.server.store.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How rooms are recorded, and kept so that they outlive the server. */
final class RoomKeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RoomKeeping.class);

    private final StoreSettings settings;
    private final boolean keepsAllAtEnd;
    private final FileRoomStore store;
    private final KeptRooms kept;
    private final RecordingThread recorder;
    private final Journals journals;

    RoomKeeping(ServerConfig config, Counters counters) {
        settings = config.store();
        keepsAllAtEnd = config.drain().keep();
        long syncMillis = settings.syncMillis();
        store = new FileRoomStore(settings.directory());
        kept = new KeptRooms(store, counters);
        recorder = RecordingThread.of(config.recorder(), syncMillis, counters);
        journals = new Recorders(config.recorder(), syncMillis, recorder.queue(), kept, keepsAllAtEnd);
    }

    /** Gives each new room its journal. */
    Journals journals() {
        return journals;
    }

    /** How much waits to be recorded. */
    int waitingCount() {
        return recorder.queue().depth();
    }

    /** Takes the directory of kept rooms, if there are room types that keep theirs; an exception says why it cannot. */
    void start(List<RoomType> types) throws IOException {
        if (keepsAllAtEnd
                || types.stream().anyMatch(type -> type.settings().opening().isKept())) {
            open();
        }
        recorder.start();
    }

    /** Where the directory is only the default, a server that cannot have it runs all the same. */
    private void open() throws IOException {
        String directory = "the directory of kept rooms, " + settings.directory() + ", ";
        String problem = "is in use by a server that runs: stop it";
        try {
            if (store.open()) {
                kept.load();
                return;
            }
        } catch (IOException e) {
            problem = "cannot be used (" + e + ")";
        }
        if (settings.isAsked()) {
            throw new IOException(directory + problem + ", or name another one with store.directory");
        }
        LOG.warn("{}", directory + problem + ", or name another one with store.directory: no room is kept");
    }

    /** All rooms have ended: writes what waits. */
    @Override
    public void close() {
        recorder.close();
        try {
            store.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the directory of kept rooms did not close cleanly", e);
        }
    }
}
