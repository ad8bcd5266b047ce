package dev.tickwire.server.directory;

import dev.tickwire.proto.wire.RecordingHead;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.Counters;
import dev.tickwire.server.recording.Keeper;
import dev.tickwire.server.store.RoomStore;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Which rooms are kept: those that run, and those that can come back. Any thread may use it. */
public final class KeptRooms {
    private static final long PATIENCE_SECONDS = 10;

    private final RoomStore store;
    private final Counters counters;
    private volatile boolean isOpen;
    private final Map<String, Kept> all = new ConcurrentHashMap<>();

    /** {@code written}: done when nobody writes to it. */
    private record Kept(RecordingHead head, CompletableFuture<Void> written) {}

    /** Of a store that is open. */
    public KeptRooms(RoomStore store, Counters counters) {
        this.store = store;
        this.counters = counters;
    }

    /** Finds out what there is; called once, before rooms are opened. Before, nothing is kept. */
    public void load() throws IOException {
        isOpen = true;
        store.all().forEach((id, head) -> all.put(id, new Kept(head, CompletableFuture.completedFuture(null))));
    }

    /** Whether rooms can be kept. */
    boolean isOpen() {
        return isOpen;
    }

    /** What all of them are, those that run included. */
    public Map<String, RecordingHead> list() {
        Map<String, RecordingHead> heads = new TreeMap<>();
        all.forEach((id, kept) -> heads.put(id, kept.head));
        return heads;
    }

    /** What a room is that is kept; null: it is not. */
    @Nullable
    RecordingHead find(String id) {
        Kept kept = all.get(id);
        return kept == null ? null : kept.head;
    }

    /** Begins to keep a room. */
    Keeper begin(RecordingHead head, boolean hasJournal) {
        String id = head.getRoom();
        CompletableFuture<Void> written = new CompletableFuture<>();
        all.put(id, new Kept(head, written));
        return new Keeper(id, store.begin(head), hasJournal, counters, isKept -> {
            if (!isKept) {
                all.remove(id);
            }
            written.complete(null);
        });
    }

    /** What is kept of a room that has ended; waits for the last of it to be written. */
    byte[] read(String id) throws IOException {
        Kept kept = all.get(id);
        try {
            if (kept != null) {
                kept.written.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            return store.read(id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server stops", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("it is still being written", e);
        }
    }

    /**
     * A room cannot come back: it is as if it was not kept, until somebody mends its file and the server starts anew.
     */
    void giveUp(String id) {
        all.remove(id);
        counters.increment(Counter.ROOMS_NOT_RESTORED);
    }
}
